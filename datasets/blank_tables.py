"""Blank tables to fill in, for those who want one: a row for each record, or a line for each group. Never needed."""

import io
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from datasets.analysis.fields import categories_of
from design.tables_out import as_csv

from .downloads import template_rows
from .typing_tables import typing_tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST = 12


@dataclass(frozen=True)
class BlankTable:
    """rows begin with the headings. notes go on a second sheet, one cell a line: so it is never taken for data."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def blank_tables() -> dict[str, BlankTable]:
    """By the name that the address has for each."""
    return {"rows": _records(), "counted": _counted()}


def as_workbook(table: BlankTable) -> bytes:
    """The headings (and, of a counted table, its groups) on one sheet, what can be written on the other."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in table.rows:
        sheet.append(row)
    for place in range(1, len(table.rows[0]) + 1):
        sheet.cell(1, place).font = Font(bold=True)
        longest = max(len(row[place - 1]) for row in table.rows)
        sheet.column_dimensions[get_column_letter(place)].width = max(NARROWEST, longest + 2)
    sheet.freeze_panes = "A2"
    notes = book.create_sheet("What to write")
    notes.column_dimensions["A"].width = 100
    for line in table.notes:
        notes.append([line])
        notes.cell(notes.max_row, 1).alignment = Alignment(wrap_text=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_text(table: BlankTable) -> str:
    return as_csv(table.rows if table.name == "counted" else template_rows())


def _records() -> BlankTable:
    headings, example = template_rows()
    fields = ("attendance", "sex", "ethnicity", "disability", "religion", "sexual_orientation")
    fields += ("marital_status", "carer", "pregnancy", "military_service", "interpreter")
    labels = ("Attendance", "Sex", "Ethnicity", "Disability", "Religion", "Sexual orientation")
    labels += ("Marital status", "Carer", "Pregnancy", "Military service", "Interpreter needed")
    lists = (f"{label}: {'; '.join(categories_of(field))}" for label, field in zip(labels, fields, strict=True))
    notes = (
        "One row for each appointment, referral or person. Leave out any column that you do not have.",
        "Person number is a number that only you can read. It is used to count people once, and not kept.",
        "Write dates as 2026-04-01 or 01/04/2026. Where something is not known, write “Not known”, or “Not stated”.",
        f"For example: {', '.join(f'{heading} {value}' for heading, value in zip(headings, example, strict=True))}.",
        "Your own words do as well as these: you say what they stand for when the file is read.",
        *lists,
    )
    return BlankTable("rows", (headings,), notes)


def _counted() -> BlankTable:
    groups = typing_tables()["ethnicity"].lines
    rows = (("Ethnicity", "Appointments", "Did not attend"), *((line.label, "", "") for line in groups))
    notes = (
        "One line for each group: how many appointments were attended or missed, and how many of these were missed.",
        "Delete lines that you do not need. Do not add a line for the total.",
        "To count people instead, change the heading “Appointments” to “Patients” and delete “Did not attend”.",
        "For another characteristic, put its name and its groups in the first column.",
    )
    return BlankTable("counted", rows, notes)
