"""Somebody who has never seen the product takes a report of their own system to a gap report, without a manual."""

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from .accessibility import check_accessibility
from .site import ROOT, Site
from .visit import shot, sign_in

FILE = ROOT.parent / "shared" / "cases" / "nasty" / "s06_systmone_report.csv"
STRANGER = "priya.nair@demonstration.example"
# From signing in to the report: start a project (2), step 1, upload (2), show the report.
MOST_CLICKS = 7
PHONE = 320
WIDTH = "() => document.documentElement.scrollWidth"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the report lies in ../shared/cases/nasty")


class Stranger:
    """Presses what the page offers, and counts how often. Every page on the way is looked at for faults."""

    def __init__(self, page: Page, name: str):
        self.page, self.name, self.clicks, self.seen = page, name, 1, 0

    def press(self, words: str):
        exact = re.compile(rf"^\s*{re.escape(words)}\s*$")
        self.page.get_by_role("main").locator("a:visible, button:visible").filter(has_text=exact).first.click()
        self.clicks += 1
        self.page.wait_for_load_state()

    def look(self, name: str):
        self.seen += 1
        shot(self.page, f"first-file-{self.name}-{self.seen:02}-{name}")
        if self.page.viewport_size["width"] > PHONE:
            check_accessibility(self.page, keyboard=False)
        assert self.page.evaluate(WIDTH) <= self.page.viewport_size["width"], f"{name} scrolls sideways"


def records() -> list[dict[str, str]]:
    """The records of the report, read by the standard library alone."""
    rows = list(csv.reader(FILE.read_text("utf-8-sig").splitlines()))
    start = next(place for place, row in enumerate(rows) if "NHS number" in row)
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :] if any(row)]


@pytest.mark.parametrize("width", [1280, PHONE])
def test_a_stranger_takes_a_systmone_report_to_a_gap_report(new_page, site: Site, width):
    page = new_page()
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, site, STRANGER)
    stranger = Stranger(page, str(width))
    begin_a_project(stranger, f"Diabetes checks, {width} wide")
    upload(stranger)
    check_what_was_read(stranger)
    compare_with_the_file(stranger)
    assert stranger.clicks <= MOST_CLICKS, f"{stranger.clicks} clicks"


def begin_a_project(stranger: Stranger, name: str):
    stranger.look("empty-account")
    stranger.press("Start a project")
    stranger.page.get_by_label("What is the service called?").fill(name)
    stranger.page.get_by_label("Derby City").check()
    stranger.look("start")
    stranger.press("Start project")
    stranger.look("task-list")
    stranger.press("Step 1: Service data")


def upload(stranger: Stranger):
    page = stranger.page
    stranger.press("Upload a file")
    stranger.look("upload")
    assert page.get_by_label("Sheet with the table").is_hidden(), "what is unusual is not in the way"
    page.get_by_label("What shall we call this data?").fill("Diabetes checks, spring")
    page.locator("input[type=file]").set_input_files(FILE)
    stranger.press("Upload and read the file")


def check_what_was_read(stranger: Stranger):
    page = stranger.page
    page.get_by_role("button", name="Show my gap report").first.wait_for(timeout=60_000)
    expect(page).to_have_title(re.compile("^Check how we read your file"))
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"We read {len(records())} rows about {len(records())} people")
    expect(main).to_contain_text("Row 5")
    expect(main).to_contain_text("Patient name: names. Left out; nothing of it is kept.")
    for record in records():
        expect(main).not_to_contain_text(record["Patient name"].partition(",")[0])
    stranger.look("check")
    stranger.press("Show my gap report")
    page.get_by_role("heading", name="How complete your records are", level=2).wait_for(timeout=60_000)


def compare_with_the_file(stranger: Stranger):
    """How many are known of each field, counted here by hand."""
    page, rows = stranger.page, records()
    expect(
        page.get_by_text(f"{len(rows)} rows read: {len(rows)} used, 0 set aside. {len(rows)} people.")
    ).to_be_visible()
    chart = page.locator("#recorded figure.app-chart").first
    chart.locator("summary").first.click()
    for field, heading in (
        ("Ethnicity", "Ethnicity"),
        ("Gender", "Gender"),
        ("Main language", "Main spoken language"),
        ("Interpreter need", "Needs interpreter"),
    ):
        known = sum(bool(row[heading]) for row in rows)
        row = chart.get_by_role("row", name=re.compile(rf"^{field} [0-9]"))
        share, number = row.locator("td").all_inner_texts()[:2]
        assert int(number) == known, field
        assert float(share.rstrip("%")) == pytest.approx(100 * known / len(rows), abs=0.51), field
    expect(chart.get_by_role("row", name=re.compile("^Religion or belief"))).to_contain_text("Not collected at all")
    stranger.look("gap-report")


def test_who_goes_elsewhere_is_told_on_the_next_page(new_page, site: Site):
    page = new_page()
    sign_in(page, site, STRANGER)
    stranger = Stranger(page, "elsewhere")
    begin_a_project(stranger, "Diabetes checks, elsewhere")
    home = re.sub(r"steps/.*", "", page.url)
    upload(stranger)
    banner = page.get_by_role("alert").filter(has_text="Your file “Diabetes checks, spring” has been read.")
    for _ in range(60):
        page.goto(home)
        if banner.count():
            break
        page.wait_for_timeout(1000)
    expect(banner).to_be_visible()
    check_accessibility(page, keyboard=False)
    banner.get_by_role("link", name="See what is in it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check how we read your file")
    page.goto(home)
    expect(banner).to_have_count(0)
