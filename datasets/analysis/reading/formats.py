"""What kind of file this is, judged by its first bytes and never by its name."""

from datasets.analysis.reading.options import CannotRead

SAVE_AS = "Open it in the program it came from, save it as a CSV file or an Excel workbook (.xlsx), and choose that."

# First bytes, code, and what to say of kinds that hold no table we can read.
_OTHER = (
    (b"%PDF", "pdf", f"This is a PDF, not a CSV file or a workbook, so its figures cannot be read. {SAVE_AS}"),
    (b"\x89PNG", "picture", f"This is a picture (PNG), not a table. {SAVE_AS}"),
    (b"\xff\xd8\xff", "picture", f"This is a picture (JPEG), not a table. {SAVE_AS}"),
    (b"GIF8", "picture", f"This is a picture (GIF), not a table. {SAVE_AS}"),
    (b"\x1f\x8b", "packed", "This file is packed (gzip). Unpack it first, then choose the file inside."),
    (b"7z\xbc\xaf", "packed", "This file is packed (7-Zip). Unpack it first, then choose the file inside."),
    (b"Rar!", "packed", "This file is packed (RAR). Unpack it first, then choose the file inside."),
    (b"PAR1", "parquet", f"This is a Parquet file, which cannot be read here. {SAVE_AS}"),
    (b"SQLite format 3", "database", f"This is a database file, not a table. {SAVE_AS}"),
    (b"{\\rtf", "document", f"This is a text document (RTF), not a table. {SAVE_AS}"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (
    "This workbook is damaged or incomplete and cannot be opened. It may be cut short: download or export it again."
)


def kind_of(head: bytes, size: int) -> str:
    """ "text", "zip" or "ole", from the first few thousand bytes.

    Raises CannotRead for an empty file and for kinds that hold no table.
    """
    if size == 0:
        raise CannotRead("empty_file", "This file is empty: it holds no bytes at all. Export it again, then choose it.")
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    for magic, code, message in _OTHER:
        if head.startswith(magic):
            raise CannotRead(f"wrong_type_{code}", message)
    _refuse_markup(head)
    return "text"


def _refuse_markup(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4000].replace(b"\0", b"").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        raise CannotRead(
            "wrong_type_html",
            "This is a web page (HTML), not an Excel workbook, whatever its name says. Open it in Excel, choose Save "
            "as, "
            "and pick Excel workbook (.xlsx) or CSV.",
        )
    if start.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise CannotRead("wrong_type_xml", f"This is an XML file, not a CSV file or a workbook. {SAVE_AS}")
    if start.startswith((b"{", b"[{")) and b'"' in start[:50]:
        raise CannotRead("wrong_type_json", f"This is a JSON file, not a CSV file or a workbook. {SAVE_AS}")


def check_ole(data: bytes) -> None:
    """Refuses what is not an old Excel workbook: encrypted workbooks, Word and PowerPoint files."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise CannotRead(
            "password_protected",
            "This workbook is protected by a password (encrypted), so it cannot be read. Open it in Excel, choose "
            "File, Info, "
            "Protect workbook, Encrypt with password, clear the password, save, and choose it again.",
        )
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise CannotRead("wrong_type_office", f"This is an old Office file, but not an Excel workbook. {SAVE_AS}")


def damaged() -> CannotRead:
    """What to say of a workbook that cannot be opened at all."""
    return CannotRead("damaged_workbook", _DAMAGED)
