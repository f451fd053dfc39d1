"""One chart as data: what it says, its series and its table. Drawn by Plotly on screen and by a template as SVG."""

from dataclasses import dataclass

from datasets.analysis.fields import field_of
from datasets.analysis.improving import NOT_COLLECTED as ABSENT
from datasets.analysis.measures import UNIT_NOUNS, measure_of
from datasets.analysis.profile import (
    STATE_LABELS,
    STATES,
    Completeness,
    FieldProfile,
    MeasureProfile,
    Profile,
    Rate,
    count_text,
)
from datasets.analysis.rows.keys import completeness_key, rate_key
from datasets.analysis.wording import (
    and_list,
    field_in_sentence,
    month_in_words,
    month_short,
    overall_in_words,
    percent,
)

NOT_COLLECTED = "Not collected at all"
# The stages of a pathway that a file can show, in their order.
STAGES = ("opt_in", "attended_first", "completed", "good_outcome")
# A field known for less than this is named in the gap chart's sentence.
_WELL_KNOWN = 0.90


@dataclass(frozen=True)
class Point:
    """One bar or dot. low and high are its interval, or None."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Series:
    """marks says how a series of a line chart is drawn: "both", "line" (a limit) or "dots" (points that stand out)."""

    name: str
    points: tuple[Point, ...]
    marks: str = "both"


@dataclass(frozen=True)
class ChartTable:
    """The same figures as text, first column the row headings. keys[i] is the key of the row of the report that rows[i]
    is, "" where it is none; empty where no row of the table is one."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """kind is "stacked" (shares of each label), "bars" (a value with its interval), "lines" (over months), "pyramid"
    (two series that grow to the left and to the right from the middle), "dots" (up to three shares of each label) or
    "pathway" (a box for each row of the table, and in it for each series 1, 0 or -1: helps, no difference, in the way).

    unit is "percent" (values 0 to 100) or a noun in the plural. reference is a line to compare with, as (label, value).
    Series come in an order that also works in shades of grey, first darkest. source says who published the figures,
    where they are not the team's own. row_key is that of the row of the report that the whole chart is, if it is one.
    One that stands `alone` is drawn without its table: who cannot see it is told the figures with the picture.
    """

    key: str
    title: str
    sentence: str
    unit: str
    kind: str
    series: tuple[Series, ...]
    table: ChartTable
    reference: tuple[str, float] | None = None
    source: str = ""
    row_key: str = ""
    alone: bool = False

    @property
    def described(self) -> str:
        """What stands for the drawing where it is read aloud."""
        return f"{self.title}. {self.sentence}{f' {self._figures_in_words}' if self.alone else ''}".strip()

    @property
    def _figures_in_words(self) -> str:
        headers = self.table.headers[1:]
        return " ".join(
            f"{name}: {', '.join(f'{header} {cell}' for header, cell in zip(headers, cells) if cell not in ('', '–'))}."
            for name, *cells in self.table.rows
        )

    @property
    def has_points(self) -> bool:
        """Whether anything is drawn: where every group is too small, words and table tell it alone."""
        return any(one.points for one in self.series)


def gap_chart(profile: Profile) -> Chart:
    """How complete each equality field is: a stacked bar each, fields that are not collected at all first."""
    fields = tuple(one for one in profile.fields if one.group in ("guide", "national"))
    absent = tuple(field_of(key).label for key in profile.not_collected)
    rows = [(one.label, one.overall) for one in fields]
    series = [
        Series(STATE_LABELS[state], tuple(Point(label, _share(whole, i)) for label, whole in rows))
        for i, state in enumerate(STATES)
    ]
    nothing = tuple(Point(label, 0.0) for label in absent)
    series = [Series(one.name, (*nothing, *one.points)) for one in series]
    series.append(
        Series(NOT_COLLECTED, (*(Point(label, 100.0) for label in absent), *(Point(one, 0.0) for one, _ in rows)))
    )
    keys = tuple(completeness_key(key, ABSENT) for key in profile.not_collected)
    keys += tuple(completeness_key(one.key, one.mostly) for one in fields)
    headers = ("Field", "Share known", *(STATE_LABELS[state] for state in STATES))
    table = [(label, NOT_COLLECTED, *("–" for _ in STATES)) for label in absent]
    table += [(label, percent(whole.share), *(count_text(count) for count in whole.counts)) for label, whole in rows]
    return Chart(
        "gaps",
        "How complete the records are",
        _gap_sentence(fields, profile.not_collected),
        "percent",
        "stacked",
        tuple(series),
        ChartTable(headers, tuple(table), keys),
    )


def completeness_chart(field: FieldProfile, by: str = "month") -> Chart:
    """How the share known of one field changes by month, or differs by team."""
    parts = field.by_month if by == "month" else field.by_team
    points = tuple(
        Point(month_short(one.label), _percent(one.share), _percent(one.low), _percent(one.high)) for one in parts
    )
    rows = tuple(
        (month_short(one.label), percent(one.share), *(count_text(count) for count in one.counts)) for one in parts
    )
    headers = (by.capitalize(), "Share known", *(STATE_LABELS[state] for state in STATES))
    return Chart(
        f"completeness:{field.key}:{by}",
        f"{field.label}: share known, by {by}",
        _known_sentence(field, parts, by),
        "percent",
        "lines" if by == "month" else "bars",
        (Series("Share known", points),),
        ChartTable(headers, rows),
        ("All rows", _percent(field.overall.share)) if field.overall.share is not None else None,
    )


def rate_chart(measure: MeasureProfile, field: str) -> Chart | None:
    """A measure by the groups of one field, with intervals and the overall rate to compare with."""
    rates = measure.of(field)
    if rates is None:
        return None
    headers = (
        "Group",
        measure.label,
        "Out of",
        "Rate",
        "Likely range",
        "Points above or below others",
        "What we can say",
    )
    rows = tuple(
        (one.group, *_rate_texts(one.rate), _points(one.difference), one.label.capitalize()) for one in rates.groups
    )
    points = tuple(_point(one.group, one.rate) for one in rates.groups)
    return Chart(
        f"{measure.key}:{field}",
        f"{measure.label}, by {field_in_sentence(field)}",
        rates.sentence,
        "percent",
        "bars",
        (Series(measure.label, points),),
        ChartTable(headers, rows, tuple(rate_key(measure.key, field, one.group) for one in rates.groups)),
        _overall(measure),
    )


def measure_chart(measure: MeasureProfile, unit: str, by: str = "month") -> Chart:
    """A measure over the months, or by team."""
    parts = measure.by_month if by == "month" else measure.by_team
    sentence = ""
    if measure.overall.rate is not None:
        sentence = overall_in_words(measure_of(measure.key), unit, measure.overall.rate)
    return Chart(
        f"{measure.key}:every-{by}",
        f"{measure.label}, by {by}",
        sentence,
        "percent",
        "lines" if by == "month" else "bars",
        (Series(measure.label, tuple(_point(month_short(label), rate) for label, rate in parts)),),
        ChartTable(
            (by.capitalize(), measure.label, "Out of", "Rate", "Likely range"),
            tuple((month_short(label), *_rate_texts(rate)) for label, rate in parts),
        ),
        _overall(measure),
    )


def funnel_chart(profile: Profile) -> Chart | None:
    """Where on the pathway people fall away: the share that reaches each stage the file knows of."""
    stages = [found for key in STAGES if (found := profile.measure(key)) and found.overall.rate is not None]
    if not stages:
        return None
    lowest = min(stages, key=lambda one: (one.overall.rate, one.key))
    return Chart(
        "funnel",
        "Where people fall away",
        f"The fewest reach “{lowest.label.lower()}”: {percent(lowest.overall.rate)} of {UNIT_NOUNS[profile.unit]}.",
        "percent",
        "bars",
        (Series("Reached", tuple(_point(one.label, one.overall) for one in stages)),),
        ChartTable(
            ("Stage", "Reached", "Out of", "Rate", "Likely range"),
            tuple((one.label, *_rate_texts(one.overall)) for one in stages),
            tuple(rate_key(one.key) for one in stages),
        ),
    )


def _gap_sentence(fields: tuple[FieldProfile, ...], absent: tuple[str, ...]) -> str:
    parts = []
    if absent:
        parts.append(f"Not collected at all: {and_list([field_in_sentence(key) for key in absent])}.")
    poor = [one for one in fields if one.overall.share is not None and one.overall.share < _WELL_KNOWN]
    poor.sort(key=lambda one: (one.overall.share, one.key))
    if poor:
        named = [f"{field_in_sentence(one.key)} ({percent(one.overall.share)} known)" for one in poor[:3]]
        parts.append(f"Least complete: {and_list(named)}.")
    elif fields:
        parts.append("Every field that is collected is known for at least 90% of rows.")
    return " ".join(parts)


def _known_sentence(field: FieldProfile, parts: tuple[Completeness, ...], by: str) -> str:
    known = [one for one in parts if one.share is not None]
    if not known:
        return f"There is nothing to show by {by}."
    low, high = min(known, key=lambda one: one.share), max(known, key=lambda one: one.share)
    if low.share == high.share:
        return f"{field.label} is known for {percent(low.share)} of rows throughout."
    return (
        f"{field.label} is known least in {month_in_words(low.label)} ({percent(low.share)}) "
        f"and most in {month_in_words(high.label)} ({percent(high.share)})."
    )


def _overall(measure: MeasureProfile) -> tuple[str, float] | None:
    return ("Everyone", _percent(measure.overall.rate)) if measure.overall.rate is not None else None


def _share(whole: Completeness, place: int) -> float | None:
    count, total = whole.counts[place], whole.total
    return 100 * count / total if isinstance(count, int) and total else None


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _point(label: str, rate: Rate) -> Point:
    return Point(label, _percent(rate.rate), _percent(rate.low), _percent(rate.high))


def _rate_texts(rate: Rate) -> tuple[str, str, str, str]:
    interval = "–" if rate.low is None else f"{percent(rate.low)} to {percent(rate.high)}"
    return count_text(rate.count), count_text(rate.total), percent(rate.rate), interval


def _points(difference: float | None) -> str:
    return "–" if difference is None else f"{100 * difference:+.1f}".replace("-", "−")
