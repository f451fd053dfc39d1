"""The progress paper: what moved since a version or a review, what is late or stuck, and what the meeting decides."""

import datetime as dt
from io import BytesIO

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from datasets.analysis.statistics.suppression import SmallNumberRule
from plans import actions
from plans.making import make_plan_file
from plans.models import PlanFile
from plans.options import FULL_PLAN, Form, PlanOptions
from plans.papers import paper_of
from plans.pdf import plan_html, plan_pdf
from plans.progress.since import choices_of, since_of
from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets.actions import remove_record
from worksheets.doing.actions import keep_review, update_action
from worksheets.measuring.newest import TOO_SMALL, released
from worksheets.models import Outcome

from .reading import words_of

PROGRESS = PlanOptions(form=Form.PROGRESS)
LONG_AGO = timezone.localdate() - dt.timedelta(days=40)


def paper(project, since="") -> str:
    return words_of(plan_html(paper_of(project, PlanOptions(form=Form.PROGRESS, since=since))))


def points(project, title: str) -> tuple[str, ...]:
    """The lines under one heading of the paper."""
    plan = paper_of(project, PROGRESS)
    parts = {part.title: part for section in plan.sections for part in (section, *section.subsections)}
    found = parts.get(title)
    return (
        ()
        if found is None
        else tuple(line for block in found.blocks if block.kind == "points" for line in block.points)
    )


@pytest.fixture
def moved(project, people) -> dict:
    """A project with a version kept, and much that happened since."""
    made = whole_thread(project, people.lead)
    for name in ("Ring", "Write", "Buy", "Ask", "Wait"):
        made[name] = add("action", project, people.lead, title=f"{name} it.", status="to_start", owner=people.lead)
    made["gone"] = add("finding", project, people.lead, title="Nobody asked")
    actions.freeze_version(project=project, options=FULL_PLAN, note="", by=people.lead)
    for name, status, reason in (
        ("Ring", "done", ""),
        ("Write", "under_way", ""),
        ("Buy", "blocked", "no money yet"),
        ("Ask", "dropped", "somebody else asks"),
    ):
        update_action(action=made[name], status=status, note="", reason=reason, by=people.lead)
    made["Late"] = add("action", project, people.lead, title="Book it.", due_on=LONG_AGO.isoformat(), owner=people.lead)
    add("adjustment", project, people.lead, title="Open on Saturdays.", choice="escalate")
    add("milestone", project, people.lead, title="First call", reached_on=timezone.localdate().isoformat())
    add(
        "outcome",
        project,
        people.lead,
        title="Fewer miss it.",
        indicator=made["indicator"],
        recorded_on=timezone.localdate().isoformat(),
        value="24 in 100",
        count=140,
        decision="adopt",
    )
    remove_record(record=made["gone"], by=people.lead)
    return made


@pytest.mark.django_db
def test_it_says_what_moved_what_is_stuck_and_what_to_decide(project, people, moved):
    assert points(project, "Done since then")[0].startswith("T2 Ring it, on ")
    assert points(project, "Started since then") == (f"T3 Write it, with no date yet ({people.lead.name}).",)
    assert points(project, "Blocked, or to discuss") == ("T4 Buy it: no money yet.",)
    assert points(project, "Paused or dropped since then") == ("T5 Ask it: dropped because somebody else asks.",)
    (late,) = points(project, "Late")
    assert "T7 Book it: due" in late
    assert f"40 days late ({people.lead.name})" in late
    assert points(project, "Milestones")[0].startswith("M1 First call: reached on")
    assert "Taken out: F2 Nobody asked" in points(project, "What changed in the plan")
    asks = points(project, "What we ask of the meeting")
    assert asks[0] == "Decide on what the team cannot change alone: J2 Open on Saturdays."
    assert "Help to unblock T4 Buy it: no money yet." in asks
    assert "Decide on O1 A outcome: adopt it, adapt it or abandon it." in asks
    assert any(ask.startswith("Agree a new date for T7 Book it.") for ask in asks)
    words = paper(project)
    assert "Since version 1 of" in words
    assert "1 of 7 actions is done. 1 is late. 1 is blocked or to discuss." in words
    assert "K1 A indicator 30 in 100 24 in 100" in words
    assert "Since then 3 closed and" in words, "F2 is gone, T2 is done and T5 dropped"
    assert "T6" not in words, "what has not moved is not told"


@pytest.mark.django_db
def test_it_starts_from_the_last_review_or_from_what_is_named(project, people, moved):
    assert since_of(project).key == "version-1"
    said = {"stuck": "", "decisions": "", "new_risks": "", "minutes": ""}
    keep_review(project=project, by=people.lead, held_on=timezone.localdate(), next_on=dt.date(2030, 5, 6), **said)
    assert since_of(project).key == "review-1"
    assert points(project, "Done since then") == ()
    words = paper(project)
    assert "Since review 1 of" in words
    assert "Compared with version 1 of" in words
    assert "6 May 2030" in words
    assert "T2 Ring it" in paper(project, "version-1")
    assert {key for key, _ in choices_of(project)} == {"review-1", "version-1"}


@pytest.mark.django_db
def test_the_first_paper_says_that_nothing_was_kept_before(project):
    words = paper(project)
    assert "No action is written down yet" in words
    assert "No version was kept then" in words
    assert "The team asks for no decision this time" in words


@pytest.mark.django_db
def test_it_is_read_on_screen_and_taken_as_a_file_of_two_pages(client_for, project, people, moved, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = client_for(people.editor)
    page = open_page(client, reverse("plans:show_progress", args=[project.pk]) + "?since=version-1")
    assert "T4 Buy it: no money yet." in page.text
    client.post(
        reverse("plans:list_files", args=[project.pk]), {"form": "progress", "kind": "json", "since": "version-1"}
    )
    made = PlanFile.objects.get()
    make_plan_file.call(str(made.pk), made.attempt)
    made.refresh_from_db()
    with made.file.open() as file:
        assert b"Progress paper" in file.read()
    taken = client.get(reverse("plans:download_file", args=[project.pk, made.pk]))
    assert f"{project.slug}-progress-paper.json" in taken["Content-Disposition"]
    listed = open_page(client, reverse("plans:list_files", args=[project.pk]))
    assert "Progress paper, since version 1" in listed.text
    assert len(pypdf.PdfReader(BytesIO(plan_pdf(paper_of(project, PROGRESS)))).pages) <= 2


@pytest.mark.parametrize(
    ("value", "people", "figure", "shown"),
    [
        ("24 in 100", 140, "share_people", "24 in 100"),
        ("5 in 100", 140, "share_people", "5 in 100"),
        ("24 in 100", 5, "share_people", TOO_SMALL),
        ("3 of 40", None, "share_people", TOO_SMALL),
        ("38 of 40", None, "share_people", TOO_SMALL),
        ("21 of 42", None, "share_people", "about 20 of about 40"),
        ("74% (31 of 42) against 84% (232 of 276)", 318, "share_people", "74% against 84%"),
        ("74% (39 of 42)", 318, "share_people", TOO_SMALL),
        ("3 people", None, "amount", TOO_SMALL),
        ("30 people", None, "", "30 people"),
        ("7", None, "", TOO_SMALL),
        ("7", 1, "amount", "7"),
        ("6 days", 200, "average", "6 days"),
        ("6 days", 4, "average", TOO_SMALL),
    ],
)
def test_the_newest_figure_tells_of_no_small_number(value, people, figure, shown):
    outcome = Outcome(details={"value": value, "count": people, "gap": ""})
    assert released(outcome, figure, SmallNumberRule(8, 5)) == shown
