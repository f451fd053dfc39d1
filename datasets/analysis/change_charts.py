"""Change drawn: rates before and after by group, and a measure month by month with its limits."""

from datasets.analysis.change import Change, GroupChange
from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.analysis.over_time import OverTime
from datasets.analysis.profile import count_text
from datasets.analysis.rows.keys import change_key
from datasets.analysis.wording import field_in_sentence, month_short, percent

MOST_LINES = 6


def change_chart(change: Change, earlier: str = "", before: str = "Before", after: str = "After") -> Chart:
    """The rate before and after of the groups whose gap changed most, in the order of the table, which has the gaps.
    earlier is the id of the earlier file."""
    most = {one.group for one in sorted(change.groups, key=lambda one: (-abs(one.change), one.group))[:MOST_LINES]}
    drawn = [one for one in change.groups if one.group in most]
    series = tuple(
        Series(one.group, (Point(before, 100 * one.before.rate), Point(after, 100 * one.after.rate))) for one in drawn
    )
    headers = ("Group", before, after, "Gap before", "Gap after", "Change of gap", "Likely range", "What we can say")
    return Chart(
        f"change:{change.measure}:{change.field}",
        f"{change.label}, by {field_in_sentence(change.field)}: before and after",
        change.sentence,
        "percent",
        "lines",
        series,
        ChartTable(
            headers,
            tuple(_row(one) for one in change.groups),
            tuple(change_key(earlier, change.measure, change.field, one.group) for one in change.groups),
        ),
    )


def _row(one: GroupChange) -> tuple[str, ...]:
    rates = (f"{percent(rate.rate)} of {count_text(rate.total)}" for rate in (one.before, one.after))
    gaps = (_points(one.gap_before), _points(one.gap_after), _points(one.change))
    return one.group, *rates, *gaps, f"{_points(one.change_low)} to {_points(one.change_high)}", one.label.capitalize()


def _points(share: float) -> str:
    return f"{100 * share:+.1f}".replace("-", "−")


def over_time_chart(one: OverTime) -> Chart:
    """The months with the average and both limits."""
    names = [month_short(month.month) for month in one.months]
    lines = [
        (one.label, [month.rate.rate for month in one.months], "both"),
        *((name, [limit] * len(names), "line") for name, limit in _limits(one)),
    ]
    if any(month.signal for month in one.months):
        lines.append(("Stands out", [month.rate.rate if month.signal else None for month in one.months], "dots"))
    series = tuple(
        Series(line, tuple(_month(name, value) for name, value in zip(names, values, strict=True)), marks)
        for line, values, marks in lines
    )
    rows = tuple(
        (name, percent(month.rate.rate), count_text(month.rate.total), _said(month.signal, month.change))
        for name, month in zip(names, one.months, strict=True)
    )
    return Chart(
        f"over-time:{one.measure}",
        f"{one.label}, month by month",
        one.sentence,
        "percent",
        "lines",
        series,
        ChartTable(("Month", "Rate", "Out of", "Stands out"), rows),
    )


def _limits(one: OverTime) -> tuple[tuple[str, float], ...]:
    return ("Average", one.mean), ("Upper limit", one.high), ("Lower limit", one.low)


def _month(name: str, value: float | None) -> Point:
    return Point(name, None if value is None else 100 * value)


def _said(signal: str, change: str) -> str:
    return f"{signal.capitalize()} ({change})" if signal else "No"
