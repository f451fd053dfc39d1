"""From the grid found in a file to the table that is profiled: rows sorted, columns named, shape recognised."""

from dataclasses import dataclass, field, replace

import numpy as np

from datasets.analysis.reading.counted import find_counts, total_rows, whole_of
from datasets.analysis.reading.crosstab import groups_across, unpivot
from datasets.analysis.reading.damage import mend
from datasets.analysis.reading.grid import Grid
from datasets.analysis.reading.headings import names_of, no_headings
from datasets.analysis.reading.options import CannotRead
from datasets.analysis.reading.rows_aside import REASONS, Sorted, sort_rows
from datasets.analysis.table import Passage, Problem, SetAsideRow, Shape, SideSheet, Table


@dataclass(frozen=True)
class Found:
    """What a file held: the grid below the headings, the rows of headings, the lines above, what was met on the way.

    header_row is the line or sheet row of the last heading row, 0 where there is none; first_column how many columns of
    the sheet stand before the grid.
    """

    grid: Grid
    headings: list[list[str]]
    above: list[list[str]]
    header_row: int
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    first_column: int = 0
    blank_above: int = 0
    set_aside: tuple[SetAsideRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    passages: tuple[Passage, ...] = ()
    side_sheets: tuple[SideSheet, ...] = ()


@dataclass(frozen=True)
class Made:
    table: Table
    rows_read: int
    shape: Shape
    problems: list[Problem] = field(default_factory=list)


def table_from(found: Found, counted: bool | None = None, keep: frozenset[str] = frozenset()) -> Made:
    """The table of a found grid. counted and keep are as in ReadOptions. Raises CannotRead where no row is left."""
    last = found.headings[-1] if found.headings else []
    rows = sort_rows(found.grid, [*last, *[""] * found.grid.width][: found.grid.width], found.above, keep)
    names, problems = names_of(found.headings, found.grid.width, found.first_column)
    if not found.headings:
        problems.append(no_headings())
    problems += _left_out(rows)
    aside = tuple(sorted((*found.set_aside, *rows.set_aside), key=lambda one: one.row))
    table = _named(rows.grid, names, found.headings, aside)
    if not len(table):
        raise CannotRead("no_rows", _no_rows(found), row=found.header_row or None, sheets=found.sheets)
    table, mended = mend(table)
    rows_read = len(table) + len(aside)
    made = _as_said(table, len(found.headings), counted, keep)
    shape = replace(made.shape, header_rows=len(found.headings), preamble_rows=len(found.above), blank_rows=rows.blank)
    return Made(made.table, rows_read, shape, [*problems, *mended, *made.problems])


def _as_said(table: Table, header_rows: int, counted: bool | None, keep: frozenset[str]) -> Made:
    """Counted or not: as the person says, or else as it looks."""
    if counted is False:
        return Made(table, 0, Shape(), [_looks_counted()] if find_counts(table) else [])
    made = _counted(table, header_rows, sure=counted is True, with_totals="total" in keep)
    if counted and made.shape.kind == "rows":
        made.problems.append(_no_counts())
    return made


def _looks_counted() -> Problem:
    return Problem(
        "looks_counted",
        "warning",
        "This table looks counted already (aggregated): groups with numbers beside them. You said that it is not, so "
        "each row was counted as one.",
    )


def _no_counts() -> Problem:
    return Problem(
        "no_counts",
        "warning",
        "You said that this table is counted already, but no column of it holds whole numbers beside groups. Each row "
        "was counted as one instead. If another sheet or row of headings holds the counts, choose that.",
    )


def _no_rows(found: Found) -> str:
    where = f"sheet “{found.sheet}”" if found.sheet else "this file"
    names = ", ".join(f"“{name}”" for name in found.sheets[:8])
    there = f" Its sheets are: {names}." if len(found.sheets) > 1 else ""
    return (
        f"No rows of data were found in {where}, only headings or text. Check that the right file or sheet was chosen."
        f"{there}"
    )


def _named(grid: Grid, names: list[str], headings: list[list[str]], aside: tuple[SetAsideRow, ...]) -> Table:
    """The columns by name, without those that have neither a heading nor a cell."""
    columns = []
    for place, (column, name) in enumerate(zip(grid.columns, names, strict=True)):
        headed = any(place < len(row) and row[place].strip() for row in headings)
        if column.labels or headed:
            columns.append(replace(column, name=name))
    return Table(tuple(columns), grid.row_numbers, aside)


def _left_out(rows: Sorted) -> list[Problem]:
    """One problem for each kind of row set aside, saying how many and where the first stands."""
    said = {
        "heading": "The headings come again further down ({n}); those rows were not counted.",
        "page": "Page lines of a printed report ({n}) were left out.",
        "total": "Total or subtotal rows ({n}) were left out, so that nobody is counted twice.",
        "footer": "Lines of text that are not data, such as a footer or the filters applied ({n}), were left out.",
        "second": "A second table stands below the first on the same sheet. Only the first was used; {n} of the second "
        "were left out. To use the second, choose the row of its headings, or put each table on a sheet of its own.",
    }
    problems = []
    for kind in REASONS:
        at = [aside.row for aside, own in zip(rows.set_aside, rows.kinds, strict=True) if own == kind]
        if at:
            count = f"{len(at):,} row{'s' if len(at) > 1 else ''}"
            problems.append(Problem(f"left_out_{kind}", "warning", said[kind].format(n=count), at[0]))
    return problems


def _counted(table: Table, header_rows: int, *, sure: bool, with_totals: bool = False) -> Made:
    """The table with its shape; totals taken out and a crosstab turned into rows where it is counted already."""
    counts = find_counts(table, sure=sure)
    if counts is None:
        return Made(table, 0, Shape())
    totals = total_rows(table, counts)
    problems = []
    if totals.any() and not with_totals:
        places = table.row_numbers[totals].tolist()
        table = _without(table, totals)
        problems += _left_out(
            Sorted(Grid((), table.row_numbers), tuple(SetAsideRow(p, "") for p in places), ("total",) * len(places), 0)
        )
        counts = find_counts(table, sure=sure) or replace(
            counts, numbers={name: values[~totals] for name, values in counts.numbers.items()}
        )
    across = groups_across(counts, header_rows)
    if across:
        rows = len(table)
        table, count_column = unpivot(table, counts, across)
        has_totals = len(across) < len(counts.counts)
        problems.append(_crosstab_problem(rows, len(across), count_column, header_rows, has_totals=has_totals))
        return Made(table, 0, Shape("crosstab", count_column), problems)
    whole = whole_of(counts)
    problems.append(_counted_problem(whole))
    parts = tuple(name for name in counts.counts if name != whole)
    return Made(table, 0, Shape("counted", whole, parts, counts.rates), problems)


def _without(table: Table, rows: np.ndarray) -> Table:
    grid = Grid(table.columns, table.row_numbers).keep(~rows)
    aside = (*table.set_aside, *(SetAsideRow(int(row), REASONS["total"]) for row in table.row_numbers[rows]))
    return Table(grid.columns, grid.row_numbers, tuple(sorted(aside, key=lambda one: one.row)))


def _counted_problem(whole: str) -> Problem:
    return Problem(
        "counted",
        "warning",
        "This table is already counted (aggregated): each row is a group, not a person. The numbers in this column "
        "were taken as "
        "the people of each group, and rates in the file were not used. If another column holds them, say so.",
        column=whole,
    )


def _crosstab_problem(rows: int, across: int, count_column: str, header_rows: int, *, has_totals: bool) -> Problem:
    totals = "; a column of totals was left out" if has_totals else ""
    headings = f"{header_rows} rows of headings, some merged, were joined. " if header_rows > 1 else ""
    return Problem(
        "crosstab",
        "warning",
        f"This is a crosstab, a wide table already counted (aggregated): groups run down and across. {headings}Its "
        f"{rows} rows by "
        f"{across} columns were turned into one row for each count{totals}.",
        column=count_column,
    )
