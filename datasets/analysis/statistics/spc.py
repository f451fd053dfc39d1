"""Charts of one measure over time: XmR and p chart limits, and the signals of Making Data Count."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

# 2.66 is 3 / 1.128: three standard deviations estimated from the mean moving range of two points.
LIMIT = 2.66
SCREEN = 3.267
RUN = 7
FEWEST_POINTS = 13


@dataclass(frozen=True)
class Rules:
    """How an XmR chart is computed. fix_after: limits rest on the first so many points of each stretch.

    screen leaves out moving ranges far above the mean one. shift and trend are the points in a row that signal.
    """

    screen: bool = True
    fix_after: int | None = None
    limit: float = LIMIT
    near: float = 2 / 3
    shift: int = RUN
    trend: int = RUN


@dataclass(frozen=True)
class XmR:
    """An XmR chart: one entry a point in every field. side is 1 above the mean, -1 below, 0 on it."""

    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    side: tuple[int, ...]
    outside: tuple[bool, ...]
    near: tuple[bool, ...]
    trend: tuple[bool, ...]
    rising: tuple[bool, ...]
    two_in_three: tuple[bool, ...]
    shift: tuple[bool, ...]

    def signalled(self, point: int) -> bool:
        """Does any of the four signals mark this point (counted from 0)?"""
        return self.outside[point] or self.trend[point] or self.two_in_three[point] or self.shift[point]


def xmr(values: Sequence[float], rebase_at: Sequence[int] = (), rules: Rules | None = None) -> XmR:
    """Mean, limits and signals of a series in time order, in the unit of the values.

    rebase_at: places (from 0) where a new stretch with limits of its own starts. Signals do not run over them.
    ValueError for no values, a place outside the series, or a run of fewer than two points.
    Source: NHS England, Making Data Count; NHSRplotthedots 0.2; Wheeler 2000, Understanding Variation.
    """
    rules = rules or Rules()
    if not values:
        raise ValueError("there must be at least one value")
    if any(not 0 <= place < len(values) for place in rebase_at):
        raise ValueError("a new stretch must start inside the series")
    if min(rules.shift, rules.trend) < 2 or (rules.fix_after is not None and rules.fix_after < 1):
        raise ValueError("a run must have at least two points, and limits at least one")
    starts = sorted({0, *rebase_at})
    stretches = [_stretch(values[a:b], rules) for a, b in zip(starts, [*starts[1:], len(values)], strict=True)]
    return XmR(*(tuple(sum(columns, ())) for columns in zip(*stretches, strict=True)))


def limits(values: Sequence[float], rules: Rules) -> tuple[float, float, float]:
    """Mean, lower and upper process limit of one stretch. Source: as xmr."""
    used = values[: rules.fix_after]
    middle = sum(used) / len(used)
    ranges = [abs(b - a) for a, b in zip(used, used[1:], strict=False)]
    if rules.screen and ranges:
        bound = SCREEN * sum(ranges) / len(ranges)
        # A series of equal values has a bound of 0: nothing is left to screen by.
        ranges = [size for size in ranges if size < bound] or ranges
    reach = rules.limit * sum(ranges) / len(ranges) if ranges else 0.0
    return middle, middle - reach, middle + reach


def _stretch(values: Sequence[float], rules: Rules) -> tuple[tuple, ...]:
    middle, low, high = limits(values, rules)
    close = rules.near * (high - middle)
    side = tuple((value > middle) - (value < middle) for value in values)
    outside = tuple(value < low or value > high for value in values)
    near = tuple(not out and abs(value - middle) > close for value, out in zip(values, outside, strict=True))
    rise, fall = (monotonic(values, rules.trend, way) for way in (1, -1))
    trend = tuple(up or down for up, down in zip(rise, fall, strict=True))
    count = len(values)
    return (
        (middle,) * count, (low,) * count, (high,) * count, side, outside, near,
        trend, rise, _two_in_three(near, side), _marked(side, rules.shift),
    )  # fmt: skip


def _marked(signs: Sequence[int], run: int) -> tuple[bool, ...]:
    """The points that belong to a run of so many equal signs other than 0."""
    marks = [False] * len(signs)
    for end in range(run, len(signs) + 1):
        window = signs[end - run : end]
        if window[0] != 0 and len(set(window)) == 1:
            marks[end - run : end] = [True] * run
    return tuple(marks)


def monotonic(values: Sequence[float], points: int, way: int) -> tuple[bool, ...]:
    """The values that belong to so many points in a row, each above (way 1) or below (-1) the one before."""
    steps = [((b > a) - (b < a)) == way for a, b in zip(values, values[1:], strict=False)]
    marks = [False] * len(values)
    for end in range(points, len(values) + 1):
        if all(steps[end - points : end - 1]):
            marks[end - points : end] = [True] * points
    return tuple(marks)


def trend_ends(values: Sequence[float], points: int = RUN) -> tuple[int, ...]:
    """1 where a rise of so many points is complete, -1 for a fall, else 0. Source: as xmr."""
    ends = []
    for end in range(1, len(values) + 1):
        window = values[max(0, end - points) : end]
        whole = len(window) == points
        ends.append(next((way for way in (1, -1) if whole and all(monotonic(window, points, way))), 0))
    return tuple(ends)


def _two_in_three(near: Sequence[bool], side: Sequence[int]) -> tuple[bool, ...]:
    """Points close to a limit in three in a row on one side of the mean, two or three of them close to it."""
    marks = [False] * len(near)
    for start in range(len(near) - 2):
        window = range(start, start + 3)
        if abs(sum(side[i] for i in window)) == 3 and sum(near[i] for i in window) >= 2:
            for i in window:
                marks[i] = marks[i] or near[i]
    return tuple(marks)


COMMON_CAUSE = "Common Cause"


def label(chart: XmR, point: int) -> str:
    """The first signal that marks a point, in the words of the NHS tool; "Common Cause" where none does."""
    above = chart.side[point] > 0
    if chart.outside[point]:
        return "Above UCL" if above else "Below LCL"
    if chart.trend[point]:
        return f"7 Point Trend ({'Increasing' if chart.rising[point] else 'Decreasing'})"
    if chart.two_in_three[point]:
        return f"2 in 3 {'Above' if above else 'Below'} CL"
    if chart.shift[point]:
        return f"7 Points {'Above' if above else 'Below'} CL"
    return COMMON_CAUSE


def point_type(chart: XmR, point: int, improvement: str) -> str:
    """common_cause, or special_cause_ improvement, concern (improvement "increase" or "decrease") or neutral_high/low.

    A point in a trend counts by the way of the trend, others by the side of the mean they are on.
    ValueError for another improvement than "increase", "decrease" or "neutral". Source: as xmr.
    """
    if improvement not in ("increase", "decrease", "neutral"):
        raise ValueError("improvement must be increase, decrease or neutral")
    if not chart.signalled(point):
        return "common_cause"
    up = chart.rising[point] if chart.trend[point] and not chart.outside[point] else chart.side[point] > 0
    if improvement == "neutral":
        return f"special_cause_neutral_{'high' if up else 'low'}"
    return f"special_cause_{'improvement' if up == (improvement == 'increase') else 'concern'}"


@dataclass(frozen=True)
class PChart:
    """A p chart: the overall proportion, and for each point limits at two and at three standard deviations."""

    mean: float
    low_two: tuple[float, ...]
    high_two: tuple[float, ...]
    low_three: tuple[float, ...]
    high_three: tuple[float, ...]


def p_chart(counts: Sequence[float], totals: Sequence[float]) -> PChart:
    """Limits of a proportion over periods of different size, as fractions cut at 0 and 1.

    ValueError for lengths that differ, no periods, or a total that is not above 0.
    Source: Shewhart's p chart; Mohammed and others 2008, Quality and Safety in Health Care 17:137.
    """
    if not counts or len(counts) != len(totals) or min(totals) <= 0 or min(counts) < 0:
        raise ValueError("there must be a count and a total above 0 for each period")
    middle = sum(counts) / sum(totals)
    if middle > 1:
        raise ValueError("the counts must not be above the totals")
    errors = [sqrt(middle * (1 - middle) / total) for total in totals]

    def at(times: float) -> tuple[float, ...]:
        return tuple(min(1.0, max(0.0, middle + times * error)) for error in errors)

    return PChart(middle, at(-2), at(2), at(-3), at(3))
