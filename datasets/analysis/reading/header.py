"""Where the table starts: which row holds its headings, how many rows they take, and what stands above them."""

import re
from collections import Counter
from dataclasses import dataclass

from datasets.analysis.reading.cells import clean, looks_like_date, number
from datasets.analysis.reading.options import CannotRead

# First words of the lines that say what a report is.
_ABOUT_A_REPORT = re.compile(
    r"(report|organisation|practice|provider|run|date|from|to|period|printed|produced|author|source|filters?|criteria|"
    r"title|search|generated|extract|created|name of|parameters?)\b",
    re.IGNORECASE,
)
# How far down a heading row may stand.
REACH = 60


@dataclass(frozen=True)
class Header:
    """first is the place of the first heading row in the rows looked at, rows how many there are (0 = none)."""

    first: int
    rows: int

    @property
    def body(self) -> int:
        return self.first + self.rows


def find_header(rows: list[list[str]]) -> Header:
    """The heading row of the first rows of a file.

    It is the first row nearly as wide as the table whose cells read as names: they do not come again in the column
    below, and are words where the column below holds numbers or dates.
    """
    rows = [[clean(cell) for cell in row] for row in rows]
    width = _usual_width(rows)
    for place, row in enumerate(rows[:REACH]):
        filled = sum(map(bool, row))
        if filled == 0 or filled < _enough(width) or _is_preamble(rows, place, width):
            continue
        below = [other for other in rows[place + 1 :] if sum(map(bool, other)) >= _enough(width)]
        if place and width > 1 and _is_upper_heading(rows[place - 1], [row, *below]):
            return Header(place - 1, 2)
        if width > 1 and _is_upper_heading(row, below):
            return Header(place, 2)
        return Header(place, 0) if below and _is_data(row, below) else Header(place, 1)
    first = next((place for place, row in enumerate(rows) if any(row)), 0)
    return Header(first, 1)


def named_header(rows: list[list[str]], place: int, number: int) -> Header:
    """The heading row a person chose: row `number` of the file, at `place` of the rows looked at. Raises CannotRead
    where nothing stands in it."""
    if not any(map(clean, rows[place])):
        raise CannotRead(
            "header_row",
            f"Row {number} of this file is empty, so it cannot hold the headings. Choose the row that does.",
            row=number,
        )
    return Header(place, 1)


def _is_preamble(rows: list[list[str]], place: int, width: int) -> bool:
    """Whether a wide row belongs to a few lines of names and values above the table, with a blank row between."""
    until = next((at for at in range(place, min(place + 8, len(rows))) if not any(rows[at])), None)
    start = next((at for at in range(until or 0, len(rows)) if any(rows[at])), None) if until else None
    if start is None or len(rows) - start < 2:
        return False
    after = [row for row in rows[start + 1 :] if sum(map(bool, row)) >= _enough(width)]
    within = rows[place + 1 : until]
    is_table = len(within) >= 2 and _heads(rows[place], within) and not _ABOUT_A_REPORT.match(rows[place][0])
    return not is_table and _heads(rows[start], after)


def _heads(row: list[str], below: list[list[str]]) -> bool:
    """Whether a row is words only, standing over at least one column of numbers or dates."""
    if any(_kind(cell) not in ("", "word") for cell in row) or sum(map(bool, row)) < 2:
        return False
    for place, cell in enumerate(row):
        kinds = Counter(_kind(other[place]) for other in below if place < len(other) and other[place])
        if cell and kinds and kinds.most_common(1)[0][0] in ("number", "date"):
            return True
    return False


def _enough(width: int) -> float:
    return 1 if width < 2 else max(2, 0.5 * width)


def _usual_width(rows: list[list[str]]) -> int:
    """The number of filled cells that most rows have, preferring wide rows over many short ones."""
    filled = Counter(sum(map(bool, row)) for row in rows if any(row))
    if not filled:
        return 0
    total = sum(filled.values())
    common = [width for width, times in filled.items() if times >= max(1, 0.1 * total)] or list(filled)
    return max(common)


def _kind(cell: str) -> str:
    if not cell:
        return ""
    if number(cell) is not None:
        return "number"
    return "date" if looks_like_date(cell) else "word"


def _is_upper_heading(row: list[str], below: list[list[str]]) -> bool:
    """Merged headings: gaps to be filled from the left, above a row of words, above a body of numbers."""
    if len(below) < 2:
        return False
    lower = below[0]
    wide = max(len(row), len(lower))
    row, lower = row + [""] * (wide - len(row)), lower + [""] * (wide - len(lower))
    under = [place for place in range(wide) if lower[place]]
    gaps = [place for place in under if not row[place] and place > 0 and any(row[:place])]
    words = all(_kind(cell) == "word" for cell in row + lower if cell)
    names = [lower[place] for place in under if row[place] or place in gaps]
    numbers = sum(_kind(cell) == "number" for other in below[1:6] for cell in other[1:])
    return bool(gaps) and words and len(set(names)) < len(names) and numbers >= len(below[1:6])


def _is_data(row: list[str], below: list[list[str]]) -> bool:
    """Whether a would-be heading row is the first row of data: its cells are like those below, or come again there."""
    kinds = [_kind(cell) for cell in row]
    if _is_sequence([cell for cell, kind in zip(row, kinds, strict=True) if kind == "number"]):
        return False
    alike = different = 0
    for place, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
        column = [other[place] for other in below if place < len(other) and other[place]]
        if not cell or not column:
            continue
        common = Counter(map(_kind, column)).most_common(1)[0][0]
        if kind == "word" and common == "word":
            again = sum(other == cell for other in column)
            alike += again > max(1, 0.02 * len(column))
        elif kind == common:
            alike += 1
        else:
            different += 1
    return alike > different and alike >= 0.4 * sum(map(bool, row))


def _is_sequence(numbers: list[str]) -> bool:
    """1, 2, 3 ... or 2021, 2022 ... across the headings of a table already counted."""
    values = [number(cell) for cell in numbers]
    steps = {later - earlier for earlier, later in zip(values, values[1:], strict=False)}
    return len(values) >= 3 and steps == {1.0}


_PAGE = re.compile(r"\bpage\s+\d+(\s*(of|/)\s*\d+)?\b", re.IGNORECASE)


def is_page_line(cells: list[str]) -> bool:
    """A line that a report repeats at the top or foot of each page."""
    return any(_PAGE.search(cell) for cell in cells)
