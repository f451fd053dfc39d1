"""Bounds with unknowns: no way of sharing out the unknowns goes beyond them, and some way reaches them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets.analysis.statistics.bounds import (
    CANNOT_TELL,
    LIKELY,
    WHATEVER_THE_UNKNOWNS_ARE,
    Counted,
    gap_bounds,
    outcome_bounds,
    rate_bounds,
    share_bounds,
    share_conclusion,
)
from datasets.analysis.statistics.interval import Interval
from tests.analysis.statistics.strategies import count_of_total

small = count_of_total(6).map(lambda pair: Counted(*pair))


def every_way(group: Counted, rest: Counted, unknown: Counted):
    """The two groups after every way of sharing out the unknown people with and without the event."""
    for events in range(unknown.count + 1):
        for others in range(unknown.total - unknown.count + 1):
            yield (
                Counted(group.count + events, group.total + events + others),
                Counted(rest.count + unknown.count - events, rest.total + unknown.total - events - others),
            )


@given(small, small, small)
def test_rate_and_gap_bounds_are_exactly_the_range_of_all_ways(group, rest, unknown):
    ways = [(a.count / a.total, b.count / b.total) for a, b in every_way(group, rest, unknown)]
    rate, gap = rate_bounds(group, unknown), gap_bounds(group, rest, unknown)
    assert rate.low == pytest.approx(min(a for a, _ in ways))
    assert rate.high == pytest.approx(max(a for a, _ in ways))
    assert gap.low == pytest.approx(min(a - b for a, b in ways))
    assert gap.high == pytest.approx(max(a - b for a, b in ways))


@given(count_of_total(50), st.integers(0, 50))
def test_share_bounds_are_exactly_the_range_of_all_ways(pair, unknown):
    count, known = pair
    ways = [(count + joined) / (known + unknown) for joined in range(unknown + 1)]
    assert share_bounds(count, known, unknown) == Interval(count / known, min(ways), max(ways))
    assert outcome_bounds(count, known, unknown) == share_bounds(count, known, unknown)


@given(count_of_total(500))
def test_without_unknowns_the_bounds_are_the_estimate(pair):
    bounds = share_bounds(*pair, 0)
    assert bounds.low == bounds.value == bounds.high


def test_nobody_known_says_nothing():
    assert share_bounds(0, 0, 10) == Interval(None, 0, 1)
    assert gap_bounds(Counted(0, 0), Counted(1, 2), Counted(0, 0)) == Interval(None, None, None)


@pytest.mark.parametrize(
    ("count", "known", "unknown", "conclusion"),
    [
        (20, 900, 10, (WHATEVER_THE_UNKNOWNS_ARE, "below")),
        (20, 900, 100, (LIKELY, "below")),
        (20, 900, 600, (CANNOT_TELL, None)),
        (300, 900, 10, (WHATEVER_THE_UNKNOWNS_ARE, "above")),
        (100, 1000, 0, (CANNOT_TELL, None)),
    ],
)
def test_a_share_against_one_in_ten(count, known, unknown, conclusion):
    assert share_conclusion(count, known, unknown, 0.1) == conclusion


@pytest.mark.parametrize(("count", "known", "unknown"), [(3, 2, 0), (-1, 2, 0), (0, 0, 0), (1, 2, -1)])
def test_impossible_counts_are_refused(count, known, unknown):
    with pytest.raises(ValueError):
        share_bounds(count, known, unknown)


@given(count_of_total(200), st.integers(0, 200))
def test_a_conclusion_never_contradicts_the_known(pair, unknown):
    count, known = pair
    phrase, side = share_conclusion(count, known, unknown, 0.1)
    assert (side is None) == (phrase == CANNOT_TELL)
    if side == "below":
        assert count / known < 0.1
    if side == "above":
        assert count / known > 0.1
    if phrase == WHATEVER_THE_UNKNOWNS_ARE:
        bounds = share_bounds(count, known, unknown)
        assert bounds.high < 0.1 or bounds.low > 0.1
