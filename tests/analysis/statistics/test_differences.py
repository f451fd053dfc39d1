"""Two groups against each other, whatever the counts."""

import pytest
from hypothesis import given

from datasets.analysis.statistics.differences import (
    TwoGroups,
    change_of_gap,
    newcombe,
    ratio_of_proportions,
    ratio_of_ratios,
    square_and_add,
    wald_change_of_gap,
    wald_difference,
)
from datasets.analysis.statistics.interval import NOTHING
from datasets.analysis.statistics.proportions import wilson
from tests.analysis.statistics.strategies import two_counts


@given(two_counts)
def test_the_difference_lies_in_its_interval(counts):
    interval = newcombe(*counts)
    assert -1 - 1e-12 <= interval.low <= interval.value <= interval.high <= 1 + 1e-12


@given(two_counts)
def test_turning_the_groups_round_turns_the_sign(counts):
    a, m, b, n = counts
    one, other = newcombe(a, m, b, n), newcombe(b, n, a, m)
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low), abs=1e-12)


@given(two_counts)
def test_the_ratio_turned_round_is_one_over_it(counts):
    a, m, b, n = counts
    one, other = ratio_of_proportions(a, m, b, n), ratio_of_proportions(b, n, a, m)
    if a and b:
        assert one.low <= one.value <= one.high
        assert one.low * other.high == pytest.approx(1)
        assert one.value * other.value == pytest.approx(1)


def test_a_ratio_over_nothing_cannot_be_worked_out():
    assert ratio_of_proportions(3, 10, 0, 10) == NOTHING
    assert ratio_of_proportions(0, 10, 3, 10).value == 0
    assert ratio_of_proportions(0, 10, 3, 10).high is None


@given(two_counts)
def test_the_same_counts_twice_have_not_changed(counts):
    groups = TwoGroups(*counts)
    change = change_of_gap(groups, groups)
    assert change.value == 0
    assert change.low < 0 < change.high


@given(two_counts)
def test_without_a_gap_in_one_period_the_change_is_wider_than_the_other_gap(counts):
    gap = newcombe(*counts)
    change = change_of_gap(TwoGroups(50, 100, 50, 100), TwoGroups(*counts))
    assert change.value == gap.value
    assert change.width > gap.width


def test_the_simple_interval_collapses_where_newcombe_does_not():
    assert wald_difference(0, 10, 0, 10).width == 0
    assert newcombe(0, 10, 0, 10).width > 0.5
    nothing_happened = TwoGroups(0, 10, 0, 10)
    assert wald_change_of_gap(nothing_happened, nothing_happened).p_value is None
    assert ratio_of_ratios(nothing_happened, nothing_happened) == NOTHING


def test_a_half_known_interval_cannot_be_subtracted():
    with pytest.raises(ValueError, match="complete"):
        square_and_add(wilson(1, 10), NOTHING)


@pytest.mark.parametrize("counts", [(1, 0, 1, 2), (3, 2, 1, 2), (1, 2, -1, 2)])
@pytest.mark.parametrize("compute", [newcombe, wald_difference, ratio_of_proportions])
def test_impossible_counts_are_refused(compute, counts):
    with pytest.raises(ValueError):
        compute(*counts)
