"""A crosstab turned into one row for each count: the groups across the top become a column."""

import re
from dataclasses import replace

import numpy as np

from datasets.analysis.reading.cells import number
from datasets.analysis.reading.counted import Counts, whole_of
from datasets.analysis.reading.grid import relabel
from datasets.analysis.reading.rows_aside import TOTAL
from datasets.analysis.table import Column, Table

_UNKNOWN = r"not (known|stated|recorded)|unknown|other|prefer not to say|missing|blank|not specified"
_FAMILIES = (
    ("Sex", rf"(fe)?males?|(wo)?m[ae]n|[mf]|boys?|girls?|intersex|non-binary|indeterminate|{_UNKNOWN}"),
    (
        "Attendance",
        r"attended|dna|dnas|did not attend|not attended|seen|not seen|cancell?ed( by (patient|hospital|service|"
        r"clinic))?|"
        rf"(was )?not brought|arrived|{_UNKNOWN}",
    ),
    ("Answer", rf"yes|no|y|n|true|false|{_UNKNOWN}"),
    (
        "Age group",
        rf"(under|over) \d+|<\s?\d+|\d+\s*(-|–|to)\s*\d+( years?)?|\d+\s*(\+|and over|plus|or over)|{_UNKNOWN}",
    ),
    ("Deprivation", rf"(imd|q|quintile|decile|fifth|tenth)[ -]?\d+.*|\d+ ?[(-]? ?(most|least) deprived\)?|{_UNKNOWN}"),
    (
        "Ethnic group",
        r"(asian|black|mixed|white|other|chinese|arab|south asian)( .*)?|any other .*|gypsy.*|roma|"
        rf"(indian|pakistani|bangladeshi|caribbean|african|british|irish)( .*)?|{_UNKNOWN}",
    ),
    ("Year", r"(19|20)\d\d([/-]\d{2,4})?"),
    ("Month", r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*([ -]?\d{2,4})?|(19|20)\d\d-\d\d"),
)
_CORNER = re.compile(r"\s*(?:\\|/|\bby\b|\|)\s*", re.IGNORECASE)
_BAND = re.compile(_UNKNOWN, re.IGNORECASE)


def groups_across(counts: Counts, header_rows: int) -> tuple[str, ...]:
    """The count columns whose headings are groups of one characteristic; none where they are different measures."""
    names = tuple(name for name in counts.counts if not TOTAL.match(name))
    if len(names) < 2:
        return ()
    if header_rows > 1 and all(": " in name for name in names):
        return names
    if all(number(name) is not None for name in names):
        return names
    if family(names) is None:
        return ()
    whole = whole_of(counts)
    without = tuple(name for name in names if name != whole or len(names) == len(counts.counts) == 2)
    return names if whole not in names or family(names) else without


def family(labels: tuple[str, ...]) -> str | None:
    """What a set of groups is of, where all their names say so."""
    if sum(not _BAND.fullmatch(label) for label in labels) < 2:
        return None
    for name, pattern in _FAMILIES:
        if all(re.fullmatch(pattern, label, re.IGNORECASE) for label in labels):
            return name
    return None


def unpivot(table: Table, counts: Counts, across: tuple[str, ...]) -> tuple[Table, str]:
    """One row for each count, with the groups across as columns of their own; also the name of the column of counts."""
    times, rows = len(across), len(table)
    names = {name: name for name in counts.dimensions}
    corner = _CORNER.split(counts.dimensions[0]) if len(counts.dimensions) == 1 else []
    across_names = [corner[1]] if len(corner) == 2 and all(corner) else []
    if across_names:
        names[counts.dimensions[0]] = corner[0]
    columns = [
        replace(table.column(name), name=names[name], codes=np.repeat(table.column(name).codes, times))
        for name in counts.dimensions
    ]
    parts = [tuple(name.split(": ")) for name in across]
    levels = list(zip(*parts, strict=True)) if len({len(part) for part in parts}) == 1 else [across]
    for place, labels in enumerate(levels):
        name = across_names[place] if place < len(across_names) else _name(labels, place, {c.name for c in columns})
        column = Column(name, tuple(map(str, range(times))), np.tile(np.arange(times, dtype=np.int32), rows))
        columns.append(relabel(column, labels))
    count_name = "Count" if all(column.name != "Count" for column in columns) else "Count of people"
    columns.append(_counts(count_name, [table.column(name) for name in across]))
    return Table(tuple(columns), np.repeat(table.row_numbers, times), table.set_aside), count_name


def _name(labels: tuple[str, ...], place: int, taken: set[str]) -> str:
    name = family(tuple(dict.fromkeys(labels))) or (
        "IMD quintile" if set(labels) == set("12345") else f"Heading row {place + 1}"
    )
    return name if name not in taken else f"{name} (across)"


def _counts(name: str, columns: list[Column]) -> Column:
    """The cells of the columns, row by row, as one column."""
    labels: list[str] = []
    codes = []
    for column in columns:
        codes.append(np.where(column.codes >= 0, column.codes + len(labels), -1))
        labels += column.labels
    joined = np.stack(codes, axis=1).ravel().astype(np.int32)
    return relabel(Column(name, tuple(map(str, range(len(labels)))), joined), labels)
