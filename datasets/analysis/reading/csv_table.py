"""Rows of a delimited text file into a grid at the speed of pyarrow, where every line is one whole row."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from datasets.analysis.reading.cells import clean
from datasets.analysis.reading.grid import Grid, relabel
from datasets.analysis.reading.options import CannotRead, Limits
from datasets.analysis.table import Column


def read_whole_lines(body: bytes, delimiter: str, width: int, first_line: int, limits: Limits) -> Grid | None:
    """The grid of a body in which each line is one row of `width` cells; None where it must be read line by line.

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
    codes = np.concatenate([_numbers(chunk.indices) for chunk in chunks]) if chunks else np.empty(0, np.int32)
    words = chunks[0].dictionary if chunks else pa.array([], pa.string())
    labels = texts(words)
    column = Column("", tuple(labels), codes)
    if _needs_cleaning(words, ascii_only):
        return relabel(column, map(clean, labels))
    return relabel(column, labels) if "" in labels else column


def _numbers(indices: pa.Array) -> np.ndarray:
    """The int32 values of an array without nulls; pyarrow's own way to numpy brings in pandas, which costs a second."""
    return np.frombuffer(indices.buffers()[1], np.int32, len(indices), indices.offset * 4)


def _needs_cleaning(words: pa.Array, ascii_only: bool) -> bool:
    if not ascii_only and not pc.all(pc.string_is_ascii(words)).as_py():
        return True
    untidy = pc.match_substring_regex(words, r"^ | $|  |[\x00-\x09\x0b-\x1f\x7f]")
    return bool(pc.any(untidy).as_py())


def texts(words: pa.Array) -> list[str]:
    """A string array as a list of str, cut from one decoded text where it can be: far faster than cell by cell."""
    validity, offsets, data = words.buffers()
    if data is None or words.offset:
        return words.to_pylist()
    ends = np.frombuffer(offsets, np.int32)[: len(words) + 1].tolist()
    raw = data.to_pybytes()
    if not raw.isascii():
        return [raw[start:end].decode() for start, end in zip(ends, ends[1:], strict=False)]
    whole = raw.decode("ascii")
    return list(map(whole.__getitem__, map(slice, ends, ends[1:])))
