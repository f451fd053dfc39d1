"""A sheet as a Word document: real headings, lists and tables, to be filled in on a screen or by hand."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .sheet import Asked, Drawn, Ruled, Sheet, SheetPart

TICKED, EMPTY = "☒", "☐"
LINE = "…" * 60
MOST_COLUMNS_UPRIGHT = 4
FONT = "Arial"


def as_word(sheet: Sheet) -> bytes:
    document = Document()
    _set_up(document, sheet)
    document.add_heading(sheet.title, level=0)
    document.add_paragraph(sheet.project, style="Subtitle")
    document.add_paragraph(sheet.summary)
    if sheet.why:
        document.add_heading("Why this matters", level=1)
        document.add_paragraph(sheet.why)
    _list(document, "What to do", sheet.how, "List Number")
    _list(document, "What is left", sheet.left, "List Bullet")
    for part in sheet.parts:
        _part(document, part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document, sheet: Sheet) -> None:
    document.core_properties.title = f"{sheet.title}: {sheet.project}"
    document.core_properties.language = "en-GB"
    document.core_properties.author = ""
    page = document.sections[0]
    if _widest(sheet) > MOST_COLUMNS_UPRIGHT:
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    else:
        page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        font = document.styles[name].font
        font.name = FONT
        document.styles[name].element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].font.size = Pt(11)


def _widest(sheet: Sheet) -> int:
    ruled = [block for part in sheet.parts for block in part.blocks if isinstance(block, Ruled)]
    drawn = [table for part in sheet.parts for b in part.blocks if isinstance(b, Drawn) for table in b.board.tables]
    return max([len(one.headings) for one in (*ruled, *drawn)], default=0)


def _list(document, title: str, lines: tuple[str, ...], style: str) -> None:
    if lines:
        document.add_heading(title, level=1)
        for line in lines:
            document.add_paragraph(line, style=style)


def _part(document, part: SheetPart) -> None:
    document.add_heading(f"{part.title} ({part.minutes} minutes)", level=1)
    if part.intro:
        document.add_paragraph(part.intro)
    for block in part.blocks:
        {"asked": _asked, "ruled": _ruled, "drawn": _drawn}[block.kind](document, block)


def _asked(document, block: Asked) -> None:
    document.add_heading(block.label, level=2)
    for note in (block.hint, block.only_if):
        if note:
            document.add_paragraph().add_run(note).italic = True
    for tick in block.ticks:
        document.add_paragraph(f"{TICKED if tick.ticked else EMPTY} {tick.text}")
    for line in block.answer.splitlines():
        document.add_paragraph(line)
    for _ in range(block.lines):
        document.add_paragraph(LINE)


def _ruled(document, block: Ruled) -> None:
    document.add_heading(block.caption, level=2)
    if block.hint:
        document.add_paragraph().add_run(block.hint).italic = True
    _table(document, block.headings, block.rows)


def _drawn(document, block: Drawn) -> None:
    document.add_heading(block.board.title, level=2)
    document.add_paragraph(block.board.sentence)
    for table in block.board.tables:
        _table(document, table.headings, [[cell.in_words for cell in row] for row in table.rows])


def _table(document, headings, rows) -> None:
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, headings):
        cell.paragraphs[0].add_run(heading).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(_repeats())
    for row in rows:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    document.add_paragraph()


def _repeats():
    """Marks a row as a heading that stands again on each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    return mark
