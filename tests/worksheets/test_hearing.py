"""Step 7: who has been heard, how power was shared, whether it may be enough, and who is told what came of it."""

import pytest

from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.hearing import heard_enough, questions_for_people, reach, who_is_heard
from worksheets.boards.power import feeding_back, power_shared
from worksheets.done_means.hearing import main_groups_are_met, not_meeting_is_explained, telling_people_is_dated
from worksheets.saying import people_in_words

HELD, PLANNED = "2026-05-01", "2026-09-01"


@pytest.fixture
def project():
    return Imagined()


def test_the_steps_before_leave_questions_for_people(project):
    assert questions_for_people(project.situation) is None
    explanations = {"distance": {"state": "open"}, "recording": {"state": "ruled_out"}, "age_mix": {"state": "open"}}
    project.answer("combined-picture", explanations=explanations)
    project.answer("literature", not_found="Anything on men\n\nAnything on Derby")
    project.answer("local-knowledge", assumptions={"first": {"assumption": "They drive", "who_knows": "Links CVS"}})
    project.answer("co-production", guess_check={"age_mix": {"verdict": "wrong"}})
    project.add("barrier", "“I am afraid.”", strength="literature")
    project.add("barrier", "“I know.”", insights=[project.add("insight", source="community")])
    assert texts(questions_for_people(project.situation)) == [
        ["Does this explain the gap? Distance and travel", "Step 4, still open"],
        ["Anything on men", "Step 5, not found in research"],
        ["Anything on Derby", "Step 5, not found in research"],
        ["Is this so: They drive?", "Step 6, assumed, ask Links CVS"],
        ["Is this so for you? “I am afraid.”: B1", "Research says so"],
    ]


def test_each_focus_group_is_met_planned_heard_through_others_or_not_yet(project):
    met, planned, voiced, unheard, left = (
        project.add("focus_group", who=who) for who in ("Met", "Planned", "Voiced", "Unheard", "Left")
    )
    project.add("engagement", focus_groups=[met], held_on=HELD)
    project.add("engagement", focus_groups=[planned], held_on=PLANNED)
    project.add("insight", source="fft", focus_groups=[voiced])
    project.add("insight", source="staff", focus_groups=[unheard])
    project.answer("co-production", not_engaged_groups=[str(left.pk)])
    board = who_is_heard(project.situation)
    assert [row[-1] for row in texts(board)] == [
        "Met", "Planned for 1 September 2026", "Heard through others", "Nobody yet", "Not met for now",
    ]  # fmt: skip
    assert board.sentence == "Nobody from 3 of 5 focus groups has been heard yet."
    fresh = board.tables[0].rows[3][-1].offer
    assert (fresh.kind, dict(fresh.answers)["focus_groups"]) == ("engagement", str(unheard.pk))


def test_all_heard_still_says_whom_the_team_has_not_met(project):
    group = project.add("focus_group")
    project.add("insight", source="fft", focus_groups=[group])
    sentence = who_is_heard(project.situation).sentence
    assert sentence == "Each focus group has been heard. The team has not met G1 itself."


def test_a_meeting_of_staff_alone_is_no_meeting_with_the_group(project):
    group = project.add("focus_group", is_primary="yes")
    project.add("engagement", focus_groups=[group], held_on=HELD, took_part=["staff"])
    assert main_groups_are_met(project.situation).refs == ("G1",)
    project.add("engagement", focus_groups=[group], held_on=HELD, took_part=["staff", "trusted_partner"])
    assert main_groups_are_met(project.situation) is None


def test_groups_that_are_not_seen_stand_together_until_somebody_passes_their_voice_on(project):
    project.answer("service-data", groups_not_visible=["homelessness", "sex_workers"])
    assert texts(who_is_heard(project.situation)) == [
        ["Groups not seen: People experiencing homelessness; Sex workers", "", "", "Nobody yet"],
    ]
    partner = project.add("partner_link", reaches=["homelessness"])
    project.add("insight", source="vcse", partner=partner)
    assert texts(who_is_heard(project.situation)) == [
        ["People experiencing homelessness (not seen)", "", "I1", "Heard through others"],
        ["Groups not seen: Sex workers", "", "", "Nobody yet"],
    ]


def test_main_groups_are_met_or_left_with_a_reason_and_a_day(project):
    assert main_groups_are_met(project.situation).refs == ()
    main, _ = project.add("focus_group", is_primary="yes"), project.add("focus_group")
    assert main_groups_are_met(project.situation).refs == ("G1",)
    left = {"not_engaged_groups": [str(main.pk)]}
    project.answer("co-production", **left)
    assert main_groups_are_met(project.situation).refs == ("G1",)
    assert not_meeting_is_explained(project.situation)
    project.answer("co-production", **left, groups_not_engaged="They asked for time")
    assert not_meeting_is_explained(project.situation)
    project.answer(
        "co-production", **left, groups_not_engaged="They asked for time", groups_not_engaged_review_on=PLANNED
    )
    assert main_groups_are_met(project.situation) is None
    assert not_meeting_is_explained(project.situation) is None


def test_nothing_to_explain_where_nobody_is_left_out(project):
    assert not_meeting_is_explained(project.situation) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [(None, ""), (0, "nobody"), (1, "a small number"), (7, "a small number"), (8, "about 10"), (23, "about 25")],
)
def test_few_people_are_never_counted_aloud(project, number, words):
    assert people_in_words(project.project, number) == words


def test_a_project_may_hide_more():
    assert people_in_words(Imagined(hidden_below=15, rounded_to=10).project, 12) == "a small number"


def test_reach_says_planned_and_came_and_the_level_of_power(project):
    project.add("engagement", "Coffee", held_on=HELD, planned_number=20, actual_number=3, approach="going_to_people",
                level_aimed="involve", level_reached="consult")  # fmt: skip
    project.add("engagement", "Survey", held_on=HELD, planned_number=40, actual_number=44, level_aimed="consult",
                level_reached="involve")  # fmt: skip
    project.add("engagement", "Later")
    board = reach(project.situation)
    assert board.sentence == (
        "2 activities held, 1 planned. About 45 people took part. The level aimed for was reached in 1 of 2."
    )
    rows = texts(board)
    assert rows[0][4:] == ["20 planned, a small number came", "Aimed for: involve; reached: consult"]
    assert [cell.tone for cell in board.tables[0].rows[0][4:]] == ["doubt", "doubt"]
    assert rows[1][4] == "40 planned, about 45 came"
    assert rows[2][3] == "No date yet"
    assert "3" not in rows[0][4].replace("20", "")


def test_three_conversations_without_a_new_barrier_may_be_enough(project):
    assert heard_enough(project.situation) is None
    barrier = None
    for month in (1, 2, 3, 4):
        activity = project.add("engagement", f"Talk {month}", held_on=f"2026-0{month}-10")
        insight = project.add("insight", source="community", engagement=activity)
        insight.engagement_id = activity.pk
        if barrier is None:
            barrier = project.add("barrier", insights=[insight])
            assert "1 conversation." in heard_enough(project.situation).sentence
        else:
            project.thread.join("barrier", "insights", barrier.pk, insight.pk)
    assert "gave no new barrier" in heard_enough(project.situation).sentence
    project.add("barrier", insights=[insight])
    board = heard_enough(project.situation)
    assert "still brought up new barriers" in board.sentence
    assert texts(board)[0] == ["A4 Talk 4", "10 April 2026", "B2"]


def test_a_talk_of_staff_is_no_conversation_and_a_partners_word_is_one(project):
    partner = project.add("partner_link", "Links")
    project.add("insight", source="staff", partner=partner, heard_on=HELD)
    assert heard_enough(project.situation) is None
    project.add("insight", source="vcse", partner=partner, heard_on=HELD)
    assert texts(heard_enough(project.situation)) == [["P1 Links", "1 May 2026", "None"]]


def test_levels_stand_beside_the_tests_and_a_claim_too_far_is_said(project):
    assert power_shared(project.situation) is None
    project.add("engagement", level_aimed="co_produce", level_reached="co_produce")
    project.answer("co-production", co_production_tests={"shared_power": {"met": "no"}, "early": {"met": "yes"}})
    board = power_shared(project.situation)
    assert board.sentence == ("1 of the 4 tests met, and 0 in part. The furthest level reached is “co-produce”.")
    assert texts(board)[0][1:] == ["A1", "A1"]
    assert len(board.hints) == 1
    project.answer("co-production", co_production_tests={"shared_power": {"met": "yes"}, "early": {"met": "yes"}})
    assert power_shared(project.situation).hints == ()
    project.answer("co-production", co_production_tests={"shared_power": {"met": "yes"}, "early": {"met": "no"}})
    assert "not involved early" in power_shared(project.situation).hints[0]


def test_people_are_told_by_a_day_or_it_is_late(project):
    assert feeding_back(project.situation) is None
    assert telling_people_is_dated(project.situation).refs == ()
    group = project.add("focus_group")
    project.add("engagement", "Coffee", focus_groups=[group], held_on=HELD)
    assert telling_people_is_dated(project.situation).refs == ("A1",)
    board = feeding_back(project.situation)
    assert texts(board)[0][1:3] == ["", "No date yet"]
    project.answer("co-production", feed_back_on="2026-06-01")
    assert telling_people_is_dated(project.situation) is None
    board = feeding_back(project.situation)
    assert texts(board)[0][1:3] == ["1 June 2026", "Late"]
    known = dict(board.tables[0].rows[0][-1].offer.answers)
    assert known == {
        "title": "What came of “Coffee”", "audience": "contributors", "focus_groups": str(group.pk),
        "due_on": "2026-06-01",
    }  # fmt: skip
    project.add("dissemination", audience="contributors", focus_groups=[group])
    assert texts(feeding_back(project.situation))[0][-1] == "X1"


def test_a_date_on_each_activity_does_as_well(project):
    project.add("engagement", held_on=HELD, fed_back_on="2026-05-20")
    project.add("engagement", feed_back_by=PLANNED)
    assert telling_people_is_dated(project.situation) is None
    assert texts(feeding_back(project.situation))[0][2] == "Told on 20 May 2026"
