"""The further parts of the gap report: who is missing, what unknowns could hide, more ways to compare, what changed."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass

from datasets.analysis.change import Change
from datasets.analysis.change_charts import change_chart, over_time_chart
from datasets.analysis.detecting import detecting
from datasets.analysis.fields import field_of
from datasets.analysis.group_charts import intersection_chart, means_chart, slope_chart
from datasets.analysis.group_charts import pathway_chart as group_pathway_chart
from datasets.analysis.measures import measure_of
from datasets.analysis.over_time import over_time
from datasets.analysis.populations import RESIDENTS_BY
from datasets.analysis.profile import CLEAR, count_text
from datasets.analysis.representation_charts import WAYS, representation_chart, shares_chart
from datasets.analysis.unknown_charts import rates_chart
from datasets.analysis.unknown_charts import shares_chart as unknown_shares_chart

from .figures import DrawnChart
from .models import Dataset
from .report import Report
from .report_page import RateChoice, drawn
from .report_rows import is_compared

MOST_SENTENCES = 3


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen, by the name its address has for it."""

    key: str
    label: str


@dataclass(frozen=True)
class WhoIsMissing:
    """The field compared, in which way and with whom; what each of these could be; and the charts of the comparison.
    note says what the published figures cannot do."""

    field: str
    by: str
    among: str
    fields: tuple[Choice, ...]
    ways: tuple[Choice, ...]
    people: tuple[Choice, ...]
    charts: tuple[DrawnChart, ...] = ()
    unknown: str = ""
    left_out: str = ""
    need: str = ""
    note: str = ""


@dataclass(frozen=True)
class Crossed:
    """Two characteristics at once: the second field and those it could be."""

    field: str
    choices: tuple[Choice, ...]
    chart: DrawnChart | None


@dataclass(frozen=True)
class WhatChanged:
    """The earlier file and those it could be, what changed since, and the months of both."""

    before: Dataset | None
    choices: tuple[Dataset, ...]
    change: Change | None
    chart: DrawnChart | None
    months: DrawnChart | None
    could_show: tuple[str, ...]


@dataclass(frozen=True)
class Sections:
    missing: WhoIsMissing | None
    unknowns: tuple[DrawnChart, ...] = ()
    ways: tuple[DrawnChart, ...] = ()
    crossed: Crossed | None = None
    changed: WhatChanged | None = None


def sections_of(report: Report, rates: RateChoice | None, asked: AnyMapping[str, str]) -> Sections:
    """All further parts of the report of one file. asked: the query of the address, of which compare, by, among, with
    and before are read."""
    profile, missing = report.profile, _who_is_missing(report, asked)
    if rates is None:
        about = next((one.key for one in profile.fields if one.group == "guide"), "")
        return Sections(missing, _charts(unknown_shares_chart(profile.field(about)) if about else None))
    own = field_of(rates.field).of or rates.field
    return Sections(
        missing=missing,
        unknowns=_charts(unknown_shares_chart(profile.field(own)), rates_chart(rates.measure, rates.field)),
        ways=_ways(report, rates),
        crossed=_crossed(report, rates, asked.get("with", "")),
        changed=_changed(report, rates, asked.get("before", "")),
    )


def _charts(*charts) -> tuple[DrawnChart, ...]:
    return tuple(drawn(chart) for chart in charts if chart is not None)


def _who_is_missing(report: Report, asked: AnyMapping[str, str]) -> WhoIsMissing | None:
    fields = tuple(Choice(key, field_of(key).label) for key in _comparable(report, asked))
    if not fields:
        return None
    field = _chosen(asked.get("compare", ""), fields).key
    people = tuple(Choice(key, words) for key, words in report.comparing.among(field).items())
    among = _chosen(asked.get("among", ""), people).key
    found = {way: one for way in WAYS if (one := report.seen(field, way, among))}
    ways = tuple(Choice(way, WAYS[way]) for way in found)
    if not found:
        return WhoIsMissing(field, "", among, fields, (), people)
    by = _chosen(asked.get("by", ""), ways).key
    one = found[by]
    return WhoIsMissing(
        field=field,
        by=by,
        among=among,
        fields=fields,
        ways=ways,
        people=people,
        charts=_charts(representation_chart(one), shares_chart(one)),
        unknown=count_text(one.unknown),
        left_out=count_text(one.left_out),
        need=one.need_source,
        note=_note(report, field),
    )


def _comparable(report: Report, asked: AnyMapping[str, str]) -> list[str]:
    """The fields for which there is a comparison to show. The one asked for is among them, whatever comes of it."""
    fields = report.fields_compared
    found = [key for key in fields if key == asked.get("compare") or is_compared(report, key)]
    return found or list(fields)


def _chosen(asked: str, choices: tuple[Choice, ...]) -> Choice:
    return next((one for one in choices if one.key == asked), choices[0])


def _note(report: Report, field: str) -> str:
    """Where only some ages or one sex are served, but the figures are of everybody."""
    if field in RESIDENTS_BY or report.comparing.served.in_words == "all residents":
        return ""
    others = "ages and sexes" if report.comparing.served.sex else "ages"
    return (
        f"Your service sees {report.comparing.served.in_words}. For {field_of(field).label.lower()} the published "
        f"figures here are of people of other {others} too, which can make a gap look larger or smaller."
    )


def _ways(report: Report, rates: RateChoice) -> tuple[DrawnChart, ...]:
    slope = slope_chart(rates.measure) if rates.field == "deprivation" else None
    pathway = report.profile.pathway
    funnel = group_pathway_chart(pathway, rates.field) if pathway else None
    return _charts(slope, funnel, *(means_chart(amount, rates.field) for amount in report.profile.amounts))


def _crossed(report: Report, rates: RateChoice, asked: str) -> Crossed | None:
    own = field_of(rates.field).of or rates.field
    keys = [key for key in report.fields_crossed if (field_of(key).of or key) != own]
    kept = [key for key in keys if report.may_cross(rates.measure.key, rates.field, key)]
    if not kept:
        return None
    chosen = asked if asked in kept else kept[0]
    table = report.crossed(rates.measure.key, rates.field, chosen)
    return Crossed(chosen, tuple(Choice(key, field_of(key).label) for key in kept), drawn(intersection_chart(table)))


def _changed(report: Report, rates: RateChoice, asked: str) -> WhatChanged:
    earlier = report.before(asked)
    before = report.profile_before(earlier) if earlier else None
    change = report.change(earlier, rates.measure.key, rates.field) if earlier else None
    measures = [before.measure(rates.measure.key) if before else None, rates.measure]
    months = over_time(*filter(None, measures))
    return WhatChanged(
        before=earlier,
        choices=report.earlier,
        change=change,
        chart=drawn(change_chart(change, str(earlier.pk))) if change and change.groups else None,
        months=drawn(over_time_chart(months)) if months else None,
        could_show=_could_show(report, rates),
    )


def _could_show(report: Report, rates: RateChoice) -> tuple[str, ...]:
    """What could be shown for everyone, and for the groups that clearly do worse."""
    worse = 1 if measure_of(rates.measure.key).worse == "high" else -1
    clear = [one for one in rates.measure.of(rates.field).groups if one.label == CLEAR and one.difference is not None]
    groups = [one.group for one in clear if worse * one.difference > 0][:MOST_SENTENCES]
    places = [("", ""), *((rates.field, group) for group in groups)]
    found = [detecting(report.profile, rates.measure.key, *place) for place in places]
    return tuple(one.sentence.removeprefix(f"{rates.measure.label}: ") for one in found if one)
