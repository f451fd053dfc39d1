"""The directory without a mouse: found as one types, read, searched in vain, and kept by its curator."""

import re

from playwright.sync_api import expect

from .accessibility import check_accessibility
from .keyboard import Keyboard
from .site import Site
from .visit import shot

CURATOR = "kate.winfield@demonstration.example"


def test_a_partner_is_found_by_keyboard_alone(page, site: Site):
    keys = Keyboard(page)
    page.goto("/directory/")
    count = page.locator("#found-count")
    expect(count).to_contain_text("showing 1 to")
    keys.start()
    keys.reach("Search", tags=("INPUT",))
    page.keyboard.type("zebra crossing")
    expect(count).to_have_text("0 partners found")
    expect(page.get_by_role("main")).to_contain_text("Try fewer words")
    assert keys.focused["value"] == "zebra crossing", "the focus stays in the box while the list changes"
    shot(page, "directory-nothing-found")
    check_accessibility(page)

    page.goto("/directory/")
    keys.start()
    keys.reach("Search", tags=("INPUT",))
    page.keyboard.type("interfaith")
    expect(count).to_have_text(re.compile(r"^\d+ partners? found"))
    keys.reach("Chesterfield Interfaith Forum")
    keys.enter()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chesterfield Interfaith Forum")
    shot(page, "directory-entry")
    check_accessibility(page)


def test_the_curator_works_through_the_queue_by_keyboard_alone(page, site: Site):
    keys = Keyboard(page)
    page.goto("/accounts/login/")
    keys.fill({"login": CURATOR, "password": site.passwords[CURATOR]}, save="Sign in")
    keys.enter()
    page.goto("/directory/")
    keys.follow("Curator’s queue")
    shot(page, "directory-queue")
    check_accessibility(page)
    keys.follow("It is right: Alvaston Library")
    expect(page.get_by_role("main")).to_contain_text("Noted that you checked Alvaston Library today")
    assert page.get_by_role("button", name="It is right: Alvaston Library").count() == 0
    assert keys.focused is not None, "what was done is read out first"
    check_accessibility(page)
