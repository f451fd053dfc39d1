"""A step as a sheet of paper: what is asked, what is filled in so far, and room to write the rest."""

from dataclasses import dataclass, replace

from guide.questions import Question
from guide.records import record_kind
from guide.steps import Section, Step

from ..boards import Board, boards_of
from ..presenters import shown_columns, text_of
from ..situation import Situation

ROOM = {"long-text": 4, "text": 1, "number": 1, "date": 1, "person": 1, "link": 1, "links": 2}
EMPTY_ROWS = 3


@dataclass(frozen=True)
class Tick:
    """A box to tick, and whether it is."""

    text: str
    ticked: bool = False


@dataclass(frozen=True)
class Asked:
    """One question: boxes to tick, or an answer, or so many lines to write on. `only_if` says when it is asked."""

    label: str
    hint: str = ""
    only_if: str = ""
    ticks: tuple[Tick, ...] = ()
    answer: str = ""
    lines: int = 0
    kind: str = "asked"


@dataclass(frozen=True)
class Ruled:
    """A table with a row for each thing asked about; empty boxes are to be written in."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hint: str = ""
    kind: str = "ruled"


@dataclass(frozen=True)
class Drawn:
    """A board, for a sheet that is filled in."""

    board: Board
    kind: str = "drawn"


@dataclass(frozen=True)
class SheetPart:
    title: str
    intro: str
    minutes: int
    blocks: tuple[Asked | Ruled | Drawn, ...]


@dataclass(frozen=True)
class Sheet:
    title: str
    project: str
    summary: str
    why: str
    how: tuple[str, ...]
    left: tuple[str, ...]
    parts: tuple[SheetPart, ...]
    is_blank: bool


def sheet_of(step: Step, situation: Situation, *, is_blank: bool) -> Sheet:
    """The sheet of one step: as far as the team has filled it in, or blank."""
    answers = {} if is_blank else situation.answers(step.key)
    boards = {} if is_blank else boards_of(step, situation)
    parts = (_part(section, answers, situation, is_blank, boards.get(section.key, ())) for section in step.sections)
    left = () if is_blank else tuple(left.text for left in situation.states[step.key].left)
    return Sheet(
        title=step.label,
        project=situation.project.name,
        summary=step.summary,
        why=step.why,
        how=step.how,
        left=left,
        parts=tuple(part for part in parts if part.blocks),
        is_blank=is_blank,
    )


def _part(section: Section, answers: dict, situation: Situation, is_blank: bool, boards) -> SheetPart:
    asked = [q for q in section.questions if not q.retired and not q.private]
    if not is_blank:
        asked = [question for question in asked if question.is_asked(answers)]
    blocks = [_block(question, answers, section) for question in asked]
    if section.record:
        blocks.append(_records(section.record, situation, is_blank))
    blocks += [Drawn(board) for board in map(_on_paper, boards) if board.printed and board.tables]
    return SheetPart(section.title, section.intro, section.minutes, tuple(blocks))


def _on_paper(board: Board) -> Board:
    return replace(board, tables=tuple(table for table in board.tables if table.on_paper))


def _block(question: Question, answers: dict, section: Section):
    if question.kind == "grid":
        return _grid(question, answers.get(question.key) or {})
    given, other = answers.get(question.key), answers.get(question.other_key, "")
    common = {"label": question.label, "hint": question.hint, "only_if": _only_if(question, section)}
    if question.kind in ("choice", "choices", "yes-no"):
        return Asked(**common, ticks=_ticks(question, given, other))
    answer = "" if question.kind in ("link", "links", "person") else text_of(question, given)
    return Asked(**common, answer=answer, lines=0 if answer else ROOM[question.kind])


def _ticks(question: Question, given, other: str) -> tuple[Tick, ...]:
    chosen = given if isinstance(given, list) else [given]
    if question.kind == "yes-no":
        return (Tick("Yes", given == "yes"), Tick("No", given == "no"))
    return tuple(
        Tick(f"Other: {other}" if option.value == "other" and other else option.text, option.value in chosen)
        for option in question.options
    )


def _only_if(question: Question, section: Section) -> str:
    """When a question is asked, in words, for a reader who has it on paper with the one before it."""
    if question.show_if is None:
        return ""
    before = next((one for one in section.questions if one.key == question.show_if.question), None)
    if before is None:
        return ""
    said = " or ".join(f"“{_said(before, value)}”" for value in question.show_if.values)
    return f"Only if you said {said} above"


def _said(question: Question, value: str) -> str:
    return {"yes": "Yes", "no": "No"}.get(value, value) if question.kind == "yes-no" else question.text_of(value)


def _grid(question: Question, grid: dict) -> Ruled:
    rows = tuple(
        (row.text, *(text_of(column, grid.get(row.value, {}).get(column.key)) for column in question.columns))
        for row in question.rows
    )
    headings = ("", *(_heading(column) for column in question.columns))
    return Ruled(question.label, headings, rows, question.hint)


def _heading(column: Question) -> str:
    """A column's name, with its few choices, so that they can be written in by hand."""
    options = [option.text for option in column.options]
    if column.kind == "yes-no":
        options = ["Yes", "No"]
    return f"{column.heading} ({' / '.join(options)})" if 0 < len(options) <= 4 else column.heading


def _records(kind_key: str, situation: Situation, is_blank: bool) -> Ruled:
    kind = record_kind(kind_key)
    records = [] if is_blank else situation.thread.of(kind_key)
    rows = [
        (f"{record.ref} {record.title}", *(column.text for column in shown_columns(record, situation.thread)))
        for record in records
    ]
    headings = (kind.title_question.label, *(kind.question(key).heading for key in kind.shown))
    empty = [("",) * len(headings)] * EMPTY_ROWS
    return Ruled(kind.heading, headings, tuple(rows + empty), kind.intro)
