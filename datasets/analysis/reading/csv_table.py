"""Rows of a delimited text file into a grid: at the speed of pyarrow where every line is one whole row, else line by line."""

import csv
import io
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from datasets.analysis.reading.cells import clean, shape
from datasets.analysis.reading.grid import BATCH, Grid, GridBuilder, empty_grid, relabel
from datasets.analysis.reading.options import CannotRead, Limits
from datasets.analysis.table import Column, SetAsideRow

MOST_FAULTS = 500


@dataclass
class Lines:
    """What the line-by-line reader found out of order: lines mended, short, long, and rows set aside."""

    quotes: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)
    long: list[int] = field(default_factory=list)
    set_aside: list[SetAsideRow] = field(default_factory=list)


def read_whole_lines(body: bytes, delimiter: str, width: int, first_line: int, limits: Limits) -> Grid | None:
    """The grid of a body in which each line is one row of `width` cells; None where it is not, and must be read line by line.

    body is UTF-8 from the first data row on; first_line is the line it starts on.
    """
    lines = body.count(b"\n") + (not body.endswith(b"\n"))
    if lines > limits.rows:
        raise CannotRead(
            "too_many_rows",
            f"This file has {lines:,} lines; at most {limits.rows:,} rows can be read. Part it by year.",
        )
    names = [f"c{place}" for place in range(width)]
    try:
        table = pacsv.read_csv(
            pa.py_buffer(body),
            read_options=pacsv.ReadOptions(column_names=names, block_size=1 << 22),
            parse_options=pacsv.ParseOptions(
                delimiter=delimiter, newlines_in_values=False, ignore_empty_lines=width > 1
            ),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.dictionary(pa.int32(), pa.string()) for name in names},
                strings_can_be_null=False,
                null_values=[],
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != lines:
        return None
    ascii_only = body.isascii()
    columns = tuple(_column(table.column(name).unify_dictionaries(), ascii_only) for name in names)
    return Grid(columns, np.arange(first_line, first_line + lines, dtype=np.int64))


def _column(chunked: pa.ChunkedArray, ascii_only: bool) -> Column:
    """One dictionary-encoded column as labels and codes, every label clean and the empty one as -1."""
    chunks = chunked.chunks
    codes = np.concatenate([np.asarray(chunk.indices) for chunk in chunks]) if chunks else np.empty(0, np.int32)
    words = chunks[0].dictionary if chunks else pa.array([], pa.string())
    labels = texts(words)
    column = Column("", tuple(labels), codes)
    if _needs_cleaning(words, ascii_only):
        return relabel(column, map(clean, labels))
    return relabel(column, labels) if "" in labels else column


def _needs_cleaning(words: pa.Array, ascii_only: bool) -> bool:
    if not ascii_only and not pc.all(pc.string_is_ascii(words)).as_py():
        return True
    untidy = pc.match_substring_regex(words, r"^ | $|  |[\x00-\x09\x0b-\x1f\x7f]")
    return bool(pc.any(untidy).as_py())


def texts(words: pa.Array) -> list[str]:
    """A string array as a list of str, cut from one decoded text where that is possible: far faster than cell by cell."""
    validity, offsets, data = words.buffers()
    if data is None or words.offset:
        return words.to_pylist()
    ends = np.frombuffer(offsets, np.int32)[: len(words) + 1].tolist()
    raw = data.to_pybytes()
    if not raw.isascii():
        return [raw[start:end].decode() for start, end in zip(ends, ends[1:], strict=False)]
    whole = raw.decode("ascii")
    return [whole[start:end] for start, end in zip(ends, ends[1:], strict=False)]


def read_line_by_line(text: str, delimiter: str, width: int, first_line: int, limits: Limits) -> tuple[Grid, Lines]:
    """The grid of any delimited text: quotes may span lines, rows may be short or long, a quote may never close.

    Short rows are padded; of long rows the cells beyond the last heading are left out. Either is set aside instead where
    its cells do not look like those of their columns, since then they have slipped sideways.
    """
    faults = Lines()
    odd: list[tuple[int, list[str]]] = []
    builder, numbers, batch = GridBuilder(clean), [], []
    for line, cells in _records(text, delimiter, width, first_line, faults):
        if (
            len(cells) > width
            and any(map(str.strip, cells[width:]))
            or 0 < len(cells) < width
            and any(map(str.strip, cells))
        ):
            odd.append((line, cells))
            if len(cells) < width:
                cells = cells + [""] * (width - len(cells))
        batch.append((cells + [""] * width)[:width])
        numbers.append(line)
        if len(batch) == BATCH:
            builder.add(batch)
            batch = []
        if len(numbers) > limits.rows:
            raise CannotRead(
                "too_many_rows", f"This file has more than {limits.rows:,} rows, the most that can be read."
            )
    if batch:
        builder.add(batch)
    grid = builder.grid(np.asarray(numbers, np.int64)) if numbers else empty_grid(width)
    return _judge_odd(grid, odd, width, faults), faults


def _records(text: str, delimiter: str, width: int, first_line: int, faults: Lines):
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
                ) from None
            yield start + first_line, lines[start].rstrip("\r\n").replace('"', "").split(delimiter)
            at = start + 1


def _swallowed(cells: list[str], delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds whole rows: as many delimiters on one of its lines as a row has."""
    least = max(width - 1, 2)
    return any(line.count(delimiter) >= least for cell in cells if "\n" in cell for line in cell.split("\n"))


def _judge_odd(grid: Grid, odd: list[tuple[int, list[str]]], width: int, faults: Lines) -> Grid:
    """Keeps the rows of odd length whose cells fit their columns, and sets the others aside."""
    if not odd:
        return grid
    lines = {line for line, _ in odd}
    good = ~np.isin(grid.row_numbers, list(lines))
    outlines = []
    for column in grid.columns:
        used = np.unique(column.codes[good])
        labels = [column.labels[code] for code in used[:5000] if code >= 0]
        outlines.append((set(labels), set(map(shape, labels))))
    drop = set()
    for line, cells in odd:
        if sum(bool(clean(cell)) for cell in cells) == 1 and width > 2:
            # One cell alone is a line of text, such as a footer: sorted out with the other rows.
            continue
        (faults.long if len(cells) > width else faults.short).append(line)
        fits = all(
            not (cell := clean(raw)) or not labels or cell in labels or shape(cell) in shapes
            for raw, (labels, shapes) in zip(cells, outlines, strict=False)
        )
        if not fits:
            count = "more" if len(cells) > width else "fewer"
            faults.set_aside.append(
                SetAsideRow(line, f"{len(cells)} cells, {count} than the {width} headings, and they do not fit.")
            )
            drop.add(line)
    return grid.keep(~np.isin(grid.row_numbers, list(drop))) if drop else grid
