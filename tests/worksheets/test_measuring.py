"""What an indicator’s own numbers say: its start, its gap, the change that would show, the days it is counted."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worksheets.imagined import Imagined
from worksheets.measuring.adjustments import names
from worksheets.measuring.baselines import aim_in_words, aim_of, baseline_in_words, gap_in_words, points
from worksheets.measuring.calendar import add_months, counting_days, span_of
from worksheets.measuring.detectability import NOT_SEEN, SEEN, would_show
from worksheets.measuring.figures import figures_of, months_between, number_in, rule_in
from worksheets.measuring.run_charts import BOTTOM, TOP, nice_top, run_chart_of
from worksheets.measuring.smart import faults_of

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def indicator(project=None, **answers):
    return (project or Imagined()).add("indicator", "Missed first visits", figure="share_people", **answers)


def figures(record, *, exact=False):
    return figures_of(record, rule_in(SimpleNamespace(project=record.project, exact=exact)))


def test_those_who_may_see_true_counts_see_them():
    record = indicator(baseline_count=38, baseline_hits=27)
    assert baseline_in_words(record, figures(record)).startswith("62% ")
    said = baseline_in_words(record, figures(record, exact=True))
    assert said == "71% (likely between 55% and 83%), of 38 people"
    few = indicator(baseline_count=38, baseline_hits=3)
    assert baseline_in_words(few, figures(few, exact=True)).startswith("7.9% ")


def test_a_baseline_says_its_share_its_likely_range_and_its_size():
    record = indicator(baseline_count=200, baseline_hits=60)
    assert baseline_in_words(record, figures(record)) == "30% (likely between 24% and 37%), of about 200 people"


def test_frozen_figures_come_before_typed_ones():
    record = indicator(baseline_count=10, baseline_hits=1, baseline_period="1 January 2026 to 31 December 2026")
    record.baseline = {"numbers": {"count": 50, "total": 200, "rest": {"count": 100, "total": 1000}}}
    found = figures(record)
    assert (found.group.rate, found.group.total, found.rest.rate) == (0.25, 200, 0.1)
    assert round(found.months) == 12


@pytest.mark.parametrize("hits", range(1, 8))
def test_a_small_number_is_never_shown(hits):
    record = indicator(baseline_count=40, baseline_hits=hits, direction="lower", target_value="5%")
    found = figures(record)
    said = would_show(record, found)
    assert found.group.rate is None
    assert baseline_in_words(record, found) == "The number is too small to show a figure"
    assert said.verdict == NOT_SEEN
    assert not any(character.isdigit() for character in said.smallest + said.aim)


def test_a_stricter_project_hides_more():
    record = indicator(Imagined(hidden_below=20, rounded_to=10), baseline_count=100, baseline_hits=12)
    assert figures(record).group.rate is None


@pytest.mark.parametrize(
    "typed",
    [{}, {"baseline_count": 40}, {"baseline_count": 40, "baseline_hits": 41}, {"baseline_count": 0, "baseline_hits": 0},
     {"baseline_count": 40.5, "baseline_hits": 4}, {"baseline_count": 40, "baseline_hits": 9, "figure": "average"}],
)  # fmt: skip
def test_counts_that_are_not_there_or_not_sound_say_nothing(typed):
    record = Imagined().add("indicator", "Waits", **{"figure": "share_people", **typed})
    assert figures(record) is None
    assert would_show(record, None) is None
    assert baseline_in_words(record, None) == ""


def test_the_gap_says_which_way_and_how_sure():
    record = indicator(
        measures_gap="yes", baseline_count=200, baseline_hits=60, comparator_count=1000, comparator_hits=150
    )
    said = gap_in_words(record, figures(record))
    assert said == "15 points higher than others (likely between 9 and 22 points)"
    unsure = indicator(measures_gap="yes", baseline_count=40, baseline_hits=10, comparator_count=60, comparator_hits=10)
    assert gap_in_words(unsure, figures(unsure)).endswith("with these numbers there may be no gap")
    assert gap_in_words(indicator(), None) == ""
    assert gap_in_words(indicator(measures_gap="yes", gap_from=14), None) == "14 points, as you wrote"


def test_points_read_well():
    assert [points(one) for one in (0.01, 0.144, -0.05, 0.005)] == ["1 point", "14 points", "5 points", "0.5 points"]


def test_the_sentence_of_the_guide_with_forty_people():
    """With 40 people in each period and 80 % power, a fall from 30 % shows from about 6 % on."""
    record = indicator(baseline_count=40, baseline_hits=12, direction="lower")
    # 12 of 40 is shown as 10 of 40.
    said = would_show(record, figures(record))
    amount = "With about 40 people in each period of that length"
    assert said.smallest.startswith(f"{amount}, only a fall from 25% to about ")
    exact = indicator(baseline_count=50, baseline_hits=15, baseline_months=15, direction="lower")
    quarter = would_show(exact, figures(exact)).smallest
    assert "With about 10 people in each quarter" in quarter
    assert "With about 40 people in each year, only a fall from 30% to about 6.2% would reliably show." in quarter


def test_an_aim_is_compared_with_what_would_show():
    often = {"baseline_count": 2000, "baseline_hits": 600, "baseline_months": 12, "direction": "lower"}
    seen = indicator(**often, target_value="20%")
    assert would_show(seen, figures(seen)).verdict == SEEN
    assert would_show(seen, figures(seen)).aim == "Your aim, 20%, would show in a quarter."
    unseen = indicator(**often, target_value="29%")
    assert would_show(unseen, figures(unseen)).verdict == NOT_SEEN
    wrong_way = indicator(**often, target_value="40%")
    assert would_show(wrong_way, figures(wrong_way)).verdict == NOT_SEEN


def test_the_aim_of_a_gap_is_the_share_that_closes_it():
    higher = indicator(measures_gap="yes", gap_from=14, gap_to=7, direction="higher", target_value="A gap of 7 points")
    assert aim_of(higher, 0.68) == pytest.approx(0.75)
    assert aim_in_words(higher) == "The gap: from 14 points to 7 points"
    lower = indicator(measures_gap="yes", gap_from=10, gap_to=5, direction="lower")
    assert aim_of(lower, 0.22) == pytest.approx(0.17)
    assert aim_of(indicator(measures_gap="yes", target_value="A gap of 7 points"), 0.3) is None


@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from(["lower", "higher", "steady", None]))
def test_any_counts_give_a_sentence_or_nothing(hits, total, direction):
    record = indicator(baseline_count=total, baseline_hits=hits, direction=direction, baseline_months=6)
    said = would_show(record, figures(record))
    assert said is None if hits > total else said.smallest.endswith(".")


def test_numbers_are_found_in_what_people_type():
    typed = {"22% against 12%": 22, "41.5 days": 41.5, "1,240 people": 1240, "11 or less": 11, "none": None, "": None}
    assert {words: number_in(words) for words in typed} == typed


def test_months_are_read_from_a_period_and_not_from_other_words():
    assert round(months_between("1 April 2025 to 30 June 2025")) == 3
    assert months_between("Last winter") is None
    assert months_between("1 June 2025 to 1 April 2025") is None


@pytest.mark.parametrize(("rhythm", "times"), [("weekly", 52), ("monthly", 11), ("quarterly", 3), ("yearly", 0)])
def test_an_indicator_is_counted_in_its_rhythm(rhythm, times):
    days = counting_days(indicator(frequency=rhythm), FIRST, LAST)
    assert len(days) == times
    assert all(FIRST < day <= LAST for day in days)


def test_nothing_is_counted_after_its_target_day_and_once_means_then():
    monthly = indicator(frequency="monthly", target_on="2026-04-01")
    assert counting_days(monthly, FIRST, LAST)[-1] == dt.date(2026, 4, 1)
    assert counting_days(indicator(frequency="once", target_on="2026-04-01"), FIRST, LAST) == [dt.date(2026, 4, 1)]
    assert counting_days(indicator(frequency="once"), FIRST, LAST) == []


def test_a_month_later_stays_in_the_month():
    assert add_months(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert add_months(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)


def test_a_project_without_dates_is_looked_at_for_a_year():
    project = Imagined()
    assert span_of(project.project, project.today) == (dt.date(2026, 6, 15), dt.date(2027, 6, 15))
    long = Imagined(start_on=dt.date(2020, 1, 1), end_on=dt.date(2030, 1, 1))
    assert span_of(long.project, long.today)[1] == dt.date(2023, 1, 1)


def test_a_run_chart_has_its_start_its_aim_and_its_points_inside_the_frame():
    project = Imagined()
    record = indicator(project, baseline_value="41 days", target_value="30 days", frequency="monthly", unit="days")
    outcome = project.add("outcome", indicator=record, recorded_on="2026-03-01", value="38 days")
    chart = run_chart_of(record, None, [outcome], FIRST, LAST)
    assert [line.text for line in chart.lines] == ["Start 41", "Aim 30"]
    assert chart.lines[1].word_y != chart.lines[0].word_y
    assert [point.value for point in chart.points] == [38]
    assert all(TOP <= thing.y <= BOTTOM for thing in (*chart.lines, *chart.points, *chart.scale))
    assert len(chart.days) == 11


def test_a_run_chart_of_a_gap_draws_the_gap():
    project = Imagined()
    record = indicator(project, measures_gap="yes", gap_from=14, gap_to=7, frequency="quarterly")
    outcome = project.add("outcome", indicator=record, recorded_on="2026-03-01", value="74%", gap="10 points")
    chart = run_chart_of(record, None, [outcome], FIRST, LAST)
    assert ([line.text for line in chart.lines], chart.points[0].value) == (["Start 14", "Aim 7"], 10)
    assert chart.unit == "points of gap"


def test_there_is_no_run_chart_of_what_is_counted_once_or_starts_nowhere():
    once = indicator(baseline_value="17", frequency="once", target_on="2026-05-01")
    assert run_chart_of(once, None, [], FIRST, LAST) is None
    assert run_chart_of(indicator(frequency="monthly"), None, [], FIRST, LAST) is None


@given(st.floats(0, 1e7, allow_nan=False))
def test_a_scale_ends_above_its_highest_value(highest):
    assert nice_top(highest) >= highest


def test_a_sound_indicator_lacks_nothing_and_an_empty_one_everything():
    project = Imagined()
    empty = project.add("indicator")
    assert all(faults_of(empty, project.thread).values())
    links = {"focus_groups": [project.add("focus_group")], "adjustments": [project.add("adjustment")]}
    sound = project.add(
        "indicator",
        **links,
        figure="share_people",
        numerator="Missed visits",
        denominator="Visits",
        comparator="everyone_else",
        source="Record",
        unit="percent",
        baseline_value="30%",
        target_value="20%",
        target_reason="Half the gap",
        measures_gap="yes",
        gap_to=0,
        role="outcome",
        target_on="2027-01-01",
        frequency="monthly",
        first_review_on="2026-08-01",
        owner=project.person(),
    )
    assert faults_of(sound, project.thread) == {part: [] for part in faults_of(sound, project.thread)}


def test_a_reference_in_words_names_that_record_only():
    project = Imagined()
    records = [project.add("adjustment") for _ in range(12)]
    assert names("J1: too few", records[0])
    assert not names("J12 and J11", records[0])
    assert not names("", records[0])
