"""Columns of numbers (days waited, contacts, scores) added up by label: enough for means, and no row is kept."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from datasets.analysis.clustering import RowClusters
from datasets.analysis.counts import Sums
from datasets.analysis.dates import Days
from datasets.analysis.matching.numbers import numbers_of_labels
from datasets.analysis.table import Column

WAITED, CONTACTS, SCORE = "days_waited", "contacts", "outcome_score"
AMOUNTS = (WAITED, CONTACTS, SCORE)
# Numbers are kept in hundredths, as whole numbers, so that the order of rows makes no difference to a sum.
SCALE = 100
# What lies outside is a slip of the pen: fifty years of waiting, a thousand contacts, a score of a hundred thousand.
_LIMITS = {WAITED: (0, 18_263), CONTACTS: (0, 1_000), SCORE: (-100_000, 100_000)}


@dataclass(frozen=True)
class Numbers:
    """One column of numbers: values[i] is the number of row i in hundredths, 0 where known[i] is False."""

    key: str
    values: np.ndarray
    known: np.ndarray

    @cached_property
    def squares(self) -> np.ndarray:
        """The squares of the known numbers."""
        values = self.of_known(self.values)
        return values * values

    @cached_property
    def _every(self) -> bool:
        return bool(self.known.all())

    def of_known(self, rows: np.ndarray) -> np.ndarray:
        """What belongs to the rows whose number is known."""
        return rows if self._every else rows[self.known]


def number_columns(by_field: dict[str, Column], days: dict[str, Days]) -> tuple[Numbers, ...]:
    """The numbers a table gives. A wait is taken from its own column, or else from the referral to the appointment."""
    found = [_waits(by_field, days)]
    for key, field in ((CONTACTS, "sessions"), (SCORE, "outcome_score")):
        found.append(_numbers(key, _of_column(by_field[field])) if field in by_field else None)
    return tuple(one for one in found if one is not None and one.known.any())


def _waits(by_field: dict[str, Column], days: dict[str, Days]) -> Numbers | None:
    for field, days_each in (("wait_days", 1), ("wait_weeks", 7)):
        if field in by_field:
            return _numbers(WAITED, _of_column(by_field[field]) * days_each)
    if not {"referral_date", "appointment_date"} <= set(days):
        return None
    start, end = days["referral_date"].of_row, days["appointment_date"].of_row
    waited = (end - start).astype("timedelta64[D]").astype(float)
    return _numbers(WAITED, np.where(np.isnat(start) | np.isnat(end), np.nan, waited))


def _of_column(column: Column) -> np.ndarray:
    return np.append(numbers_of_labels(column.labels), np.nan)[column.codes]


def _numbers(key: str, numbers: np.ndarray) -> Numbers:
    low, high = _LIMITS[key]
    known = ~np.isnan(numbers) & (numbers >= low) & (numbers <= high)
    return Numbers(key, np.rint(np.where(known, numbers, 0) * SCALE), known)


def sums_by(
    labels: int, codes: np.ndarray, numbers: tuple[Numbers, ...], clusters: RowClusters | None
) -> dict[str, Sums]:
    """The sums of each column of numbers for each label; a person with rows under two labels is in each.

    clusters: each person under each label, as clustering.clusters_of; None where every row is a person.
    """
    return {one.key: _sums(one, labels, codes, clusters) for one in numbers}


def _sums(one: Numbers, labels: int, codes: np.ndarray, clusters: RowClusters | None) -> Sums:
    squares = _added(one.of_known(codes), labels, one.squares)
    if clusters is None:
        rows = one.of_known(codes)
        numbers, sums = _added(rows, labels, None), _added(rows, labels, one.of_known(one.values))
        return Sums(numbers, sums, squares, numbers, numbers, sums, squares)
    cluster, size = one.of_known(clusters.of_row), len(clusters.label)
    counted = np.bincount(cluster, minlength=size).astype(float)
    added = np.bincount(cluster, weights=one.of_known(one.values), minlength=size)
    parts = (counted, added, counted > 0, counted * counted, counted * added, added * added)
    numbers, sums, *others = (_added(clusters.label, labels, part) for part in parts)
    return Sums(numbers, sums, squares, *others)


def _added(codes: np.ndarray, size: int, weights: np.ndarray | None) -> tuple[int, ...]:
    found = np.bincount(codes, weights=weights, minlength=size)
    return tuple(np.rint(found).astype(np.int64).tolist())
