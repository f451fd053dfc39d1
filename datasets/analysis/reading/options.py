"""What a person may overrule when a file is read, and how large a file may be."""

from dataclasses import dataclass

MAX_TEXT_BYTES = 200 * 1024 * 1024
MAX_WORKBOOK_BYTES = 40 * 1024 * 1024
MAX_UNPACKED_BYTES = 500 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 500
MAX_SHEETS = 50
MAX_ROWS = 2_000_000
MAX_COLUMNS = 2_000
MAX_CELLS = 30_000_000
# What can be chosen to part cells, and for how letters are written: the encodings that exports in this country have.
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
ENCODINGS = ("utf-8", "cp1252", "utf-16", "iso8859-15", "mac-roman", "cp850")
# Kinds of rows that are set aside and that a person may say are records after all.
KEEPABLE = ("total", "footer", "page")


@dataclass(frozen=True)
class Limits:
    """The largest file that is read. A workbook is a zip archive: its parts are measured before they are unpacked."""

    text_bytes: int = MAX_TEXT_BYTES
    workbook_bytes: int = MAX_WORKBOOK_BYTES
    unpacked_bytes: int = MAX_UNPACKED_BYTES
    ratio: int = MAX_RATIO
    entries: int = MAX_ENTRIES
    sheets: int = MAX_SHEETS
    rows: int = MAX_ROWS
    columns: int = MAX_COLUMNS
    cells: int = MAX_CELLS


@dataclass(frozen=True)
class ReadOptions:
    """What the person says about the file; None means find it.

    header_row is the line or sheet row of the headings, counted from 1; 0 says that there are no headings.
    table is which of several tables on the sheet to use, counted from 1. counted says whether the table is already
    counted (True: each row is a group; False: each row is a record). keep names kinds of rows, out of KEEPABLE, that
    are records of their own and are not set aside.
    """

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    table: int | None = None
    counted: bool | None = None
    keep: frozenset[str] = frozenset()
    limits: Limits = Limits()


def check_width(width: int, limits: Limits) -> None:
    """Refuses a table of more columns than can be matched by a person."""
    if width > limits.columns:
        raise CannotRead(
            "too_many_columns",
            f"This file has {width:,} columns; at most {limits.columns:,} can be read. Keep those you need.",
        )


class CannotRead(Exception):
    """The file cannot be used; code and message say why and how to mend it, in words a person can be shown.

    sheets are the names that can be chosen, where a sheet was asked for that is not there.
    """

    def __init__(
        self,
        code: str,
        message: str,
        row: int | None = None,
        column: str | None = None,
        sheets: tuple[str, ...] = (),
    ):
        super().__init__(message)
        self.code, self.message, self.row, self.column, self.sheets = code, message, row, column, sheets
