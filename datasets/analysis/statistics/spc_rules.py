"""Signals of control charts taken one at a time, with limits given for each point: "upper", "lower" or "none"."""

from collections.abc import Sequence

from datasets.analysis.statistics.spc import RUN, monotonic

UPPER, LOWER, NONE = "upper", "lower", "none"


def _merge(upper: Sequence[bool], lower: Sequence[bool]) -> list[str]:
    return [UPPER if up else LOWER if down else NONE for up, down in zip(upper, lower, strict=True)]


def outside_limits(values: Sequence[float], low: Sequence[float], high: Sequence[float]) -> list[str]:
    """Points beyond the limits; a point on a limit is inside. ValueError for lengths that differ."""
    return _merge(
        [value > limit for value, limit in zip(values, high, strict=True)],
        [value < limit for value, limit in zip(values, low, strict=True)],
    )


def shift(values: Sequence[float], centre: Sequence[float], run: int = RUN) -> list[str]:
    """All points of so many in a row on one side of the centre. ValueError for lengths that differ."""
    above = [(value > middle) - (value < middle) for value, middle in zip(values, centre, strict=True)]
    return _merge(_runs(above, 1, run), _runs(above, -1, run))


def _runs(signs: Sequence[int], sign: int, run: int) -> list[bool]:
    marks = [False] * len(signs)
    for end in range(run, len(signs) + 1):
        if all(each == sign for each in signs[end - run : end]):
            marks[end - run : end] = [True] * run
    return marks


def steady_trend(values: Sequence[float], points: int = RUN) -> list[str]:
    """All points of so many in a row, each above (or each below) the one before."""
    return _merge(monotonic(values, points, 1), monotonic(values, points, -1))


def two_in_three(
    values: Sequence[float], low: Sequence[float], high: Sequence[float], whole_window: bool = False
) -> list[str]:
    """Points beyond the two-standard-deviation limits when two of three in a row are, on the same side.

    The third may lie anywhere; whole_window marks it too. ValueError for lengths that differ.
    Source: Nelson 1984, Journal of Quality Technology 16:237, test 5.
    """
    beyond = outside_limits(values, low, high)
    marks = [NONE] * len(beyond)
    for start in range(len(beyond) - 2):
        window = range(start, start + 3)
        for side in (UPPER, LOWER):
            if sum(beyond[i] == side for i in window) >= 2:
                for i in window:
                    if whole_window or beyond[i] == side:
                        marks[i] = side
    return marks
