"""Every kind of page a person can reach by links, as each kind of person: no faults, at 1280 and at 320 pixels."""

from collections import Counter
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from .accessibility import check_accessibility
from .visit import shot, sign_in

# Of pages that differ only in their content, so many are looked at. Steps differ in more, and so do the pages of the
# guide, which are the same for everybody.
EACH = 2
STEPS = {"worksheets:show_step": 20, "worksheets:edit_step": 20}
GUIDE = {"guide:show_page": 60, "guide:show_step": 20}
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"


def kind_of(address: str) -> str | None:
    """The name of the page's address; None for what is no page of ours."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
    return None if name.startswith("admin:") else name


def reachable(page, site, opened: Counter, most: dict[str, int]):
    """Opens page after page from the first, a few of each kind, and yields the kind of each while it is open."""
    waiting = [f"{site.address}/"]
    seen = set(waiting)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or opened[kind] >= most.get(kind, EACH) and address != f"{site.address}/":
            continue
        try:
            page.goto(address, timeout=60_000)  # a plan is drawn while one waits
        except Error as error:
            if "Download is starting" in error.message:
                continue
            raise
        links = [urldefrag(link).url for link in page.evaluate(LINKS)]
        yield kind
        opened[kind] += 1
        waiting += [link for link in dict.fromkeys(links) if link.startswith(site.address) and link not in seen]
        seen.update(links)


def faults_of_all(page, site, opened: Counter, who: str, most: dict[str, int]) -> list[str]:
    faults = []
    for kind in reachable(page, site, opened, most):
        try:
            shot(page, f"{who}-{kind.replace(':', '-')}-{opened[kind]}")
            check_accessibility(page, keyboard=opened[kind] == 0)
        except (AssertionError, Error) as fault:
            faults.append(f"{who}, {kind}: {fault}")
    return faults


def test_pages_that_anybody_may_read(page, site):
    opened = Counter()
    faults = faults_of_all(page, site, opened, "anybody", GUIDE)
    assert {"guide:home", "account_login"} <= set(opened)
    assert not faults, "\n\n".join(faults)


def test_pages_of_people_who_signed_in(new_page, site):
    """One person after another; what an earlier one has shown is not opened again."""
    opened, faults = Counter(), []
    for email in site.passwords:
        page = new_page()
        sign_in(page, site, email)
        faults += faults_of_all(page, site, opened, email.partition("@")[0], STEPS)
        page.context.close()
    assert {"projects:list_projects", "worksheets:list_steps", "plans:show_plan", "portfolio:show_overview"} <= set(
        opened
    )
    assert not faults, "\n\n".join(faults)
