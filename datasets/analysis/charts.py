"""One chart as data: what it says, its series and its table. Drawn by Plotly on screen and by a template as SVG."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One bar or dot. low and high are its interval, or None."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Series:
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class ChartTable:
    """The same figures as text, first column the row headings."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """kind is "stacked" (shares of each label), "bars" (a value with its interval) or "lines" (over months).

    unit is "percent" (values 0 to 100) or a noun in the plural. reference is a line to compare with, as (label, value).
    """

    key: str
    title: str
    sentence: str
    unit: str
    kind: str
    series: tuple[Series, ...]
    table: ChartTable
    reference: tuple[str, float] | None = None
