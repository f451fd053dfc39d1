"""Step 10: nine boxes, counts that leave the project by the small-number rule, what happens when someone says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.needs_counts import needs_counts, share_of
from worksheets.boards.readiness import PRACTICE, readiness, staff_confidence, when_someone_says

STEP = "individual-adjustments"


@pytest.fixture
def project():
    return Imagined()


def test_nine_boxes_and_the_list_of_gaps(project):
    assert readiness(project.situation) is None
    all_yes = {"asked": "yes", "recorded": "yes", "acted_on": "yes"}
    told = {"identify": all_yes, "record": {"asked": "yes", "recorded": "partly", "acted_on": "no"}}
    project.answer(STEP, readiness=told, information_standard="partly", passport_use="later")
    board = readiness(project.situation)
    assert board.sentence == "4 of 9 work today, 1 work in part."
    assert texts(board)[1] == ["Record", "Yes", "Partly", "No"]
    assert [cell.tone for cell in board.tables[0].rows[1]] == ["", "good", "doubt", "gap"]
    assert board.hints == (
        "Not there yet. Record: acted on, carry and update: asked, carry and update: recorded and carry and update: "
        "acted on.",
        "The Accessible Information Standard is not fully met.",
        "You have not decided about the Reasonable Adjustment Flag.",
    )
    project.answer(STEP, readiness=dict.fromkeys(("identify", "record", "carry"), all_yes), information_standard="yes",
                   passport_use="no", flag_use="yes")  # fmt: skip
    assert readiness(project.situation).hints == ()


def test_the_way_of_a_need_through_the_service_shows_its_gaps(project):
    assert when_someone_says(project.situation) is None
    project.answer(STEP, identify_words="What would help?", record_where="Front page", flag_use="later")
    board = when_someone_says(project.situation)
    assert board.sentence == "4 steps are not described yet."
    assert len(board.drawing) == 6
    assert texts(board)[0] == ["1. They are asked, or say it themselves", "What would help?"]
    assert texts(board)[1] == ["2. Staff answer", "Not said yet"]
    answers = {key: "Said" for key in ("identify_words", "staff_script", "record_where", "record_seen_by",
                                       "carry_how", "flag_process", "carry_reviewed")}  # fmt: skip
    project.answer(STEP, flag_use="yes", **answers)
    board = when_someone_says(project.situation)
    assert (board.sentence, len(board.drawing)) == ("Every step is described.", 7)


def test_low_confidence_becomes_a_development_need_in_one_click(project):
    assert staff_confidence(project.situation) is None
    project.answer(STEP, staff_confidence="4")
    assert staff_confidence(project.situation) is None
    project.answer(STEP, staff_confidence="2")
    follows = staff_confidence(project.situation).tables[0].rows[0][2]
    assert (follows.offer.kind, follows.offer.answers) == ("development_need", (("title", PRACTICE),))
    need = project.add("development_need", PRACTICE)
    follows = staff_confidence(project.situation).tables[0].rows[0][2]
    assert (follows.records, follows.offer) == ((need,), None)


def test_a_need_for_an_individual_adjustment_counts_as_planned(project):
    project.answer(STEP, staff_confidence="3")
    passport = project.add("adjustment", level="individual")
    need = project.add("development_need", "Learn to ask", adjustments=[passport])
    assert staff_confidence(project.situation).tables[0].rows[0][2].records == (need,)


def test_counts_by_group_leave_the_project_rounded_and_without_small_numbers(project):
    assert needs_counts(project.situation) is None
    group = project.add("focus_group", who="Deaf people", is_primary="yes")
    project.add("needs_count", "Last quarter", people=203, asked=92, need_recorded=45, provided=41, source="Notes")
    board = needs_counts(project.situation)
    assert board.sentence == "About 44 in 100 people are asked what they need."
    assert texts(board) == [
        ["Everyone", "R1 Last quarter", "90 of 205 (44%)", "45 of 205 (22%)", "all but fewer than 8 of 45"],
        ["G1 A focus_group", "Not counted yet", "", "", ""],
    ]
    project.add("needs_count", "Deaf people", focus_group=group, people=40, asked=6, provided=3)
    board = needs_counts(project.situation)
    assert texts(board)[1] == ["G1 A focus_group", "R2 Deaf people", "fewer than 8 of 40", "Not counted", "Not counted"]


def test_a_project_may_hide_more(project):
    project.project.hidden_below, project.project.rounded_to = 12, 10
    project.add("needs_count", people=100, asked=9)
    board = needs_counts(project.situation)
    assert texts(board)[0][2] == "fewer than 12 of 100"
    assert board.hints == ("Numbers from 1 to 11 read “fewer than 12”. Others are rounded to the nearest 10.",)


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_share_never_gives_a_small_number_away(part, whole):
    share = share_of(part, whole)
    if part > whole:
        assert share is None
        return
    small = any(0 < number < 8 for number in (part, whole, whole - part))
    assert (share.percent is None) == (small or whole == 0)
    shown = [int(word) for word in share.words.replace("%)", "").replace("(", "").split() if word.isdecimal()]
    counts = shown[:-1] if share.percent is not None else shown
    assert all(number in (0, 8) or number % 5 == 0 for number in counts)
