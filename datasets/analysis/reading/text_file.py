"""A delimited text file: decoded, its delimiter and headings found, its rows read into a grid."""

from datasets.analysis.reading.cells import clean
from datasets.analysis.reading.csv_table import read_whole_lines
from datasets.analysis.reading.delimiter import NAMES, NONE, Record, Sample, sample
from datasets.analysis.reading.header import Header, find_header, named_header
from datasets.analysis.reading.line_by_line import Lines, read_line_by_line
from datasets.analysis.reading.options import CannotRead, ReadOptions, check_width
from datasets.analysis.reading.table_from import Found
from datasets.analysis.reading.text import decode
from datasets.analysis.table import Passage, Problem


def read_text(data: bytes, options: ReadOptions, progress) -> Found:
    """The grid of a text file. Raises CannotRead where it holds no table."""
    decoded = decode(data, options.encoding)
    first = sample(decoded.utf8, options.delimiter)
    _check_delimiter(decoded.utf8, first, options.delimiter)
    if not first.records:
        raise CannotRead(
            "no_rows",
            "No rows could be read from this file. Open it in Excel, save it as CSV UTF-8, and choose it again.",
        )
    rows = [record.cells for record in first.records]
    header = _header(first.records, rows, options)
    width = _width(rows, header)
    check_width(width, options.limits)
    after = first.records[header.body - 1].after if header.rows else first.records[header.first].line
    start = _start_of_line(decoded.utf8, after)
    body = memoryview(decoded.utf8)[start:]
    progress("reading", start, len(decoded.utf8))
    grid = read_whole_lines(body, first.delimiter, width, after, options.limits) if body else None
    lines = Lines()
    if grid is None:
        grid, lines = read_line_by_line(str(body, "utf-8"), first.delimiter, width, after, options.limits)
    progress("reading", len(decoded.utf8), len(decoded.utf8))
    above = [[clean(cell) for cell in row] for row in rows[: header.first]]
    return Found(
        grid,
        [[clean(cell) for cell in row] for row in rows[header.first : header.body]],
        [row for row in above if any(row)],
        first.records[header.body - 1].line if header.rows else 0,
        "tsv" if first.delimiter == "\t" else "csv",
        encoding=decoded.encoding,
        delimiter=None if first.delimiter == NONE else first.delimiter,
        set_aside=tuple(lines.set_aside),
        problems=(*decoded.problems, *_delimiter_problem(first), *_line_problems(lines)),
        passages=tuple(Passage("lines above the headings", " ".join(filter(None, row))) for row in above if any(row)),
    )


def _header(records: list[Record], rows: list[list[str]], options: ReadOptions) -> Header:
    wanted = options.header_row
    if wanted is None:
        return find_header(rows)
    if wanted == 0:
        return Header(next((place for place, row in enumerate(rows) if any(row)), 0), 0)
    for place, record in enumerate(records):
        if record.line <= wanted < record.after:
            return named_header(rows, place, wanted)
    raise CannotRead(
        "header_row",
        f"Row {wanted} is not among the first rows of this file. Choose the row that holds the headings.",
    )


def _check_delimiter(utf8: bytes, first: Sample, wanted: str | None) -> None:
    """Refuses a delimiter that a person chose and that parts nothing."""
    if wanted is None or not first.records or any(len(record.cells) > 1 for record in first.records):
        return
    found = sample(utf8).delimiter
    instead = f" The cells seem to be parted by a {NAMES[found]}." if found in NAMES and found != NONE else ""
    raise CannotRead(
        "delimiter", f"No line at the top of this file is parted by a {NAMES.get(wanted, wanted)}.{instead}"
    )


def _width(rows: list[list[str]], header: Header) -> int:
    """As many columns as the headings have, or as most rows below have where those have more."""
    headings = max((len(row) for row in rows[header.first : header.body]), default=0)
    below = sorted(len(row) for row in rows[header.body :] if any(row))
    return max(headings, below[len(below) // 2] if below else 0, 1)


def _start_of_line(utf8: bytes, line: int) -> int:
    """Where a line, counted from 1, starts."""
    at = 0
    for _ in range(line - 1):
        at = utf8.find(b"\n", at) + 1
        if at == 0:
            return len(utf8)
    return at


def _delimiter_problem(first: Sample) -> tuple[Problem, ...]:
    if first.delimiter == ",":
        return ()
    if first.delimiter == NONE:
        message = (
            "This file has one column only, so nothing can be compared by group within it. If it should have more, "
            "choose the delimiter."
        )
        return (Problem("one_column", "note", message),)
    name = NAMES.get(first.delimiter, "character of its own")
    message = f"The cells of this file are parted by a {name}, not a comma. It was read so."
    return (Problem("delimiter", "note", message),)


def _line_problems(lines: Lines) -> list[Problem]:
    problems = []
    if lines.quotes:
        message = (
            f"A quote mark is out of place or never closed on {_where(lines.quotes)}. The quote marks of "
            "that line were left out and it was read by itself, so no line after it was swallowed. Check that row."
        )
        problems.append(Problem("quotes", "warning", message, lines.quotes[0]))
    if lines.too_long:
        where = _where(lines.too_long)
        message = f"A cell on {where} is too long to read, so that row was set aside. Shorten the text."
        problems.append(Problem("cell_too_long", "warning", message, lines.too_long[0]))
    aside = {one.row for one in lines.set_aside}
    for places, what, done in (
        (lines.long, "more cells than there are headings", "The cells that belong to no heading were left out"),
        (lines.short, "fewer cells than there are headings", "The missing cells at the end were read as blank"),
    ):
        if places:
            slipped = len(aside & set(places))
            more = f"; {slipped} of these rows had slipped out of their columns and were set aside" if slipped else ""
            message = f"There are {what} on {_where(places)}. {done}{more}. Often a comma within a value is the cause."
            problems.append(Problem("row_length", "warning", message, places[0]))
    return problems


def _where(lines: list[int]) -> str:
    """Up to ten line numbers as words."""
    shown = ", ".join(map(str, lines[:10]))
    more = f" and {len(lines) - 10:,} more" if len(lines) > 10 else ""
    return f"line{'s' if len(lines) > 1 else ''} {shown}{more}"
