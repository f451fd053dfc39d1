"""A grid of cells before it is a table: factorised columns without headings, and where each row stood in the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from datasets.analysis.reading.cells import clean, written
from datasets.analysis.table import Column

# Rows taken together: so few of them stay near the processor, which halves the time.
BATCH = 1_000


class _Codes(dict):
    """Gives each new value the code of its clean text; -1 for an empty cell."""

    def __init__(self, text):
        super().__init__()
        self.text = text
        self.places: dict[str, int] = {"": -1}

    def __missing__(self, value):
        label = self.text(value)
        code = self.places.get(label)
        if code is None:
            code = self.places[label] = len(self.places) - 1
        self[value] = code
        return code


class GridBuilder:
    """Takes rows of cells in batches and factorises them as they come, so that no row is held for long."""

    def __init__(self, text=written):
        self.text, self.width, self.rows = text, 0, 0
        self.tables: list[_Codes] = []
        self.parts: list[list[np.ndarray]] = []

    def add(self, rows: Sequence[Sequence]) -> None:
        """Adds rows of equal width; a batch wider than those before widens the grid."""
        columns = list(zip(*rows, strict=True))
        for _ in range(len(columns) - len(self.tables)):
            self.tables.append(_Codes(self.text))
            self.parts.append([np.full(self.rows, -1, np.int32)] if self.rows else [])
        for place, table in enumerate(self.tables):
            cells = columns[place] if place < len(columns) else ("",) * len(rows)
            if self.text is written and bool in set(map(type, cells)):
                # True equals 1 as a key, and must not become it.
                cells = [written(cell) if isinstance(cell, bool) else cell for cell in cells]
            self.parts[place].append(np.fromiter(map(table.__getitem__, cells), np.int32, len(rows)))
        self.rows += len(rows)

    def grid(self, row_numbers: np.ndarray) -> "Grid":
        columns = []
        for table, parts in zip(self.tables, self.parts, strict=True):
            labels = tuple(islice(table.places, 1, None))
            columns.append(Column("", labels, np.concatenate(parts) if parts else np.empty(0, np.int32)))
        return Grid(tuple(columns), row_numbers)


@dataclass(frozen=True)
class Grid:
    """columns have no names yet; row_numbers[i] is the line or sheet row of row i, counted from 1."""

    columns: tuple[Column, ...]
    row_numbers: np.ndarray

    def __len__(self) -> int:
        return len(self.row_numbers)

    @property
    def width(self) -> int:
        return len(self.columns)

    def row(self, place: int) -> list[str]:
        """The texts of one row, "" where a cell is empty."""
        return [column.labels[code] if (code := column.codes[place]) >= 0 else "" for column in self.columns]

    def filled(self) -> np.ndarray:
        """How many cells of each row are not empty."""
        counts = np.zeros(len(self), np.int32)
        for column in self.columns:
            counts += column.codes >= 0
        return counts

    def keep(self, rows: np.ndarray) -> "Grid":
        """The rows of a mask or of places, and only the labels that they use."""
        columns = tuple(compact(replace(column, codes=column.codes[rows])) for column in self.columns)
        return Grid(columns, self.row_numbers[rows])

    def between(self, first: int, last: int) -> "Grid":
        """The columns from first up to, not with, last."""
        return Grid(self.columns[first:last], self.row_numbers)


def compact(column: Column) -> Column:
    """The column without labels that no row uses, so that nothing set aside stays behind in it."""
    used = column.times[:-1] > 0
    if used.all():
        return column
    places = np.append(np.cumsum(used, dtype=np.int32) - 1, np.int32(-1))
    labels = tuple(label for label, keep in zip(column.labels, used.tolist(), strict=True) if keep)
    return replace(column, labels=labels, codes=places[column.codes])


def relabel(column: Column, labels: Iterable[str]) -> Column:
    """The column with each label rewritten; labels that become alike are joined, those that become "" are empty."""
    labels = tuple(labels)
    found = set(labels)
    if len(found) == len(labels) and "" not in found:
        return replace(column, labels=labels)
    places = {label: place for place, label in enumerate(dict.fromkeys(filter(None, labels)))}
    turned = np.array([*(places.get(label, -1) for label in labels), -1], np.int32)
    return replace(column, labels=tuple(places), codes=turned[column.codes])


def grid_of(rows: Iterable[Sequence[str]], numbers: Sequence[int]) -> Grid:
    """A grid from rows of text of any length, padded to the longest."""
    rows = [list(row) for row in rows]
    width = max(map(len, rows), default=0)
    builder = GridBuilder(clean)
    builder.add([row + [""] * (width - len(row)) for row in rows])
    return builder.grid(np.asarray(numbers, np.int64))


def empty_grid(width: int) -> Grid:
    """A grid of `width` columns without a row."""
    return Grid(tuple(Column("", (), np.empty(0, np.int32)) for _ in range(width)), np.empty(0, np.int64))
