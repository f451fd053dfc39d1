"""Rows of one person under one label: what the design effect and the spread of means need to know of them."""

from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from datasets.analysis.coding import Coded
from datasets.analysis.counts import Clusters
from datasets.analysis.people import People, Piece, starts_of_runs
from datasets.analysis.threads import side_by_side


@dataclass(frozen=True)
class _Sums:
    """people[label] have rows under a label; products[label, a, b] is the sum over them of (rows with outcome a) x
    (rows with outcome b)."""

    people: np.ndarray
    products: np.ndarray

    def __add__(self, other: "_Sums") -> "_Sums":
        return _Sums(self.people + other.people, self.products + other.products)

    def as_kept(self) -> Clusters:
        squares = self.products.tolist()
        return Clusters(tuple(self.people.tolist()), tuple(tuple(map(tuple, square)) for square in squares))


def cluster_sums(people: People, fields: tuple[Coded, ...], outcomes: tuple[Coded, ...]) -> list[dict[str, Clusters]]:
    """For each field, by outcome: how many people have rows under each label, and sums of products of outcomes."""
    pairs = [(field, outcome) for field in fields for outcome in outcomes]
    found = side_by_side(lambda piece: [_sums(piece, *pair) for pair in pairs], people.pieces())
    clusters = iter([reduce(add, parts).as_kept() for parts in zip(*found, strict=True)])
    return [{outcome.field: next(clusters) for outcome in outcomes} for _ in fields]


@dataclass(frozen=True)
class _Key:
    """Person, label and outcome of a row as one whole number, which sorts fast: rows of one cluster then follow each
    other, and within it those of one outcome."""

    labels: int
    width: int

    @property
    def outcome_bits(self) -> int:
        return (self.width - 1).bit_length()

    @property
    def bits(self) -> int:
        return (self.labels - 1).bit_length() + self.outcome_bits

    def of(self, who: np.ndarray, codes: np.ndarray, outcomes: np.ndarray) -> np.ndarray:
        kind = np.uint32 if int(who[-1]).bit_length() + self.bits <= 32 else np.uint64
        keys = who.astype(kind) << self.bits
        keys |= codes.astype(kind) << self.outcome_bits
        keys |= outcomes.astype(kind)
        return keys

    def cluster(self, keys: np.ndarray) -> np.ndarray:
        return keys >> self.outcome_bits

    def label(self, keys: np.ndarray) -> np.ndarray:
        return (keys >> self.outcome_bits & (1 << self.bits - self.outcome_bits) - 1).astype(np.intp)

    def outcome(self, keys: np.ndarray) -> np.ndarray:
        return (keys & (1 << self.outcome_bits) - 1).astype(np.intp)

    def add_up(self, first: np.ndarray, second: np.ndarray, weights: np.ndarray | None) -> np.ndarray:
        """Weights added up by the label of first, its outcome and that of second."""
        cells = (self.label(first) * self.width + self.outcome(first)) * self.width + self.outcome(second)
        sums = np.bincount(cells, weights=weights, minlength=self.labels * self.width**2)
        return np.rint(sums).astype(np.int64).reshape(self.labels, self.width, self.width)


def _sums(people: Piece, field: Coded, outcome: Coded) -> _Sums:
    """Most of it comes from single rows; only clusters of several rows are looked at further."""
    key = _Key(len(field.labels), len(outcome.labels))
    keys = key.of(people.who, field.codes[people.rows], outcome.codes[people.rows])
    products = key.add_up(keys, keys, None)
    rows = products.sum(axis=(1, 2))
    keys.sort()
    clusters = key.cluster(keys)
    again = clusters[1:] == clusters[:-1]
    repeats = np.bincount(key.label(keys[1:][again]), minlength=key.labels)
    several = np.append(again, False)
    several[1:] |= again
    return _Sums(rows - repeats, products + _of_several(key, keys[several]))


def _of_several(key: _Key, keys: np.ndarray) -> np.ndarray:
    """The products beyond those of each row with itself; keys are sorted."""
    starts = starts_of_runs(keys)
    keys, times = keys[starts], np.diff(starts, append=len(keys))
    products = key.add_up(keys, keys, times * (times - 1))
    clusters, apart, pairs = key.cluster(keys), 0, np.arange(len(keys))
    while len(pairs):
        apart += 1
        pairs = pairs[: np.searchsorted(pairs, len(keys) - apart)]
        pairs = pairs[clusters[pairs] == clusters[pairs + apart]]
        others = pairs + apart
        added = key.add_up(keys[pairs], keys[others], times[pairs] * times[others])
        products += added + added.transpose(0, 2, 1)
    return products


@dataclass(frozen=True)
class RowClusters:
    """of_row[i] is the cluster of row i, label[k] the label of cluster k."""

    of_row: np.ndarray
    label: np.ndarray


def clusters_of(people: People, labels: int, codes: np.ndarray) -> RowClusters:
    """Each person is a cluster, and one in each label they have rows under; only those with several need sorting."""
    person = people.of_row
    first = codes[people.order[people.starts]]
    varied = np.zeros(people.number, dtype=bool)
    varied[person[codes != first[person]]] = True
    rows = np.flatnonzero(varied[person])
    if not len(rows):
        return RowClusters(person, first)
    found, again = np.unique(person[rows] * labels + codes[rows], return_inverse=True)
    # The numbers of people with several labels stay, empty, under a label they have; their clusters come after all.
    of_row = person.copy()
    of_row[rows] = people.number + again
    return _used(RowClusters(of_row, np.append(first, found % labels)))


def _used(clusters: RowClusters) -> RowClusters:
    """The same clusters without the empty ones."""
    used = np.bincount(clusters.of_row, minlength=len(clusters.label)) > 0
    renumbered = np.cumsum(used) - 1
    return RowClusters(renumbered[clusters.of_row], clusters.label[used])
