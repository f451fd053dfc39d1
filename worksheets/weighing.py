"""Candidate groups weighed by tests, and how far first place depends on the weights. Pure sums.

A total is the sum of weight × score. First place is held against every other group for whole ranges of weights, not
for a sample: a weighted difference is linear in each weight, so over a box of weights it is smallest at a corner that
can be named test by test. Source of additive scores and of varying their weights: Belton and Stewart 2002."""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST, MOST = 0, 3
HALF, DOUBLE = 0.5, 2.0
# What first place is: nobody to hold it against, shared, open while scores are missing, sure, sure only while one
# weight changes at a time, or dependent on single tests.
NONE, TIE, OPEN, STEADY, ONE_AT_A_TIME, DEPENDS = "none", "tie", "open", "steady", "one_at_a_time", "depends"

Scores = Sequence[int | None]
Weights = Sequence[float]


@dataclass(frozen=True)
class Standing:
    """One group’s place: its index among those given, its total, the highest total there could be, and how many tests
    are not scored."""

    index: int
    total: float
    most: float
    missing: int


@dataclass(frozen=True)
class FirstPlace:
    """How sure first place is. `tests`: indexes of tests whose weight alone, doubled or left out, would change it."""

    state: str
    tests: tuple[int, ...] = ()


def standings(groups: Sequence[Scores], weights: Weights) -> list[Standing]:
    """Groups from the highest total to the lowest; groups with the same total in the order given. A test that is not
    scored adds nothing."""
    most = MOST * sum(weights)
    found = [
        Standing(index, _total(scores, weights), most, sum(score is None for score in scores))
        for index, scores in enumerate(groups)
    ]
    return sorted(found, key=lambda one: -one.total)


def first_place(groups: Sequence[Scores], weights: Weights) -> FirstPlace:
    """Whether first place stays where it is when every weight is halved or doubled at will, and when any one weight is
    doubled or its test left out. A test not scored may still turn out against the leader: 0 for it, 3 for the rival."""
    ranked = standings(groups, weights)
    if len(ranked) < 2 or not any(weights):
        return FirstPlace(NONE)
    leader, rivals = groups[ranked[0].index], [groups[one.index] for one in ranked[1:]]
    if ranked[0].total == ranked[1].total:
        return FirstPlace(TIE)
    gaps = [_worst_gaps(leader, rival) for rival in rivals]
    if not all(_holds(gap, weights, weights) for gap in gaps):
        return FirstPlace(OPEN)
    tests = tuple(test for test in range(len(weights)) if not _holds_alone(gaps, weights, test))
    if tests:
        return FirstPlace(DEPENDS, tests)
    low, high = [HALF * weight for weight in weights], [DOUBLE * weight for weight in weights]
    return FirstPlace(STEADY if all(_holds(gap, low, high) for gap in gaps) else ONE_AT_A_TIME)


def _total(scores: Scores, weights: Weights) -> float:
    return sum(weight * (score or 0) for score, weight in zip(scores, weights, strict=True))


def _worst_gaps(leader: Scores, rival: Scores) -> list[int]:
    """By test, how far the leader is ahead at worst."""
    return [
        (LEAST if ours is None else ours) - (MOST if theirs is None else theirs)
        for ours, theirs in zip(leader, rival, strict=True)
    ]


def _holds(gaps: Sequence[int], low: Weights, high: Weights) -> bool:
    """Whether the leader stays ahead for all weights from low to high: at worst, what speaks for it weighs least."""
    return sum(gap * (least if gap > 0 else most) for gap, least, most in zip(gaps, low, high, strict=True)) > 0


def _holds_alone(gaps: list[list[int]], weights: Weights, test: int) -> bool:
    for factor in (0, DOUBLE):
        changed = [weight * factor if index == test else weight for index, weight in enumerate(weights)]
        if not all(_holds(gap, changed, changed) for gap in gaps):
            return False
    return True
