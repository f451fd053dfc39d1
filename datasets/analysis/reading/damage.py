"""Values that a spreadsheet program spoiled on the way: age bands turned into dates, long numbers cut, formulas."""

import re
from dataclasses import replace

from datasets.analysis.identifiers.patterns import LOST_DIGITS
from datasets.analysis.reading.cells import looks_like_date
from datasets.analysis.reading.grid import relabel
from datasets.analysis.table import Column, Problem, Table

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BAND = re.compile(
    r"\d{1,3}\s*(?:-|–|to)\s*\d{1,3}(?: ?y.*)?|\d{1,3}\s*(?:\+|and over|plus)|(?:under|over)\s*\d+", re.IGNORECASE
)
_DAY_MONTH = re.compile(r"(\d{1,2})-([A-Za-z]{3})")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3})-(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_FORMULA = re.compile(r"[=@＝]\s*\S|[+-]\d[\d.]*\s*[-+*/^(]\s*[\dA-Za-z(]|[+-]\s*[A-Za-z]+\d*\(")
# Labels looked at in a column; a column with more is of records, not of groups.
MOST_LABELS = 2_000


def mend(table: Table) -> tuple[Table, list[Problem]]:
    """The table with what can be put right put right, and what was found."""
    columns, problems = [], []
    for column in table.columns:
        bands = _bands(column)
        if bands:
            column = relabel(column, [bands.get(label, label) for label in column.labels])
            problems.append(_bands_problem(column.name, bands))
        problems += _lost_digits(column)
        columns.append(column)
    errors = sum(_errors(column) for column in columns)
    found = [error_cells(errors)] if errors else []
    return replace(table, columns=tuple(columns)), problems + found + _formulas(table)


def _bands(column: Column) -> dict[str, str]:
    """The age bands that stand as dates in a column whose other labels are age bands."""
    if len(column.labels) > MOST_LABELS:
        return {}
    if sum(_BAND.fullmatch(label) is not None for label in column.labels) < 2:
        return {}
    found = {label: band for label in column.labels if (band := _band_of(label))}
    return found if len(found) <= len(column.labels) / 2 else {}


def _band_of(label: str) -> str | None:
    """5-9 of 05-Sep or of a date on 5 September; 10-14 of Oct-14 or of 1 October 2014."""
    if (m := _DAY_MONTH.fullmatch(label)) and m[2].lower() in _MONTHS:
        low, high = int(m[1]), _MONTHS.index(m[2].lower()) + 1
    elif (m := _MONTH_YEAR.fullmatch(label)) and m[1].lower() in _MONTHS:
        low, high = _MONTHS.index(m[1].lower()) + 1, int(m[2])
    elif m := _ISO.fullmatch(label):
        low, high = (
            (int(m[2]), int(m[1]) % 100) if m[3] == "01" and int(m[1]) % 100 > int(m[2]) else (int(m[3]), int(m[2]))
        )
    else:
        return None
    low, high = sorted((low, high))
    return f"{low}-{high}" if low < high else None


def _bands_problem(name: str, bands: dict[str, str]) -> Problem:
    pairs = ", ".join(f"{label} for {band}" for label, band in sorted(bands.items()))
    return Problem(
        "bands_as_dates",
        "warning",
        f"Age bands in this column were turned into dates by Excel: it shows {pairs}. They were read as the age "
        "bands. To keep it "
        "from happening, format the column as Text before you type or paste.",
        column=name,
    )


def _lost_digits(column: Column) -> list[Problem]:
    if "E+" not in column.lines:
        return []
    lost = sum(LOST_DIGITS.fullmatch(label) is not None for label in column.labels)
    if not lost:
        return []
    return [
        Problem(
            "lost_digits",
            "warning",
            f"{lost:,} long number{'s' if lost > 1 else ''} in this column {'were' if lost > 1 else 'was'} shortened "
            "by Excel "
            "(written with E+), so the last digits are lost. If they matter, export again with the column as text.",
            column=column.name,
        )
    ]


def _errors(column: Column) -> int:
    """How many cells hold what Excel writes where a formula failed."""
    if not _line_starts(column.lines, "#"):
        return 0
    places = [place for place, label in enumerate(column.labels) if _ERROR.fullmatch(label)]
    return int(column.times[places].sum())


def error_cells(number: int) -> Problem:
    cells, hold = ("1 cell", "holds") if number == 1 else (f"{number:,} cells", "hold")
    return Problem(
        "error_cells",
        "warning",
        f"{cells} of this file {hold} an error of Excel, such as #N/A, in place of an answer. They count as "
        "blank. Mend the formula behind them, and choose the file again.",
    )


def _line_starts(lines: str, characters: str) -> bool:
    """Whether any line starts with one of the characters."""
    return lines.startswith(tuple(characters)) or any(f"\n{one}" in lines for one in characters)


def _formulas(table: Table) -> list[Problem]:
    """Cells that a spreadsheet would run as a formula. They are text here, and made safe wherever they are written."""
    cells, columns = 0, []
    for column in table.columns:
        if len(column.labels) > MOST_LABELS and not _line_starts(column.lines, "=@＝"):
            continue
        found = sum(_FORMULA.match(label) is not None and not looks_like_date(label) for label in column.labels)
        if found or _FORMULA.match(column.name):
            cells, columns = cells + found, [*columns, column.name]
    if not columns:
        return []
    message = (
        f"{cells} values or headings start like a spreadsheet formula (with =, +, - or @). They are kept as plain "
        "text, never run, "
        "and are made safe in every file written from here. Check that the export did not put them there by mistake."
    )
    return [Problem("formulas", "warning", message)]
