"""A table of a Word document, built as XML at once: cell by cell, python-docx takes a minute for a second’s work."""

from copy import deepcopy

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from .word_letters import clean, runs_right_to_left

# A row with more words than this may go on over the page; others stay together.
_STAYS_TOGETHER = 1200
_PER_TWIP = 635
# In twentieths of a point: a letter of a bold cell, the room beside the words, and how many letters must fit a line.
_LETTER, _EDGES, _LONG_WORD = 118, 200, 16
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="AEB7BD"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_ROOM = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90))
)


def built_table(headings, rows, width: int, *, caption: str, heads_rows: bool):
    """`width` is in Word’s own unit. The headings stand again on each page; the first column heads its rows."""
    headings = [clean(one) for one in headings]
    rows = [[clean(cell) for cell in row] for row in rows]
    return _table(headings, rows, _widths(headings, rows, width), clean(caption), heads_rows)


def _widths(headings, rows, whole: int) -> list[int]:
    """How wide each column is, in twentieths of a point: its longest word fits, and the rest goes by what it holds."""
    columns = list(zip(*([headings] if headings else []), *rows))
    least = [_EDGES + _LETTER * min(_longest_word(column), _LONG_WORD) for column in columns]
    free = whole / _PER_TWIP - sum(least)
    if free < 0:
        return [int(whole / _PER_TWIP * one / sum(least)) for one in least]
    weights = [_weight(column) for column in columns]
    return [int(one + free * weight / sum(weights)) for one, weight in zip(least, weights)]


def _longest_word(column) -> int:
    return max((len(word) for cell in column for word in cell.split()), default=1)


def _weight(column) -> float:
    """By its longest cell, and by how long its cells are in the mean."""
    longest, mean = max(map(len, column)), sum(map(len, column)) / len(column)
    return max(min((longest + mean) / 2, 250) ** 0.8, 1)


def _table(headings, rows, widths, caption: str, heads_rows: bool):
    """Built as XML at once: going through python-docx cell by cell takes a minute where this takes a second."""
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_ROOM}</w:tblCellMar>"
        f'<w:tblLook w:val="04A0" w:firstRow="{int(bool(headings))}" w:firstColumn="{int(heads_rows)}" '
        'w:lastRow="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val=""/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + "</w:tblGrid></w:tbl>"
    )
    table.tblPr.find(qn("w:tblCaption")).set(qn("w:val"), caption)
    cells = [_cell(width) for width in widths]
    if headings:
        table.append(_row(cells, headings, head=True, bold=range(len(headings))))
    for row in rows:
        table.append(_row(cells, row, bold=(0,) if heads_rows else ()))
    return table


def _cell(width: int):
    return parse_xml(f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>')


def _row(cells, texts, *, head: bool = False, bold=()):
    row = OxmlElement("w:tr")
    kind = OxmlElement("w:trPr")
    if sum(map(len, texts)) < _STAYS_TOGETHER:
        kind.append(OxmlElement("w:cantSplit"))
    if head:
        kind.append(OxmlElement("w:tblHeader"))
    row.append(kind)
    for place, (cell, text) in enumerate(zip(cells, texts)):
        made = deepcopy(cell)
        if head:
            made.tcPr.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E8EDEE"/>'))
        for line in text.splitlines() or [""]:
            made.append(_line(line, place in bold))
        row.append(made)
    return row


def _line(text: str, bold: bool):
    paragraph = OxmlElement("w:p")
    kind = OxmlElement("w:pPr")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), "Cell")
    kind.append(style)
    paragraph.append(kind)
    rightwards = runs_right_to_left(text)
    if rightwards:
        kind.append(OxmlElement("w:bidi"))
    run = OxmlElement("w:r")
    look = OxmlElement("w:rPr")
    if bold:
        look.append(OxmlElement("w:b"))
    if rightwards:
        look.append(OxmlElement("w:rtl"))
    run.append(look)
    words = OxmlElement("w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    paragraph.append(run)
    return paragraph
