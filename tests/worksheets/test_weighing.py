"""First place and how sure it is: held against every corner of the weights, not against a sample."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.weighing import DEPENDS, NONE, ONE_AT_A_TIME, OPEN, STEADY, TIE, first_place, standings

EQUAL = [1.0] * 4


@pytest.mark.parametrize(
    ("groups", "state", "tests"),
    [
        ([[3, 3, 3, 3]], NONE, ()),
        ([[3, 0, 1, 1], [0, 3, 1, 1]], TIE, ()),
        ([[3, 3, 3, 3], [1, 1, 1, 1]], STEADY, ()),
        ([[2, 2, 0, 0], [1, None, 0, 0]], OPEN, ()),
        ([[3, 0, 1, 1], [0, 0, 1, 1]], DEPENDS, (0,)),
        ([[3, 3, 0, 0], [0, 0, 2, 2]], DEPENDS, (0, 1, 2, 3)),
        ([[3, 3, 3, 0], [0, 0, 0, 2]], STEADY, ()),
        ([[2, 2, 2, 0], [0, 0, 0, 2]], ONE_AT_A_TIME, ()),
    ],
)
def test_what_first_place_rests_on(groups, state, tests):
    found = first_place(groups, EQUAL)
    assert (found.state, found.tests) == (state, tests)


def test_the_highest_total_comes_first_and_what_is_not_scored_adds_nothing():
    first, second = standings([[1, None, 0, 0], [2, 2, 0, 0]], [2.0, 1.0, 1.0, 0.5])
    assert (first.index, first.total, first.most, first.missing) == (1, 6.0, 13.5, 0)
    assert (second.index, second.total, second.missing) == (0, 2.0, 1)


def test_a_test_that_weighs_nothing_changes_nothing():
    assert first_place([[3, 3, 3, 0], [1, 1, 1, 3]], [1.0, 1.0, 1.0, 0.0]).state == STEADY
    assert first_place([[3, 3], [0, 0]], [0.0, 0.0]).state == NONE


SCORE = st.one_of(st.none(), st.integers(0, 3))
GROUPS = st.lists(st.lists(SCORE, min_size=3, max_size=3), min_size=2, max_size=4)
WEIGHTS = st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), min_size=3, max_size=3)


@given(GROUPS, WEIGHTS)
def test_no_corner_of_the_weights_overturns_what_is_called_steady(groups, weights):
    """Brute force: every corner of the box, every way in which the open scores could still turn out."""
    found = first_place(groups, weights)
    if found.state in (NONE, TIE):
        return
    leader = standings(groups, weights)[0].index
    if found.state == STEADY:
        assert all(_leads(groups, leader, corner) for corner in product(*[(w / 2, w * 2) for w in weights]))
    if found.state != OPEN:
        alone = {test for test in range(3) if not all(_leads(groups, leader, one) for one in _alone(weights, test))}
        assert alone == set(found.tests)
    else:
        assert not _leads(groups, leader, weights)


def _alone(weights, test):
    return [[w * factor if n == test else w for n, w in enumerate(weights)] for factor in (0, 2)]


def _leads(groups, leader, weights) -> bool:
    """Whether the leader is ahead whatever the open scores turn out to be."""
    ways = [[range(4) if score is None else (score,) for score in group] for group in groups]
    lowest = min(sum(w * s for w, s in zip(weights, one)) for one in product(*ways[leader]))
    return all(
        lowest > max(sum(w * s for w, s in zip(weights, one)) for one in product(*ways[rival]))
        for rival in range(len(groups))
        if rival != leader
    )
