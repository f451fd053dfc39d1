"""What a visitor does on any page: sign in, and look at it."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page

from .site import ROOT, Site


def sign_in(page: Page, site: Site, email: str):
    """Signs in as somebody of the demonstration data, through the page that people use."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(site.passwords[email])
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def show_all_sections(page: Page):
    """Opens every section of a worksheet. With JavaScript they then stay open in this window."""
    button = page.get_by_role("button", name=re.compile("Show all"))
    if button.count():
        button.click()
    open_folds(page, "details.app-fold")


def open_folds(page: Page, which: str = "main form details"):
    """Opens what is folded, from the last to the first, since each that is opened leaves the count."""
    for summary in page.locator(f":is({which}):not([open]) > summary:visible").all()[::-1]:
        summary.click()


def shot(page: Page, name: str) -> Path | None:
    """A picture of the whole page in var/shots, at 1280 and at 320 wide, when SHOTS is set: SHOTS=1 script/browser."""
    if not os.environ.get("SHOTS"):
        return None
    folder = ROOT / "var" / "shots"
    before = page.viewport_size
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        path = folder / f"{name}-{width}.png"
        # Hiding the caret would leave an empty style attribute, which htmx then copies against the CSP.
        page.screenshot(path=path, full_page=True, timeout=60_000, caret="initial")
    page.set_viewport_size(before)
    return path
