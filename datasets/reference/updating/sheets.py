"""What a publisher's file holds: one or more tables of text, from CSV, a workbook, or a zip file of them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from datasets.reference.updating.draft import NotUsable

# Publishers put a title, notes and empty rows before the headings.
DEEPEST_HEADINGS = 20
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """One table, not read yet. name: of the file, of a file in the zip, or of the tab. size is only for comparing."""

    name: str
    size: int
    rows: Callable[[], Iterator[Row]]


@dataclass(frozen=True)
class Found:
    """A table whose headings are known. preamble: what stood above them; rows: those below, each with its number."""

    name: str
    headings: tuple[str, ...]
    preamble: str
    rows: Iterator[Row]

    @property
    def columns(self) -> dict[str, int]:
        """The place of each heading, in small letters."""
        return {heading.casefold(): place for place, heading in enumerate(self.headings)}


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """The tables of a file, the largest first."""
    with path.open("rb") as opened:
        start = opened.read(4)
    if start.startswith(b"PK") and path.suffix.casefold() not in _WORKBOOKS:
        return _of_zip(path)
    if start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _of_workbook(path.read_bytes(), path.name)
    return (Sheet(path.name, path.stat().st_size, lambda: _rows_of_text(path.open("rb"))),)


def find_headings(sheet: Sheet, is_known: Callable[[tuple[str, ...]], bool]) -> Found | None:
    """The first row near the top whose cells are headings of a known form."""
    rows, above = sheet.rows(), []
    for line, cells in rows:
        headings = tuple(cell.strip() for cell in cells)
        if is_known(headings):
            return Found(sheet.name, headings, "\n".join(above), rows)
        above.append(" ".join(headings).strip())
        if line >= DEEPEST_HEADINGS:
            break
    return None


def _of_zip(path: Path) -> tuple[Sheet, ...]:
    try:
        packed = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise NotUsable("The zip file is damaged or not whole. Download it again.") from None
    if any(info.flag_bits & 1 for info in packed.infolist()):
        raise NotUsable("The zip file has a password. Unpack it, and give the file in it.")
    found: list[Sheet] = []
    for info in sorted(packed.infolist(), key=lambda info: -info.file_size):
        suffix = Path(info.filename).suffix.casefold()
        if suffix == ".csv":
            found.append(
                Sheet(info.filename, info.file_size, lambda name=info.filename: _rows_of_text(packed.open(name)))
            )
        elif suffix in _WORKBOOKS:
            found += _of_workbook(packed.read(info), info.filename)
    return tuple(found)


def _of_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        raise NotUsable(f"{name} looks like a workbook but cannot be opened. Download it again.") from None
    tabs = [
        Sheet(f"{name}, tab {tab}", len(content), lambda tab=tab: _rows_of_tab(book, tab)) for tab in book.sheet_names
    ]
    return tuple(tabs)


def _rows_of_tab(book: CalamineWorkbook, tab: str) -> Iterator[Row]:
    for line, cells in enumerate(book.get_sheet_by_name(tab).to_python(skip_empty_area=False), start=1):
        yield line, [_as_text(cell) for cell in cells]


def _as_text(cell) -> str:
    """A whole number without its “.0”, since workbooks keep every number with a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _rows_of_text(binary) -> Iterator[Row]:
    """The rows of a CSV, in UTF-8 or else Windows-1252."""
    with binary:
        head = binary.read(1 << 20)
        rest = _Chained(head, binary)
        try:
            head.decode("utf-8-sig")
            encoding = "utf-8-sig"
        except UnicodeDecodeError as fault:
            encoding = "utf-8-sig" if fault.start > len(head) - 4 else "cp1252"
        reader = csv.reader(io.TextIOWrapper(io.BufferedReader(rest), encoding=encoding, errors="replace", newline=""))
        for cells in reader:
            yield reader.line_num, cells


class _Chained(io.RawIOBase):
    """What was read already, then the rest: a file in a zip cannot always be wound back."""

    def __init__(self, head: bytes, rest):
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        piece = self.head[: len(buffer)] if self.head else self.rest.read(len(buffer))
        self.head = self.head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)
