"""Whether a workbook is safe to unpack: a zip archive is measured and looked through before any reader sees it.

Sizes written in an archive can lie, so the bytes that really come out are counted too.
"""

import zipfile
from collections.abc import Callable, Iterator

from datasets.analysis.reading.formats import SAVE_AS, damaged
from datasets.analysis.reading.options import CannotRead, Limits

CHUNK = 1 << 20
# Small parts may be as dense as they like: they cannot fill memory.
SMALL_PART = 1 << 20
_ENTITY = (b"<!DOCTYPE", b"<!ENTITY")


def check_archive(archive: zipfile.ZipFile, limits: Limits) -> str:
    """ "xlsx" or "ods" for a workbook within the limits. Raises CannotRead otherwise, having unpacked nothing."""
    parts = archive.infolist()
    if len(parts) > limits.entries:
        raise CannotRead(
            "too_many_parts",
            f"This workbook is made of {len(parts):,} parts; at most {limits.entries} can be read. {SAVE_AS}",
        )
    unpacked = sum(part.file_size for part in parts)
    dense = any(
        part.file_size > SMALL_PART and part.file_size > limits.ratio * max(part.compress_size, 1) for part in parts
    )
    if unpacked > limits.unpacked_bytes or dense:
        raise CannotRead(
            "too_large_unpacked",
            "This workbook is far too large once unpacked: what it holds is compressed much more than any ordinary "
            "workbook. Copy the rows you need into a new workbook, or save the sheet as CSV.",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise CannotRead(
            "password_protected", "This file is protected by a password. Take the password off and save it again."
        )
    return _kind(archive, {part.filename for part in parts}, limits)


def _kind(archive: zipfile.ZipFile, names: set[str], limits: Limits) -> str:
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        sheets = sum(name.startswith(("xl/worksheets/sheet", "xl/worksheets/Sheet")) for name in names)
        if sheets > limits.sheets:
            raise CannotRead(
                "too_many_sheets",
                f"This workbook has {sheets} sheets; at most {limits.sheets} can be read. Copy the sheet you need "
                "into a new one.",
            )
        return "xlsx" if "xl/workbook.xml" in names else "xlsb"
    if "content.xml" in names and "mimetype" in names:
        kind = archive.read("mimetype")[:100]
        if b"spreadsheet" not in kind:
            raise CannotRead("wrong_type_office", f"This is a document, not a spreadsheet. {SAVE_AS}")
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml")[: 1 << 20]:
            raise CannotRead(
                "password_protected", "This spreadsheet is protected by a password. Take it off and save again."
            )
        return "ods"
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise CannotRead("wrong_type_office", f"This is a Word or PowerPoint file, not a table. {SAVE_AS}")
    if any(name.lower().endswith((".csv", ".xlsx", ".xls", ".tsv", ".txt", ".ods")) for name in names):
        raise CannotRead(
            "packed", "This is a zip file with files inside. Unpack it first, then choose the file inside."
        )
    raise CannotRead("wrong_type_zip", f"This is a zip file, not a workbook. {SAVE_AS}")


def chunks(archive: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    """The unpacked bytes of one part, a piece at a time; raises CannotRead once there are more than `most`."""
    seen = 0
    try:
        with archive.open(name) as part:
            while piece := part.read(CHUNK):
                seen += len(piece)
                if seen > most:
                    raise CannotRead(
                        "too_large_unpacked", "This workbook is too large once unpacked. Save the sheet as CSV."
                    )
                yield piece
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as fault:
        raise damaged() from fault


def _declares(xml: bytes) -> bool:
    """Whether XML declares entities or a document type, also where it is written in UTF-16."""
    if b"!" not in xml:
        return False
    if b"\0" in xml[:4]:
        xml = xml.replace(b"\0", b"")
    return any(word in xml for word in _ENTITY)


def look_through(archive: zipfile.ZipFile, limits: Limits, watchers: dict[str, Callable[[bytes], None]]) -> None:
    """Unpacks every part once, counting what really comes out; watchers[name] is given each piece of that part.

    Refuses XML that declares entities or another document: no program that makes tables writes them.
    """
    left = limits.unpacked_bytes
    for part in archive.infolist():
        watch, tail = watchers.get(part.filename), b""
        is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        for piece in chunks(archive, part.filename, left):
            left -= len(piece)
            if is_xml and _declares(tail + piece):
                raise CannotRead(
                    "unsafe_xml",
                    "This workbook is damaged or unsafe: its XML tries to bring in other files, so it was not read. "
                    "Copy the rows into a new workbook and save that.",
                )
            tail = piece[-16:]
            if watch:
                watch(piece)
