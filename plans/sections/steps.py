"""How one step prints: in its part what the guide lists for the plan (in_plan), and all the rest in an appendix."""

from dataclasses import dataclass, replace
from itertools import groupby

from design.words import count
from guide.records import record_kind
from guide.steps import InPlan, Step
from worksheets.boards import Board, boards_of
from worksheets.presenters import ShownAnswer, shown_answers, shown_columns
from worksheets.registry import link_questions
from worksheets.saying import without_contacts

from ..document import Answers, Block, Drawing, Subsection, Table, Words
from .counted import printable
from .figures import FIGURES
from .pathway import pathway_chart

# Boards that print as a drawing with its text.
DRAWN = {"process_map": pathway_chart}
# Where the figures of a board come from.
SOURCES = {"indicators_in_short": "Source: the team’s list of indicators, and the data each start was counted from."}


@dataclass(frozen=True)
class Told:
    """What a step has to tell: its answers by question, those still open too, and the boards that may print."""

    answers: dict[str, ShownAnswer]
    boards: dict[str, Board]


def step_subsection(source, step: Step) -> Subsection:
    """What of a step stands in its part of the plan, in the order the guide gives. Questions still open stand there
    too: the options of a print decide on them."""
    told, state = _told(source, step), source.picture.states[step.key]
    blocks = _joined([block for entry in step.in_plan for block in _blocks(source, told, entry)])
    reason = state.record.reason if state.record and state.is_settled else ""
    status = f"{state.status.label}: {reason}" if reason else state.status.label
    return Subsection(step.label, tuple(blocks) or (Words("Not yet decided."),), status)


def rest_of_step(source, step: Step) -> Subsection:
    """What its part does not print, or not whole. The records have appendices of their own."""
    told = _told(source, step)
    whole = {name for entry in step.in_plan for name in entry.named if _is_whole(told, entry)}
    answers = tuple(answer for key, answer in told.answers.items() if key not in whole)
    boards = [block for board in _wide_last(told) if board.key not in whole for block in _printed(board)]
    shortened = [entry for entry in step.in_plan if entry.figures and entry.at_most]
    figures = [block for entry in shortened for block in FIGURES[entry.figures](source)[entry.at_most :]]
    return Subsection(step.label, (*([Answers(answers)] if answers else []), *figures, *boards))


def _told(source, step: Step) -> Told:
    state = source.picture.states[step.key]
    given = state.record.answers if state.record else {}
    shown = shown_answers(step.questions, given, with_private=False, with_open=True, thread=source.picture.thread)
    asked = {question.key: question for question in step.questions}
    made = [board for boards in boards_of(step, source.picture.situation).values() for board in boards]
    return Told(
        {answer.key: printable(answer, asked[answer.key], source.project) for answer in shown},
        {board.key: board for board in made if board.printed},
    )


def _blocks(source, told: Told, entry: InPlan) -> list[Block]:
    if entry.figures:
        return list(FIGURES[entry.figures](source)[: entry.at_most or None])
    if entry.record:
        table = records_table(source, entry.record)
        return _shortened(table, entry.at_most) if table.rows else []
    if entry.answer:
        answer = told.answers.get(entry.answer)
        return [Answers((replace(answer, label=entry.title or answer.label),))] if answer else []
    board = told.boards.get(entry.board)
    if board is None:
        return []
    blocks = _printed(replace(board, tables=_chosen(board, entry)))
    return [short for block in blocks for short in _shortened(block, entry.at_most)]


def _chosen(board: Board, entry: InPlan) -> tuple:
    if entry.tables is None:
        return board.tables
    return tuple(table for place, table in enumerate(board.tables, start=1) if place in entry.tables)


def _is_whole(told: Told, entry: InPlan) -> bool:
    """Whether the part prints all of it. A list of records never counts: they print in full elsewhere."""
    if entry.answer:
        return True
    board = told.boards.get(entry.board)
    if board is None or _chosen(board, entry) != board.tables:
        return False
    return not entry.at_most or all(len(table.rows) <= entry.at_most for table in board.tables)


def _shortened(block: Block, at_most: int) -> list[Block]:
    if not at_most or block.kind != "table" or len(block.rows) <= at_most:
        return [block]
    more = count(len(block.rows) - at_most, "more row stands", "more rows stand")
    return [replace(block, rows=block.rows[:at_most]), Words(f"{more} in the plan with appendices.", follows=True)]


def _joined(blocks: list[Block]):
    """Answers that follow one another are one list."""
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind == "answers":
            yield Answers(tuple(answer for block in run for answer in block.answers))
        else:
            yield from run


def _wide_last(told: Told) -> list[Board]:
    """Boards on pages turned on their side come last, so that the others run on without a gap."""
    return sorted(told.boards.values(), key=lambda board: board.wide)


def _printed(board: Board):
    """A board as it prints: drawn, or its sentence and then its tables in words."""
    if board.key in DRAWN:
        yield Drawing(DRAWN[board.key](board), wide=board.wide)
        return
    # The captions of its tables name it; a sentence by itself needs its title.
    yield Words(board.sentence if board.tables else f"{board.title}. {board.sentence}", follows=True)
    for table in board.tables:
        rows = tuple(tuple(without_contacts(cell.in_words) for cell in row) for row in table.rows)
        source = SOURCES.get(board.key, "")
        yield Table(table.caption, table.headings, rows, wide=board.wide, source=source, follows=True)


def records_table(source, kind: str) -> Table:
    """Every record of one kind: its reference and title, what it is joined to, and the facts its lists show."""
    words = record_kind(kind)
    records = source.thread.of(kind)
    facts = [words.question(key).heading for key in words.shown]
    rows = tuple(
        (
            without_contacts(f"{record.ref} {record.title}"),
            *(column.text or "Not yet decided" for column in shown_columns(record, source.thread)),
            joined_to(source.thread, record) or "–",
        )
        for record in records
    )
    headers = (words.name[:1].upper() + words.name[1:], *facts, "Joined to")
    return Table(words.heading, headers, rows)


def joined_to(thread, record) -> str:
    """The references of everything a record points at: B1, S2."""
    links = [one for question in link_questions(record.kind_key) for one in thread.linked(record, question.key)]
    return ", ".join(dict.fromkeys(one.ref for one in links))
