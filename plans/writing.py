"""Pieces of a document into a Word file. No Django in here: it runs in a child process with limits, as the PDF does."""

from base64 import b64decode
from dataclasses import dataclass

from design.word_file import WordFile

from .drawing import picture_of


@dataclass(frozen=True)
class Heading:
    """A `wide` piece stands on a page turned on its side."""

    text: str
    level: int
    new_page: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Text:
    text: str
    style: str = "Normal"
    wide: bool = False


@dataclass(frozen=True)
class Points:
    points: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: bool = False
    heads_rows: bool = True
    headed: bool = False


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, with its name and what it says."""

    svg: str
    name: str
    said: str
    wide: bool = False


@dataclass(frozen=True)
class Contents:
    """The list of the chapters: every heading of the first level that follows."""

    heading: str
    titles: tuple[str, ...]


Piece = Heading | Text | Points | Table | Picture | Contents


def docx_of(
    title: str,
    above: str,
    below: str,
    has_cover: bool,
    pieces: tuple[Piece, ...],
    css: str,
    fonts: str,
    page_size: str,
    logo: str,
    logo_said: str,
    watermark: str = "",
) -> bytes:
    """The Word file. `above` and `below` stand at the edges of each page but the cover; `css` and `fonts` are those of
    the print, for the drawings. `logo` is a PNG in base64, or nothing; `watermark` a word across
    each page."""
    file = WordFile(title, page_size=page_size)
    file.edges(above, below, bare_first_page=has_cover)
    if watermark:
        file.watermark(watermark)
    if logo:
        file.logo(b64decode(logo), logo_said)
    for piece in pieces:
        _write(file, piece, css, fonts)
    return file.saved()


def _write(file: WordFile, piece: Piece, css: str, fonts: str) -> None:
    file.turn(getattr(piece, "wide", False))
    match piece:
        case Heading():
            file.heading(piece.text, piece.level, new_page=piece.new_page)
        case Text():
            file.text(piece.text, piece.style)
        case Points():
            file.points(piece.points)
        case Table():
            ways = {"heads_rows": piece.heads_rows, "headed": piece.headed}
            file.table(piece.headings, piece.rows, caption=piece.caption, **ways)
        case Picture():
            file.picture(picture_of(piece.svg, css, fonts), piece.said, name=piece.name)
        case Contents():
            file.contents(piece.heading, piece.titles)
