"""The main job end to end: from an invitation and a real spreadsheet to a plan that the ICB can read."""

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from guide.steps import all_steps, numbered_steps

from .accessibility import check_accessibility
from .site import ROOT, Site
from .visit import open_folds, shot, show_all_sections, sign_in

SHARED = ROOT.parent / "shared" / "cases" / "real"
FILE = SHARED / "KaggleV2-May-2016.csv"
EXPECTED = SHARED / "expected_kaggle_noshow.json"
ADMIN, ICB_LEAD = "helen.marsden@demonstration.example", "omar.sheikh@demonstration.example"
NEWCOMER, PASSWORD = "joan.ashworth@demonstration.example", "seven purple kettles"
SERVICE = "Outpatient appointments service"
MOST_CLICKS, MOST_SECONDS = 12, 20

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the real file of appointments lies in ../shared/cases/real")


class Walk:
    """One person at one browser: clicks are counted, and every page is looked at for faults."""

    def __init__(self, page: Page, name: str):
        self.page, self.name, self.clicks, self.seen = page, name, 0, 0

    def click(self, name: str | re.Pattern):
        """Presses the link or button with these words."""
        press(self.page, name)
        self.clicks += 1
        self.page.wait_for_load_state()

    def fill(self, label: str, text: str):
        self.page.get_by_label(label, exact=True).fill(text)

    def look(self, name: str):
        self.seen += 1
        shot(self.page, f"journey-{self.name}-{self.seen:02}-{name}")
        check_accessibility(self.page, keyboard=False)

    def heading(self, text: str):
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)


def press(page: Page, name: str | re.Pattern):
    words = name if isinstance(name, re.Pattern) else re.compile(rf"^\s*{re.escape(name)}\s*$")
    page.get_by_role("main").locator("a:visible, button:visible").filter(has_text=words).first.click()


def test_nine_stages(new_page, site: Site, tmp_path):
    invitation = invite(new_page(), site)
    walk = Walk(new_page(), "newcomer")
    join(walk, invitation)
    read_the_guide(walk)
    address = start_a_project(walk)
    see_the_task_list(walk)
    read_a_file(walk)
    compare_with_what_was_expected(walk)
    thread = draw_a_thread(walk, address)
    open_every_step(walk, address)
    answer_key_questions(walk, address)
    read_the_plan(walk, address, thread, tmp_path)
    share(walk, address)
    read_as_icb_lead(Walk(new_page(), "icb"), site)


def invite(page: Page, site: Site) -> str:
    """1. An administrator invites a colleague; the letter carries the link."""
    sign_in(page, site, ADMIN)
    page.get_by_role("banner").get_by_role("link", name="People").click()
    press(page, "Invite somebody")
    page.get_by_label("Email address").fill(NEWCOMER)
    page.get_by_label("Team member").check()
    page.get_by_role("main").get_by_role("button").last.click()
    for _ in range(50):
        found = re.findall(rf"{site.address}/people/invitations/\S+", site.mails)
        if found:
            return found[-1]
        time.sleep(0.1)
    raise AssertionError("the invitation was not sent")


def join(walk: Walk, invitation: str):
    page = walk.page
    page.goto(invitation)
    walk.look("invitation")
    walk.fill("Your name", "Joan Ashworth")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").last.click()
    page.wait_for_load_state()
    page.get_by_role("banner").get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(NEWCOMER)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    walk.heading("My projects")
    walk.clicks = 1
    expect(page.get_by_text("Start in ten minutes")).to_be_visible()
    walk.look("empty-account")


def read_the_guide(walk: Walk):
    """2. The whole guide can be read without a project."""
    counted = walk.clicks
    page = walk.page
    page.goto("/guide/")
    walk.look("guide")
    for step in numbered_steps():
        expect(page.get_by_role("link", name=re.compile(re.escape(step.title))).first).to_be_visible()
    page.goto("/guide/case-study/")
    walk.look("case-study")
    page.goto("/projects/")
    walk.clicks = counted


def start_a_project(walk: Walk) -> str:
    """3. A name is enough to begin."""
    walk.click("Start a project")
    walk.look("start")
    walk.fill("What is the service called?", SERVICE)
    walk.page.get_by_label("Derby City").check()
    walk.click("Start project")
    walk.heading(SERVICE)
    return walk.page.url


def see_the_task_list(walk: Walk):
    """4. Five parts, thirteen steps, the key questions; any order."""
    for step in all_steps():
        expect(walk.page.get_by_role("link", name=step.label, exact=True).first).to_be_visible()
    walk.look("task-list")


def read_a_file(walk: Walk):
    """5. A spreadsheet as the system gave it, read in the background, matched, profiled."""
    page = walk.page
    walk.click("Step 1: Service data")
    walk.look("step-1")
    walk.click("Upload a file")
    walk.look("upload")
    walk.fill("What shall we call this data?", "Appointments, spring 2016")
    page.get_by_label("An appointment").check()
    page.locator("input[type=file]").set_input_files(FILE)
    walk.clicks += 2
    began = time.monotonic()
    walk.click("Upload and read the file")
    button = page.get_by_role("button", name="Show my gap report").first
    button.wait_for(timeout=60_000)
    walk.look("match")
    walk.click("Show my gap report")
    page.get_by_role("heading", name="How complete your records are").wait_for(timeout=60_000)
    seconds = time.monotonic() - began
    walk.look("gap-report")
    assert walk.clicks <= MOST_CLICKS, f"{walk.clicks} clicks from signing in to the gap report"
    assert seconds < MOST_SECONDS, f"the file took {seconds:.1f} s"


def compare_with_what_was_expected(walk: Walk):
    """The same figures as an independent count of the same file."""
    expected = json.loads(EXPECTED.read_text("utf-8"))
    expect(walk.page.get_by_text(f"{expected['rows']:,} rows read: {expected['rows']:,} used")).to_be_visible()
    whole = expected["overall"]["all"]
    expect(walk.page.get_by_text(f"Overall: {whole['event']:,} of {whole['denominator']:,}")).to_be_visible()
    for field, key in (
        ("Gender", "rate_by_Gender"),
        ("Age", "rate_by_band"),
        ("Neighbourhood", "rate_by_Neighbourhood"),
    ):
        chooser = walk.page.locator("#rates ul[aria-labelledby=choose-field]")
        chooser.get_by_role("link", name=field, exact=True).click()
        walk.page.wait_for_load_state()
        shown = figures_on(walk.page, field)
        wanted = {
            (one["event"], one["denominator"]): one["rate"]
            for group, one in expected[key].items()
            if group != "missing"
        }
        assert shown.keys() == wanted.keys(), f"{field}: {sorted(wanted.keys() ^ shown.keys())[:6]}"
        for counts, rate in wanted.items():
            assert shown[counts] == pytest.approx(rate, abs=0.0051), f"{field}: {counts}"


def figures_on(page: Page, field: str) -> dict[tuple[int, int], float]:
    """The rate shown beside each count and total, in the table of the chart."""
    chart = page.locator(
        "figure.app-chart", has=page.get_by_role("heading", name=re.compile(f"by {field}", re.I))
    ).first
    chart.locator("summary").click()
    found = {}
    for row in chart.locator("tbody tr").all():
        count, total, rate = row.locator("td").all_inner_texts()[:3]
        found[int(count.replace(",", "")), int(total.replace(",", ""))] = float(rate.rstrip("%")) / 100
    return found


def draw_a_thread(walk: Walk, address: str) -> dict[str, str]:
    """6. One click makes a finding; the rest is written, each joined to what it rests on."""
    page = walk.page
    walk.click(re.compile("Make this a finding"))
    titles = {"finding": finding_made(page)}
    walk.look("finding")
    titles["focus_group"] = "Young adults who miss appointments"
    add(walk, address, "focus_group", titles["focus_group"], join=[r"\bF1 "])
    titles["barrier"] = "The letter comes after the appointment"
    add(walk, address, "barrier", titles["barrier"], join=[r"\bG1 ", r"\bF1 "], check=["People told us"])
    titles["adjustment"] = "Send a text message two days before"
    add(walk, address, "adjustment", titles["adjustment"], join=[r"\bB1 "], check=["Do now"])
    titles["indicator"] = "Missed appointments of young adults, beside everyone else"
    add(walk, address, "indicator", titles["indicator"], join=[r"\bJ1 ", r"\bG1 "])
    take_a_baseline(walk, address)
    titles["action"] = "Switch on text reminders"
    add(walk, address, "action", titles["action"], join=[r"\bJ1 "], owner=True)
    page.goto(f"{address}thread/")
    for title in titles.values():
        expect(page.get_by_role("main")).to_contain_text(title)
    expect(page.get_by_role("main")).to_contain_text("has no voice from the community yet")
    expect(page.get_by_role("main")).to_contain_text("still needs a target")
    walk.look("thread")
    return titles


def finding_made(page: Page) -> str:
    said = page.get_by_text(re.compile(r"Made finding F1: ")).first.inner_text()
    return said.strip().removeprefix("Made finding F1: ")


def add(walk: Walk, address: str, kind: str, title: str, join=(), check=(), owner=False):
    page = walk.page
    page.goto(f"{address}records/{kind}/add/")
    open_folds(page)
    page.locator("#id_title").fill(title)
    for reference in join:
        page.get_by_label(re.compile(reference)).first.check()
    for label in check:
        page.get_by_label(label, exact=True).check()
    if owner:
        page.get_by_label("Who will do it?").select_option(label="Joan Ashworth")
        for part, text in (("", "31"), ("_month", "3"), ("_year", "2030")):
            page.locator(f"#id_due_on{part}").fill(text)
    walk.click(re.compile("Save"))
    walk.heading(title)


def take_a_baseline(walk: Walk, address: str):
    """11. The indicator’s start line comes from the file."""
    page = walk.page
    walk.click("Take its baseline from your data")
    walk.look("baseline")
    walk.click(re.compile("Use this"))
    page.goto(f"{address}records/indicator/")
    expect(page.get_by_role("main")).not_to_contain_text("Baseline: Not said")


def open_every_step(walk: Walk, address: str):
    """Every step opens, takes an answer, saves itself, and can be finished, finished with gaps, or left out."""
    page = walk.page
    for step in all_steps():
        page.goto(f"{address}steps/{step.key}/edit/")
        walk.heading(step.label)
        show_all_sections(page)
        box = page.locator("#worksheet textarea:visible, #worksheet input[type=text]:visible").first
        if box.count():
            box.fill("7")
            box.blur()
            expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved \d\d:\d\d"), timeout=15_000)
            page.reload()
            expect(
                page.locator("#worksheet textarea:visible, #worksheet input[type=text]:visible").first
            ).to_have_value("7")
    say(walk, address, "literature", "Finished, with the gaps shown above", "The library answers next week")
    say(walk, address, "process-mapping", "This step does not apply to our service", "We only run a phone line")
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("Finished with gaps")
    expect(page.get_by_role("main")).to_contain_text("Not applicable")


def say(walk: Walk, address: str, step: str, choice: str, reason: str):
    walk.page.goto(f"{address}steps/{step}/finish/")
    walk.page.get_by_label(choice).check()
    walk.fill("Why is that?", reason)
    walk.look(f"finish-{step}")
    walk.click("Save what we say")


def answer_key_questions(walk: Walk, address: str):
    """7. Yes, partly or not yet, with the reason."""
    page = walk.page
    for step in (step for step in all_steps() if step.kind == "key-question"):
        page.goto(f"{address}steps/{step.key}/edit/")
        show_all_sections(page)
        for choice in page.get_by_label("Partly", exact=True).all():
            choice.check()
        for reason in page.locator("#worksheet textarea:visible").all():
            reason.fill("We have numbers but few voices yet")
        walk.click("Save answers")
        expect(page.get_by_text(re.compile("Saved at"))).to_be_visible()
        walk.look(step.key)


def read_the_plan(walk: Walk, address: str, thread: dict[str, str], folder: Path):
    """8. On screen, and as a file to take to the meeting."""
    page = walk.page
    page.goto(f"{address}plan/")
    for title in thread.values():
        expect(page.get_by_role("main")).to_contain_text(title)
    walk.look("plan")
    press(page, "Take it as a file")
    expect(page.get_by_role("heading", level=1)).to_have_text("Take the plan as a file")
    walk.look("plan-files")
    press(page, "Make the file")
    made = page.get_by_role("link", name=re.compile("^PDF: Full plan"))
    made.wait_for(timeout=120_000)
    with page.expect_download(timeout=60_000) as download:
        made.click()
    file = folder / "plan.pdf"
    download.value.save_as(file)
    text = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in PdfReader(file).pages))
    for words in (SERVICE, "The plan on a page", "The golden thread", "Data statement", *thread.values()):
        assert words in text, words


def share(walk: Walk, address: str):
    walk.page.goto(f"{address}team/")
    walk.click("Share with the ICB")
    walk.look("team")


def read_as_icb_lead(walk: Walk, site: Site):
    """9. Sees what is shared in one table, opens it to read, and can change nothing."""
    page = walk.page
    sign_in(page, site, ICB_LEAD)
    page.goto("/overview/")
    row = page.get_by_role("row", name=re.compile(SERVICE))
    for words in ("DCHS", "Derby City", "Young adults who miss appointments"):
        expect(row).to_contain_text(words)
    walk.look("overview")
    row.get_by_role("link", name=SERVICE).click()
    walk.heading(SERVICE)
    walk.look("project")
    walk.click("Step 8: Possible adjustments")
    expect(page.get_by_role("main")).to_contain_text("Send a text message two days before")
    assert page.locator("main form").count() == 0
    assert page.get_by_role("main").get_by_role("link", name=re.compile("Add |Change |Finish")).count() == 0
