"""Step 8 and key question 3: barriers and adjustments, effort and effect, digital care, reading ages, together."""

import pytest

from tests.worksheets.imagined import Imagined, chosen, texts
from worksheets.boards.adjustment_choices import (
    decided_against,
    individual_adjustments,
    mix_of_adjustments,
    passed_on,
    seven_considerations,
)
from worksheets.boards.barriers_and_adjustments import MOST_COLUMNS, barriers_and_adjustments
from worksheets.boards.digital_checks import digital_checks
from worksheets.boards.effort_and_effect import effort_and_effect
from worksheets.boards.planned_together import adjustments_left_hanging, planned_with_others
from worksheets.boards.reading_ages import reading_ages
from worksheets.done_means.adjusting import (
    adjustments_said_in_full,
    digital_checks_done,
    individual_action_planned,
    planned_together,
    priority_barriers_answered,
)
from worksheets.loose_ends import ends_of

CHECKED = {
    "digital_left_out": "People with no phone",
    "digital_causes": ["access", "other"],
    "digital_causes__other": "Fear",
    "non_digital_equal": "A call",
    "digital_support": ["none"],
    "digital_check_on": "2026-06-01",
}


@pytest.fixture
def project():
    return Imagined()


def test_a_barrier_without_an_adjustment_and_one_that_answers_nothing_stand_out(project):
    assert barriers_and_adjustments(project.situation) is None
    open_one = project.add("barrier", "“Nobody rings.”", is_priority="yes")
    met = project.add("barrier", "“I forget.”")
    stray = project.add("adjustment", "A poster")
    text = chosen(project, "A text the day before", barriers=[met], level="whole_pathway", is_legal_duty="yes",
                  designed_with="co_produced", designed_with_whom="The patient group")  # fmt: skip
    board = barriers_and_adjustments(project.situation)
    assert board.sentence == "1 of 2 barriers has no adjustment, and 1 adjustment answers no barrier."
    assert board.hints == ("B1: a priority that nothing will change yet.", "J1: link it to the barrier it lowers.")
    matrix = board.drawing
    assert matrix.empty_columns == {stray.pk}
    assert matrix.rows == ((open_one, (False, False), False), (met, (False, True), True))
    first = board.tables[0].rows[0]
    assert (first[1].text, first[1].offer.answers) == ("Nothing yet", (("barriers", str(open_one.pk)),))
    assert texts(board)[1:] == [
        ["B2 “I forget.”", "J2 A text the day before", "Whole pathway",
         "Made together with people (The patient group)", "Must do by law. Do now"],
        ["No barrier", "J1 A poster", "Not said", "Not said", "Not decided yet"],
    ]  # fmt: skip
    assert text in matrix.adjustments


def test_all_joined_is_said_and_a_barrier_out_of_the_teams_hands_is_no_gap(project):
    project.add("barrier", cannot_act_reason="The council decides", is_priority="yes")
    project.add("adjustment", barriers=[project.add("barrier")])
    board = barriers_and_adjustments(project.situation)
    assert board.sentence.startswith("Each barrier has an adjustment or is passed on, and each adjustment")
    assert texts(board)[0][1] == "We cannot act: The council decides"


def test_a_matrix_too_wide_to_read_is_left_out_and_the_list_stays(project):
    barrier = project.add("barrier")
    for _ in range(MOST_COLUMNS + 1):
        project.add("adjustment", barriers=[barrier])
    board = barriers_and_adjustments(project.situation)
    assert board.drawing is None
    assert len(board.tables[0].rows) == MOST_COLUMNS + 1


def test_what_was_turned_down_answers_no_priority_barrier(project):
    barrier = project.add("barrier", is_priority="yes")
    change = project.add("adjustment", barriers=[barrier], choice="not_doing")
    assert priority_barriers_answered(project.situation).refs == ("B1",)
    assert [end.rule for end in ends_of(project.situation, 4)] == [4]
    change.choice = "later"
    assert priority_barriers_answered(project.situation) is None
    assert ends_of(project.situation, 4) == []


def test_a_priority_barrier_may_be_passed_on_and_others_may_wait(project):
    project.add("barrier", is_priority="yes", cannot_act_reason="The council decides")
    project.add("barrier")
    assert priority_barriers_answered(project.situation) is None


@pytest.mark.parametrize(
    ("changed", "met"),
    [
        ({}, True),
        ({"level": ""}, False),
        ({"designed_with": ""}, False),
        ({"choice": ""}, False),
        ({"choice": "not_doing"}, False),
        ({"choice": "not_doing", "choice_reason": "Too dear"}, True),
        ({"choice": "escalate"}, False),
        ({"choice": "escalate", "escalated_to": "The integrated care board"}, True),
    ],
)
def test_an_adjustment_is_said_in_full(project, changed, met):
    said = {"level": "individual", "designed_with": "consulted", "choice": "do_now"} | changed
    project.add("adjustment", barriers=[project.add("barrier")], **said)
    assert (adjustments_said_in_full(project.situation) is None) == met


def test_an_adjustment_without_a_barrier_is_not_said_in_full(project):
    chosen(project, level="individual", designed_with="consulted")
    assert adjustments_said_in_full(project.situation).refs == ("J1",)


@pytest.mark.parametrize("missing", [None, *(key for key in CHECKED if not key.endswith("__other"))])
def test_each_digital_check_is_answered(project, missing):
    said = {key: value for key, value in CHECKED.items() if key != missing}
    chosen(project, "An app", is_digital="yes", **said)
    assert (digital_checks_done(project.situation) is None) == (missing is None)


def test_digital_adjustments_stand_beside_their_checks(project):
    project.add("adjustment", is_digital="no")
    project.add("adjustment", is_digital="yes", choice="not_doing")
    assert digital_checks(project.situation) is None
    assert digital_checks_done(project.situation) is None
    chosen(project, "Texts", is_digital="yes", **CHECKED)
    board = digital_checks(project.situation)
    assert board.sentence == "Each check is answered for 1 digital adjustment."
    assert board.hints == ("J3: the check was for 1 June 2026. Was anybody left out?",)
    row = [
        "J3 Texts",
        "People with no phone",
        "No device or connection; Fear",
        "A call",
        "None of these",
        "1 June 2026",
    ]
    assert texts(board) == [row]
    chosen(project, "An app", is_digital="yes")
    board = digital_checks(project.situation)
    assert board.sentence == "1 of 2 digital adjustments has checks to answer."
    assert {cell.tone for cell in board.tables[0].rows[1][1:]} == {"gap"}


def test_effort_and_effect_stand_in_nine_boxes_with_their_table(project):
    chosen(project, "Not placed", effort="unknown")
    assert effort_and_effect(project.situation) is None
    chosen(project, "Dear", effort="large", effect_expected="large")
    chosen(project, "Best", effort="small", effect_expected="large")
    board = effort_and_effect(project.situation)
    assert board.sentence == "J3 gives the most for the least effort. 1 is not placed yet."
    assert [(box.column, box.row, box.lines) for box in board.drawing] == [(0, 0, ("J3",)), (2, 0, ("J2",))]
    assert [row[0] for row in texts(board)] == ["J3 Best", "J2 Dear", "J1 Not placed"]
    assert texts(board)[2][1:3] == ["We don’t know", "We don’t know"]


def test_a_crowded_box_says_how_many_more_there_are(project):
    for _ in range(14):
        chosen(project, effort="small", effect_expected="small")
    board = effort_and_effect(project.situation)
    assert board.drawing[0].lines == ("J1, J2, J3, J4", "J5, J6, J7, J8", "and 6 more")
    assert board.sentence == "14 adjustments give the most for the least effort."


def test_the_mix_counts_levels_digital_and_what_the_law_asks(project):
    assert mix_of_adjustments(project.situation) is None
    chosen(project, level="whole_pathway", is_digital="yes")
    board = mix_of_adjustments(project.situation)
    assert board.hints == ("Nothing meets the needs of one person at a time yet. See step 10.",)
    chosen(project, level="individual", is_legal_duty="yes")
    project.add("adjustment", level="individual", choice="not_doing")
    project.add("adjustment")
    board = mix_of_adjustments(project.situation)
    assert board.sentence == (
        "1 adjustment changes the whole pathway and 1 meets the needs of one person at a time. 1 of 3 is digital."
    )
    assert board.hints == ()
    assert [row[1:] for row in texts(board)] == [
        ["1 of 3", "J1"], ["1 of 3", "J2"], ["1 of 3", "J4"], ["1 of 3", "J1"], ["1 of 3", "J2"],
    ]  # fmt: skip


def test_what_was_decided_against_and_passed_on_stands_with_its_reason(project):
    chosen(project)
    assert decided_against(project.situation) is None
    assert passed_on(project.situation) is None
    project.add("adjustment", "An app", choice="not_doing", choice_reason="It leaves people out")
    project.add("adjustment", "A van", choice="later")
    project.add("adjustment", "New bus stop", choice="escalate", choice_reason="Not ours", escalated_to="The council",
                escalated_on="2026-05-04")  # fmt: skip
    project.add("barrier", "“No bus.”", cannot_act_reason="The council decides")
    board = decided_against(project.situation)
    assert board.sentence == "1 adjustment will not be made and 1 adjustment waits until later."
    assert texts(board) == [
        ["J2 An app", "Not doing it", "It leaves people out"],
        ["J3 A van", "Later", "Not said why"],
    ]
    board = passed_on(project.situation)
    assert board.sentence == "1 adjustment was passed on and 1 barrier is for others to deal with."
    assert texts(board)[0] == ["J4 New bus stop", "The council", "4 May 2026", "Not ours"]


def test_each_of_the_seven_considerations_shows_what_takes_it_up(project):
    assert seven_considerations(project.situation) is None
    change = chosen(project, considerations=["multiple_needs"])
    project.answer(
        "possible-adjustments",
        considerations={
            "multiple_needs": {"relevant": "yes"},
            "trauma_informed": {"relevant": "yes", "idea": "Say what will happen"},
            "discrimination": {"relevant": "no"},
        },
    )
    board = seven_considerations(project.situation)
    assert board.sentence == "2 of 7 matter to your focus group; 1 has no adjustment yet."
    by_name = {row[0].text: row for row in board.tables[0].rows}
    assert by_name["Many needs at once"][3].records == (change,)
    waits = by_name["A trauma-informed environment"][3]
    assert (waits.text, waits.tone) == ("Nothing yet", "gap")
    assert waits.offer.answers == (("considerations", "trauma_informed"), ("title", "Say what will happen"))
    assert by_name["Unfair treatment or discrimination before"][3].offer is None


def test_reading_ages_stand_with_their_method_and_a_word_of_caution(project):
    board = reading_ages(project.situation)
    assert not board.printed
    assert board.links
    project.add("material", "Leaflet", age_before=17, method_before="smog", age_target=11, age_after=10,
                method_after="other", method_after__other="Hemingway", tested="done")  # fmt: skip
    project.add("material", "Letter", age_before=15, method_before="unsure", age_target=11)
    project.add("material", "Film")
    board = reading_ages(project.situation)
    assert board.sentence == "1 of 2 materials is at the reading age wanted. 2 have not been tested with people."
    assert texts(board)[0][2:] == ["17 (SMOG)", "11", "10 (Hemingway)", "Done"]
    assert texts(board)[1][2:] == ["15", "11", "", "Not said"]
    assert board.hints[0].startswith("A reading age is one signal only.")
    assert [row[4].tone for row in board.tables[0].rows] == ["good", "", ""]


def test_an_individual_adjustment_has_an_action_or_says_that_it_has_none(project):
    assert individual_adjustments(project.situation) is None
    assert individual_action_planned(project.situation).refs == ()
    project.add("action", adjustments=[chosen(project, level="whole_pathway")])
    assert individual_action_planned(project.situation) is not None
    passport = chosen(project, "A passport", level="individual")
    board = individual_adjustments(project.situation)
    assert board.sentence.endswith("1 that you chose has no action yet.")
    assert board.tables[0].rows[0][2].offer.answers == (("adjustments", str(passport.pk)),)
    project.add("action", adjustments=[passport])
    assert individual_action_planned(project.situation) is None
    assert texts(individual_adjustments(project.situation)) == [["J2 A passport", "Do now", "T2"]]


def test_together_is_what_the_records_say_not_a_tick(project):
    assert planned_with_others(project.situation) is None
    assert planned_together(project.situation).refs == ()
    heard = project.add("barrier", insights=[project.add("insight", source="vcse")])
    asked = chosen(project, "Asked", barriers=[project.add("barrier")], designed_with="consulted")
    ticked = chosen(project, "Ticked only", barriers=[heard], designed_with="co_produced")
    assert planned_together(project.situation) is not None
    board = planned_with_others(project.situation)
    assert board.sentence == "No adjustment of 2 is recorded as made together with people or partners."
    assert board.hints == (f"{ticked.ref}: say with whom it was made, or it does not count as made together.",)
    with_whom = project.add("engagement")
    made = chosen(project, "Made", barriers=[heard], designed_with="co_produced", engagements=[with_whom])
    assert planned_together(project.situation) is None
    board = planned_with_others(project.situation)
    assert board.sentence == "1 of 3 adjustments was made together with people or partners."
    assert [row[2].records for row in board.tables[0].rows] == [
        (asked, ticked, made), (ticked, made), (made,), (asked,),
    ]  # fmt: skip
    assert board.tables[1].rows[0][1].records == (with_whom,)
    made.choice = "not_doing"
    assert planned_together(project.situation) is not None


def test_the_loose_ends_that_bear_on_key_question_three(project):
    assert adjustments_left_hanging(project.situation) is None
    barrier = project.add("barrier", is_priority="yes", strength="staff")
    board = adjustments_left_hanging(project.situation)
    assert (board.sentence, texts(board)[0][0]) == ("1 loose end to join up.", "B1 A barrier")
    chosen(project, barriers=[barrier])
    board = adjustments_left_hanging(project.situation)
    assert board.tables == ()
    assert board.sentence.startswith("No priority barrier is left open")
