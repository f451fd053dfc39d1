"""Rows of any delimited text, one at a time: cells of several lines, rows too short or long, quotes left open."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from datasets.analysis.reading.cells import clean, shape
from datasets.analysis.reading.grid import BATCH, Grid, GridBuilder, empty_grid
from datasets.analysis.reading.options import CannotRead, Limits
from datasets.analysis.table import SetAsideRow

MOST_FAULTS = 500
# Labels of a column that a row of odd length is compared with.
MOST_LABELS = 5_000


@dataclass
class Lines:
    """What was out of order: lines whose quotes were left out, short and long lines, lines with a cell too
    long to read, and rows set aside."""

    quotes: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)
    long: list[int] = field(default_factory=list)
    too_long: list[int] = field(default_factory=list)
    set_aside: list[SetAsideRow] = field(default_factory=list)


def read_line_by_line(text: str, delimiter: str, width: int, first_line: int, limits: Limits) -> tuple[Grid, Lines]:
    """The grid of any delimited text, and what was out of order in it.

    A short row is padded and a long one loses the cells that belong to no heading, where the rest then looks like the
    cells of its columns; otherwise it has slipped sideways and is set aside.
    """
    faults = Lines()
    odd: list[tuple[int, list[str]]] = []
    builder, numbers, batch = GridBuilder(clean), [], []
    for line, cells in _records(text, delimiter, width, first_line, faults):
        if _is_odd(cells, width):
            odd.append((line, [clean(cell) for cell in cells]))
        else:
            batch.append((cells + [""] * width)[:width])
            numbers.append(line)
        if len(batch) == BATCH:
            builder.add(batch)
            batch = []
        if len(numbers) + len(odd) > limits.rows:
            raise CannotRead(
                "too_many_rows",
                f"This file has more than {limits.rows:,} rows, the most that can be read. Part it by year.",
            )
    if batch:
        builder.add(batch)
    kept = _kept(builder, odd, width, faults)
    if kept:
        builder.add([cells for _, cells in kept])
        numbers += [line for line, _ in kept]
    if not numbers:
        return empty_grid(width), faults
    grid = builder.grid(np.asarray(numbers, np.int64))
    return (grid.keep(np.argsort(grid.row_numbers, kind="stable")) if kept else grid), faults


def _is_odd(cells: list[str], width: int) -> bool:
    """Whether a row has cells beyond the headings, or ends before them."""
    if len(cells) > width:
        return any(map(str.strip, cells[width:]))
    return 0 < len(cells) < width and any(map(str.strip, cells))


def _records(text: str, delimiter: str, width: int, first_line: int, faults: Lines) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each record. A line whose quote swallows the lines after it is read with its quotes left out."""
    lines = list(io.StringIO(text, newline=""))
    at = 0
    while at < len(lines):
        reader = csv.reader(islice(lines, at, None), delimiter=delimiter, strict=True)
        start = at
        try:
            for cells in reader:
                if reader.line_num + at - start > 1 and _swallowed(cells, delimiter, width):
                    raise csv.Error("a quote was left open")
                yield start + first_line, cells
                start = at + reader.line_num
            return
        except csv.Error:
            faults.quotes.append(start + first_line)
        if len(faults.quotes) > MOST_FAULTS:
            raise CannotRead(
                "quotes",
                f"Quote marks are out of order on more than {MOST_FAULTS} lines, first on line {faults.quotes[0]}. "
                "Export the file again with text in double quotes, or as an Excel workbook.",
                row=faults.quotes[0],
            )
        at = start + 1
        if len(lines[start]) > csv.field_size_limit():
            faults.too_long.append(faults.quotes.pop())
            faults.set_aside.append(SetAsideRow(start + first_line, "A cell is too long to read."))
            continue
        yield start + first_line, lines[start].rstrip("\r\n").replace('"', "").split(delimiter)


def _swallowed(cells: list[str], delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds whole rows: as many delimiters on one of its lines as a row has."""
    least = max(width - 1, 2)
    return any(line.count(delimiter) >= least for cell in cells if "\n" in cell for line in cell.split("\n"))


def _kept(
    builder: GridBuilder, odd: list[tuple[int, list[str]]], width: int, faults: Lines
) -> list[tuple[int, list[str]]]:
    """The rows of odd length as they fit their columns; the others are set aside."""
    if not odd:
        return []
    columns = [list(islice(table.places, 1, MOST_LABELS)) for table in builder.tables] or [[]] * width
    outlines = [set(labels) | set(map(shape, labels)) for labels in columns]
    kept = []
    for line, cells in odd:
        if sum(map(bool, cells)) == 1 and width > 2:
            # One cell alone is a line of text, such as a footer: it is sorted out with the other rows.
            kept.append((line, ([cell for cell in cells if cell] + [""] * width)[:width]))
            continue
        (faults.long if len(cells) > width else faults.short).append(line)
        fitted = _fitted(cells, width, outlines)
        if fitted:
            kept.append((line, fitted))
        else:
            count = "more" if len(cells) > width else "fewer"
            reason = f"{len(cells)} cells, {count} than the {width} headings, and they do not fit."
            faults.set_aside.append(SetAsideRow(line, reason))
    return kept


def _fitted(cells: list[str], width: int, outlines: list[set[str]]) -> list[str] | None:
    """The cells in their columns: padded at the end, or without the one run of cells that is too many."""
    extra = len(cells) - width
    if extra < 0:
        padded = cells + [""] * -extra
        return padded if _fits(padded, outlines) else None
    at_end = cells[:width]
    if _fits(at_end, outlines):
        return at_end
    ways = [cells[:at] + cells[at + extra :] for at in range(width)]
    fitting = [way for place, way in enumerate(ways) if way not in ways[:place] and _fits(way, outlines)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(cells: list[str], outlines: list[set[str]]) -> bool:
    return all(
        not cell or not outline or cell in outline or shape(cell) in outline
        for cell, outline in zip(cells, outlines, strict=True)
    )
