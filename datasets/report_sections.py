"""The further parts of the gap report: who is missing, what unknowns could hide, more ways to compare, what changed."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass

from datasets.analysis.change import Change, change_between
from datasets.analysis.change_charts import change_chart, over_time_chart
from datasets.analysis.counts import ServiceCounts
from datasets.analysis.detecting import detecting
from datasets.analysis.fields import field_of
from datasets.analysis.group_charts import intersection_chart, means_chart, slope_chart
from datasets.analysis.group_charts import pathway_chart as group_pathway_chart
from datasets.analysis.intersections import fields_to_cross, intersection, release_intersection
from datasets.analysis.mapping import Mapping
from datasets.analysis.measures import measure_of
from datasets.analysis.over_time import over_time
from datasets.analysis.populations import COMPARABLE, districts_named, population_of
from datasets.analysis.profile import CLEAR, Profile, count_text
from datasets.analysis.release_representation import release_representation
from datasets.analysis.representation import BY_CATCHMENT, BY_DISTRICT, Representation, representation_of
from datasets.analysis.representation_charts import representation_chart
from datasets.analysis.unknown_charts import rates_chart, shares_chart
from datasets.reference.places import WHOLE_AREA

from .area_page import ages_of_project, places_of_project
from .models import Dataset
from .profiles import profile_of_dataset
from .queries import whole_datasets_of
from .report_page import DrawnChart, RateChoice, drawn

MOST_SENTENCES = 3


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen, by the name its address has for it."""

    key: str
    label: str


@dataclass(frozen=True)
class WhoIsMissing:
    """The field compared with those who live here, those it could be, and where “here” is."""

    field: str
    choices: tuple[Choice, ...]
    charts: tuple[DrawnChart, ...]
    unknown: str
    left_out: str


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


def sections_of(dataset: Dataset, profile: Profile, rates: RateChoice | None, asked: AnyMapping[str, str]) -> Sections:
    """All further parts of the report of one file. profile is the exact or the released one, and what is shown follows
    it. asked: the query of the address, of which compare, with and before are read."""
    counts, mapping = ServiceCounts.from_json(dataset.counts), Mapping.from_json(dataset.mapping)
    missing = _who_is_missing(dataset, counts, mapping, profile, asked.get("compare", ""))
    if rates is None:
        about = next((one.key for one in profile.fields if one.group == "guide"), "")
        return Sections(missing, _charts(shares_chart(profile.field(about)) if about else None))
    own = field_of(rates.field).of or rates.field
    return Sections(
        missing=missing,
        unknowns=_charts(shares_chart(profile.field(own)), rates_chart(rates.measure, rates.field)),
        ways=_ways(profile, rates),
        crossed=_crossed(counts, mapping, profile, rates, asked.get("with", "")),
        changed=_changed(dataset, profile, rates, asked.get("before", "")),
    )


def _charts(*charts) -> tuple[DrawnChart, ...]:
    return tuple(drawn(chart) for chart in charts if chart is not None)


def _who_is_missing(dataset, counts, mapping, profile: Profile, asked: str) -> WhoIsMissing | None:
    places, ages = places_of_project(dataset.project) or (WHOLE_AREA,), ages_of_project(dataset.project)
    districts = districts_named(tuple(place.key for place in places))
    choices = tuple(Choice(key, field_of(key).label) for key in COMPARABLE if profile.field(field_of(key).of or key))
    if not choices:
        return None
    chosen = asked if asked in {one.key for one in choices} else choices[0].key
    seen = tuple(one.group for one in profile.field(field_of(chosen).of or chosen).groups)
    population = population_of(chosen, districts, seen, ages)
    found = [representation_of(counts, mapping, population, by) for by in (BY_DISTRICT, BY_CATCHMENT)]
    made = [_as_may_be_shown(one, profile.released) for one in found if one]
    if not made:
        return WhoIsMissing(chosen, choices, (), "0", "0")
    charts = _charts(*map(representation_chart, made))
    return WhoIsMissing(chosen, choices, charts, count_text(made[0].unknown), count_text(made[0].left_out))


def _as_may_be_shown(one: Representation, released: bool) -> Representation:
    return release_representation(one) if released else one


def _ways(profile: Profile, rates: RateChoice) -> tuple[DrawnChart, ...]:
    slope = slope_chart(rates.measure) if rates.field == "deprivation" else None
    pathway = group_pathway_chart(profile.pathway, rates.field) if profile.pathway else None
    return _charts(slope, pathway, *(means_chart(amount, rates.field) for amount in profile.amounts))


def _crossed(counts, mapping, profile: Profile, rates: RateChoice, asked: str) -> Crossed | None:
    own = field_of(rates.field).of or rates.field
    keys = [key for key in fields_to_cross(counts) if (field_of(key).of or key) != own]
    tables = {key: intersection(counts, mapping, measure_of(rates.measure.key), rates.field, key) for key in keys}
    tables = {key: table for key, table in tables.items() if table}
    if not tables:
        return None
    chosen = asked if asked in tables else next(iter(tables))
    table = release_intersection(tables[chosen]) if profile.released else tables[chosen]
    choices = tuple(Choice(key, field_of(key).label) for key in tables)
    return Crossed(chosen, choices, drawn(intersection_chart(table)))


def _changed(dataset: Dataset, profile: Profile, rates: RateChoice, asked: str) -> WhatChanged:
    others = [one for one in whole_datasets_of(dataset.project).ready() if _is_earlier(one, dataset)]
    earlier = next((one for one in others if str(one.pk) == asked), None)
    before = profile_of_dataset(earlier, released=profile.released) if earlier else None
    change = change_between(before, profile, rates.measure.key, rates.field) if before else None
    measures = [before.measure(rates.measure.key) if before else None, rates.measure]
    months = over_time(*filter(None, measures))
    return WhatChanged(
        before=earlier,
        choices=tuple(others),
        change=change,
        chart=drawn(change_chart(change)) if change and change.groups else None,
        months=drawn(over_time_chart(months)) if months else None,
        could_show=_could_show(profile, rates),
    )


def _is_earlier(one: Dataset, dataset: Dataset) -> bool:
    """Whether a file is about an earlier time; by when they were uploaded, where one of the two has no dates."""
    first, second = (each.counts.get("first_day") for each in (one, dataset))
    if first and second and first != second:
        return first < second
    return one.uploaded_at < dataset.uploaded_at


def _could_show(profile: Profile, rates: RateChoice) -> tuple[str, ...]:
    """What could be shown for everyone, and for the groups that clearly do worse."""
    groups = [one.group for one in rates.measure.of(rates.field).groups if one.label == CLEAR][:MOST_SENTENCES]
    places = [("", ""), *((rates.field, group) for group in groups)]
    found = [detecting(profile, rates.measure.key, *place) for place in places]
    return tuple(one.sentence for one in found if one)
