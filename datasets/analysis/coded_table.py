"""A table's columns brought to codes by its mapping: fields, outcomes, months, people, dates and numbers."""

from dataclasses import dataclass

import numpy as np

from datasets.analysis.coding import Coded, code_field, code_outcome, small, wait_between, wait_of_column
from datasets.analysis.counted import CountedColumns, spread_counts
from datasets.analysis.dates import DateFacts, Days, date_facts, days_by_field, event_days
from datasets.analysis.fields import all_fields
from datasets.analysis.mapping import Mapping
from datasets.analysis.people import People, everyone_once, people_of
from datasets.analysis.summing import Numbers, number_columns
from datasets.analysis.table import Column, Table
from datasets.analysis.threads import side_by_side

NO_MONTH = ""


@dataclass(frozen=True)
class CodedTable:
    """The table's columns as codes, ready to count. weights: how many each row stands for, None for one each.

    The last label of months, NO_MONTH, is of the rows without a day.
    """

    fields: tuple[Coded, ...]
    outcomes: tuple[Coded, ...]
    months: Coded | None
    people: People
    weights: np.ndarray | None
    dates: DateFacts
    numbers: tuple[Numbers, ...] = ()

    def __len__(self) -> int:
        return len(self.people.order)

    def field(self, key: str) -> Coded | None:
        return next((one for one in self.fields if one.field == key), None)


def columns_by_field(table: Table, mapping: Mapping) -> dict[str, Column]:
    """The column of each mapped field; of two columns given one field, the one whose heading comes first."""
    found = {}
    for column in sorted(table.columns, key=lambda one: one.name):
        key = mapping.columns.get(column.name)
        if key in all_fields() and key not in found:
            found[key] = column
    return found


def code_table(
    table: Table, by_field: dict[str, Column], mapping: Mapping, unit: str, counted: CountedColumns | None
) -> CodedTable:
    """The columns of a table as codes; by_field is columns_by_field of it."""
    found = [(field, by_field[key]) for key, field in all_fields().items() if key in by_field]
    compared = [(*one, mapping.values.get(one[1].name, {})) for one in found if one[0].compared]
    fields = side_by_side(lambda one: code_field(*one), compared)
    outcomes = [
        code_outcome(field, column)
        for field, column in found
        if not field.compared and field.group == "measure" and field.kind == "category"
    ]
    days = days_by_field(by_field)
    dates, event = date_facts(days), event_days(days)
    outcomes += _waits(by_field, days)
    months = _months(event)
    if unit == "counted" and counted:
        return _counted(table, counted, fields, outcomes, months, dates)
    person = by_field.get("person_key")
    age_of_record = event.age_of_row if event else None
    people = people_of(person.codes, age_of_record, fields) if person else everyone_once(len(table))
    return CodedTable(tuple(fields), tuple(outcomes), months, people, None, dates, number_columns(by_field, days))


def _counted(table, counted, fields, outcomes, months, dates) -> CodedTable:
    spread = spread_counts(table, counted)
    return CodedTable(
        tuple(field.repeated(spread.rows) for field in fields),
        (*(one.repeated(spread.rows) for one in outcomes), *spread.outcomes),
        months.repeated(spread.rows) if months else None,
        everyone_once(len(spread.rows)),
        spread.weights,
        dates,
    )


def _waits(by_field: dict[str, Column], days: dict[str, Days]) -> list[Coded]:
    for key, days_each in (("wait_days", 1), ("wait_weeks", 7)):
        if key in by_field:
            return [wait_of_column(by_field[key], days_each)]
    if not {"referral_date", "appointment_date"} <= set(days):
        return []
    start, end = days["referral_date"], days["appointment_date"]
    return [wait_between(f"{start.column.name} to {end.column.name}", start.of_row, end.of_row)]


def _months(event: Days | None) -> Coded | None:
    if event is None or not len(event.known()):
        return None
    labels = tuple(map(str, np.unique(event.known().astype("datetime64[M]"))))
    place = {label: i for i, label in enumerate(labels)}
    places = [place.get(label, len(labels)) for label in map(str, event.of_label.astype("datetime64[M]"))]
    codes = np.array(places, dtype=small(len(labels)))[event.column.codes]
    return Coded("month", "", (*labels, NO_MONTH), codes)
