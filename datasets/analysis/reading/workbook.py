"""Sheets of a workbook (XLSX, XLSM, XLSB, XLS, ODS) as grids of text, once the file is known to be safe to open."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath

import numpy as np
from defusedxml import ElementTree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from datasets.analysis.reading.archive import check_archive, chunks, look_through
from datasets.analysis.reading.formats import SAVE_AS, check_ole, damaged
from datasets.analysis.reading.grid import BATCH, Grid, GridBuilder, empty_grid
from datasets.analysis.reading.options import CannotRead, Limits, check_width
from datasets.analysis.reading.sheet_scan import SheetScan, main_block, without_strays

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Other sheets are only looked through for identifiers.
SIDE_ROWS = 20_000

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Sheet:
    """One sheet as read: its grid, how many columns stand empty before it, merged ranges, and what its XML said."""

    name: str
    hidden: bool
    grid: Grid
    offset: int = 0
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    scan: SheetScan | None = None
    stray: tuple[str, ...] = ()
    cut_at: int | None = None


@dataclass
class Workbook:
    """An open workbook. parts are the names inside the archive, none for XLS."""

    kind: str
    book: CalamineWorkbook
    scans: dict[str, SheetScan]
    stray: dict[str, tuple[str, ...]]
    parts: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[tuple[str, bool], ...]:
        """Each sheet that holds cells, and whether it is hidden."""
        return tuple(
            (sheet.name, sheet.visible != SheetVisibleEnum.Visible)
            for sheet in self.book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        )


def open_workbook(data: bytes, kind: str, limits: Limits) -> Workbook:
    """Checks the file, takes out cells that stand far away, and opens it. Raises CannotRead where it cannot be used."""
    if kind == "ole":
        check_ole(data)
        return Workbook("xls", _opened(data), {}, {})
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as fault:
        raise damaged() from fault
    with archive:
        kind = check_archive(archive, limits)
        paths = _sheet_paths(archive) if kind == "xlsx" else {}
        scans = {path: SheetScan() for path in paths.values()}
        look_through(archive, limits, {path: scan.feed for path, scan in scans.items()})
        for scan in scans.values():
            scan.finish()
        data, stray = _without_far_cells(archive, data, scans, limits)
        parts = tuple(archive.namelist())
    if "xl/vbaProject.bin" in parts and kind == "xlsx":
        kind = "xlsm"
    return Workbook(
        kind,
        _opened(data),
        {name: scans[path] for name, path in paths.items()},
        {name: stray.get(path, ()) for name, path in paths.items()},
        parts,
    )


def _opened(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise CannotRead(
            "password_protected",
            "This workbook is protected by a password (encrypted), so it cannot be read. Take the password off in "
            "Excel, "
            "save it, and choose it again.",
        ) from None
    except CalamineError as fault:
        raise damaged() from fault


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True)
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile) as fault:
        raise damaged() from fault
    except ValueError:
        raise CannotRead(
            "unsafe_xml", f"This workbook is damaged or unsafe: its XML could not be read. {SAVE_AS}"
        ) from None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    paths = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet") and targets.get(sheet.get(_RELATION)):
            target = targets[sheet.get(_RELATION)]
            path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            if path in archive.namelist():
                paths[sheet.get("name", "")] = path
    return paths


def _without_far_cells(
    archive: zipfile.ZipFile, data: bytes, scans: dict[str, SheetScan], limits: Limits
) -> tuple[bytes, dict[str, tuple[str, ...]]]:
    """The workbook without cells so far off that a reader would fill memory between them and the table."""
    mended, stray = {}, {}
    for path, scan in scans.items():
        if scan.area <= limits.cells and not scan.sparse:
            continue
        if not scan.sparse:
            raise CannotRead(
                "too_many_cells", f"A sheet holds more than {limits.cells:,} cells. Save the columns you need as CSV."
            )
        xml = b"".join(chunks(archive, path, limits.unpacked_bytes))
        block = main_block(xml)
        if block is None:
            raise CannotRead(
                "spread_cells",
                "The cells of a sheet are spread too far apart: the blank size between them is too large to read. "
                "Copy the "
                "table into a new sheet, save it, and choose that.",
            )
        if block.stray:
            mended[path], stray[path] = without_strays(xml, block), block.stray
    if not mended:
        return data, {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for part in archive.infolist():
            copy.writestr(part.filename, mended[part.filename] if part.filename in mended else archive.read(part))
    return out.getvalue(), stray


def read_sheet(workbook: Workbook, name: str, limits: Limits, progress: Progress, most: int | None = None) -> Sheet:
    """All cells of one sheet as text; at most `most` rows where the sheet is only looked through."""
    hidden = dict(workbook.names).get(name, False)
    try:
        sheet = workbook.book.get_sheet_by_name(name)
    except CalamineError as fault:
        raise CannotRead(
            "damaged_workbook",
            "This workbook is damaged: a sheet cannot be read. Open it in Excel, save it again, and choose it.",
        ) from fault
    if sheet.start is None:
        return Sheet(name, hidden, empty_grid(0), scan=workbook.scans.get(name))
    (first_row, first_column), (last_row, last_column) = sheet.start, sheet.end
    height, width = last_row - first_row + 1, last_column - first_column + 1
    check_width(width, limits)
    if height > limits.rows + 200 and most is None:
        raise CannotRead(
            "too_many_rows", f"This sheet has {height:,} rows; at most {limits.rows:,} can be read. Part it by year."
        )
    rows = islice(sheet.iter_rows(), first_row, None if most is None else first_row + most)
    builder = GridBuilder()
    while batch := list(islice(rows, BATCH)):
        builder.add(batch)
        progress("reading", builder.rows, height)
    numbers = np.arange(first_row + 1, first_row + 1 + builder.rows, dtype=np.int64)
    grid = builder.grid(numbers) if builder.rows else empty_grid(width)
    return Sheet(
        name,
        hidden,
        grid,
        first_column,
        tuple(sheet.merged_cell_ranges or ()),
        workbook.scans.get(name),
        workbook.stray.get(name, ()),
        first_row + most if most is not None and height > most else None,
    )


def filled_merges(sheet: Sheet) -> Sheet:
    """The sheet with the text of each merged range in its top row of cells repeated across it, as people read it."""
    top = {row for row in sheet.grid.row_numbers[:60].tolist()}
    columns = list(sheet.grid.columns)
    for (first_row, first_column), (last_row, last_column) in sheet.merged:
        if first_row + 1 not in top or first_row != last_row:
            continue
        place = first_row + 1 - int(sheet.grid.row_numbers[0])
        left = first_column - sheet.offset
        if not 0 <= left < len(columns) or columns[left].codes[place] < 0:
            continue
        text = columns[left].labels[columns[left].codes[place]]
        for column in range(left + 1, min(last_column - sheet.offset + 1, len(columns))):
            columns[column] = _with_cell(columns[column], place, text)
    return replace(sheet, grid=Grid(tuple(columns), sheet.grid.row_numbers))


def _with_cell(column, place: int, text: str):
    labels = column.labels if text in column.labels else (*column.labels, text)
    codes = column.codes.copy()
    codes[place] = labels.index(text)
    return replace(column, labels=labels, codes=codes)


_TEXT = re.compile(
    rb"<(?:\w+:)?(?:t|creator|lastModifiedBy|title|subject|description|keywords|s)\b[^>]*?(?:>([^<]+)<| v=\"([^\"]*)\")"
)


def passages(data: bytes, parts: tuple[str, ...], limits: Limits) -> list[tuple[str, str]]:
    """(place, text) of what a workbook holds beside its sheets: comments, properties, copies kept for pivot tables."""
    found = []
    wanted = [
        name
        for name in parts
        if re.match(r"xl/(comments|threadedComments/|pivotCache/pivotCache|drawings/drawing)|docProps/", name)
    ]
    if not wanted:
        return found
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in wanted:
            xml = b"".join(chunks(archive, name, limits.unpacked_bytes))
            texts = [(m[1] or m[2]).decode("utf-8", "replace") for m in _TEXT.finditer(xml)]
            found.append((_place(name), "\n".join(texts)))
    return found


def _place(part: str) -> str:
    if part.startswith("docProps/"):
        return "workbook properties"
    if "drawings" in part:
        return "text boxes"
    return "copy kept by a pivot table" if "pivotCache" in part else "comments on cells"
