"""Tables that leave the product as files: safe to open in a spreadsheet, whatever somebody typed. No Django in here."""

import csv
import io
from collections.abc import Iterable

# A cell that starts like this, after spaces, is run as a formula by a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
BLANKS = " \u00a0\u2007\u202f\u3000\ufeff\u200b"


def safe_cell(value):
    """Text that a spreadsheet would run gets a leading apostrophe; numbers stay numbers."""
    if not isinstance(value, str):
        return "" if value is None else value
    return f"'{value}" if value.lstrip(BLANKS).startswith(FORMULA_STARTS) or value.startswith(FORMULA_STARTS) else value


def as_csv(rows: Iterable[Iterable]) -> str:
    """A CSV text with a byte-order mark, so that Excel reads the letters right."""
    out = io.StringIO()
    out.write("\ufeff")
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def as_typed(cell: str) -> str:
    """A cell of a list that comes back, without the apostrophe that safe_cell put before it."""
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell
