"""What the unknowns could hide, drawn: each group’s share, or rate, with the lowest and highest it can be."""

from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.analysis.profile import FieldProfile, MeasureProfile
from datasets.analysis.rows.keys import rate_key
from datasets.analysis.wording import field_in_sentence, percent, unknowns_in_words

# Fewer than one in two thousand can hide nothing that shows.
FEWEST_UNKNOWN = 0.0005


def shares_chart(field: FieldProfile) -> Chart | None:
    """The share of each group among those known, with the worst case either way; None where (nearly) all are known."""
    if field.overall.share is None or 1 - field.overall.share < FEWEST_UNKNOWN or not field.shares:
        return None
    missing = percent(1 - field.overall.share)
    sentence = (
        f"{field.label} is not known for {missing} of records. The line on each bar shows how small or large the group "
        "could be if all of those were, or were not, in it."
    )
    return Chart(
        f"unknowns:{field.key}",
        f"{field.label}: what the unknowns could hide",
        sentence,
        "percent",
        "bars",
        (
            Series(
                "Share of those known",
                tuple(_point(one.group, one.share, one.lowest, one.highest) for one in field.shares),
            ),
        ),
        ChartTable(
            ("Group", "Share of those known", "At least", "At most"),
            tuple((one.group, *map(percent, (one.share, one.lowest, one.highest))) for one in field.shares),
        ),
    )


def rates_chart(measure: MeasureProfile, field: str) -> Chart | None:
    """A measure by group with the lowest and highest rate whoever the unknowns are; None where all groups are known."""
    rates = measure.of(field)
    known = [one for one in rates.groups if one.unknowns is not None] if rates else []
    if not known:
        return None
    says: dict[str, list[str]] = {}
    for one in known:
        if one.unknowns.says:
            says.setdefault(one.unknowns.says, []).append(one.group)
    said = unknowns_in_words(measure.label, field, says) or "No difference was found that the unknowns could undo."
    points = tuple(_point(one.group, one.rate.rate, one.unknowns.lowest, one.unknowns.highest) for one in known)
    headers = ("Group", "Rate of those known", "At least", "At most", "Gap at least", "Gap at most", "How firm")
    return Chart(
        f"unknowns:{measure.key}:{field}",
        f"{measure.label}, by {field_in_sentence(field)}: what the unknowns could hide",
        said,
        "percent",
        "bars",
        (Series(measure.label, points),),
        ChartTable(
            headers,
            tuple(_row(one) for one in known),
            tuple(rate_key(measure.key, field, one.group) for one in known),
        ),
    )


def _row(one) -> tuple[str, ...]:
    found = one.unknowns
    gaps = (
        f"{100 * gap:+.1f}".replace("-", "−") if gap is not None else "–"
        for gap in (found.gap_lowest, found.gap_highest)
    )
    rates = map(percent, (one.rate.rate, found.lowest, found.highest))
    return one.group, *rates, *gaps, found.says.capitalize() or "No difference found"


def _point(label: str, value: float | None, low: float | None, high: float | None) -> Point:
    return Point(label, *(None if figure is None else 100 * figure for figure in (value, low, high)))
