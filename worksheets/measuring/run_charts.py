"""A run chart before its points are there: where the figure starts, where it should go, and when it is counted."""

import datetime as dt
from dataclasses import dataclass, replace
from math import floor, log10

from .calendar import counting_days
from .figures import Figures, number_in

# The drawing, in its own units: the frame for the points, with room for words around it.
LEFT, RIGHT, TOP, BOTTOM = 56, 560, 16, 196
MOST_LABELS = 7
SMALLEST = 1e-6
WORD_HEIGHT = 16


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    day: dt.date
    value: float


@dataclass(frozen=True)
class Line:
    """A level across the chart, with its word and the height at which that stands."""

    y: float
    level: float
    word: str = ""
    word_y: float = 0.0

    @property
    def text(self) -> str:
        return f"{self.word} {self.level:g}".strip()


@dataclass(frozen=True)
class RunChart:
    """Drawn by a template. `lines` are the baseline and the aim; `ticks` the days to count, some with a word."""

    ref: str
    title: str
    unit: str
    ticks: tuple[tuple[float, str], ...]
    scale: tuple[Line, ...]
    lines: tuple[Line, ...]
    points: tuple[Point, ...]
    days: tuple[dt.date, ...]


def levels_of(indicator, figures: Figures | None) -> tuple[float | None, float | None]:
    """Baseline and aim as numbers: of the gap where it measures one, else the first numbers written."""
    said = indicator.details
    if indicator.measures_gap and said.get("gap_from") is not None:
        return said["gap_from"], said.get("gap_to")
    start = number_in(indicator.baseline_value)
    if figures and figures.group.rate is not None:
        start = round(100 * figures.group.rate, 1)
    return start, number_in(indicator.target_value)


def run_chart_of(indicator, figures, outcomes, first: dt.date, last: dt.date) -> RunChart | None:
    """None where it is not counted again and again, or there is no level to draw."""
    days = counting_days(indicator, first, last)
    start, aim = levels_of(indicator, figures)
    if len(days) < 2 or start is None:
        return None
    on_gap = indicator.measures_gap and indicator.details.get("gap_from") is not None
    found = [(one.recorded_on, _value(one, on_gap)) for one in outcomes if one.recorded_on]
    found = sorted((day, value) for day, value in found if value is not None and first <= day)
    top = nice_top(max([start, aim or 0, *(value for _, value in found)]))
    last = max([last, *(day for day, _ in found)])
    across, up = _across(first, last), _up(top)
    levels = [(start, "Start"), (aim, "Aim")]
    return RunChart(
        ref=indicator.ref,
        title=indicator.title,
        unit="points of gap" if on_gap else indicator.details.get("unit") or "",
        ticks=_ticks(days, across),
        scale=tuple(Line(up(top * part / 4), top * part / 4) for part in range(5)),
        lines=_apart([Line(up(level), level, word) for level, word in levels if level is not None]),
        points=tuple(Point(across(day), up(value), day, value) for day, value in found),
        days=tuple(days),
    )


def _apart(lines: list[Line]) -> tuple[Line, ...]:
    """The words of two lines that lie close stand a line of text apart."""
    placed, last = {}, float("-inf")
    for line in sorted(lines, key=lambda line: line.y):
        last = max(line.y, last + WORD_HEIGHT)
        placed[line.word] = last
    return tuple(replace(line, word_y=placed[line.word]) for line in lines)


def _value(outcome, on_gap: bool) -> float | None:
    return number_in(outcome.details.get("gap" if on_gap else "value", ""))


def _across(first: dt.date, last: dt.date):
    whole = max(1, (last - first).days)
    return lambda day: round(LEFT + (RIGHT - LEFT) * (day - first).days / whole, 1)


def _up(top: float):
    return lambda value: round(BOTTOM - (BOTTOM - TOP) * value / top, 1)


def _ticks(days: list[dt.date], across) -> tuple[tuple[float, str], ...]:
    """A mark for each day to count; a word under as many as fit."""
    every = -(-len(days) // MOST_LABELS)
    return tuple((across(day), f"{day.day} {day:%b}" if at % every == 0 else "") for at, day in enumerate(days))


def nice_top(highest: float) -> float:
    """A number a little above the highest value: 1, 2, 4 or 8 times a power of ten, so that quarters are round."""
    if highest < SMALLEST:
        return 1.0
    power = 10 ** floor(log10(highest))
    return next(step * power for step in (1, 2, 4, 8, 10, 20) if step * power >= highest * 1.1)
