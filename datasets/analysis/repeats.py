"""Rows that are exact copies of another row."""

from collections.abc import Iterator

import numpy as np

from datasets.analysis.table import Column, Table

_ODD = np.uint64(0x9E3779B97F4A7C15)


def repeated_rows(table: Table) -> int:
    """How many rows say exactly the same in every column as a row counted before; 0 for a table without columns."""
    marks = None
    for whole in _as_whole_numbers(table.columns):
        marks = whole if marks is None else _mixed(marks) ^ whole
    if marks is None:
        return 0
    marks.sort()
    return int(np.count_nonzero(marks[1:] == marks[:-1]))


def _as_whole_numbers(columns: tuple[Column, ...]) -> Iterator[np.ndarray]:
    """The codes of each row as one whole number of 64 bits, or as few as hold them all."""
    whole, room = None, 1
    for column in columns:
        size = len(column.labels) + 1
        codes = (column.codes + 1).astype(np.uint64)
        if whole is not None and room * size > 1 << 64:
            yield whole
            whole, room = None, 1
        whole, room = codes if whole is None else whole * np.uint64(size) + codes, room * size
    if whole is not None:
        yield whole


def _mixed(marks: np.ndarray) -> np.ndarray:
    """Spread out, so that different rows come to the same mark once in ten thousand million million pairs."""
    marks = (marks + np.uint64(2)) * _ODD
    return marks ^ (marks >> np.uint64(29))
