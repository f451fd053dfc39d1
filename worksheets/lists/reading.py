"""Reads the cells of a workbook somebody chose. No Django in here: it runs in a child process with limits, since the
file may be hostile. Nothing of the file is kept."""

import io
import zipfile

from openpyxl import load_workbook

from datasets.analysis.reading.archive import check_archive, look_through
from datasets.analysis.reading.options import CannotRead, Limits

MOST_ROWS = 2_000
MOST_COLUMNS = 120
LIMITS = Limits(unpacked_bytes=60 * 1024 * 1024, sheets=10)
WRONG_KIND = "This is not an Excel workbook (.xlsx). Save the list as an Excel workbook, then choose it."
DAMAGED = "This workbook is damaged. Take the list out again, and copy your changes into it."
# Parts of a workbook that run something, or bring in something from elsewhere.
UNSAFE = (
    ("vbaproject", "This workbook holds macros. Save it as an Excel workbook without macros (.xlsx), then choose it."),
    ("xl/externallinks/", "This workbook has links to other files. Take them out, save it, then choose it."),
    ("xl/connections", "This workbook brings in data from elsewhere. Take that out, save it, then choose it."),
    ("xl/querytables/", "This workbook brings in data from elsewhere. Take that out, save it, then choose it."),
    ("xl/embeddings/", "This workbook has other files inside. Take them out, save it, then choose it."),
    ("xl/activex/", "This workbook holds buttons that run programs. Take them out, save it, then choose it."),
)
REFUSALS = {
    "password_protected": "This workbook is locked with a password. Take the password off, save it, then choose it.",
    "too_large_unpacked": "This workbook is far too large once unpacked. Take the list out again, and copy your "
    "changes into it.",
    "unsafe_xml": "This workbook is not safe to open. Take the list out again, and copy your changes into it.",
    "wrong_type_office": WRONG_KIND,
    "wrong_type_zip": WRONG_KIND,
    "packed": WRONG_KIND,
}


def read_list(data: bytes, sheets: tuple[str, ...]) -> dict:
    """The rows of the named sheets: {"sheets": {name: [[row number, [(kind, text), …]], …]}}, empty rows left out; or
    {"refused": why}. The kind of a cell is "text", "date", "number", "formula" or "fault"; empty cells have no text."""
    try:
        _check(data)
    except CannotRead as fault:
        return {"refused": REFUSALS.get(fault.code, fault.message if fault.code == "unsafe_parts" else DAMAGED)}
    except zipfile.BadZipFile:
        return {"refused": WRONG_KIND if data[:2] != b"PK" else DAMAGED}
    book = load_workbook(io.BytesIO(data), read_only=True)
    found = {}
    for name in sheets:
        if name in book.sheetnames:
            found[name] = _rows(book[name])
            if len(found[name]) > MOST_ROWS:
                return {"refused": f"This list has more than {MOST_ROWS:,} rows. Load it in parts."}
    return {"refused": "", "sheets": found}


def _check(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if check_archive(archive, LIMITS) != "xlsx":
            raise CannotRead("wrong_type_zip", WRONG_KIND)
        names = [name.lower() for name in archive.namelist()]
        for part, words in UNSAFE:
            if any(part in name for name in names):
                raise CannotRead("unsafe_parts", words)
        look_through(archive, LIMITS, {})


def _rows(sheet) -> list:
    sheet.reset_dimensions()
    found = []
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS * 5, max_col=MOST_COLUMNS), start=1):
        row = [_cell(cell) for cell in cells]
        if any(text for _, text in row):
            found.append([number, row])
    return found


def _cell(cell) -> tuple[str, str]:
    value = cell.value
    if value is None:
        return "text", ""
    if cell.data_type == "f":
        return "formula", str(value)
    if cell.data_type == "e":
        return "fault", str(value)
    if isinstance(value, bool):
        return "text", "Yes" if value else "No"
    if isinstance(value, (int, float)):
        # Who types 20% in a cell means 20%, not 0.2.
        return "number", f"{100 * value:.12g}%" if "%" in (cell.number_format or "") else f"{value:.12g}"
    if hasattr(value, "isoformat"):
        return ("date", value.isoformat()[:10]) if hasattr(value, "year") else ("text", value.isoformat())
    return "text", str(value)
