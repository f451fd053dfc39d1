"""Groups drawn in more ways: how far each comes on the pathway, means, the slope over deprivation, two at once."""

from dataclasses import replace

from datasets.analysis.amounts import AmountProfile, Mean
from datasets.analysis.charts import Chart, ChartTable, Point, Series, rate_chart
from datasets.analysis.intersections import Intersection
from datasets.analysis.measures import measure_of
from datasets.analysis.pathway import NOTE, STAGES, Pathway
from datasets.analysis.profile import MeasureProfile, Rate, count_text, number
from datasets.analysis.rates import FEWEST_PEOPLE
from datasets.analysis.rows.keys import crossed_key, mean_key, pathway_key, slope_key
from datasets.analysis.wording import field_in_sentence, percent

MOST_LINES = 6


def pathway_chart(pathway: Pathway, field: str) -> Chart | None:
    """The share of each group that reaches each stage, the largest groups drawn and all in the table."""
    by = pathway.of(field)
    if by is None:
        return None
    names = tuple(STAGES[stage] for stage in pathway.stages)
    drawn = sorted(by.groups, key=lambda one: (-number(one.reached[0].total), one.group))[:MOST_LINES]
    series = tuple(
        Series(one.group, tuple(_point(name, rate) for name, rate in zip(names, one.reached, strict=True)))
        for one in drawn
    )
    rows = [(one.group, *map(_reached, one.reached)) for one in by.groups]
    return Chart(
        f"pathway:{field}",
        f"Where people fall away, by {field_in_sentence(field)}",
        f"{by.sentence} {NOTE}",
        "percent",
        "lines",
        series,
        ChartTable(
            ("Group", *names),
            (*rows, ("Everyone", *map(_reached, pathway.overall))),
            (*(pathway_key(field, one.group) for one in by.groups), ""),
        ),
    )


def _reached(rate: Rate) -> str:
    return f"{count_text(rate.count)} ({percent(rate.rate)})" if rate.rate is not None else count_text(rate.count)


def _point(label: str, rate: Rate) -> Point:
    return Point(label, *(None if figure is None else 100 * figure for figure in (rate.rate, rate.low, rate.high)))


def means_chart(amount: AmountProfile, field: str) -> Chart | None:
    """The mean of a column of numbers by group, with its interval and the mean of everyone."""
    by = amount.of(field)
    if by is None:
        return None
    points = tuple(Point(one.group, one.mean.mean, one.mean.low, one.mean.high) for one in by.groups)
    rows = tuple(
        (
            one.group,
            count_text(one.mean.numbers),
            *_mean_texts(one.mean),
            _signed(one.difference),
            one.label.capitalize(),
        )
        for one in by.groups
    )
    headers = ("Group", "How many", f"Mean ({amount.unit})", "Likely range", "Above or below others", "What we can say")
    return Chart(
        f"{amount.key}:{field}",
        f"{amount.label}, by {field_in_sentence(field)}",
        by.sentence,
        amount.unit,
        "bars",
        (Series(amount.label, points),),
        ChartTable(headers, rows, tuple(mean_key(amount.key, field, one.group) for one in by.groups)),
        ("Everyone", amount.overall.mean) if amount.overall.mean is not None else None,
    )


def _mean_texts(mean: Mean) -> tuple[str, str]:
    if mean.mean is None:
        return "–", "–"
    return f"{mean.mean:.1f}", "–" if mean.low is None else f"{mean.low:.1f} to {mean.high:.1f}"


def _signed(difference: float | None) -> str:
    return "–" if difference is None else f"{difference:+.1f}".replace("-", "−")


def slope_chart(measure: MeasureProfile) -> Chart | None:
    """The five fifths of deprivation with the slope in words; None where there is no slope to tell."""
    chart, slope = rate_chart(measure, "deprivation"), measure.slope
    if chart is None or slope is None:
        return None
    said = slope.sentence
    if slope.relative is not None:
        said += f" The rate of the least deprived end is {slope.relative:.1f} times that of the most deprived end"
        limits = (slope.relative_low, slope.relative_high)
        said += "." if None in limits else f" (between {limits[0]:.1f} and {limits[1]:.1f})."
    key, title = slope_key(measure.key), f"{measure.label}: slope over deprivation"
    return replace(chart, key=key, title=title, sentence=said, row_key=key)


NONE_DRAWN = f"Each pair of groups holds under {FEWEST_PEOPLE}: too few to compare. The table has all."


def _not_drawn(number: int, pairs: int) -> str:
    return (
        f" {number} of {pairs} pairs hold under {FEWEST_PEOPLE} and are not drawn; the table has all." if number else ""
    )


def intersection_chart(table: Intersection) -> Chart:
    """Every cell of at least 30 as a bar, since of fewer a rate says nothing; the table has all that somebody is in."""
    places = [(i, j) for i in range(len(table.rows)) for j in range(len(table.columns))]
    places = [(i, j) for i, j in places if table.cells[i][j].total != 0]
    filled = [(f"{table.rows[i]}, {table.columns[j]}", table.cells[i][j]) for i, j in places]
    keys = tuple(
        crossed_key(table.measure, (table.row_field, table.column_field), (table.rows[i], table.columns[j]))
        for i, j in places
    )
    drawn = [(name, rate) for name, rate in filled if number(rate.total) >= FEWEST_PEOPLE]
    label = measure_of(table.measure).label
    fields = " and ".join(field_in_sentence(key) for key in (table.row_field, table.column_field))
    rows = tuple((name, count_text(rate.count), count_text(rate.total), percent(rate.rate)) for name, rate in filled)
    return Chart(
        f"{table.measure}:{table.row_field}:{table.column_field}",
        f"{label}, by {fields}",
        f"{table.sentence}{_not_drawn(len(filled) - len(drawn), len(filled))}" if drawn else NONE_DRAWN,
        "percent",
        "bars",
        (Series(label, tuple(_point(*one) for one in drawn)),),
        ChartTable(("Groups", label, "Out of", "Rate"), rows, keys),
    )
