"""A sheet as a Word document: real headings, lists and tables, to be filled in on a screen or by hand."""

from design.word_file import WordFile

from .sheet import Asked, Drawn, Ruled, Sheet, SheetPart

TICKED, EMPTY = "☒", "☐"
LINE = "…" * 60
MOST_COLUMNS_UPRIGHT = 4


def as_word(sheet: Sheet) -> bytes:
    file = WordFile(f"{sheet.title}: {sheet.project}", landscape=_widest(sheet) > MOST_COLUMNS_UPRIGHT)
    file.heading(sheet.title, level=0)
    file.text(sheet.project, "Subtitle")
    file.text(sheet.summary)
    if sheet.why:
        file.heading("Why this matters")
        file.text(sheet.why)
    _list(file, "What to do", sheet.how, "List Number")
    _list(file, "What is left", sheet.left, "List Bullet")
    for part in sheet.parts:
        _part(file, part)
    return file.saved()


def _widest(sheet: Sheet) -> int:
    ruled = [block for part in sheet.parts for block in part.blocks if isinstance(block, Ruled)]
    drawn = [table for part in sheet.parts for b in part.blocks if isinstance(b, Drawn) for table in b.board.tables]
    return max([len(one.headings) for one in (*ruled, *drawn)], default=0)


def _list(file: WordFile, title: str, lines: tuple[str, ...], style: str) -> None:
    if lines:
        file.heading(title)
        file.points(lines, style)


def _part(file: WordFile, part: SheetPart) -> None:
    file.heading(f"{part.title} ({part.minutes} minutes)")
    file.text(part.intro, stays=True)
    for block in part.blocks:
        {"asked": _asked, "ruled": _ruled, "drawn": _drawn}[block.kind](file, block)


def _asked(file: WordFile, block: Asked) -> None:
    file.heading(block.label, level=2)
    for note in (block.hint, block.only_if):
        file.text(note, italic=True, stays=True)
    for tick in block.ticks:
        file.text(f"{TICKED if tick.ticked else EMPTY} {tick.text}")
    file.text(block.answer)
    for _ in range(block.lines):
        file.text(LINE)


def _ruled(file: WordFile, block: Ruled) -> None:
    file.heading(block.caption, level=2)
    file.text(block.hint, italic=True, stays=True)
    file.table(block.headings, block.rows)


def _drawn(file: WordFile, block: Drawn) -> None:
    file.heading(block.board.title, level=2)
    file.text(block.board.sentence, stays=True)
    for table in block.board.tables:
        file.table(table.headings, [[cell.in_words for cell in row] for row in table.rows], caption=table.caption)
