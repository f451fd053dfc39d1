"""From a table and its mapping to the counts that are kept: by label, month and team, pairs, areas, clusters."""

from dataclasses import dataclass

import numpy as np

from datasets.analysis.clustering import cluster_sums, clusters_of
from datasets.analysis.coded_table import CodedTable, code_table, columns_by_field
from datasets.analysis.coding import Coded, everybody
from datasets.analysis.counted import CountedColumns
from datasets.analysis.counts import Clusters, FieldCounts, OutcomeColumn, ServiceCounts, Sums
from datasets.analysis.kept_tables import KeptTables, count_kept_tables
from datasets.analysis.mapping import Mapping
from datasets.analysis.people import differing_people
from datasets.analysis.summing import sums_by
from datasets.analysis.table import Table
from datasets.analysis.tabulating import Axis
from datasets.analysis.threads import side_by_side


def count_table(
    table: Table, mapping: Mapping, *, unit: str, counted: CountedColumns | None = None, repeated_rows: int = 0
) -> ServiceCounts:
    """Everything that is kept of a table. mapping says for each heading its field and for each label its category.

    unit is person, referral, appointment or counted; counted names the columns that hold counts in a counted table.
    Labels the mapping does not name are counted as they are and stand for "invalid" (or "blank" when empty).
    """
    by_field = columns_by_field(table, mapping)
    has_key = "person_key" in by_field and unit != "counted"
    coded = code_table(table, by_field, mapping, unit, counted)
    axis = Axis(len(coded), coded.weights, _counts_people(coded, counted), coded.outcomes)
    tables = count_kept_tables(axis, coded)
    everyone, *fields = _sums_over_people(coded, clustered=has_key and coded.people.number < len(coded))
    return ServiceCounts(
        unit=unit,
        axis=axis.names(),
        total=tables.total(),
        fields=tuple(_field(tables, *one) for one in zip(coded.fields, fields, strict=True)),
        outcomes=tuple(OutcomeColumn(one.field, one.heading, one.labels) for one in coded.outcomes),
        months=tables.months(),
        teams=tables.by_category("team"),
        areas=tables.by_category("lsoa"),
        clusters=everyone.clusters,
        sums=everyone.means,
        pairs=tables.pairs(),
        age_sex=tables.age_sex(),
        has_person_key=has_key,
        repeated_rows=repeated_rows,
        impossible_dates=coded.dates.impossible,
        first_day=coded.dates.first_day,
        last_day=coded.dates.last_day,
    )


def _counts_people(coded: CodedTable, counted: CountedColumns | None) -> np.ndarray | None:
    """The rows that people are counted by; none in a table of counts that are of something else."""
    if coded.weights is None or (counted and counted.counts_people):
        return coded.people.counted_by
    return np.zeros(len(coded), dtype=bool)


def _field(tables: KeptTables, field: Coded, sums: "_SumsOverPeople") -> FieldCounts:
    return FieldCounts(
        field=field.field,
        heading=field.heading,
        labels=field.labels,
        cells=tables.by_label(field),
        months=tables.by_month(field),
        teams=tables.by_team(field),
        clusters=sums.clusters,
        sums=sums.means,
        differing_people=sums.differing,
    )


@dataclass(frozen=True)
class _SumsOverPeople:
    """For one field: the sums for the design effect and for means, and how many people have several answers."""

    clusters: dict[str, Clusters]
    means: dict[str, Sums]
    differing: int


def _sums_over_people(coded: CodedTable, *, clustered: bool) -> list[_SumsOverPeople]:
    """First of everybody together, then for each field; clustered: several rows can be one person's."""
    fields = (everybody(len(coded)), *coded.fields)
    clusters, differing = [{}] * len(fields), [0] * len(fields)
    if clustered:
        clusters = cluster_sums(coded.people, fields, coded.outcomes)
        differing = differing_people(coded.people, fields)

    def means(field: Coded) -> dict[str, Sums]:
        rows = clusters_of(coded.people, len(field.labels), field.codes) if clustered and coded.numbers else None
        return sums_by(len(field.labels), field.codes, coded.numbers, rows)

    found = zip(clusters, side_by_side(means, fields), differing, strict=True)
    return [_SumsOverPeople(*one) for one in found]
