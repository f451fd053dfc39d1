"""The boards and rules of step 13: who is told, what is late, each thirty days, and one timeline of it all."""

import datetime as dt
import time

import pytest

from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.sharing import changes_to_test, drift, ninety_days, project_dates, who_is_told
from worksheets.boards.timeline import LEFT, RIGHT, timeline
from worksheets.done_means import sharing
from worksheets.timing.days import AHEAD, DONE, KINDS, LATE, PAST, entries_of

STEP = "sharing-and-learning"
START, END = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
BOARDS = (who_is_told, project_dates, drift, ninety_days, changes_to_test, timeline)


@pytest.fixture
def project():
    """Today is 15 June 2026."""
    return Imagined(start_on=START, end_on=END)


def test_people_who_took_part_and_the_icb_must_be_told(project):
    board = who_is_told(project.situation)
    assert board.sentence == (
        "Nothing is planned yet for the people who took part and Joined Up Care Derbyshire or the ICB."
    )
    assert dict(board.tables[0].rows[0][1].offer.answers)["audience"] == "contributors"
    assert sharing.contributors_are_told(project.situation)
    assert sharing.icb_is_told(project.situation)
    project.add("dissemination", audience="contributors", sent_on="2026-06-01")
    project.add("dissemination", audience="insight_library", due_on="2026-06-01")
    board = who_is_told(project.situation)
    assert board.sentence == "1 of 2 sharing items sent."
    assert ["People who took part", "X1", "1 June 2026", "Sent"] in texts(board)
    assert ["JUCD Public and Patient Insight Library", "X2", "1 June 2026", "Late: X2"] in texts(board)
    assert sharing.contributors_are_told(project.situation) is None
    assert sharing.icb_is_told(project.situation) is None


def test_the_dates_of_the_project_are_shown_and_not_asked_again(project):
    said = project_dates(project.situation).sentence
    assert said == "The project runs from 1 January 2026 to 31 December 2026. 199 days left."
    assert "no end date" in project_dates(Imagined().situation).sentence
    over = Imagined(end_on=dt.date(2026, 6, 14))
    assert project_dates(over.situation).sentence.startswith("The end date was 14 June 2026, 1 day ago.")
    assert sharing.project_has_an_end(Imagined().situation)
    assert sharing.project_has_an_end(project.situation) is None


def test_a_review_needs_a_date(project):
    assert sharing.a_review_is_planned(project.situation)
    project.answer(STEP, reviews={"first": {"where": "Team meeting"}})
    assert sharing.a_review_is_planned(project.situation)
    project.answer(STEP, reviews={"first": {"on": "2026-09-01"}})
    assert sharing.a_review_is_planned(project.situation) is None


@pytest.mark.parametrize(
    ("rule", "days", "drifts"),
    [(None, 14, False), (None, 15, True), ("two_weeks", 15, True), ("month", 30, False), ("month", 31, True),
     ("next_meeting", 1, True), ("other", 15, True)],
)  # fmt: skip
def test_what_is_late_by_more_than_the_rule_must_be_talked_about(project, rule, days, drifts):
    project.answer(STEP, drift_rule=rule)
    project.add("milestone", "Ten passports", due_on=(project.today - dt.timedelta(days=days)).isoformat())
    board = drift(project.situation)
    assert bool(board.tables) is drifts
    assert board.sentence.startswith("1 thing is" if drifts else "Nothing is")


def test_what_was_done_or_dropped_does_not_drift(project):
    old = {"due_on": "2026-01-15"}
    project.add("milestone", **old, reached_on="2026-02-15")
    project.add("action", **old, status="dropped")
    project.add("action", **old, status="done")
    project.add("dissemination", **old, sent_on="2026-01-15")
    project.add("partner_link", promise="Bring the draft", promise_due_on="2026-01-15", promise_kept_on="2026-01-20")
    project.add("method", planned_on="2026-01-15", held_on="2026-01-16")
    assert drift(project.situation).tables == ()
    project.add("partner_link", promise="Bring the leaflet", promise_due_on="2026-01-15")
    assert texts(drift(project.situation)) == [["Bring the leaflet: P2", "15 January 2026", "151 days", "Nobody named"]]


def test_thirty_sixty_ninety_is_made_of_actions_and_free_words(project):
    assert ninety_days(project.situation) is None
    assert sharing.thirty_sixty_ninety(project.situation)
    project.answer(STEP, ninety_days_when="first", first_ninety={"days_90": {"what": "Write it up", "who": "Amina"}})
    project.add("action", "Train everyone", horizon="days_30", owner=project.person(), status="done")
    assert sharing.thirty_sixty_ninety(project.situation).refs == ("First 90 days, day 31 to 60",)
    project.add("action", "Send the leaflet", due_on="2026-02-20")
    board = ninety_days(project.situation)
    assert [table.caption for table in board.tables] == [
        "First 90 days, day 1 to 30",
        "First 90 days, day 31 to 60",
        "First 90 days, day 61 to 90",
    ]
    assert texts(board) == [
        ["T1 Train everyone", "Amina Yusuf", "", "Done"],
        ["T2 Send the leaflet", "Nobody yet", "", ""],
        ["Write it up", "Amina", "", ""],
    ]
    assert sharing.thirty_sixty_ninety(project.situation) is None


def test_the_last_ninety_days_are_counted_back_from_the_end(project):
    project.answer(STEP, ninety_days_when="both")
    project.add("action", "Look at the numbers", due_on="2026-10-15", horizon="later")
    project.add("action", "Tell everyone", due_on="2026-12-31")
    project.add("action", "Too early", due_on="2026-10-02")
    project.add("action", "Given up", due_on="2026-12-01", status="dropped")
    last = ninety_days(project.situation).tables[3:]
    assert [(table.caption, [row[0].in_words for row in table.rows]) for table in last] == [
        ("Last 90 days, day 1 to 30", ["T1 Look at the numbers"]),
        ("Last 90 days, day 31 to 60", ["Nothing yet"]),
        ("Last 90 days, day 61 to 90", ["T2 Tell everyone"]),
    ]
    assert len(sharing.thirty_sixty_ninety(project.situation).refs) == 4


def test_a_change_to_test_waits_for_its_test(project):
    change = project.add("adjustment", "Evening calls", choice="test_small")
    assert texts(changes_to_test(project.situation)) == [["J1 Evening calls", ""]]
    project.add("pdsa_cycle", adjustments=[change])
    assert changes_to_test(project.situation) is None


def fill(project):
    """One of each thing that has a day."""
    project.add("milestone", "Reached", due_on="2026-03-01", reached_on="2026-03-02")
    project.add("action", "Late one", due_on="2026-06-01")
    project.answer(STEP, reviews={"first": {"on": "2026-07-01", "where": "Team meeting"}})
    project.add("indicator", "Missed visits", frequency="quarterly", first_review_on="2026-08-01")
    project.add("method", "Ring people", planned_on="2026-09-01")
    project.add("pdsa_cycle", "Do people answer?", started_on="2026-04-01", study_on="2026-05-01", decision="adapt")
    project.add("dissemination", "Note", due_on="2026-10-01")
    project.add("partner_link", promise="Bring the draft", promise_due_on="2026-11-01")


def test_everything_with_a_day_is_on_the_timeline_once(project):
    fill(project)
    entries = entries_of(project.situation)
    assert {entry.kind for entry in entries} == set(KINDS)
    assert [entry.day for entry in entries] == sorted(entry.day for entry in entries)
    states = {entry.words: entry.state(project.today) for entry in entries}
    assert (states["Reached"], states["Late one"], states["Note"]) == (DONE, LATE, AHEAD)
    assert (states["Start: Do people answer?"], states["Look at: Do people answer?"]) == (PAST, DONE)
    board = timeline(project.situation)
    assert sum(len(table.rows) for table in board.tables) == len(entries)
    assert sum(len(lane.marks) for lane in board.drawing.lanes) == len(entries)
    assert all(LEFT <= mark.x <= RIGHT for lane in board.drawing.lanes for mark in lane.marks)
    assert board.sentence == "199 days left. Next: Team meeting, 1 July 2026. 1 thing is late."
    assert ["1 June 2026", "Late one: T1", "Actions", "Late by 14 days"] in texts(board)


def test_two_indicators_counted_on_one_day_are_one_mark(project):
    for _ in range(2):
        project.add("indicator", frequency="yearly", target_on="2027-02-01")
    project.project.end_on = dt.date(2027, 3, 1)
    (count,) = entries_of(project.situation)
    assert [record.ref for record in count.records] == ["K1", "K2"]


def test_a_year_typed_wrong_does_not_squeeze_the_drawing(project):
    project.add("milestone", "Near", due_on="2026-07-01")
    project.add("milestone", "Typed wrong", due_on="2206-07-01")
    board = timeline(project.situation)
    assert [len(lane.marks) for lane in board.drawing.lanes] == [1]
    assert len(board.drawing.ticks) <= 14
    assert sum(len(table.rows) for table in board.tables) == 2


def test_an_empty_project_has_nothing_to_draw_but_its_dates_and_audiences():
    drawn = {make.__name__ for make in BOARDS if make(Imagined().situation)}
    assert drawn == {"who_is_told", "project_dates"}


@pytest.mark.thorough
@pytest.mark.parametrize("make", BOARDS, ids=lambda make: make.__name__)
def test_five_hundred_records_are_drawn_in_a_moment(project, make):
    project.answer(STEP, ninety_days_when="both")
    for number in range(62):
        day = (START + dt.timedelta(days=5 * number)).isoformat()
        project.add("indicator", frequency="weekly")
        project.add("pdsa_cycle", started_on=day, study_on=day)
        project.add("partner_link", promise="A note", promise_due_on=day)
        for kind in ("milestone", "action", "dissemination"):
            project.add(kind, due_on=day)
        project.add("method", planned_on=day)
        project.add("engagement", held_on=day, feed_back_by=day)
    situation = project.situation
    make(situation)
    started = time.process_time()
    make(situation)
    assert time.process_time() - started < 0.05
