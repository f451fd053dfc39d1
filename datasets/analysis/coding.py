"""A table's columns brought to codes: labels, categories, outcomes and days, as arrays of whole numbers."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from datasets.analysis.fields import StandardField
from datasets.analysis.matching.numbers import numbers_of_labels
from datasets.analysis.matching.values import INVALID, LONGEST_LABEL
from datasets.analysis.profile import MISSING_STATES
from datasets.analysis.table import Column

MAX_LABELS = 2_000
LONG_TEXT = "(long text)"
OTHER_LABELS = "(many other values)"

WAIT = "wait"
# Weeks at which a wait is counted as longer: 6 (diagnostic standard), 12, 18 (referral to treatment), 26, 52.
WAIT_LIMITS_DAYS = (42, 84, 126, 182, 364)
WAIT_LABELS = (
    "up to 6 weeks",
    "over 6, up to 12 weeks",
    "over 12, up to 18 weeks",
    "over 18, up to 26 weeks",
    "over 26, up to 52 weeks",
    "over 52 weeks",
    "",
)


# Compared by identity: a column stands in many tables.
@dataclass(frozen=True, eq=False)
class Dimension:
    """One column to count by: codes[i], below size, is where row i stands. Codes are as short as can be."""

    codes: np.ndarray = field(repr=False)
    size: int


@dataclass(frozen=True)
class Coded:
    """One column as codes: row i holds labels[codes[i]]. Labels are sorted, so the order of rows makes no difference.

    categories[category_of[codes[i]]] is the standard category or missing state of row i; of outcomes it is not used.
    """

    field: str
    heading: str
    labels: tuple[str, ...]
    codes: np.ndarray
    categories: tuple[str, ...] = ()
    category_of: np.ndarray | None = None

    @cached_property
    def category_codes(self) -> np.ndarray:
        return self.category_of[self.codes]

    @cached_property
    def by_label(self) -> Dimension:
        return Dimension(self.codes, len(self.labels))

    @cached_property
    def by_category(self) -> Dimension:
        return Dimension(self.category_codes, len(self.categories))

    def is_known(self) -> np.ndarray:
        """For each category, whether it is one (True) or a missing state (False)."""
        return np.array([category not in MISSING_STATES for category in self.categories], dtype=bool)

    def repeated(self, rows: np.ndarray) -> "Coded":
        """The same column for other rows: rows[i] is the place of row i in this one."""
        return Coded(self.field, self.heading, self.labels, self.codes[rows], self.categories, self.category_of)


def labels_of(column: Column) -> tuple[str, ...]:
    """The labels of a column as they are counted, sorted: empty cells are "", long text and rare labels are lumped."""
    times = column.times.tolist()
    return tuple(sorted({label for label, rows in zip(_counted_as(column), times, strict=True) if rows}))


def code_labels(column: Column) -> tuple[tuple[str, ...], np.ndarray]:
    """(labels_of the column, the place in them of each row)."""
    labels = labels_of(column)
    place = {label: i for i, label in enumerate(labels)}
    places = np.array([place.get(label, 0) for label in _counted_as(column)], dtype=small(len(labels)))
    return labels, places[column.codes]


def small(size: int) -> np.dtype:
    """The shortest whole numbers that can count to size: short columns stay near the processor."""
    return np.min_scalar_type(size)


def _counted_as(column: Column) -> list[str]:
    """What each label of a column, and last an empty cell, is counted as."""
    written = [label if len(label) <= LONGEST_LABEL else LONG_TEXT for label in column.labels] + [""]
    frequent = _frequent(written, column.times)
    return [label if label in frequent else OTHER_LABELS for label in written]


def _frequent(written: list[str], counts: np.ndarray) -> set[str]:
    if len(written) <= MAX_LABELS:
        return set(written)
    return {written[i] for i in np.lexsort((np.array(written), -counts))[:MAX_LABELS]} | {""}


def everybody(rows: int) -> Coded:
    """All rows under one label, which no mapping knows."""
    same = np.zeros(rows, dtype=np.uint8)
    return Coded("", "", ("",), same, (MISSING_STATES[0],), np.zeros(1, dtype=np.uint8))


def code_field(field: StandardField, column: Column, choices: dict[str, str]) -> Coded:
    """A column of a field whose groups are compared; choices: written label -> category or missing state."""
    labels, codes = code_labels(column)
    meaning = [choices.get(label, "blank" if not label.strip() else INVALID) for label in labels]
    categories = tuple(sorted(set(meaning)))
    place = {category: i for i, category in enumerate(categories)}
    category_of = np.array([place[one] for one in meaning], dtype=small(len(categories)))
    return Coded(field.key, column.name, labels, codes, categories, category_of)


def code_outcome(field: StandardField, column: Column) -> Coded:
    """A column that measures are made from, by its written labels alone."""
    labels, codes = code_labels(column)
    return Coded(field.key, column.name, labels, codes)


def wait_from_days(heading: str, days: np.ndarray) -> Coded:
    """Waits (days, NaN where not known or below 0) as an outcome: how long, in bands."""
    known = ~np.isnan(days) & (days >= 0)
    codes = np.where(
        known, np.searchsorted(WAIT_LIMITS_DAYS, np.where(known, days, 0), side="left"), len(WAIT_LABELS) - 1
    )
    return Coded(WAIT, heading, WAIT_LABELS, codes.astype(small(len(WAIT_LABELS))))


def wait_between(heading: str, start: np.ndarray, end: np.ndarray) -> Coded:
    """The wait from one day to another, as an outcome."""
    days = (end - start).astype("timedelta64[D]").astype(float)
    return wait_from_days(heading, np.where(np.isnat(start) | np.isnat(end), np.nan, days))


def wait_of_column(column: Column, days_each: int) -> Coded:
    """A column that gives the wait in days (days_each 1) or weeks (7), as an outcome."""
    numbers = np.append(numbers_of_labels(column.labels), np.nan)
    return wait_from_days(column.name, numbers[column.codes] * days_each)
