"""Reads the words of an attached file. No Django in here: it runs in a child process with limits, since the file may be
hostile."""

import io
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from design.personal import personal_details_in

MOST_PAGES = 200
MOST_UNPACKED = 80 * 1024 * 1024
MOST_PARTS = 2000
ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be attached: how people know it, its ending, and how a browser is told."""

    key: str
    words: str
    content_type: str


KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", "PDF", "application/pdf"),
        Kind("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Kind("pptx", "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        Kind("png", "Picture", "image/png"),
        Kind("jpg", "Picture", "image/jpeg"),
        Kind("txt", "Text", "text/plain; charset=utf-8"),
    )
}
FOLDERS = {"word": "docx", "ppt": "pptx"}


class CannotAttach(Exception):
    """Why a file cannot be attached, in words for the person who chose it."""


def kind_of(data: bytes) -> str:
    """The kind of a file by its content, whatever it is called. Raises CannotAttach."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"PK"):
        return _office_kind(data)
    if b"\x00" not in data and data.lstrip()[:1] != b"<":
        return "txt"
    raise CannotAttach("We cannot take this kind of file. Save it as PDF, Word, PowerPoint, a picture or plain text.")


def _office_kind(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        raise CannotAttach("This file is damaged. Save it again, then choose it.") from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise CannotAttach("This file holds macros. Save it without them, then choose it.")
    if any(name.startswith("xl/") for name in names):
        raise CannotAttach("This is a spreadsheet. Upload it as service data, where no patient rows are kept.")
    for folder, kind in FOLDERS.items():
        if any(name.startswith(f"{folder}/") for name in names):
            return kind
    raise CannotAttach("We cannot take this kind of file. Save it as PDF, Word, PowerPoint, a picture or plain text.")


@dataclass(frozen=True)
class _File:
    kind: str
    words: str
    data: bytes


def read_attached(data: bytes) -> dict:
    """What is to be known of a file before it is kept: its kind, the kinds of personal detail it seems to hold, the
    file as it is kept (a picture loses what the camera wrote into it), or why it is refused."""
    try:
        file = _read(data)
    except CannotAttach as refused:
        return {"refused": str(refused)}
    except (UnidentifiedImageError, PyPdfError, ParseError, zipfile.BadZipFile, OSError):
        return {"refused": "This file is damaged. Save it again, then choose it."}
    except DefusedXmlException:
        return {"refused": "This file holds parts that are not safe to open. Save it as PDF, then choose it."}
    return {"refused": "", "kind": file.kind, "personal": personal_details_in(file.words), "data": file.data}


def _read(data: bytes) -> _File:
    kind = kind_of(data)
    if kind in ("png", "jpg"):
        return _File(kind, "", _plain_picture(data, kind))
    words = {"pdf": _words_of_pdf, "txt": _words_of_text}.get(kind, _words_of_office)(data)
    return _File(kind, words, data)


def _words_of_text(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _words_of_pdf(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise CannotAttach("This PDF is locked with a password. Save it without one, then choose it.")
    if len(reader.pages) > MOST_PAGES:
        raise CannotAttach(f"This PDF has more than {MOST_PAGES} pages. Attach the part you need.")
    return "\n".join(page.extract_text() for page in reader.pages)


def _words_of_office(data: bytes) -> str:
    """Every word of every part: the text itself, comments, notes, headers and the file's own properties."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotAttach("This file unpacks to more than we can check. Save it as PDF, then choose it.")
    texts = []
    for part in parts:
        if part.filename.endswith(".xml"):
            with archive.open(part) as file:
                texts.append(_words_of_xml(file))
    return "\n".join(texts)


def _words_of_xml(file) -> str:
    """Runs of one paragraph are joined without a gap: Word may part a number in the middle."""
    words = []
    for event, element in iterparse(file, events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "end":
            words.append(element.text or "")
            words.append("\n" if name == "p" else "")
    return "".join(words)


def _plain_picture(data: bytes, kind: str) -> bytes:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    plain = Image.new(picture.mode, picture.size)
    plain.paste(picture)
    if picture.mode == "P":
        plain.putpalette(picture.getpalette())
    out = io.BytesIO()
    plain.save(out, format={"png": "PNG", "jpg": "JPEG"}[kind])
    return out.getvalue()
