"""Counting rows, people and outcomes into cells, all along one axis, without ever looking at a row by itself."""

from dataclasses import dataclass

import numpy as np

from datasets.analysis.coding import Coded
from datasets.analysis.counts import PEOPLE, ROWS, Cell, Clusters, CrossCell, LabelledCells
from datasets.analysis.people import People


@dataclass(frozen=True)
class Axis:
    """What each cell counts: rows (by weight), people, and the rows of each label of each outcome column."""

    weights: np.ndarray | None
    people: np.ndarray
    outcomes: tuple[Coded, ...]

    def names(self) -> tuple[tuple[str, str], ...]:
        return (ROWS, PEOPLE, *((one.field, label) for one in self.outcomes for label in one.labels))

    def table(self, codes: np.ndarray, size: int) -> np.ndarray:
        """One cell (a line of whole numbers) for each of size codes; rows with a code below 0 are not counted."""
        keep = None if codes.min(initial=0) >= 0 else codes >= 0
        rows = codes if keep is None else codes[keep]
        weights = self._kept(self.weights, keep)
        parts = [_count(rows, size, weights)[:, None], _count(rows, size, self._kept(self.people, keep))[:, None]]
        for outcome in self.outcomes:
            width = len(outcome.labels)
            both = rows * width + self._kept(outcome.codes, keep)
            parts.append(_count(both, size * width, weights).reshape(size, width))
        return np.concatenate(parts, axis=1)

    @staticmethod
    def _kept(values: np.ndarray | None, keep: np.ndarray | None) -> np.ndarray | None:
        return values if keep is None or values is None else values[keep]


def _count(codes: np.ndarray, size: int, weights: np.ndarray | None) -> np.ndarray:
    counted = np.bincount(codes, weights=weights, minlength=size)
    return counted if weights is None else np.rint(counted).astype(np.int64)


def cells(table: np.ndarray) -> tuple[Cell, ...]:
    return tuple(tuple(line) for line in table.tolist())


def labelled(labels: tuple[str, ...], table: np.ndarray) -> LabelledCells:
    """The lines of a table that are not all 0, with their labels."""
    filled = np.flatnonzero(table.any(axis=1))
    return LabelledCells(tuple(labels[i] for i in filled), cells(table[filled]))


def split(axis: Axis, field: Coded, by: Coded) -> dict[str, LabelledCells]:
    """The cells of a field's labels, once for each label of another column (months, teams)."""
    size, groups = len(field.labels), len(by.labels)
    table = axis.table(np.where(by.codes < 0, -1, by.codes * size + field.codes), size * groups)
    return {
        name: labelled(field.labels, table[i * size : (i + 1) * size])
        for i, name in enumerate(by.labels)
        if table[i * size : (i + 1) * size].any()
    }


def crossed(axis: Axis, fields: tuple[Coded, ...]) -> tuple[CrossCell, ...]:
    """The filled cells of a table of several characteristics, by category."""
    codes = np.zeros(len(fields[0].codes), dtype=np.int64)
    size = 1
    for field in fields:
        codes = codes * len(field.categories) + field.category_codes
        size *= len(field.categories)
    table = axis.table(codes, size)
    filled = np.flatnonzero(table.any(axis=1))
    places = np.unravel_index(filled, tuple(len(field.categories) for field in fields))
    names = zip(*([fields[k].categories[i] for i in places[k].tolist()] for k in range(len(fields))), strict=True)
    return tuple(CrossCell(name, cell) for name, cell in zip(names, cells(table[filled]), strict=True))


@dataclass(frozen=True)
class RowClusters:
    """of_row[i] is the cluster of row i, label[k] the label of cluster k."""

    of_row: np.ndarray
    label: np.ndarray


def cluster_sums(clusters: RowClusters | None, labels: int, outcomes: tuple[Coded, ...]) -> dict[str, Clusters]:
    """For each outcome and label: how many people have rows under it, and sums of products of their outcome counts.

    Nothing where rows are not clustered in people.
    """
    if clusters is None:
        return {}
    return {outcome.field: _sums(clusters, labels, outcome) for outcome in outcomes}


def _sums(clusters: RowClusters, labels: int, outcome: Coded) -> Clusters:
    width = len(outcome.labels)
    counted = np.bincount(clusters.of_row * width + outcome.codes, minlength=len(clusters.label) * width)
    counted = counted.reshape(-1, width).astype(float)
    products = np.zeros((labels, width, width), dtype=np.int64)
    there = np.flatnonzero(counted.any(axis=0)).tolist()
    for a in there:
        for b in there[there.index(a) :]:
            sums = np.bincount(clusters.label, weights=counted[:, a] * counted[:, b], minlength=labels)
            products[:, a, b] = products[:, b, a] = np.rint(sums)
    number = np.bincount(clusters.label, minlength=labels)
    return Clusters(tuple(number.tolist()), tuple(tuple(map(tuple, square)) for square in products.tolist()))


def clusters_of(people: People, labels: int, codes: np.ndarray) -> RowClusters:
    """Each person is a cluster, and one in each label they have rows under; only those with several need sorting."""
    first = codes[people.order[people.starts]]
    varied = np.zeros(people.number, dtype=bool)
    varied[people.person[codes != first[people.person]]] = True
    rows = np.flatnonzero(varied[people.person])
    if not len(rows):
        return RowClusters(people.person, first)
    found, again = np.unique(people.person[rows] * labels + codes[rows], return_inverse=True)
    # The numbers of people with several labels stay, empty, under a label they have; their clusters come after all.
    of_row = people.person.copy()
    of_row[rows] = people.number + again
    return _used(RowClusters(of_row, np.append(first, found % labels)))


def _used(clusters: RowClusters) -> RowClusters:
    """The same clusters without the empty ones."""
    used = np.bincount(clusters.of_row, minlength=len(clusters.label)) > 0
    renumbered = np.cumsum(used) - 1
    return RowClusters(renumbered[clusters.of_row], clusters.label[used])
