"""Whether a table is already counted (each row a group with its numbers), and which column counts the people."""

import re
from dataclasses import dataclass

import numpy as np

from datasets.analysis.identifiers.by_heading import by_heading
from datasets.analysis.reading.cells import is_whole, number
from datasets.analysis.reading.rows_aside import TOTAL
from datasets.analysis.table import Column, Table

MOST_ROWS = 200_000
COUNTING = re.compile(
    r"\b(n|no|number|count|counts|total|totals|patients?|people|persons?|clients?|users?|referrals?|referred|booked|"
    r"bookings?|"
    r"attended|attendances?|attends|appointments?|appts?|contacts?|seen|invited|dnas?|dna|did not attend|cases|"
    r"activity|"
    r"admissions?|discharges?|episodes?|spells?|sessions?|visits?|population|completed|freq(uency)?|records|"
    r"activities|waiting)\b",
    re.IGNORECASE,
)
# The column that is the whole of which others are parts, most likely first.
_WHOLE = (
    "patients",
    "people",
    "persons",
    "clients",
    "population",
    "all ",
    "total",
    "booked",
    "referr",
    "invited",
    "appointment",
)
_ABOUT_A_PERSON = re.compile(
    r"\b(age|imd|idaci|decile|quintile|quartile|year|score|id|ids|ref|reference|code|codes|weeks?|days?|minutes|"
    r"hours|lsoa|"
    r"record|row|key|rank|deprivation|duration|month|quarter|q\d+|nhs|postcode|phone|sex|gender)\b",
    re.IGNORECASE,
)
_ONE_EACH = re.compile(
    r"\b(ref|reference|id|ids|record|row|key|nhs|patient ?(id|no|number)|client ?(id|no|number)|ubrn|mrn)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"%|\b(rate|rates|percent|percentage|per cent|proportion|share|ratio|average|mean|median|per \d+)\b", re.IGNORECASE
)
_HIDDEN = re.compile(r"[*\-–—.:~cz#]|<\s*\d+|fewer than \d+|less than \d+|suppressed|n/?a|null", re.IGNORECASE)


def words(name: str) -> str:
    """A heading with its run-together words apart: PatientId as Patient Id."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name)


@dataclass(frozen=True)
class Counts:
    """The columns of a counted table by what they are. numbers[name][i] is the count in row i, NaN where none is."""

    dimensions: tuple[str, ...]
    counts: tuple[str, ...]
    rates: tuple[str, ...]
    numbers: dict[str, np.ndarray]


def numbers_of(column: Column) -> np.ndarray:
    """The numbers of a column in row order, NaN where a cell holds none."""
    values = np.array([np.nan if (found := number(label)) is None else found for label in column.labels] + [np.nan])
    return values[column.codes]


def find_counts(table: Table, *, sure: bool = False) -> Counts | None:
    """The parts of a counted table, or None where each row is a record; sure: the person said that it is counted."""
    if not 1 < len(table) <= MOST_ROWS:
        return None
    kinds = {column.name: _kind(column) for column in table.columns}
    counts = tuple(name for name, kind in kinds.items() if kind == "count")
    dimensions = tuple(name for name, kind in kinds.items() if kind == "dimension")
    if not counts or not dimensions or not (sure or _looks_counted(table, kinds, counts, dimensions)):
        return None
    rates = tuple(name for name, kind in kinds.items() if kind == "rate")
    return Counts(dimensions, counts, rates, {name: numbers_of(table.column(name)) for name in counts})


def _looks_counted(table: Table, kinds: dict[str, str], counts: tuple[str, ...], dimensions: tuple[str, ...]) -> bool:
    """No column of single records, each combination of groups once, a heading that counts or numbers all across."""
    if _has_records(kinds) or not _one_row_each(table, dimensions):
        return False
    named = any(COUNTING.search(words(name)) for name in counts)
    return named or (len(dimensions) == 1 and len(counts) >= 2)


def _has_records(kinds: dict[str, str]) -> bool:
    """Whether a heading is of something that each person or record has its own of: a name, a key, a reference."""
    for name, kind in kinds.items():
        headed = by_heading(name)
        if (headed and headed[1] >= 0.9) or (kind == "dimension" and _ONE_EACH.search(words(name))):
            return True
    return False


def _kind(column: Column) -> str:
    """count, rate, dimension or empty."""
    labels = column.labels
    if not labels:
        return "empty"
    plain = [label for label in labels if not _HIDDEN.fullmatch(label)]
    if _RATE.search(column.name):
        return "rate"
    if not plain or not all(number(label) is not None for label in plain):
        return "dimension"
    if not all(map(is_whole, plain)):
        return "rate"
    name = words(column.name)
    heading_is_number = number(column.name) is not None
    if _ABOUT_A_PERSON.search(name) and not heading_is_number and not TOTAL.match(name):
        return "dimension"
    if set(plain) <= {"0", "1"} and len(column.codes) > 10:
        return "dimension"
    return "count"


def _one_row_each(table: Table, dimensions: tuple[str, ...]) -> bool:
    """Whether each combination of the dimensions stands once, and a fair part of all combinations stands."""
    free: list[Column] = []
    for name in dimensions:
        column = table.column(name)
        if not any(_follows(column, other) for other in free):
            free.append(column)
    key = np.zeros(len(table), np.int64)
    possible = 1
    for column in free:
        key = key * (len(column.labels) + 1) + column.codes + 1
        possible *= max(len(np.unique(column.codes)), 1)
        if possible > 50 * len(table):
            return False
    return len(np.unique(key)) == len(table) and len(table) >= 0.2 * possible


def _follows(column: Column, other: Column) -> bool:
    """Whether other's label settles this one's, as a code settles its words."""
    pairs = other.codes.astype(np.int64) * (len(column.labels) + 2) + column.codes
    return len(np.unique(pairs)) == len(np.unique(other.codes))


def whole_of(counts: Counts) -> str:
    """The count that holds the others: their sum, or the first named as people or referrals, or the largest."""
    names = counts.counts
    for name in names:
        rest = [counts.numbers[other] for other in names if other != name]
        if len(rest) >= 2 and _same(counts.numbers[name], np.nansum(rest, axis=0)):
            return name
    largest = max(names, key=lambda name: np.nansum(counts.numbers[name]))
    for word in _WHOLE:
        found = next((name for name in names if word in name.lower()), None)
        if found and np.nansum(counts.numbers[found]) >= np.nansum(counts.numbers[largest]):
            return found
    return largest


def _same(left: np.ndarray, right: np.ndarray) -> bool:
    both = ~np.isnan(left)
    return bool(both.any()) and bool(np.allclose(left[both], right[both]))


_ALL = re.compile(
    r"all|all (groups|patients|people|persons|ages|sexes|ethnic groups|ethnicities|categories|referrals)|overall|"
    r"everyone|england|"
    r"both|any|whole service|service total|persons|" + TOTAL.pattern,
    re.IGNORECASE,
)


def total_rows(table: Table, counts: Counts) -> np.ndarray:
    """A mask of rows that hold the sum of others: named as a total, or each count the sum of all other rows."""
    mask = np.zeros(len(table), bool)
    for name in counts.dimensions:
        column = table.column(name)
        codes = [code for code, label in enumerate(column.labels) if _ALL.fullmatch(label)]
        if codes and len(codes) < len(column.labels):
            mask |= np.isin(column.codes, codes) & _adds_up(table, counts, np.isin(column.codes, codes))
    for place in {0, len(table) - 1} if len(table) >= 4 and not mask.any() else ():
        rest = np.arange(len(table)) != place
        sums = [(values[place], np.nansum(values[rest])) for values in counts.numbers.values()]
        if all(total == rest_sum and total > 0 for total, rest_sum in sums):
            mask[place] = True
    return mask


def _adds_up(table: Table, counts: Counts, rows: np.ndarray) -> bool:
    """Whether rows named as totals are about as large as totals are: at least half of the sum of the others."""
    whole = counts.numbers[whole_of(counts)]
    total, rest = np.nansum(whole[rows]), np.nansum(whole[~rows])
    return np.isnan(total) or total >= 0.5 * rest
