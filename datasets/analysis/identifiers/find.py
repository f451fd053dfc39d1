"""Every identifier in a file: in the columns of its table, on its other sheets, and in the text around them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from datasets.analysis.identifiers.by_heading import by_heading, may_be_key
from datasets.analysis.identifiers.content import (
    Cells,
    address_share,
    birth_share,
    email_share,
    identified_labels,
    is_prose,
    name_share,
    nhs_share,
    person_within,
    phone_share,
    postcode_share,
)
from datasets.analysis.identifiers.finding import (
    ADDRESS,
    AREA_ONLY,
    BANDED,
    BOTH,
    CELLS_DROPPED,
    CONTENT,
    DATE_OF_BIRTH,
    DROPPED,
    EMAIL,
    FREE_TEXT,
    HASHED,
    HEADING,
    NAME,
    NHS_NUMBER,
    PERSON_KEY,
    PHONE,
    POSTCODE,
    IdentifierFinding,
)
from datasets.analysis.identifiers.keys import rows_with_key
from datasets.analysis.identifiers.patterns import holds_identifier
from datasets.analysis.table import Column, Passage, Reading, Shape, SideSheet, Table

_ROWS = Shape()
_ACTIONS = {DATE_OF_BIRTH: BANDED, POSTCODE: AREA_ONLY}
# Cells of a column of groups that may hold an identifier before the whole column is taken for free text.
FEW = 0.2
# Ten-digit numbers that must be there, and the part that must pass Modulus 11, before a column is called NHS numbers.
ENOUGH, HALF = 10, 0.5


def find_in(reading: Reading) -> tuple[IdentifierFinding, ...]:
    """Every identifier of a reading: its table, other sheets, file name, the lines above the headings, comments."""
    if reading.table is None:
        return _outside(reading.passages)
    return find_identifiers(
        reading.table, shape=reading.shape, passages=reading.passages, side_sheets=reading.side_sheets
    )


def find_identifiers(
    table: Table,
    *,
    shape: Shape = _ROWS,
    passages: Iterable[Passage] = (),
    side_sheets: Iterable[SideSheet] = (),
) -> tuple[IdentifierFinding, ...]:
    """The columns of a table that identify people, by heading and by content, then places outside it.

    At most one column is "hashed": the key that people are counted by.
    """
    counts = {shape.count_column, *shape.part_columns, *shape.rate_columns}
    found = [finding for column in table.columns if column.name not in counts and (finding := _of_column(column))]
    beside = []
    for sheet in side_sheets:
        for column in sheet.table.columns:
            if finding := _of_column(column):
                name = f"{sheet.name}!{column.name}"
                beside.append(replace(finding, column=name, action=DROPPED, place="sheet"))
    return (*_with_one_key(table, found), *beside, *_outside(passages))


def _of_column(column: Column) -> IdentifierFinding | None:
    if not column.labels:
        return None
    cells, headed = Cells(column), by_heading(column.name)
    content = _by_content(cells)
    if headed and _agrees(headed[0], headed[1], cells, content):
        kind, sure = headed
        if kind == FREE_TEXT:
            return _headed_free_text(cells, sure)
        share = content[1] if content and content[0] == kind else _share(kind, cells)
        by = BOTH if content and content[0] == kind else HEADING
        return IdentifierFinding(column.name, kind, max(sure, share if by == BOTH else 0), by, _action(kind), share)
    if content:
        kind, share = content
        return IdentifierFinding(column.name, kind, max(0.7, min(share, 0.99)), CONTENT, _action(kind), share)
    return _within_text(cells) or _repeating_key(cells)


def _headed_free_text(cells: Cells, sure: float) -> IdentifierFinding:
    held = identified_labels(cells)
    share = len(held) / len(cells.labels) if held else 1.0
    by = BOTH if held else HEADING
    return IdentifierFinding(cells.column.name, FREE_TEXT, 0.95 if held else sure, by, DROPPED, share)


def _action(kind: str) -> str:
    return _ACTIONS.get(kind, DROPPED)


def _by_content(cells: Cells) -> tuple[str, float] | None:
    """(kind, share) where most cells of a column are identifiers."""
    numbers, valid = nhs_share(cells)
    if (numbers >= ENOUGH and valid >= HALF) or (
        0 < numbers < ENOUGH and valid == 1 and numbers >= 0.5 * len(cells.labels)
    ):
        return NHS_NUMBER, valid
    for kind, share in ((EMAIL, email_share), (POSTCODE, postcode_share), (PHONE, phone_share)):
        if (part := share(cells)) >= HALF:
            return kind, part
    if (part := birth_share(cells)) > 0:
        return DATE_OF_BIRTH, part
    if not cells.like_categories and (part := address_share(cells)) >= 0.3:
        return ADDRESS, part
    if (part := name_share(cells)) > 0:
        return NAME, part
    return None


def _share(kind: str, cells: Cells) -> float:
    return {EMAIL: email_share, POSTCODE: postcode_share, PHONE: phone_share, ADDRESS: address_share}.get(
        kind, lambda _: 1.0
    )(cells)


def _agrees(kind: str, sure: float, cells: Cells, content: tuple[str, float] | None) -> bool:
    """Whether what a column holds can be what its heading says: yes-and-no answers are no phone numbers."""
    if kind in (NHS_NUMBER, PERSON_KEY):
        return _is_code(cells) if kind == PERSON_KEY else not cells.like_categories or _is_code(cells)
    if kind == FREE_TEXT:
        return not cells.like_categories and not _is_numeric(cells)
    if kind == NAME and sure < 0.9:
        return bool(content and content[0] == NAME) or not cells.like_categories
    if kind == NAME:
        return cells.has_words or "initial" in cells.column.name.lower()
    if kind == DATE_OF_BIRTH:
        return any(b"9" in outline for outline in cells.outlines)
    if kind == POSTCODE:
        return postcode_share(cells) > 0 or not cells.like_categories
    return not (cells.like_categories and not content)


def _is_numeric(cells: Cells) -> bool:
    return not any(b"A" in outline for outline in cells.outlines)


def _is_code(cells: Cells) -> bool:
    """Whether most cells read as codes (P001, 29872499824296) and not as words or small numbers that repeat."""
    return cells.coded >= 0.5 * len(cells.labels)


def _within_text(cells: Cells) -> IdentifierFinding | None:
    """Identifiers within other text: the whole column goes where it is written freely, else only those cells."""
    if not cells.has_words:
        return IdentifierFinding(cells.column.name, FREE_TEXT, 0.6, CONTENT, DROPPED) if is_prose(cells) else None
    held = held_cells(cells)
    share = _rows_share(cells, held)
    if held and (share > FEW or not (cells.like_categories or _mostly_groups(cells, held))):
        return IdentifierFinding(cells.column.name, FREE_TEXT, 0.95, CONTENT, DROPPED, share)
    if held:
        return IdentifierFinding(cells.column.name, FREE_TEXT, 0.8, CONTENT, CELLS_DROPPED, share)
    if is_prose(cells):
        return IdentifierFinding(cells.column.name, FREE_TEXT, 0.6, CONTENT, DROPPED)
    return None


def held_cells(cells: Cells) -> set[str]:
    """The labels that hold an identifier within other text, places that come again and again aside."""
    return _not_places(cells, identified_labels(cells))


def _rows_share(cells: Cells, held: set[str]) -> float:
    """The part of the filled cells that hold one of these labels."""
    if not held:
        return 0.0
    places = [place for place, label in enumerate(cells.labels) if label in held]
    return float(cells.column.times[places].sum() / cells.filled)


def _mostly_groups(cells: Cells, held: set[str]) -> bool:
    """Whether the column without the cells in question is one of groups: few labels, each many times."""
    rest = len(cells.labels) - len(held)
    return 0 < rest <= 60 and rest <= 0.35 * cells.filled


def _not_places(cells: Cells, held: set[str]) -> set[str]:
    """Without the labels that come again and again in a column of groups, as a clinic's name or postcode does."""
    if not held or not (cells.like_categories or _mostly_groups(cells, held)):
        return held
    times = cells.column.times[:-1].tolist()
    often = {label for label, count in zip(cells.labels, times, strict=True) if count > 2}
    return {label for label in held if label not in often or holds_identifier(label)}


def _repeating_key(cells: Cells) -> IdentifierFinding | None:
    """A column headed ID or Ref whose codes come again on some rows: likely a key for people."""
    distinct = len(cells.labels)
    if not may_be_key(cells.column.name) or cells.filled < 5 or not _is_code(cells):
        return None
    if distinct == cells.filled or distinct < 0.1 * cells.filled or cells.like_categories:
        return None
    return IdentifierFinding(cells.column.name, PERSON_KEY, 0.5, HEADING, DROPPED)


def _with_one_key(table: Table, found: list[IdentifierFinding]) -> list[IdentifierFinding]:
    """The findings with the best key for people marked as hashed: the fewest blanks, then the surest."""
    keys = [finding for finding in found if finding.kind in (NHS_NUMBER, PERSON_KEY)]
    if not keys:
        return found
    best = keys[0]
    if len(keys) > 1:
        best = max(keys, key=lambda one: (rows_with_key(table.column(one.column)), one.how_sure, one.kind))
    return [replace(finding, action=HASHED) if finding is best else finding for finding in found]


def _outside(passages: Iterable[Passage]) -> tuple[IdentifierFinding, ...]:
    """The places outside the table that hold an identifier, once each."""
    places = dict.fromkeys(passage.place for passage in passages if person_within(_plain(passage.text)))
    return tuple(IdentifierFinding(f"({place})", FREE_TEXT, 0.8, CONTENT, DROPPED, place="outside") for place in places)


def _plain(text: str) -> str:
    """Underscores and hyphens of a file name read as spaces."""
    return re.sub(r"[_]+", " ", text)
