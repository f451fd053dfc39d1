"""Counting rows, people and outcomes into cells, all along one axis, without ever looking at a row by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from datasets.analysis.coding import Coded, Dimension
from datasets.analysis.counts import PEOPLE, ROWS, Cell, CrossCell, LabelledCells

# Rows counted together: columns of so many stay near the processor.
PIECE = 1 << 17


@dataclass(frozen=True)
class Axis:
    """What each cell counts: rows (by weight), people, and the rows of each label of each outcome column.

    people: which rows people are counted by; None where they are counted as rows are.
    """

    rows: int
    weights: np.ndarray | None
    people: np.ndarray | None
    outcomes: tuple[Coded, ...]

    @property
    def width(self) -> int:
        return 2 + sum(len(one.labels) for one in self.outcomes)

    def names(self) -> tuple[tuple[str, str], ...]:
        return (ROWS, PEOPLE, *((one.field, label) for one in self.outcomes for label in one.labels))

    def table(self, dimensions: Sequence[Dimension]) -> np.ndarray:
        """One cell (a line of whole numbers) for each combination of the dimensions, the last changing fastest."""
        pieces = [slice(at, at + PIECE) for at in range(0, max(self.rows, 1), PIECE)]
        return sum(self._piece(dimensions, rows) for rows in pieces)

    def _piece(self, dimensions: Sequence[Dimension], rows: slice) -> np.ndarray:
        codes, size = np.zeros(len(range(self.rows)[rows]), dtype=np.uint32), 1
        for one in dimensions:
            codes *= one.size
            codes += one.codes[rows]
            size *= one.size
        weights = None if self.weights is None else self.weights[rows]
        outcomes = [self._by_outcome(codes, size, one.codes[rows], len(one.labels), weights) for one in self.outcomes]
        every = outcomes[0].sum(axis=1) if outcomes else _count(codes, size, weights)
        people = every if self.people is None else _count(codes[np.flatnonzero(self.people[rows])], size, None)
        return np.concatenate([every[:, None], people[:, None], *outcomes], axis=1)

    @staticmethod
    def _by_outcome(codes, size: int, outcomes, width: int, weights) -> np.ndarray:
        return _count(codes * width + outcomes, size * width, weights).reshape(size, width)


def _count(codes: np.ndarray, size: int, weights: np.ndarray | None) -> np.ndarray:
    counted = np.bincount(codes, weights=weights, minlength=size)
    return counted if weights is None else np.rint(counted).astype(np.int64)


def cells(table: np.ndarray) -> tuple[Cell, ...]:
    return tuple(map(tuple, table.tolist()))


def labelled(labels: tuple[str, ...], table: np.ndarray) -> LabelledCells:
    """The lines of a table that are not all 0, with their labels."""
    filled = np.flatnonzero(table.any(axis=1))
    return LabelledCells(tuple(labels[i] for i in filled.tolist()), cells(table[filled]))


def split(names: tuple[str, ...], labels: tuple[str, ...], table: np.ndarray) -> dict[str, LabelledCells]:
    """The cells of a field's labels, once for each of the names (months, teams) that has any."""
    return {name: labelled(labels, part) for name, part in zip(names, table, strict=True) if part.any()}


def crossed(categories: list[tuple[str, ...]], table: np.ndarray) -> tuple[CrossCell, ...]:
    """The filled cells of a table of several characteristics, each with the categories it is of."""
    filled = np.nonzero(table.any(axis=-1))
    names = zip(*([own[i] for i in places.tolist()] for own, places in zip(categories, filled)), strict=True)
    return tuple(CrossCell(name, cell) for name, cell in zip(names, cells(table[filled]), strict=True))
