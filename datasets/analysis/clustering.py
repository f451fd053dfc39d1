"""Rows of one person under one label: what the design effect and the spread of means need to know of them."""

from dataclasses import dataclass
from functools import cached_property, reduce
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
    found = side_by_side(lambda piece: _of_piece(piece, fields, outcomes), people.pieces())
    clusters = iter([reduce(add, parts).as_kept() for parts in zip(*found, strict=True)])
    return [{outcome.field: next(clusters) for outcome in outcomes} for _ in fields]


def _of_piece(people: Piece, fields: tuple[Coded, ...], outcomes: tuple[Coded, ...]) -> list[_Sums]:
    """The sums of each field by each outcome."""
    own = [outcome.repeated(people.rows) for outcome in outcomes]
    return [_sums(people.who, field.repeated(people.rows), outcome) for field in fields for outcome in own]


@dataclass(frozen=True)
class _Key:
    """Person, label and outcome of a row as one whole number, which sorts fast: rows of one cluster then follow each
    other, and within it those of one outcome. Its last bits are the outcome, those before them the label."""

    labels: int
    width: int

    @cached_property
    def outcome_bits(self) -> int:
        return (self.width - 1).bit_length()

    @cached_property
    def bits(self) -> int:
        return (self.labels - 1).bit_length() + self.outcome_bits

    def of(self, who: np.ndarray, codes: np.ndarray, outcomes: np.ndarray) -> np.ndarray:
        # Numbers as short as can be take the least time.
        short = np.min_scalar_type(1 << self.bits)
        cells = codes.astype(short) << self.outcome_bits
        cells |= outcomes.astype(short)
        keys = who.astype(np.uint32 if int(who[-1]).bit_length() + self.bits <= 32 else np.uint64)
        keys <<= self.bits
        keys |= cells
        return keys

    def cluster(self, keys: np.ndarray) -> np.ndarray:
        return keys >> self.outcome_bits

    def label(self, keys: np.ndarray) -> np.ndarray:
        return (keys >> self.outcome_bits & (1 << self.bits - self.outcome_bits) - 1).astype(np.intp)

    def outcome(self, keys: np.ndarray) -> np.ndarray:
        return (keys & (1 << self.outcome_bits) - 1).astype(np.intp)

    def count(self, keys: np.ndarray) -> np.ndarray:
        """How many keys have each label and outcome."""
        cells = (keys & (1 << self.bits) - 1).astype(np.intp)
        found = np.bincount(cells, minlength=1 << self.bits).reshape(-1, 1 << self.outcome_bits)
        return found[: self.labels, : self.width]

    def add_up(self, first: np.ndarray, second: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Weights added up by the label of first, its outcome and that of second."""
        cells = (self.label(first) * self.width + self.outcome(first)) * self.width + self.outcome(second)
        sums = np.bincount(cells, weights=weights, minlength=self.labels * self.width**2)
        return np.rint(sums).astype(np.int64).reshape(self.labels, self.width, self.width)


def _sums(who: np.ndarray, field: Coded, outcome: Coded) -> _Sums:
    """Most of it comes from single rows; only clusters of several rows are looked at further."""
    key = _Key(len(field.labels), len(outcome.labels))
    keys = key.of(who, field.codes, outcome.codes)
    rows = key.count(keys)
    keys.sort()
    clusters = key.cluster(keys)
    again = np.flatnonzero(clusters[1:] == clusters[:-1])
    several = np.zeros(len(keys), dtype=bool)
    several[again] = several[again + 1] = True
    people = (rows - key.count(keys[again])).sum(axis=1)
    alone = rows[:, :, None] * np.eye(key.width, dtype=np.int64)
    return _Sums(people, alone + _of_several(key, keys[np.flatnonzero(several)]))


def _of_several(key: _Key, keys: np.ndarray) -> np.ndarray:
    """The products beyond those of each row with itself; keys are sorted."""
    starts = starts_of_runs(keys)
    keys, times = keys[starts], np.diff(starts, append=len(keys))
    products = key.add_up(keys, keys, times * (times - 1))
    clusters, apart, pairs = key.cluster(keys), 0, np.arange(len(keys))
    while len(pairs):
        apart += 1
        pairs = pairs[: np.searchsorted(pairs, len(keys) - apart)]
        pairs = pairs[np.flatnonzero(clusters[pairs] == clusters[pairs + apart])]
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
