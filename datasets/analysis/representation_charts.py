"""Who is missing, drawn: people seen as a percentage of those expected, and the shares behind that side by side."""

from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.analysis.fields import field_of
from datasets.analysis.observed import BY_AGE_AND_SEX, BY_CATCHMENT, BY_DISTRICT
from datasets.analysis.profile import TOO_FEW, count_text
from datasets.analysis.representation import Expected, Representation
from datasets.analysis.rows.keys import seen_key
from datasets.analysis.wording import percent

# What each way of comparing is called where it is chosen.
WAYS = {
    BY_DISTRICT: "Where your patients live",
    BY_CATCHMENT: "All the places you serve",
    BY_AGE_AND_SEX: "The same age and sex",
}
_COMPARED_WITH = {
    BY_DISTRICT: "those who live in the districts your patients come from",
    BY_CATCHMENT: "those who live in all the places you serve",
    BY_AGE_AND_SEX: "those of the same age and sex in all the places you serve",
}
_SAME = {"age": "the same sex", "sex": "the same age", "gender": "the same age"}


def representation_chart(one: Representation) -> Chart:
    """People seen of each group as a percentage of those expected, with its interval and a line at 100. Where so few
    are expected that one person more is a hundred per cent, the group stands in the table alone."""
    drawn = [each for each in one.groups if each.label != TOO_FEW]
    points = tuple(Point(each.group, *map(_percent, (each.ratio, each.low, each.high))) for each in drawn)
    return Chart(
        f"representation:{one.field}:{one.by}",
        f"{one.label}: seen compared with {_compared_with(one)}",
        f"{one.sentence} {_how(one)}{_not_drawn(len(one.groups) - len(drawn))}",
        "percent",
        "bars",
        (Series("Seen, as a percentage of expected", points),),
        _seen_table(one),
        ("As expected", 100.0),
        source=one.source,
    )


def shares_chart(one: Representation) -> Chart:
    """The share of each group among those seen, among those compared with, and once need is counted."""
    seen = tuple(Point(each.group, *map(_percent, (each.share, each.at_least, each.at_most))) for each in one.groups)
    plain = tuple(Point(each.group, _percent(each.plain_share)) for each in one.groups)
    series = [Series("Of those you see", seen), Series(_others(one), plain)]
    if one.need_source:
        counted = tuple(Point(each.group, _percent(each.expected_share)) for each in one.groups)
        series.append(Series("Once need is counted", counted))
    return Chart(
        f"shares:{one.field}:{one.by}",
        f"{one.label}: the shares side by side",
        "The line shows how small or large the share of those you see could be, whoever the unknowns are.",
        "percent",
        "dots",
        tuple(series),
        _shares_table(one),
        source=one.source,
    )


def _compared_with(one: Representation) -> str:
    if not one.is_residents:
        return one.counted
    if one.by == BY_AGE_AND_SEX and one.field in _SAME:
        return f"those of {_SAME[one.field]} in all the places you serve"
    return _COMPARED_WITH[one.by]


def _others(one: Representation) -> str:
    return "Of those who live here" if one.is_residents else f"Of {one.counted}"


def _how(one: Representation) -> str:
    need = f"Need is counted: {one.need_source}." if one.need_source else "Need is taken to be the same in every group."
    people = (
        "" if one.unit == "people" else f" {one.unit.capitalize()} are counted, not people: some came more than once."
    )
    return f"Compared with {one.counted}. {need}{people}"


def _not_drawn(number: int) -> str:
    if not number:
        return ""
    groups = "1 group is" if number == 1 else f"{number} groups are"
    return f" {groups} too small to draw; the table has all."


def _percent(figure: float | None) -> float | None:
    return None if figure is None else 100 * figure


def _keys(one: Representation) -> tuple[str, ...]:
    return tuple(seen_key(one.by, one.among, one.field, each.group) for each in one.groups)


def _seen_table(one: Representation) -> ChartTable:
    headers = ("Seen", "Expected", "Difference", "Seen of expected", "Likely range", "What we can say")
    return ChartTable((field_of(one.field).label, *headers), tuple(map(_seen_row, one.groups)), _keys(one))


def _seen_row(one: Expected) -> tuple[str, ...]:
    interval = "–" if one.low is None else f"{percent(one.low)} to {percent(one.high)}"
    label = f"{one.label}; {one.unknowns}" if one.unknowns else one.label
    return (
        one.group,
        count_text(one.observed),
        "–" if one.expected is None else f"{round(one.expected):,}",
        "–" if one.fewer is None else f"{-round(one.fewer):+,}".replace("-", "−"),
        percent(one.ratio),
        interval,
        label.capitalize(),
    )


def _shares_table(one: Representation) -> ChartTable:
    with_need = ("Once need is counted", "Need") if one.need_source else ()
    headers = (field_of(one.field).label, "Of those you see", "At least", "At most", _others(one), *with_need)
    return ChartTable(headers, tuple(_share_row(each, bool(one.need_source)) for each in one.groups), _keys(one))


def _share_row(one: Expected, with_need: bool) -> tuple[str, ...]:
    shares = (one.share, one.at_least, one.at_most, one.plain_share)
    need = (percent(one.expected_share), f"{one.need:g} times" if one.need else "As others") if with_need else ()
    return (one.group, *map(percent, shares), *need)
