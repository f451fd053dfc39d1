"""Step 9: the map drawn from its steps, judgements for each group, hot spots, what changes, and when it is done."""

import pytest

from tests.worksheets.imagined import Imagined, chosen, texts
from worksheets.boards.judgements import hot_spots, judgements_by_group, not_known_yet
from worksheets.boards.process_map import as_is_and_to_be, process_map
from worksheets.boards.what_it_takes import what_it_takes
from worksheets.done_means.mapping import (
    hindrances_dealt_with,
    map_checked_with_people,
    most_steps_known,
    resources_stated,
    steps_judged,
)
from worksheets.pathway import pathway_of


@pytest.fixture
def project():
    return Imagined()


@pytest.fixture
def walked(project):
    """Three steps and two groups: the first group is the main one."""
    project.main = project.add("focus_group", who="Deaf people", is_primary="yes")
    project.other = project.add("focus_group", who="Carers", is_primary="no")
    project.letter = project.add("pathway_step", "The letter", person_does="Reads it", channel="letter", who="Clerk")
    project.call = project.add(
        "pathway_step", "The call", told="A date", recorded="Booked", branches_to=[project.letter]
    )
    project.visit = project.add("pathway_step", "The visit", outside_control="yes")
    return project


def judge(project, step, group, effect, title="", **more):
    return project.add("judgement", title, pathway_step=step, focus_group=group, effect=effect, **more)


def test_the_map_leads_on_where_no_step_is_there_yet(project):
    board = process_map(project.situation)
    assert not board.printed
    assert board.links == (("Add several steps at once", "worksheets:order_steps"),)


def test_each_step_shows_what_happens_and_what_it_does_to_each_group(walked):
    judge(walked, walked.call, walked.main, "hinders", "They cannot hear it", is_assumed="no")
    judge(walked, walked.call, walked.other, "unknown", is_assumed="yes")
    place = chosen(walked, "Text instead", pathway_steps=[walked.call])
    walked.add("adjustment", "Turned down", choice="not_doing", pathway_steps=[walked.call])
    board = process_map(walked.situation)
    assert board.sentence == (
        "The map runs from “The letter” to “The visit”: 3 steps. 1 of them gets in the way of at least one group."
    )
    letter, call, visit = board.drawing
    assert (letter.person, letter.by) == ("Reads it", "Clerk; Letter")
    assert [(strip.shape, strip.words) for strip in call.strips] == [
        ("■", "Gets in the way"),
        ("?", "We don’t know (our guess)"),
    ]
    assert letter.strips[0].words == "Not judged yet"
    assert dict(letter.strips[0].offer.answers) == {
        "pathway_step": str(walked.letter.pk),
        "focus_group": str(walked.main.pk),
    }
    assert call.goes_to == (("Back to", walked.letter),)
    assert call.adjustments == (place,)
    assert visit.outside_control
    assert texts(board)[1] == [
        "2. The call (back to S1): S2",
        "",
        "",
        "told: A date; recorded: Booked",
        "G1 gets in the way; G2 we don’t know (our guess)",
        "J1",
    ]


def test_figures_stand_at_the_stage_they_are_about_as_they_may_be_shown(walked):
    said = {"sentence": "Of 100 deaf people, 40 opted in; of 100 others, 70."}
    finding = walked.add("finding")
    finding.figures = {"measure": "opt_in", "released": said, "exact": {"sentence": "Of 93 deaf people, 37 opted in."}}
    walked.add("finding").figures = {"measure": "completed", "released": {"sentence": "Others"}}
    assert process_map(walked.situation).hints[-1].startswith("No figures stand on the map yet.")
    walked.call.stage = "opt_in"
    board = process_map(walked.situation)
    assert [one.figures for one in board.drawing] == [(), ((said["sentence"], finding),), ()]
    assert board.hints == ()
    assert board.links == ()


def test_the_judgement_changed_last_stands_for_a_step_judged_twice(walked):
    judge(walked, walked.letter, walked.main, "helps")
    later = judge(walked, walked.letter, walked.main, "hinders")
    assert pathway_of(walked.situation).judged(walked.letter, walked.main) == later


def test_every_step_and_group_is_asked_about(walked):
    assert judgements_by_group(Imagined().situation) is None
    judge(walked, walked.letter, walked.main, "neutral")
    board = judgements_by_group(walked.situation)
    assert board.sentence == "1 of 3 judgements are made for 1 main focus group."
    assert board.tables[0].headings == ("Step", "G1 Deaf people", "G2 Carers")
    assert board.tables[0].rows[1][1].offer.words == "Judge it"
    for step in (walked.call, walked.visit):
        judge(walked, step, walked.main, "helps")
    assert judgements_by_group(walked.situation).sentence == "Every step is judged for 1 main focus group."


def test_what_is_not_known_is_listed_with_guesses_and_judgements_without_evidence(walked):
    judge(walked, walked.letter, walked.main, "helps", insights=[walked.add("insight")])
    assert not_known_yet(walked.situation) is None
    judge(walked, walked.call, walked.main, "unknown", "Nobody has asked")
    judge(walked, walked.visit, walked.main, "hinders", is_assumed="yes")
    judge(walked, walked.visit, walked.other, "helps")
    board = not_known_yet(walked.situation)
    assert board.sentence == "1 judgement says “We don’t know” and 2 judgements rest on a guess alone."
    assert [row[3] for row in texts(board)] == [
        "We don’t know what it does",
        "It is our guess",
        "No finding, research or insight is linked",
    ]


def test_hot_spots_come_the_worst_first_with_what_deals_with_them(walked):
    judge(walked, walked.letter, walked.main, "helps")
    assert hot_spots(walked.situation) is None
    judge(walked, walked.call, walked.main, "hinders", "No text")
    judge(walked, walked.visit, walked.main, "hinders", "No signer")
    judge(walked, walked.visit, walked.other, "hinders", stays_reason="The room is the hospital’s")
    change = chosen(walked, pathway_steps=[walked.call])
    board = hot_spots(walked.situation)
    assert board.sentence == "2 of 3 steps get in the way. S3 “The visit” does so for 2 groups."
    visit, call = board.tables[0].rows
    assert dict(call[3].offer.answers)["title"] == "How many people get past “The call”"
    assert visit[4].text == "It stays: The room is the hospital’s"
    assert call[4].records == (change,)
    assert [cell.in_words for cell in call][:3] == ["S2 The call", "1 group: G1", "No text"]


def test_today_stands_beside_what_will_be(walked):
    assert as_is_and_to_be(walked.situation) is None
    walked.letter.details |= {"to_be": "A text with a link to a signed video", "in_new_pathway": "changes"}
    walked.call.details |= {"in_new_pathway": "goes"}
    added = walked.add("pathway_step", "A check by text", in_new_pathway="new")
    board = as_is_and_to_be(walked.situation)
    assert board.sentence == "3 of 4 steps will be different."
    assert board.hints == (f"Say how {added.ref} will work.",)
    assert [row[1:3] for row in texts(board)] == [
        ["Reads it", "A text with a link to a signed video"],
        ["", "The step goes."],
        ["Not there today.", "Not said yet"],
    ]


def test_each_chosen_adjustment_says_what_it_takes(project):
    assert what_it_takes(project.situation) is None
    assert resources_stated(project.situation) is None
    change = chosen(project, "Text people", resources=["workforce", "money"], resources_detail="An hour a day",
                    capacity="stretch", who_agrees="Deputy director", training_need="yes")  # fmt: skip
    bare = chosen(project)
    project.add("adjustment", choice="later")
    assert resources_stated(project.situation).refs == (bare.ref,)
    board = what_it_takes(project.situation)
    assert board.sentence == "1 of 2 chosen adjustments is a stretch, or more than the service can do."
    assert board.hints == ("Say what J2 needs, and whether you can do it.",)
    needs, each = board.tables
    assert [row[0].text for row in needs.rows if change in row[1].records] == ["Workforce", "Money"]
    assert [cell.in_words for cell in each.rows[0]] == [
        "J1 Text people", "Workforce; Money. An hour a day", "It is a stretch", "Deputy director",
        "Needed, not planned yet", "None yet",
    ]  # fmt: skip
    assert each.rows[0][4].offer.kind == "development_need"
    bare.details |= {"resources": ["none"], "capacity": "yes"}
    assert resources_stated(project.situation) is None


def test_every_step_of_today_must_be_judged_for_each_main_group(walked):
    assert steps_judged(Imagined().situation).refs == ()
    for step in (walked.letter, walked.call):
        judge(walked, step, walked.main, "unknown")
    assert steps_judged(walked.situation).refs == ("S3",)
    walked.visit.details["in_new_pathway"] = "new"
    assert steps_judged(walked.situation) is None


def test_at_most_a_third_of_the_steps_may_be_unknown(walked):
    judge(walked, walked.letter, walked.main, "unknown")
    judge(walked, walked.call, walked.other, "unknown")
    assert most_steps_known(walked.situation) is None
    judge(walked, walked.visit, walked.main, "unknown")
    assert most_steps_known(walked.situation).refs == ("S1", "S3")


@pytest.mark.parametrize("answer", ["barrier", "barrier of the step", "adjustment", "reason"])
def test_a_step_that_gets_in_the_way_needs_a_barrier_an_adjustment_or_a_reason(walked, answer):
    more = {"barriers": [walked.add("barrier")]} if answer == "barrier" else {}
    more |= {"stays_reason": "Not ours"} if answer == "reason" else {}
    judge(walked, walked.call, walked.main, "hinders", **more)
    if answer == "adjustment":
        change = walked.add("adjustment", choice="not_doing", pathway_steps=[walked.call])
        assert hindrances_dealt_with(walked.situation).refs == ("S2",)
        change.choice = "later"
    if answer == "barrier of the step":
        assert hindrances_dealt_with(walked.situation).refs == ("S2",)
        walked.thread.join("pathway_step", "barriers", walked.call.pk, walked.add("barrier").pk)
    assert hindrances_dealt_with(walked.situation) is None


@pytest.mark.parametrize(
    ("checks", "met"),
    [
        ({}, False),
        ({"front_line": {"state": "done"}}, False),
        ({"patients": {"state": "planned"}}, False),
        ({"patients": {"state": "planned", "on": "2026-09-01"}}, True),
        ({"lived_experience": {"state": "done"}}, True),
    ],
)
def test_somebody_with_lived_experience_checks_the_map_or_a_date_is_set(project, checks, met):
    project.answer("process-mapping", checked_by=checks)
    assert (map_checked_with_people(project.situation) is None) == met
