"""Identifiers taken out: ages for dates of birth, areas for postcodes, one-way codes for keys, nothing for the rest."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from datasets.analysis.identifiers.content import Cells
from datasets.analysis.identifiers.find import held_cells
from datasets.analysis.identifiers.finding import (
    AREA_ONLY,
    BANDED,
    CELLS_DROPPED,
    DROPPED,
    HASHED,
    IdentifierFinding,
)
from datasets.analysis.identifiers.keys import hashed
from datasets.analysis.identifiers.told import identifier_problems
from datasets.analysis.matching.dates import days_of_labels
from datasets.analysis.reading.grid import compact, relabel
from datasets.analysis.table import Column, Table

__all__ = ["AreaOf", "identifier_problems", "remove_identifiers", "settled"]

AreaOf = Callable[[tuple[str, ...]], tuple[str | None, ...]]
_EVENT = re.compile(
    r"appointment|attend|contact|seen|event|activity|referr|admission|visit|session|booked|scheduled", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(?:^|.*[/.\- ])\d{1,2}[/.\- ](?:\d{1,2}|[A-Za-z]{3,9})[/.\- ]\d{2}")


def settled(
    table: Table,
    findings: tuple[IdentifierFinding, ...],
    *,
    event_date_column: str | None = None,
    area_of: AreaOf | None = None,
) -> tuple[IdentifierFinding, ...]:
    """The findings with what can be done: without an event date, or without areas, dates of birth or postcodes go."""
    event = _event_column(table, findings, event_date_column)
    return tuple(
        replace(finding, action=DROPPED)
        if (finding.action == BANDED and event is None) or (finding.action == AREA_ONLY and area_of is None)
        else finding
        for finding in findings
    )


def remove_identifiers(
    table: Table,
    findings: tuple[IdentifierFinding, ...],
    *,
    key: bytes,
    event_date_column: str | None = None,
    area_of: AreaOf | None = None,
) -> Table:
    """The table without anything that identifies a person.

    A date of birth becomes whole years at the event date in a column “Age from <heading>” (the event date is the column
    named, or the first that reads as one). A full postcode becomes what area_of gives for it (an LSOA code, or None) in
    “<heading> (area)”. The one hashed column keeps its name and holds BLAKE2b codes under `key` (RFC 7693), -1 where a
    row has no usable key. Every other column found is dropped, or loses the few cells that hold an identifier.
    """
    event = _event_column(table, findings, event_date_column)
    actions = {
        finding.column: finding
        for finding in settled(table, findings, event_date_column=event_date_column, area_of=area_of)
        if finding.place == "table"
    }
    columns = []
    for column in table.columns:
        finding = actions.get(column.name)
        if finding is None:
            columns.append(column)
        elif finding.action == HASHED:
            columns.append(hashed(column, key))
        elif finding.action == CELLS_DROPPED:
            held = held_cells(Cells(column))
            columns.append(relabel(column, ["" if label in held else label for label in column.labels]))
        elif finding.action == AREA_ONLY:
            columns.append(_area(column, area_of))
    births = [column for column in table.columns if column.name in actions and actions[column.name].action == BANDED]
    columns += [_ages(column, event) for column in births]
    return replace(table, columns=tuple(columns))


def _event_column(table: Table, findings: tuple[IdentifierFinding, ...], named: str | None) -> Column | None:
    """The column of the day that ages are worked out at."""
    if named is not None:
        return table.column(named)
    found = {finding.column for finding in findings}
    for column in table.columns:
        if column.name not in found and _EVENT.search(column.name) and column.labels:
            sample = column.labels[:50]
            if np.count_nonzero(~np.isnat(days_of_labels(sample))) >= 0.5 * len(sample):
                return column
    return next((c for c in table.columns if c.name not in found and _is_dated(c)), None)


def _is_dated(column: Column) -> bool:
    if "date" not in column.name.lower() or not column.labels:
        return False
    sample = column.labels[:50]
    return bool(np.count_nonzero(~np.isnat(days_of_labels(sample))) >= 0.5 * len(sample))


def _area(column: Column, area_of: AreaOf) -> Column:
    areas = area_of(column.labels)
    return relabel(replace(column, name=f"{column.name} (area)"), [area or "" for area in areas])


def _ages(births: Column, event: Column) -> Column:
    """Whole years from the date of birth to the event, as text; an empty cell where either is no date."""
    born = np.append(days_of_labels(births.labels), np.datetime64("NaT"))[births.codes]
    short = np.array([*(_SHORT_YEAR.fullmatch(label) is not None for label in births.labels), False])[births.codes]
    then = np.append(days_of_labels(event.labels), np.datetime64("NaT"))[event.codes]
    known = ~np.isnat(born) & ~np.isnat(then)
    years = np.zeros(len(born), np.int64)
    years[known] = _whole_years(born[known], then[known])
    # A year of two figures that would lie after the event is of the century before.
    years[known & short & (years < 0)] += 100
    ages, codes = np.unique(years[known], return_inverse=True)
    places = np.full(len(born), -1, np.int32)
    places[known] = codes
    return compact(Column(f"Age from {births.name}", tuple(map(str, ages.tolist())), places))


def _whole_years(born: np.ndarray, then: np.ndarray) -> np.ndarray:
    years = then.astype("datetime64[Y]").astype(int) - born.astype("datetime64[Y]").astype(int)

    def month_and_day(days: np.ndarray) -> np.ndarray:
        months = days.astype("datetime64[M]")
        return (months.astype(int) % 12) * 100 + (days - months.astype("datetime64[D]")).astype(int)

    return years - (month_and_day(then) < month_and_day(born))
