"""The one shape a file takes once read: columns of text, each factorised once; rows left out are listed beside."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Problem:
    """Something a person should know about the file, with the place and the mend in plain words.

    severity is "error" (the file cannot be used), "warning" (used, but look) or "note".
    row is the line or sheet row in the file, counted from 1; column is the heading as written.
    """

    code: str
    severity: str
    message: str
    row: int | None = None
    column: str | None = None

    @property
    def told(self) -> str:
        """The message with the column before it, unless it begins with that name itself."""
        if not self.column or self.message.startswith(self.column):
            return self.message
        return f"“{self.column}”: {self.message}"


@dataclass(frozen=True)
class SetAsideRow:
    """A row of the file that was read but not profiled, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class FileFacts:
    """What the file turned out to be."""

    name: str
    bytes: int
    sha256: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_row: int | None = None


@dataclass(frozen=True)
class Column:
    """One column, factorised: codes[i] is the place in labels of the text in row i, or -1 where the cell was empty.

    The cells are not in its repr, so that no log or traceback shows them.
    """

    name: str
    labels: tuple[str, ...] = field(repr=False)
    codes: np.ndarray = field(repr=False)

    @cached_property
    def lines(self) -> str:
        """The labels as the lines of one text, which is looked through many times faster than they are."""
        return "\n".join(self.labels)

    @cached_property
    def times(self) -> np.ndarray:
        """How many rows hold each label, in their order, and last how many cells are empty."""
        counts = np.bincount(self.codes + 1, minlength=len(self.labels) + 1)
        return np.append(counts[1:], counts[0])


@dataclass(frozen=True)
class Table:
    """The rows that will be profiled. row_numbers[i] is where row i stood in the file. Columns are of one length."""

    columns: tuple[Column, ...]
    row_numbers: np.ndarray
    set_aside: tuple[SetAsideRow, ...]

    def __len__(self) -> int:
        return len(self.row_numbers)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True)
class Shape:
    """How the table is laid out in the file.

    kind is "rows" (each row is a person, referral or appointment), "counted" (each row is a group with its count) or
    "crosstab" (counts spread over several columns, turned here into one row for each count; row_numbers then repeat).
    count_column weighs each row; part_columns are counts within it (attended, of booked); rate_columns are worked out
    from counts and are never averaged. header_rows is 0 where the file has no headings.
    """

    kind: str = "rows"
    count_column: str | None = None
    part_columns: tuple[str, ...] = ()
    rate_columns: tuple[str, ...] = ()
    header_rows: int = 1
    preamble_rows: int = 0
    blank_rows: int = 0


@dataclass(frozen=True)
class Passage:
    """Text outside the table (lines above it, a comment, the file name), kept only to look for identifiers in it."""

    place: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class SideSheet:
    """Another sheet of the same workbook, kept only to look for identifiers."""

    name: str
    hidden: bool
    table: Table = field(repr=False)


@dataclass(frozen=True)
class Reading:
    """The answer of reading a file: a table, or None with at least one problem of severity "error".

    rows_read = rows_profiled + len(table.set_aside), always; blank rows and the lines above the headings are not rows.
    """

    facts: FileFacts
    table: Table | None
    problems: tuple[Problem, ...]
    rows_read: int
    shape: Shape = Shape()
    passages: tuple[Passage, ...] = ()
    side_sheets: tuple[SideSheet, ...] = ()

    @property
    def rows_profiled(self) -> int:
        """Rows of the file that stand in the table; a crosstab's row counts once though it gives many counts."""
        if self.table is None or not len(self.table):
            return 0
        numbers = np.sort(self.table.row_numbers)
        return 1 + int(np.count_nonzero(numbers[1:] != numbers[:-1]))
