"""Two people on one page, a sign-in that ran out, and a browser without JavaScript: nothing typed is lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from .accessibility import check_accessibility
from .site import Site
from .visit import shot, show_all_sections, sign_in

MANAGER, NURSE = "amina.yusuf@demonstration.example", "grace.holt@demonstration.example"
SERVICE = "Community heart failure service"
STEP = "sharing-and-learning"
BOX = "#worksheet textarea:visible"


def open_worksheet(page: Page, site: Site, email: str, step: str = STEP) -> Page:
    sign_in(page, site, email)
    page.goto("/projects/")
    page.get_by_role("link", name=SERVICE).click()
    page.goto(f"{page.url}steps/{step}/edit/")
    show_all_sections(page)
    return page


@pytest.fixture
def two_pages(new_page, site):
    return open_worksheet(new_page(), site, MANAGER), open_worksheet(new_page(), site, NURSE)


def test_both_texts_are_shown_and_the_keyboard_decides(two_pages, watch):
    first, second = two_pages
    first.locator(BOX).first.fill("Tell people at the coffee morning")
    first.get_by_role("button", name="Save answers").click()
    expect(first.get_by_text(re.compile("Saved at"))).to_be_visible()

    watch.expect("status of 409")
    second.locator(BOX).first.fill("Put a poster in the clinic")
    second.locator(BOX).first.blur()
    expect(second.locator("#saved")).to_contain_text("Amina Yusuf changed", timeout=15_000)
    second.get_by_role("button", name="Save answers").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("Two people changed")
    for words in ("Tell people at the coffee morning", "Put a poster in the clinic"):
        expect(second.get_by_role("main")).to_contain_text(words)
    shot(second, "conflict")
    check_accessibility(second)

    second.get_by_label("Keep both").first.focus()
    second.keyboard.press("Space")
    second.get_by_role("button", name="Save my choice").focus()
    second.keyboard.press("Enter")
    expect(second.get_by_text(re.compile("Saved at"))).to_be_visible()
    for words in ("Tell people at the coffee morning", "Put a poster in the clinic"):
        expect(second.locator(BOX).first).to_have_value(re.compile(re.escape(words)))


def test_different_answers_of_two_people_are_both_kept(two_pages):
    first, second = two_pages
    first.locator(BOX).nth(1).fill("From the manager")
    first.get_by_role("button", name="Save answers").click()
    expect(first.get_by_text(re.compile("Saved at"))).to_be_visible()
    second.locator(BOX).nth(2).fill("From the nurse")
    second.get_by_role("button", name="Save answers").click()
    expect(second.get_by_text(re.compile("Saved at"))).to_be_visible()
    expect(second.locator(BOX).nth(1)).to_have_value("From the manager")
    expect(second.locator(BOX).nth(2)).to_have_value("From the nurse")


def test_a_sign_in_that_ran_out_loses_nothing(new_page, site, watch):
    page = open_worksheet(new_page(), site, MANAGER, "literature")
    page.context.clear_cookies(name=re.compile("session"))
    watch.expect("status of 401")
    box = page.locator(BOX).last
    box.fill("Typed while nobody was signed in")
    page.get_by_role("button", name="Save answers").click()
    page.get_by_label("Email").fill(MANAGER)
    page.get_by_label("Password", exact=True).fill(site.passwords[MANAGER])
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("We kept what you typed")).to_be_visible()
    expect(page.locator(BOX).last).to_have_value("Typed while nobody was signed in")
    check_accessibility(page)


def test_an_error_takes_the_reader_to_the_answer(new_page, site, watch):
    page = open_worksheet(new_page(), site, MANAGER, "literature")
    watch.expect("status of 422")
    page.locator(BOX).first.fill("Her number is 943 476 5919")
    page.get_by_role("button", name="Save answers").click()
    summary = page.locator(".nhsuk-error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    shot(page, "error")
    check_accessibility(page)
    summary.get_by_role("link").first.click()
    expect(page.locator(BOX).first).to_be_focused()


def test_reading_and_saving_work_without_javascript(page_without_javascript, site):
    page = open_worksheet(page_without_javascript, site, NURSE, "co-production")
    box = page.locator("#worksheet textarea").last
    box.fill("Saved without a script")
    page.get_by_role("button", name="Save answers").click()
    expect(page.get_by_text(re.compile("Saved at"))).to_be_visible()
    expect(page.locator("#worksheet textarea").last).to_have_value("Saved without a script")


def test_a_worksheet_can_be_filled_by_keyboard_alone(new_page, site):
    page = open_worksheet(new_page(), site, MANAGER, "key-question-2")
    page.get_by_label("Partly", exact=True).first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Partly", exact=True).first).to_be_checked()
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved \d\d:\d\d"), timeout=15_000)
    page.get_by_role("button", name="Save answers").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Saved at"))).to_be_visible()
