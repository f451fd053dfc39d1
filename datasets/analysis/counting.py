"""From a table and its mapping to the counts that are kept: by label, month and team, pairs, areas, clusters."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from datasets.analysis.coding import (
    Coded,
    code_field,
    code_labels,
    code_outcome,
    wait_between,
    wait_of_column,
)
from datasets.analysis.counted import CountedColumns, spread_counts
from datasets.analysis.counts import FieldCounts, LabelledCells, OutcomeColumn, ServiceCounts
from datasets.analysis.dates import DateFacts, date_facts, days_by_field, event_days
from datasets.analysis.fields import all_fields, field_of
from datasets.analysis.mapping import Mapping
from datasets.analysis.people import People, differing_people, everyone_once, people_of
from datasets.analysis.summing import Numbers, number_columns, sums_by
from datasets.analysis.table import Column, Table
from datasets.analysis.tabulating import Axis, cells, cluster_sums, clusters_of, crossed, labelled, split

# A characteristic with more groups than this is not crossed with others: the cells would hold one person each.
MOST_GROUPS_CROSSED = 40


@dataclass(frozen=True)
class Columns:
    """The table's columns as codes, ready to count."""

    fields: tuple[Coded, ...]
    outcomes: tuple[Coded, ...]
    months: Coded | None
    people: People
    weights: np.ndarray | None
    dates: DateFacts
    numbers: tuple[Numbers, ...] = ()

    def field(self, key: str) -> Coded | None:
        return next((one for one in self.fields if one.field == key), None)


def count_table(
    table: Table, mapping: Mapping, *, unit: str, counted: CountedColumns | None = None, repeated_rows: int = 0
) -> ServiceCounts:
    """Everything that is kept of a table. mapping says for each heading its field and for each label its category.

    unit is person, referral, appointment or counted; counted names the columns that hold counts in a counted table.
    Labels the mapping does not name are counted as they are and stand for "invalid" (or "blank" when empty).
    """
    by_field = columns_by_field(table, mapping)
    coded = _code(table, by_field, mapping, unit, counted)
    axis = Axis(coded.weights, _people_weights(coded, counted), coded.outcomes)
    everything = np.zeros(len(coded.people.person), dtype=np.int64)
    has_key = "person_key" in by_field and unit != "counted"
    clustered = has_key and coded.people.number < len(everything)
    people = clusters_of(coded.people, 1, everything) if clustered else None
    team = coded.field("team")
    return ServiceCounts(
        unit=unit,
        axis=axis.names(),
        total=cells(axis.table(everything, 1))[0],
        fields=tuple(_count_field(axis, coded, field, team, clustered) for field in coded.fields),
        outcomes=tuple(OutcomeColumn(one.field, one.heading, one.labels) for one in coded.outcomes),
        months=labelled(coded.months.labels, axis.table(coded.months.codes, len(coded.months.labels)))
        if coded.months
        else LabelledCells((), ()),
        teams=_by_category(axis, team),
        areas=_by_category(axis, coded.field("lsoa")),
        clusters=cluster_sums(people, 1, coded.outcomes),
        sums=sums_by(1, everything, coded.numbers, people),
        pairs=_pairs(axis, coded.fields),
        age_sex=_age_sex(axis, coded),
        has_person_key=has_key,
        repeated_rows=repeated_rows,
        impossible_dates=coded.dates.impossible,
        first_day=coded.dates.first_day,
        last_day=coded.dates.last_day,
    )


def columns_by_field(table: Table, mapping: Mapping) -> dict[str, Column]:
    """The column of each mapped field; of two columns given one field, the one whose heading comes first."""
    found = {}
    for column in sorted(table.columns, key=lambda one: one.name):
        key = mapping.columns.get(column.name)
        if key in all_fields() and key not in found:
            found[key] = column
    return found


def _code(
    table: Table, by_field: dict[str, Column], mapping: Mapping, unit: str, counted: CountedColumns | None
) -> Columns:
    fields, outcomes = [], []
    for key, field in all_fields().items():
        column = by_field.get(key)
        if column is None:
            continue
        if field.compared:
            fields.append(code_field(field, column, mapping.values.get(column.name, {})))
        elif field.group == "measure" and field.kind == "category":
            outcomes.append(code_outcome(field, column))
    all_days = days_by_field(by_field)
    dates, days = date_facts(by_field, all_days), event_days(all_days)
    outcomes += _waits(by_field, all_days)
    months = _months(days)
    if unit == "counted" and counted:
        return _code_counted(table, counted, fields, outcomes, months, dates)
    person = by_field.get("person_key")
    people = people_of(person.codes, days, fields) if person else everyone_once(len(table))
    numbers = number_columns(by_field, all_days)
    return Columns(tuple(fields), tuple(outcomes), months, people, None, dates, numbers)


def _code_counted(table, counted, fields, outcomes, months, dates) -> Columns:
    spread = spread_counts(table, counted)
    return Columns(
        tuple(field.repeated(spread.rows) for field in fields),
        (*(one.repeated(spread.rows) for one in outcomes), *spread.outcomes),
        months.repeated(spread.rows) if months else None,
        everyone_once(len(spread.rows)),
        spread.weights,
        dates,
    )


def _people_weights(coded: Columns, counted: CountedColumns | None) -> np.ndarray:
    if coded.weights is None:
        return coded.people.counts
    return coded.weights if counted and counted.counts_people else np.zeros(len(coded.weights), dtype=np.int64)


def _waits(by_field: dict[str, Column], days: dict[str, np.ndarray]) -> list[Coded]:
    for key, days_each in (("wait_days", 1), ("wait_weeks", 7)):
        if key in by_field:
            return [wait_of_column(by_field[key], days_each)]
    if not {"referral_date", "appointment_date"} <= set(days):
        return []
    start, end = by_field["referral_date"], by_field["appointment_date"]
    return [wait_between(f"{start.name} to {end.name}", days["referral_date"], days["appointment_date"])]


def _months(days: np.ndarray | None) -> Coded | None:
    if days is None or np.isnat(days).all():
        return None
    months = days.astype("datetime64[M]")
    known = ~np.isnat(months)
    found, codes = np.unique(months[known], return_inverse=True)
    placed = np.full(len(days), -1, dtype=np.int64)
    placed[known] = codes
    return Coded("month", "", tuple(str(month) for month in found), placed)


def _count_field(axis: Axis, coded: Columns, field: Coded, team: Coded | None, clustered: bool) -> FieldCounts:
    size = len(field.labels)
    clusters = clusters_of(coded.people, size, field.codes) if clustered else None
    by_team = team is not None and team.field != field.field and len(team.labels) <= MOST_GROUPS_CROSSED
    return FieldCounts(
        field=field.field,
        heading=field.heading,
        labels=field.labels,
        cells=cells(axis.table(field.codes, size)),
        months=split(axis, field, coded.months) if coded.months else {},
        teams=split(axis, field, team) if by_team else {},
        clusters=cluster_sums(clusters, size, coded.outcomes),
        sums=sums_by(size, field.codes, coded.numbers, clusters),
        differing_people=differing_people(coded.people, field) if clustered else 0,
    )


def _by_category(axis: Axis, field: Coded | None) -> LabelledCells:
    if field is None:
        return LabelledCells((), ())
    return labelled(field.categories, axis.table(field.category_codes, len(field.categories)))


def _pairs(axis: Axis, fields: tuple[Coded, ...]) -> dict:
    small = [field for field in fields if 1 < len(field.categories) <= MOST_GROUPS_CROSSED]
    return {f"{a.field}|{b.field}": crossed(axis, (a, b)) for a, b in combinations(small, 2)}


def _age_sex(axis: Axis, coded: Columns) -> dict:
    age, sex = coded.field("age"), coded.field("sex") or coded.field("gender")
    if age is None or sex is None or len(age.categories) > MOST_GROUPS_CROSSED:
        return {}
    own = {age.field, sex.field}
    small = [one for one in coded.fields if one.field not in own and len(one.categories) <= MOST_GROUPS_CROSSED]
    made = {"": crossed(axis, (age, sex))}
    return made | {one.field: crossed(axis, (age, sex, one)) for one in small}


def labels_of(column: Column) -> list[str]:
    """The written labels of a column as they are counted, sorted; "" where some cells are empty."""
    return list(code_labels(column)[0])


def is_compared(key: str | None) -> bool:
    return key is not None and field_of(key).compared
