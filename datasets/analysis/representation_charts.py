"""Who is missing, drawn: people seen as a percentage of those expected, and the same for each district."""

from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.analysis.profile import count_text
from datasets.analysis.representation import BY_AGE_AND_SEX, BY_CATCHMENT, BY_DISTRICT, Expected, Representation
from datasets.analysis.wording import field_in_sentence, percent

COMPARED_WITH = {
    BY_DISTRICT: "those who live in the districts your patients come from",
    BY_CATCHMENT: "those who live in all the places you serve",
    BY_AGE_AND_SEX: "those of the same age and sex in the places you serve",
}


def representation_chart(one: Representation) -> Chart:
    """People seen of each group as a percentage of those expected, with its interval and a line at 100."""
    headers = ("Group", "Seen", "Expected", "Difference", "Seen of expected", "Likely range", "What we can say")
    points = tuple(Point(each.group, *map(_percent, (each.ratio, each.low, each.high))) for each in one.groups)
    return Chart(
        f"representation:{one.field}:{one.by}",
        f"{one.label}: seen compared with {COMPARED_WITH[one.by]}",
        f"{one.sentence} {_how(one)}",
        "percent",
        "bars",
        (Series("Seen, as a percentage of expected", points),),
        ChartTable(headers, tuple(_row(each) for each in one.groups)),
        ("As expected", 100.0),
        source=one.source,
    )


def _how(one: Representation) -> str:
    need = f"Need: {one.need_source}." if one.need_source else "Need is taken to be the same in every group."
    return f"Compared by {field_in_sentence(one.field)} with {one.counted}. {need}"


def _percent(figure: float | None) -> float | None:
    return None if figure is None else 100 * figure


def _row(one: Expected) -> tuple[str, ...]:
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
