"""A list as an Excel workbook, made to be filled in: the rows, how to use it, what can be chosen, and, on a hidden
sheet, how each cell stood when it was taken out, so that only what was changed is ever changed."""

import io
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from guide.records import record_kind

from .columns import REFERENCE, Column, columns_of, text_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMAT = "equity-steps-list-1"
HOW, CHOICES, TAKEN = "How to use", "Choices", "As taken out"
# Empty rows below the last, ready to be filled in.
ROOM = 100
WIDTHS = {"title": 48, "text": 28, "long-text": 48, "date": 14, "number": 12, "person": 30, "choice": 24, "yes-no": 10}
FORMATS = {"date": "d mmm yyyy", "number": "General"}
LETTERS, LETTER_LINE, TALLEST = "Calibri", 15, 180
BLUE, GREY, LINE = "005EB8", "F0F4F5", "D8DDE0"
_THIN = Side(style="thin", color=LINE)
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)


@dataclass(frozen=True)
class ListOut:
    """What goes out. `rows`: (reference, cells by answer). `people`: emails that can own something. `records`: by kind,
    the references and titles that can be joined to."""

    kind_key: str
    project_id: str
    project_name: str
    day: str
    rows: tuple[tuple[str, dict], ...]
    people: tuple[str, ...]
    records: dict[str, dict[str, str]]


def as_workbook(out: ListOut) -> bytes:
    kind, columns = record_kind(out.kind_key), columns_of(out.kind_key)
    book = Workbook()
    book.properties.title = f"{kind.plural.capitalize()}: {_plain(out.project_name)}"
    book.properties.creator = "Equity Steps"
    sheet = book.active
    sheet.title = kind.plural.capitalize()
    _how_to_use(book.create_sheet(HOW), kind, out)
    ranges = _choices(book.create_sheet(CHOICES), columns, out)
    _rows(sheet, columns, out)
    _validate(sheet, columns, ranges, len(out.rows) + 1 + ROOM)
    _taken(book.create_sheet(TAKEN), columns, out)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet, row: int, column: int, value):
    """Words are written as words, whatever they begin with: a spreadsheet never runs them."""
    cell = sheet.cell(row, column)
    if value not in (None, ""):
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    return cell


def _plain(text: str) -> str:
    return text_of(text)[:200]


def _headings(sheet, row: int, headings) -> None:
    for place, heading in enumerate(headings, start=1):
        cell = _write(sheet, row, place, heading)
        cell.font, cell.fill = Font(name=LETTERS, bold=True, color="FFFFFF"), PatternFill("solid", fgColor=BLUE)
        cell.alignment, cell.border = _TOP, _BORDER


def _rows(sheet, columns: tuple[Column, ...], out: ListOut) -> None:
    _headings(sheet, 1, (REFERENCE, *(one.heading for one in columns)))
    sheet.row_dimensions[1].height = 62
    sheet.column_dimensions["A"].width = 11
    for place, column in enumerate(columns, start=2):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = WIDTHS.get(column.name) or WIDTHS.get(column.kind, 24)
        dimension.number_format = FORMATS.get(column.kind, "@")
    for row in range(2, len(out.rows) + 2 + ROOM):
        ref, cells = out.rows[row - 2] if row - 2 < len(out.rows) else ("", {})
        first = _write(sheet, row, 1, ref)
        first.fill, first.border, first.alignment = PatternFill("solid", fgColor=GREY), _BORDER, _TOP
        for place, column in enumerate(columns, start=2):
            cell = _write(sheet, row, place, cells.get(column.name))
            cell.number_format = FORMATS.get(column.kind, "@")
            cell.alignment, cell.border = _TOP, _BORDER
        if cells:
            _make_room(sheet, row)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns) + 1)}{len(out.rows) + 1}"
    _fit_to_pages(sheet, 2)
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(columns) + 1)}{len(out.rows) + 1}"


def _fit_to_pages(sheet, wide: int) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _make_room(sheet, row: int) -> None:
    """A row as high as its longest cell needs: not every program finds that out by itself."""
    lines = 1
    for cell in sheet[row]:
        width = sheet.column_dimensions[cell.column_letter].width
        parts = str(cell.value or "").split("\n")
        lines = max(lines, sum(1 + len(part) // max(int(width), 1) for part in parts))
    sheet.row_dimensions[row].height = min(LETTER_LINE * lines, TALLEST)


def _choices(sheet, columns: tuple[Column, ...], out: ListOut) -> dict[str, str]:
    """Writes what can be chosen, a column for each list; gives the range of each by the answer's name."""
    lists = [(one, [text for _, text in one.choices]) for one in columns if one.choices and one.kind != "choices"]
    lists += [(one, list(out.people)) for one in columns if one.kind == "person"]
    ranges = {}
    for column, entries in lists:
        letter = get_column_letter(len(ranges) + 1)
        if entries:
            ranges[column.name] = f"'{CHOICES}'!${letter}$2:${letter}${len(entries) + 1}"
            _list_of(sheet, len(ranges), column.heading, entries)
    place = len(ranges) + 1
    many = [(one.heading, [text for _, text in one.choices]) for one in columns if one.kind == "choices"]
    kinds = dict.fromkeys(one.question.to for one in columns if one.kind in ("link", "links"))
    many += [
        (
            f"{record_kind(key).plural.capitalize()} to join to",
            [f"{ref} {title}" for ref, title in out.records[key].items()],
        )
        for key in kinds
    ]
    for heading, entries in many:
        if entries:
            _list_of(sheet, place, heading, entries)
            place += 1
    for row in range(1, sheet.max_row + 1):
        _make_room(sheet, row)
    _fit_to_pages(sheet, 1)
    sheet.freeze_panes = "A2"
    return ranges


def _list_of(sheet, place: int, heading: str, entries: list[str]) -> None:
    for row, entry in enumerate(entries, start=2):
        _write(sheet, row, place, entry).alignment = _TOP
    cell = _write(sheet, 1, place, heading)
    cell.font, cell.fill, cell.alignment = (
        Font(name=LETTERS, bold=True, color="FFFFFF"),
        PatternFill("solid", fgColor=BLUE),
        _TOP,
    )
    sheet.column_dimensions[get_column_letter(place)].width = 36


def _validate(sheet, columns: tuple[Column, ...], ranges: dict[str, str], last: int) -> None:
    """A list to choose from where there is one; elsewhere a word of help as the cell is entered."""
    keep = DataValidation(type="custom", formula1="FALSE", allow_blank=True, showErrorMessage=True)
    keep.errorTitle, keep.error = REFERENCE, "Leave the reference as it is. For a new row, leave it empty."
    keep.add(f"A2:A{last}")
    sheet.add_data_validation(keep)
    for place, column in enumerate(columns, start=2):
        rule = _rule(column, ranges)
        if rule:
            letter = get_column_letter(place)
            rule.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(rule)


def _rule(column: Column, ranges: dict[str, str]) -> DataValidation | None:
    if column.name in ranges:
        rule = DataValidation(type="list", formula1=ranges[column.name], allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "Choose from the list", "Choose one from the list in this cell."
        return rule
    if column.kind == "date":
        rule = DataValidation(
            type="date", operator="greaterThan", formula1="1", allow_blank=True, showErrorMessage=True
        )
        rule.errorTitle, rule.error = "Enter a date", "Enter a date, for example 31/3/2027."
        return rule
    if column.kind in ("choices", "link", "links"):
        rule = DataValidation(allow_blank=True, showInputMessage=True)
        rule.promptTitle = "More than one?" if column.kind != "link" else "Which one?"
        what = "Write the words" if column.kind == "choices" else "Write the reference"
        rule.prompt = f"{what} as the sheet “{CHOICES}” has them. Put a semicolon between two."
        return rule
    return None


def _how_to_use(sheet, kind, out: ListOut) -> None:
    sheet.column_dimensions["A"].width = 100
    name = kind.plural.capitalize()
    lines = [
        f"{name} of {_plain(out.project_name)}, as they stood on {out.day}",
        f"1. Change what you like on the sheet “{name}”. Leave the headings in row 1 and the grey "
        "references as they are.",
        f"2. To add {'an' if kind.name[0] in 'aeiou' else 'a'} {kind.name}, fill in an empty row at the bottom. "
        "Leave its reference empty.",
        f"3. Where a cell offers a list, choose from it. The sheet “{CHOICES}” shows every list.",
        "4. Say who does it by their email address. They must be on the project’s team.",
        "5. Write dates as dates, for example 31/3/2027.",
        "6. Save the file as an Excel workbook (.xlsx). Then load it in Equity Steps, on the page you took it from.",
        "You are shown what will change before anything is saved. What you did not touch stays as it is now, even "
        "where somebody else has changed it meanwhile.",
        "A row you delete here stays in Equity Steps. Remove it there.",
        "Type words and numbers, not formulas. Words that begin like a formula stand with an apostrophe before them.",
        "Never name or describe a patient who could be recognised.",
    ]
    if out.kind_key == "indicator":
        lines.append("True counts of people are not in this file, so that no small number leaves the project.")
    for row, line in enumerate(lines, start=1):
        cell = _write(sheet, row, 1, line)
        cell.alignment = _TOP
        if row == 1:
            cell.font = Font(name=LETTERS, bold=True, size=14, color=BLUE)
        _make_room(sheet, row)
    _fit_to_pages(sheet, 1)


def _taken(sheet, columns: tuple[Column, ...], out: ListOut) -> None:
    for place, value in enumerate((FORMAT, out.project_id, out.kind_key), start=1):
        _write(sheet, 1, place, value)
    for place, value in enumerate((REFERENCE, *(one.name for one in columns)), start=1):
        _write(sheet, 2, place, value)
    for row, (ref, cells) in enumerate(out.rows, start=3):
        _write(sheet, row, 1, ref)
        for place, column in enumerate(columns, start=2):
            _write(sheet, row, place, text_of(cells.get(column.name))).number_format = "@"
    sheet.sheet_state = "hidden"
