"""The boards and rules of steps 11 and 12: each says what is missing, and stops saying it once it is there."""

import time

import pytest

from tests.worksheets.imagined import Imagined, chosen, texts
from worksheets.boards.counting import collection_calendar, run_charts
from worksheets.boards.indicators import (
    adjustments_to_count,
    change_that_would_show,
    indicator_checks,
    indicators_in_short,
)
from worksheets.boards.methods import barriers_after, methods_in_short, voices_calendar
from worksheets.boards.together import asked_how_often, fullest_year, numbers_and_words
from worksheets.done_means import evaluating

BOARDS = (
    collection_calendar, run_charts, adjustments_to_count, change_that_would_show, indicator_checks,
    indicators_in_short, barriers_after, methods_in_short, voices_calendar, asked_how_often, numbers_and_words,
)  # fmt: skip
COUNTING, LISTENING = "quantitative-evaluation", "qualitative-evaluation"


@pytest.fixture
def project():
    return Imagined()


@pytest.mark.parametrize("make", BOARDS, ids=lambda make: make.__name__)
def test_a_project_without_records_draws_nothing(project, make):
    assert make(project.situation) is None


def test_an_adjustment_that_nothing_counts_stands_out_until_it_is_counted_or_named(project):
    group = project.add("focus_group")
    change = chosen(project, "Ring first", barriers=[project.add("barrier", focus_groups=[group])])
    board = adjustments_to_count(project.situation)
    begun = dict(board.tables[0].rows[0][1].offer.answers)
    assert (begun["adjustments"], begun["focus_groups"]) == (str(change.pk), str(group.pk))
    assert evaluating.adjustments_are_counted(project.situation).refs == ("J1",)
    project.answer(COUNTING, adjustments_without_indicator="J1: six people a year")
    assert adjustments_to_count(project.situation) is None
    assert evaluating.adjustments_are_counted(project.situation) is None
    project.answer(COUNTING, adjustments_without_indicator="")
    project.add("indicator", adjustments=[change])
    assert adjustments_to_count(project.situation) is None
    assert evaluating.adjustments_are_counted(project.situation) is None


def test_an_adjustment_turned_down_needs_no_measure(project):
    project.add("adjustment", choice="not_doing")
    assert evaluating.adjustments_are_counted(project.situation) is None
    assert evaluating.adjustments_are_listened_for(project.situation) is None


def test_an_indicator_is_complete_with_baseline_target_rhythm_and_owner(project):
    whole = {"target_value": "20%", "frequency": "monthly", "owner": project.person()}
    project.add("indicator", **whole, baseline_value="30%")
    project.add("indicator", **whole, collect_by="2026-08-01")
    assert evaluating.indicators_are_complete(project.situation) is None
    project.add("indicator", **whole)
    project.add("indicator", baseline_value="30%", **whole | {"frequency": ""})
    assert evaluating.indicators_are_complete(project.situation).refs == ("K3", "K4")


def test_the_gap_is_measured_for_a_focus_group_and_harm_is_watched(project):
    project.add("indicator", measures_gap="yes")
    assert evaluating.gap_is_measured(project.situation)
    assert evaluating.harm_is_watched(project.situation)
    project.add("indicator", measures_gap="yes", focus_groups=[project.add("focus_group")], role="balancing")
    assert evaluating.gap_is_measured(project.situation) is None
    assert evaluating.harm_is_watched(project.situation) is None


def test_the_checks_say_what_to_add(project):
    project.add("indicator", "Missed visits", numerator="Missed visits")
    board = indicator_checks(project.situation)
    assert board.sentence == "Of 1 indicator, 1 still lacks something."
    assert texts(board)[0][1] == "Add out of what, for which focus group"
    assert not board.printed


def test_in_short_shows_start_gap_aim_and_who(project):
    project.add(
        "indicator", "Missed visits", figure="share_people", role="outcome", measures_gap="yes", direction="lower",
        baseline_count=200, baseline_hits=60, comparator_count=1000, comparator_hits=150, gap_from=15, gap_to=5,
        target_on="2027-01-31", owner=project.person(), frequency="monthly", adjustments=[chosen(project)],
    )  # fmt: skip
    project.add("indicator", "Waits", collect_by="2026-08-01")
    (first, second) = texts(indicators_in_short(project.situation))
    assert first[1:] == [
        "Outcome: J1",
        "30% (likely between 24% and 37%), of about 200 people",
        "15 points higher than others (likely between 9 and 22 points)",
        "The gap: from 15 points to 5 points, by 31 January 2027",
        "Amina Yusuf, every month",
    ]
    assert second[2:] == ["To be collected by 1 August 2026", "", "Not set yet", "Nobody yet"]


def test_a_small_count_never_reaches_a_board(project):
    project.add("indicator", figure="share_people", baseline_count=12, baseline_hits=5, direction="lower")
    for make in (indicators_in_short, change_that_would_show, run_charts, collection_calendar):
        board = make(project.situation)
        assert "5" not in str([texts(board), board.sentence] if board else "")
        assert "12" not in str([texts(board), board.sentence] if board else "")


def test_the_board_warns_where_the_aim_is_too_small_to_show(project):
    often = {"figure": "share_people", "baseline_count": 40, "baseline_hits": 12, "direction": "lower"}
    project.add("indicator", **often, target_value="20%")
    assert "the aim is smaller than the numbers would show" in change_that_would_show(project.situation).sentence
    other = Imagined()
    other.add("indicator", **often, target_value="1%")
    assert "the aim is smaller" not in change_that_would_show(other.situation).sentence


def test_the_calendar_says_what_is_due_in_each_month_and_who_collects(project):
    record = project.add(
        "indicator", "Missed visits", frequency="quarterly", collect_by="2026-07-01", first_review_on="2026-10-05",
        target_on="2026-12-20", owner=project.person(), source="Patient record",
    )  # fmt: skip
    board = collection_calendar(project.situation)
    who, months = board.tables
    begun = dict(who.rows[0][4].offer.answers)
    assert begun["title"] == "Collect K1: Missed visits"
    rows = [[cell.in_words for cell in row] for row in months.rows]
    assert rows == [
        ["July 2026", "K1", "", "", ""],
        ["September 2026", "", "K1", "", ""],
        ["October 2026", "", "", "K1", ""],
        ["December 2026", "", "K1", "", "K1"],
    ]
    project.add("action", "Collect K1: Missed visits")
    assert collection_calendar(project.situation).tables[0].rows[0][4].offer is None
    assert record.ref == "K1"


def test_a_run_chart_waits_for_its_points_and_gets_them(project):
    record = project.add("indicator", baseline_value="41", target_value="30", frequency="monthly", unit="days")
    board = run_charts(project.situation)
    assert "1 chart, 1 of them still without a point" in board.sentence
    assert ["15 July 2026", "Count next"] in texts(board)
    assert ["Start", "41 days"] in texts(board)
    project.add("outcome", indicator=record, recorded_on="2026-06-20", value="38 days")
    after = run_charts(project.situation)
    assert ["20 June 2026", "38 days"] in texts(after)
    assert "0 of them still" in after.sentence


def test_numbers_and_words_stand_side_by_side(project):
    change = chosen(project, "Ring first", designed_with="co_produced")
    board = numbers_and_words(project.situation)
    assert texts(board)[0][-1] == "Nothing yet"
    assert board.tables[0].rows[0][-1].offer.kind == "method"
    project.add("indicator", adjustments=[change])
    assert texts(numbers_and_words(project.situation))[0][-1] == "Numbers only"
    project.add("method", adjustments=[change], kind="stories")
    board = numbers_and_words(project.situation)
    row = dict(zip(board.tables[0].headings, texts(board)[0]))
    assert row["Words"] == "Case studies and patient stories: Q1"
    assert board.hints == ("Not used: focus groups and interviews, workforce feedback and observation.",)
    assert row["Together"] == "Numbers and words"
    assert row["Made with people"] == "Made together with people"
    assert board.sentence == "Of 1 chosen adjustment, 1 will be judged by numbers and words together."


def test_the_voices_that_must_be_heard_are_named_until_they_are(project):
    project.add("method", voices=["focus_groups"], when="before_after", focus_groups=[project.add("focus_group")])
    board = voices_calendar(project.situation)
    assert board.sentence == ("Nobody plans to hear staff who provide the service and people who did not come yet.")
    assert ["People from our focus groups", "Q1", "", "Q1"] in texts(board)
    project.add("method", voices=["providers", "non_attenders"], when="throughout")
    board = voices_calendar(project.situation)
    assert "will all be heard" in board.sentence
    assert ["Staff who provide the service", "Q2", "Q2", "Q2"] in texts(board)


def test_a_focus_group_and_the_workforce_must_be_heard(project):
    project.add("method", voices=["focus_groups"])
    assert evaluating.focus_group_is_heard(project.situation)
    assert evaluating.workforce_is_heard(project.situation)
    project.add("method", voices=["non_attenders"], focus_groups=[project.add("focus_group")])
    project.add("method", kind="workforce_feedback")
    assert evaluating.focus_group_is_heard(project.situation) is None
    assert evaluating.workforce_is_heard(project.situation) is None


def test_each_chosen_adjustment_is_listened_for_or_named(project):
    change = chosen(project)
    assert evaluating.adjustments_are_listened_for(project.situation).refs == ("J1",)
    project.answer(LISTENING, adjustments_without_method="J1: we count replies")
    assert evaluating.adjustments_are_listened_for(project.situation) is None
    project.answer(LISTENING)
    project.add("method", adjustments=[change])
    assert evaluating.adjustments_are_listened_for(project.situation) is None


def test_methods_in_short_say_who_when_and_how_they_consent(project):
    project.add(
        "method", "Ring people who did not reply", kind="focus_groups_interviews", voices=["non_attenders"],
        number_of_people=5, when="after", planned_on="2026-09-01", lead=project.person(), independent="yes",
        consent="Asked first.", payment="A voucher", adjustments=[chosen(project)],
    )  # fmt: skip
    board = methods_in_short(project.situation)
    assert texts(board)[0] == [
        "Q1 Ring people who did not reply",
        "Focus groups and interviews: J1",
        "People who did not come; a small number",
        "After, 1 September 2026",
        "Amina Yusuf, independent of the service",
        "Asked first. A voucher",
    ]


def test_people_asked_too_often_are_named(project):
    group = project.add("focus_group", "People on shifts")
    for month in range(1, 4):
        project.add("engagement", held_on=f"2026-0{month}-01", focus_groups=[group])
    assert asked_how_often(project.situation).sentence == "Nobody is asked more than 3 times in a year."
    project.add("method", planned_on="2026-09-01", focus_groups=[group])
    board = asked_how_often(project.situation)
    assert board.sentence == "Some people may tire: G1 will be asked more than 3 times in a year."
    assert board.hints
    assert texts(board)[0] == ["G1 People on shifts", "A1, A2, A3, Q1", "4"]


def test_a_survey_counts_as_often_as_it_goes_out(project):
    group = project.add("focus_group")
    project.add("indicator", domain="satisfaction", frequency="monthly", focus_groups=[group])
    assert "G1 will be asked" in asked_how_often(project.situation).sentence


def test_the_fullest_year_is_any_twelve_months(project):
    days = [project.add("engagement", held_on=day).held_on for day in ("2025-01-01", "2025-11-01", "2026-02-01")]
    assert fullest_year(days) == 2
    assert fullest_year([]) == 0


def test_what_became_of_a_barrier_is_told_by_the_methods_that_heard_it(project):
    eased, unheard = project.add("barrier", "Letters"), project.add("barrier", "Fear", is_priority="yes")
    project.add("method", barriers_eased=[eased])
    board = barriers_after(project.situation)
    assert board.sentence == "People say that B1 eased."
    assert texts(board) == [
        ["B1 Letters", "Q1", "", "", "Eased"],
        ["B2 Fear", "", "", "", "Nobody was asked"],
    ]
    project.add("method", barriers_worse=[eased], barriers_same=[unheard])
    board = barriers_after(project.situation)
    assert [row[-1] for row in texts(board)] == ["Views differ", "The same"]
    assert "B1 got worse for some" in board.sentence


@pytest.mark.thorough
@pytest.mark.parametrize("make", BOARDS, ids=lambda make: make.__name__)
def test_five_hundred_records_are_drawn_in_a_moment(project, make):
    groups = [project.add("focus_group") for _ in range(20)]
    barriers = [project.add("barrier", focus_groups=[groups[number % 20]]) for number in range(80)]
    for number in range(100):
        change = chosen(project, barriers=[barriers[number % 80]])
        project.add(
            "indicator", adjustments=[change], focus_groups=[groups[number % 20]], frequency="monthly",
            figure="share_people", baseline_value="30%", baseline_count=900, baseline_hits=300, baseline_months=12,
            target_value="20%", direction="lower",
        )  # fmt: skip
        project.add("method", adjustments=[change], planned_on="2026-08-01", barriers_eased=[barriers[number % 80]])
        project.add("engagement", held_on="2026-05-01", focus_groups=[groups[number % 20]])
    situation = project.situation
    make(situation)
    started = time.process_time()
    make(situation)
    assert time.process_time() - started < 0.05
