"""What a worksheet's XML says before it is read: how far its cells reach, what is hidden, formulas without results.

A reader makes room for the whole rectangle from the first cell to the last, so one stray cell far away can fill memory.
"""

import re
from dataclasses import dataclass, field

import numpy as np

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_WIDE = re.compile(rb' r="([A-Z]{2,3})\d')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*? ?r="([A-Z]{1,3})(\d+)"[^>]*?(/>|>)(</)?')
_COL = re.compile(rb"<(?:\w+:)?col\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_NUMBERS = {name: re.compile(rb"\b%s=\"(\d+)\"" % name.encode()) for name in ("r", "min", "max")}
_NO_RESULT = re.compile(
    rb'<(?:\w+:)?c\b[^>]*? ?r="([A-Z]{1,3})(\d+)"[^>]*><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
SPARSE_AREA, SPARSE_TIMES, GAP, MOST_STRAY = 5_000_000, 20, 100, 100


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _as_written(data: bytes, *tags: bytes) -> tuple[bytes, ...]:
    """The starts of tags, and also behind a prefix (<x:c for <c) where there is any colon: one character is looked for
    many times faster than several."""
    return (*tags, *(b":" + tag[1:] for tag in tags)) if b":" in data else tags


@dataclass
class SheetScan:
    """Watches the pieces of one worksheet go by."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    filtered: bool = False
    no_result: list[tuple[str, int]] = field(default_factory=list)
    errors: int = 0
    last_row: int = 0
    wide: set[bytes] = field(default_factory=set)
    cells: int = 0
    tail: bytes = b""

    def feed(self, piece: bytes) -> None:
        data = self.tail + piece
        cut = max(map(data.rfind, _as_written(data, b"<c ", b"<row ")))
        # A prefixed tag begins before its colon; keep the whole of it for the next piece.
        cut = max(data.rfind(b"<", 0, cut + 1) if cut >= 0 else data.rfind(b"<"), 0)
        if cut == 0 and len(data) > 1 << 22:
            cut = len(data)
        self._look(data[:cut])
        self.tail = data[cut:]

    def finish(self) -> "SheetScan":
        self._look(self.tail)
        self.tail = b""
        return self

    def _look(self, data: bytes) -> None:
        self.cells += sum(map(data.count, _as_written(data, b"<c ")))
        self.wide.update(_WIDE.findall(data))
        if b"hidden=" in data:
            self._look_hidden(data)
        if b"autoFilter" in data:
            self.filtered = True
        if any(tag in data for tag in _as_written(data, b"<f")):
            self.no_result += [(m[1].decode(), int(m[2])) for m in _NO_RESULT.finditer(data)]
        self.errors += data.count(b' t="e"')
        last = max(map(data.rfind, _as_written(data, b"<row ")))
        found = _NUMBERS["r"].search(data, last, last + 400) if last >= 0 else None
        if found:
            self.last_row = max(self.last_row, int(found[1]))

    def _look_hidden(self, data: bytes) -> None:
        for tag in _ROW.findall(data):
            if b'hidden="1"' in tag or b'hidden="true"' in tag:
                row = _NUMBERS["r"].search(tag)
                self.hidden_rows.append(int(row[1]) if row else 0)
        for tag in _COL.findall(data):
            first, last = _NUMBERS["min"].search(tag), _NUMBERS["max"].search(tag)
            if first and last:
                self.hidden_columns.append((int(first[1]), int(last[1])))

    @property
    def area(self) -> int:
        """How many cells a reader would make room for."""
        widest = max((column_number(letters.decode()) for letters in self.wide), default=26)
        return max(self.last_row, 1) * widest

    @property
    def sparse(self) -> bool:
        return self.area > SPARSE_AREA and self.area > SPARSE_TIMES * self.cells


@dataclass(frozen=True)
class Block:
    """The block of cells that holds the table, by rows and columns counted from 1, and the cells far from it."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    stray: tuple[str, ...]

    def holds(self, row: int, column: int) -> bool:
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


def main_block(xml: bytes) -> Block | None:
    """Where most of a sparse sheet's cells stand together; None where more than a few stand elsewhere."""
    places = [(int(m[2]), column_number(m[1].decode())) for m in _CELL.finditer(xml) if m[3] == b">" and not m[4]]
    if not places:
        return None
    cells = np.array(places)
    first_row, last_row = _longest_run(cells[:, 0])
    inside = (cells[:, 0] >= first_row) & (cells[:, 0] <= last_row)
    first_column, last_column = _longest_run(cells[inside, 1])
    inside &= (cells[:, 1] >= first_column) & (cells[:, 1] <= last_column)
    outside = cells[~inside]
    if len(outside) > MOST_STRAY:
        return None
    stray = tuple(f"{column_letters(int(column))}{row}" for row, column in outside)
    return Block(first_row, last_row, first_column, last_column, stray)


def _longest_run(places: np.ndarray) -> tuple[int, int]:
    """First and last of the stretch, without a gap of more than GAP, that holds most of the places."""
    distinct, counts = np.unique(places, return_counts=True)
    stretch = np.concatenate([[0], np.cumsum(np.diff(distinct) > GAP)])
    best = np.argmax(np.bincount(stretch, weights=counts))
    inside = distinct[stretch == best]
    return int(inside[0]), int(inside[-1])


def without_strays(xml: bytes, block: Block) -> bytes:
    """The sheet's XML with every cell outside the block taken out."""
    cell = re.compile(rb'<((?:\w+:)?c)\b[^>]*? ?r="([A-Z]{1,3})(\d+)"[^>]*?(?:/>|>.*?</\1>)', re.DOTALL)

    def keep(found: re.Match) -> bytes:
        return found[0] if block.holds(int(found[3]), column_number(found[2].decode())) else b""

    return cell.sub(keep, xml)
