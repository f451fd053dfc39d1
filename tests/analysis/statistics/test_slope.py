"""The slope over deprivation and the summary measures, on figures whose answer is known by how they were made."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets.analysis.statistics.inequality import MEASURES, Groups, inequality
from datasets.analysis.statistics.quantiles import assign_quantiles
from datasets.analysis.statistics.slope import (
    population_ranks,
    slope_index,
    slope_of_proportions,
    standard_errors_from_limits,
)
from datasets.analysis.statistics.slope_regression import regression_slope
from tests.analysis.statistics.strategies import count_of_total

fifths = st.lists(st.integers(10, 1000), min_size=5, max_size=5)


@given(fifths, st.floats(10, 20), st.floats(-5, 5))
def test_a_straight_line_comes_back(people, start, fall):
    values = start + fall * population_ranks(people)
    line = slope_index(people, values, [0.0] * 5, draws=10)
    assert line.intercept == pytest.approx(start)
    assert line.absolute.value == pytest.approx(fall, abs=1e-9)
    assert line.absolute.low == pytest.approx(line.absolute.high, abs=1e-9)
    assert line.relative.value == pytest.approx((start + fall) / start)


def test_the_same_figures_give_the_same_interval_each_time():
    arguments = ([100] * 5, [5, 4, 4, 3, 2], [0.3] * 5)
    assert slope_index(*arguments) == slope_index(*arguments)


@given(st.lists(count_of_total(400), min_size=5, max_size=5))
def test_a_slope_from_counts_holds_its_estimate_even_without_events(pairs):
    counts, totals = zip(*pairs, strict=True)
    line = slope_of_proportions(counts, totals)
    assert line.absolute.low <= line.absolute.value <= line.absolute.high
    if None not in (line.relative.low, line.relative.high) and line.relative.value > 0:
        assert line.relative.low <= line.relative.value <= line.relative.high


def test_a_slope_from_counts_agrees_with_the_simulated_one_for_large_numbers():
    counts, totals = np.array([300, 270, 240, 200, 180]), np.array([1500] * 5)
    shares = counts / totals
    exact = slope_of_proportions(counts, totals)
    drawn = slope_index(totals, shares, np.sqrt(shares * (1 - shares) / totals))
    assert exact.absolute.value == pytest.approx(drawn.absolute.value)
    assert exact.absolute.low == pytest.approx(drawn.absolute.low, abs=0.002)
    assert exact.relative.low == pytest.approx(drawn.relative.low, abs=0.02)
    assert exact.relative.high == pytest.approx(drawn.relative.high, abs=0.02)


def test_national_ranks_do_not_move_with_who_is_seen():
    line = slope_of_proportions([9, 8, 7, 6, 5], [90, 20, 20, 20, 20], national_populations=[10] * 5)
    assert line.ranks == pytest.approx((0.1, 0.3, 0.5, 0.7, 0.9))


def test_a_negative_multiplier_turns_the_direction_round():
    arguments = {"populations": [100] * 5, "values": [5, 4, 4, 3, 2], "standard_errors": [0.1] * 5}
    down, up = slope_index(**arguments), slope_index(**arguments, multiplier=-1)
    assert up.absolute.value == -down.absolute.value
    assert up.absolute.low == pytest.approx(-down.absolute.high)
    assert up.relative.value == pytest.approx(1 / down.relative.value)


def test_the_regression_finds_the_logistic_curve_it_was_given():
    people = [200, 300, 250, 250, 400]
    shares = 1 / (1 + np.exp(-(-1 + 2 * population_ranks(people))))
    line = regression_slope(people, 100 * shares, scale=100)
    ends = 1 / (1 + np.exp(-np.array([-1.0, 1.0])))
    assert line.absolute.value == pytest.approx(100 * (ends[1] - ends[0]))
    assert line.relative.value == pytest.approx(ends[1] / ends[0])


@pytest.mark.parametrize("measure", MEASURES)
def test_without_inequality_every_measure_says_so(measure):
    groups = Groups([20.0] * 4, [1, 2, 3, 4], favourable=True, ordered=True, errors=[1.0] * 4, reference=0)
    assert inequality(measure, groups).value == pytest.approx(1 if measure == "r" else 0, abs=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
def test_an_interval_holds_its_estimate(measure):
    groups = Groups(
        [20.0, 25, 40, 50], [100, 200, 300, 400], favourable=True, ordered=True, errors=[1, 2, 2, 3], reference=0
    )
    found = inequality(measure, groups)
    if found.low is not None:
        assert found.low <= found.value <= found.high


def test_there_is_nothing_to_gain_where_the_best_off_do_worst():
    groups = Groups([50.0, 40, 20], [1, 1, 1], favourable=True, ordered=True)
    assert inequality("par", groups).value == 0


@given(st.lists(st.integers(0, 100), min_size=5, max_size=60))
def test_fifths_follow_the_values_and_differ_by_few(values):
    fifth = assign_quantiles(values, 5)
    assert set(fifth) <= {1, 2, 3, 4, 5}
    pairs = sorted(zip(values, fifth, strict=True))
    assert [each for _, each in pairs] == sorted(fifth)
    if len(set(values)) == len(values):
        sizes = [fifth.count(number) for number in range(1, 6)]
        assert max(sizes) - min(sizes) <= 1


def test_a_missing_value_is_in_no_fifth():
    assert assign_quantiles([3, None, 1, 2], 3, highest_is_first=True) == [1, None, 3, 2]
    assert assign_quantiles([3, None, 1], 3) == [None] * 3


@pytest.mark.parametrize(
    ("compute", "arguments"),
    [
        (population_ranks, ([1, 0],)),
        (population_ranks, ([1],)),
        (standard_errors_from_limits, ([0.1], [0.2], "share")),
        (standard_errors_from_limits, ([0.0], [0.2], "proportion")),
        (slope_index, ([1, 1], [1, 2], [0.1])),
        (slope_index, ([1, 1], [1, 2], [0.1, -0.1])),
        (slope_index, ([1, 1], [1, float("nan")], [0.1, 0.1])),
        (regression_slope, ([1, 1], [0.1, 0.2])),
        (regression_slope, ([1, 1, 1], [0.1, 0.2, 1.3])),
        (assign_quantiles, ([1, 2], 1)),
        (inequality, ("gini", Groups([1.0, 2], [1, 1], True, True))),
        (inequality, ("aci", Groups([1.0, 2], [1, 1], True, ordered=False))),
        (Groups, ([1.0], [1], True, True)),
    ],
)
def test_impossible_figures_are_refused(compute, arguments):
    with pytest.raises(ValueError):
        compute(*arguments)
