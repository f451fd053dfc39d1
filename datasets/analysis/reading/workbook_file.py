"""A workbook: the sheet with the table chosen, its headings found, and what is hidden in the rest looked at."""

from dataclasses import replace

import numpy as np

from datasets.analysis.identifiers.patterns import holds_identifier
from datasets.analysis.reading.cells import clean
from datasets.analysis.reading.damage import error_cells
from datasets.analysis.reading.grid import Grid
from datasets.analysis.reading.header import Header, find_header, named_header
from datasets.analysis.reading.headings import names_of
from datasets.analysis.reading.options import CannotRead, ReadOptions
from datasets.analysis.reading.sheet_scan import column_letters
from datasets.analysis.reading.side_by_side import Across, tables_across
from datasets.analysis.reading.table_from import Found
from datasets.analysis.reading.workbook import (
    SIDE_ROWS,
    Sheet,
    Workbook,
    filled_merges,
    open_workbook,
    passages,
    read_sheet,
)
from datasets.analysis.table import Passage, Problem, SideSheet, Table

SAMPLE_ROWS = 120


def read_workbook(data: bytes, kind: str, options: ReadOptions, progress) -> Found:
    """The grid of the chosen sheet. Raises CannotRead where the file is unsafe, damaged or holds no table."""
    workbook = open_workbook(data, kind, options.limits)
    if len(workbook.names) > options.limits.sheets:
        raise CannotRead(
            "too_many_sheets", f"This workbook has more than {options.limits.sheets} sheets, the most that can be read."
        )
    options = replace(options, sheet=_named(workbook, options.sheet))
    sheets = _read_sheets(workbook, options, progress)
    chosen = _choose(sheets, options)
    others = [sheet for sheet in sheets if sheet is not chosen and len(sheet.grid)]
    found, several = _found(chosen, options)
    shown = {sheet.name: _shown(sheet.name, place) for place, sheet in enumerate(sheets, 1)}
    return replace(
        found,
        format=workbook.kind,
        sheet=shown[chosen.name],
        sheets=tuple(shown.values()),
        problems=(
            *_sheet_problems(chosen, others, shown),
            *several,
            *_hidden_problems(chosen),
            *_parts_problems(workbook),
        ),
        passages=(
            *found.passages,
            *(Passage("sheet names", name) for name, _ in workbook.names),
            *(Passage(place, text) for place, text in passages(data, workbook.parts, options.limits)),
        ),
        side_sheets=tuple(_side(sheet, shown[sheet.name]) for sheet in others),
    )


def _named(workbook: Workbook, wanted: str | None) -> str | None:
    """The sheet a person means, by its name (in capitals or not) or by the name it is shown under."""
    if wanted is None:
        return None
    shown = [(name, _shown(name, place)) for place, (name, _) in enumerate(workbook.names, 1)]
    words = clean(wanted).casefold()
    for name, own in shown:
        if wanted == name or words in (clean(name).casefold(), own.casefold()):
            return name
    sheets = tuple(own for _, own in shown)
    raise CannotRead(
        "no_such_sheet",
        f"There is no sheet {_quoted(wanted)} in this workbook. Its sheets are: {_listed(list(sheets))}. Choose one of "
        "them.",
        sheets=sheets,
    )


def _quoted(wanted: str) -> str:
    return "of that name" if holds_identifier(wanted) else f"“{clean(wanted)}”"


def _read_sheets(workbook: Workbook, options: ReadOptions, progress) -> list[Sheet]:
    """Every sheet; those that cannot be the table are read only as far as looking for identifiers needs."""
    names = workbook.names
    sheets = []
    for name, hidden in names:
        aside = hidden if options.sheet is None else name != options.sheet
        whole = not aside or len(names) == 1
        sheets.append(read_sheet(workbook, name, options.limits, progress, None if whole else SIDE_ROWS))
    if not any(len(sheet.grid) for sheet in sheets):
        raise CannotRead(
            "empty_file", "This workbook is empty: none of its sheets holds a cell. Export it again, then choose it."
        )
    return sheets


def _choose(sheets: list[Sheet], options: ReadOptions) -> Sheet:
    """The sheet asked for; else the visible one that holds the most of a table."""
    if options.sheet is not None:
        return next(sheet for sheet in sheets if sheet.name == options.sheet)
    visible = [sheet for sheet in sheets if not sheet.hidden and len(sheet.grid)]
    return max(visible or [sheet for sheet in sheets if len(sheet.grid)], key=_table_size)


def _table_size(sheet: Sheet) -> int:
    """Cells in rows of two or more cells: a cover or a sheet of notes has few."""
    filled = sheet.grid.filled()
    return int(filled[filled >= 2].sum()) or (1 if len(filled) else 0)


def _found(sheet: Sheet, options: ReadOptions) -> tuple[Found, list[Problem]]:
    grid = sheet.grid
    rows = [grid.row(place) for place in range(min(len(grid), SAMPLE_ROWS))]
    empty = {place for place, column in enumerate(grid.columns) if not column.labels}
    tables = tables_across(rows, empty)
    number = min(options.table or 1, len(tables))
    across = tables[number - 1]
    rows = [row[across.first : across.last] for row in rows]
    header = _header(grid, rows, options)
    merged = filled_merges(sheet).grid.between(across.first, across.last)
    above = [[clean(cell) for cell in row] for row in rows[: header.first] if any(row)]
    headings = [merged.row(place) for place in range(header.first, header.body)]
    body = grid.between(across.first, across.last).keep(np.arange(len(grid)) >= header.body)
    found = Found(
        body,
        headings,
        above,
        int(grid.row_numbers[header.body - 1]) if header.rows else 0,
        "",
        first_column=sheet.offset + across.first,
        passages=tuple(Passage("lines above the headings", " ".join(filter(None, row))) for row in above),
    )
    return found, _several(tables, number, sheet.offset)


def _header(grid: Grid, rows: list[list[str]], options: ReadOptions) -> Header:
    wanted = options.header_row
    if wanted is None:
        return find_header(rows)
    if wanted == 0:
        return Header(next((place for place, row in enumerate(rows) if any(row)), 0), 0)
    place = wanted - int(grid.row_numbers[0])
    if not 0 <= place < len(rows):
        raise CannotRead(
            "header_row",
            f"Row {wanted} is not among the first rows of the sheet. Choose the row that holds the headings.",
        )
    return named_header(rows, place, wanted)


def _several(tables: list[Across], number: int, offset: int) -> list[Problem]:
    if len(tables) < 2:
        return []
    places = [f"{column_letters(t.first + offset + 1)} to {column_letters(t.last + offset)}" for t in tables]
    others = " and ".join(place for at, place in enumerate(places) if at != number - 1)
    message = (
        f"{'Two' if len(tables) == 2 else len(tables)} tables stand side by side on this sheet. The one in columns "
        f"{places[number - 1]} was used; the one in columns {others} was left out. Choose the other, or put each on "
        "its own sheet."
    )
    return [Problem("side_by_side", "warning", message)]


def _shown(name: str, place: int) -> str:
    """A sheet's name as it may be shown: by its place where the name holds an identifier."""
    return f"Sheet {place}" if holds_identifier(name) else clean(name)


def _side(sheet: Sheet, shown: str) -> SideSheet:
    """Another sheet as a table, headings and all, for the search for identifiers."""
    rows = [sheet.grid.row(place) for place in range(min(len(sheet.grid), SAMPLE_ROWS))]
    header = find_header(rows)
    names, _ = names_of(rows[header.first : header.body], sheet.grid.width, sheet.offset)
    body = sheet.grid.keep(np.arange(len(sheet.grid)) >= header.body)
    columns = tuple(replace(column, name=name) for column, name in zip(body.columns, names, strict=True))
    return SideSheet(shown, sheet.hidden, Table(columns, body.row_numbers, ()))


def _sheet_problems(chosen: Sheet, others: list[Sheet], shown: dict[str, str]) -> list[Problem]:
    problems = []
    alike = [shown[one.name] for one in others if not one.hidden and _headings(one) == _headings(chosen)]
    visible = [shown[sheet.name] for sheet in others if not sheet.hidden]
    hidden = [shown[sheet.name] for sheet in others if sheet.hidden]
    if visible:
        message = (
            f"The table on sheet “{shown[chosen.name]}” was used. Not used: {_listed(visible)}. Choose another "
            "sheet if that is wrong."
        )
        if alike:
            message += (
                f" {_listed(alike)} {'has' if len(alike) == 1 else 'have'} the same headings: to count all "
                "together, copy their rows onto one sheet."
            )
        problems.append(Problem("sheet_chosen", "note", message))
    if hidden:
        message = (
            f"This workbook has {'a hidden sheet' if len(hidden) == 1 else f'{len(hidden)} hidden sheets'} "
            f"({_listed(hidden)}). "
            "Nothing on it was used or kept. Delete hidden sheets before you share a workbook."
        )
        problems.append(Problem("hidden_sheet", "warning", message))
    if chosen.hidden:
        problems.append(
            Problem(
                "hidden_sheet",
                "warning",
                f"The sheet that was used, “{shown[chosen.name]}”, is hidden in the workbook.",
            )
        )
    return problems


def _headings(sheet: Sheet) -> list[str]:
    """The words of the row that holds a sheet's headings."""
    rows = [sheet.grid.row(place) for place in range(min(len(sheet.grid), SAMPLE_ROWS))]
    header = find_header(rows)
    return [clean(cell) for row in rows[header.first : header.body] for cell in row]


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def _hidden_problems(sheet: Sheet) -> list[Problem]:
    problems = []
    scan = sheet.scan
    if scan and scan.hidden_rows:
        why = "by a filter" if scan.filtered else "in the sheet"
        message = (
            f"{len(scan.hidden_rows):,} rows are hidden {why}. They were read and counted with the others. If they "
            "should not "
            "count, copy the visible rows into a new workbook."
        )
        problems.append(Problem("hidden_rows", "warning", message, scan.hidden_rows[0] or None))
    if scan and scan.hidden_columns:
        letters = ", ".join(column_letters(first) for first, _ in scan.hidden_columns[:10])
        message = (
            f"Some columns are hidden in the sheet (from column {letters}). They were read with the others; look at "
            "what they hold."
        )
        problems.append(Problem("hidden_columns", "warning", message))
    if scan and scan.no_result:
        problems.append(_formula_problem(sheet))
    if scan and scan.errors:
        problems.append(error_cells(scan.errors))
    if sheet.stray:
        message = (
            "A stray cell stands far from the table "
            f"({', '.join(sheet.stray[:5])}{' and others' if len(sheet.stray) > 5 else ''}). "
            "It was left out, with the large blank space before it. Delete it in the workbook if it is not needed."
        )
        problems.append(Problem("stray_cell", "warning", message))
    return problems


def _formula_problem(sheet: Sheet) -> Problem:
    columns = sorted({letters for letters, _ in sheet.scan.no_result}, key=lambda letters: (len(letters), letters))
    message = (
        f"{len(sheet.scan.no_result)} cells in column {', '.join(columns[:10])} hold a formula whose result was "
        "never calculated, so they "
        "read as blank (a Total column, for one, is not 0). Open the workbook in Excel, save it, and choose it again "
        "to use them."
    )
    return Problem("formula_without_result", "warning", message, sheet.scan.no_result[0][1])


def _parts_problems(workbook: Workbook) -> list[Problem]:
    problems, parts = [], workbook.parts
    if workbook.kind == "xlsm":
        message = "This workbook holds macros (.xlsm). They were neither run nor kept; only the cells were read."
        problems.append(Problem("macros", "note", message))
    if any(part.startswith("xl/pivotCache/pivotCacheRecords") for part in parts):
        message = (
            "A pivot table in this workbook keeps a hidden copy of the rows it was made from. Nothing of it was used "
            "or kept. "
            "Copy the table as values into a new workbook before you share it."
        )
        problems.append(Problem("pivot_cache", "warning", message))
    if any(part.startswith("xl/externalLinks/") for part in parts):
        problems.append(Problem("external_links", "note", "This workbook refers to other files. They were not opened."))
    return problems
