"""Funnels and control charts."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from datasets.analysis.statistics import spc_rules
from datasets.analysis.statistics.funnel import (
    flag_proportion,
    flag_ratio,
    proportion_limits,
    rate_limits,
    ratio_limits,
)
from datasets.analysis.statistics.proportions import wilson
from datasets.analysis.statistics.spc import COMMON_CAUSE, Rules, label, p_chart, point_type, trend_ends, xmr
from tests.analysis.statistics.strategies import count_of_total

series = st.lists(st.integers(-50, 50), min_size=1, max_size=40)


@given(count_of_total(), st.floats(0.01, 0.99))
def test_a_team_is_outside_the_funnel_when_its_interval_misses_the_average(pair, average):
    count, total = pair
    interval = wilson(count, total, 0.998)
    assume(min(abs(interval.low - average), abs(interval.high - average)) > 1e-9)
    outside = not interval.low <= average <= interval.high
    assert flag_proportion(count, total, average).endswith("(0.001)") is outside


@given(st.integers(1, 5000), st.floats(0, 1))
def test_larger_teams_have_narrower_limits(total, average):
    wide, narrow = proportion_limits(total, average), proportion_limits(2 * total, average)
    assert 0 <= wide.low <= narrow.low <= average <= narrow.high <= wide.high <= 1


def test_ratio_and_rate_limits_are_one_funnel():
    limits = ratio_limits(20)
    assert limits.ratio.low < 1 < limits.ratio.high
    assert rate_limits(20, 50.0).high == pytest.approx(50 * limits.ratio.high)
    assert ratio_limits(0).ratio.high is None
    assert [flag_ratio(20, expected) for expected in (20, 31, 60, 13, 5)] == [
        "Not significant",
        "Low (0.025)",
        "Low (0.001)",
        "Not significant",
        "High (0.001)",
    ]


@given(series, st.integers(-20, 20))
def test_moving_the_series_moves_the_chart(values, by):
    chart, moved = xmr(values), xmr([value + by for value in values])
    assert moved.mean[0] == pytest.approx(chart.mean[0] + by, abs=1e-9)
    assert moved.high[0] - moved.low[0] == pytest.approx(chart.high[0] - chart.low[0], abs=1e-9)
    assert (moved.trend, moved.rising) == (chart.trend, chart.rising)


@given(series)
def test_turning_the_series_upside_down_swaps_concern_and_improvement(values):
    chart, flipped = xmr(values), xmr([-value for value in values])
    for point in range(len(values)):
        if chart.signalled(point) and not (chart.trend[point] and not chart.outside[point]):
            assert point_type(chart, point, "increase") == point_type(flipped, point, "decrease")


@given(series)
def test_every_signal_has_a_label_and_no_label_comes_without_one(values):
    chart = xmr(values)
    for point in range(len(values)):
        assert (label(chart, point) == COMMON_CAUSE) is not chart.signalled(point)
        assert (point_type(chart, point, "neutral") == "common_cause") is not chart.signalled(point)


def test_a_new_stretch_has_limits_of_its_own():
    chart = xmr([1, 2, 1, 2, 11, 12, 11, 12], rebase_at=[4])
    assert set(chart.mean[:4]) == {1.5}
    assert set(chart.mean[4:]) == {11.5}
    assert not any(chart.outside)


def test_limits_by_hand():
    """Mean 5; moving ranges 2, 4, 2 with mean 8/3; limits 2.66 times that away."""
    chart = xmr([4, 6, 2, 4 + 4], rules=Rules(screen=False, fix_after=None))
    assert chart.mean[0] == 5
    assert chart.high[0] == pytest.approx(5 + 2.66 * (2 + 4 + 6) / 3)


def test_one_far_jump_is_screened_out():
    values = [5, 6, 5, 6, 5, 6, 5, 6, 60, 61, 60, 61]
    screened, all_in = xmr(values), xmr(values, rules=Rules(screen=False))
    assert screened.high[0] - screened.mean[0] == pytest.approx(2.66)
    assert all_in.high[0] - all_in.mean[0] > 10


def test_equal_values_have_no_signals():
    assert not any(xmr([3] * 20).signalled(point) for point in range(20))


def test_a_trend_counts_by_its_way():
    chart = xmr([*range(1, 8), 3, 4, 3, 4])
    assert all(chart.trend[:7])
    assert point_type(chart, 3, "increase") == "special_cause_improvement"
    assert trend_ends([*range(1, 8), 3]) == (0, 0, 0, 0, 0, 0, 1, 0)


def test_two_in_three_may_mark_the_whole_window():
    flags = spc_rules.two_in_three([11, 5, 11, 5], [0] * 4, [10] * 4, whole_window=True)
    assert flags == ["upper", "upper", "upper", "none"]


def test_a_p_chart_is_wider_for_smaller_periods():
    chart = p_chart([10, 20], [50, 200])
    assert chart.mean == pytest.approx(0.12)
    assert chart.high_three[0] > chart.high_three[1] > chart.high_two[1] > chart.mean
    assert chart.low_three[0] == 0


@pytest.mark.parametrize(
    ("compute", "arguments"),
    [
        (xmr, ([],)),
        (xmr, ([1, 2], [5])),
        (xmr, ([1, 2], (), Rules(shift=1))),
        (p_chart, ([1], [0])),
        (p_chart, ([3], [2])),
        (proportion_limits, (0, 0.5)),
        (proportion_limits, (10, 1.5)),
        (flag_ratio, (1, 0)),
        (ratio_limits, (-1,)),
        (spc_rules.outside_limits, ([1], [0, 0], [2])),
    ],
)
def test_impossible_figures_are_refused(compute, arguments):
    with pytest.raises(ValueError):
        compute(*arguments)
