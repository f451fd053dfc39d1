"""Reads Word files back: what they say, and how they are built."""

import zipfile
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn


def opened(content: bytes):
    return Document(BytesIO(content))


def text_of_docx(content: bytes) -> str:
    """Every word of the body, of tables and of the edges of the pages."""
    document = opened(content)
    edges = [part for section in document.sections for part in (section.header, section.footer)]
    roots = [document.element.body, *(part._element for part in edges)]
    paragraphs = [paragraph for root in roots for paragraph in root.iter(qn("w:p"))]
    return "\n".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs)


def headings_of_docx(content: bytes) -> list[tuple[int, str]]:
    """(level, text) of every heading; the title is of level 0."""
    levels = {"Title": 0} | {f"Heading {level}": level for level in range(1, 10)}
    return [(levels[one.style.name], one.text) for one in opened(content).paragraphs if one.style.name in levels]


def names_in(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert parts.testzip() is None
        return parts.namelist()
