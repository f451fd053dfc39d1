"""How one step prints: what the team wrote, and the records made there."""

from guide.records import record_kind
from guide.steps import Step
from worksheets.boards import Board, boards_of
from worksheets.presenters import shown_answers, shown_columns
from worksheets.progress import birthplace
from worksheets.registry import link_questions
from worksheets.saying import without_contacts

from ..document import Answers, Drawing, Subsection, Table, Words
from .counted import printable
from .pathway import pathway_chart

# Boards that print as a drawing with its text.
DRAWN = {"process_map": pathway_chart}
# Where the figures of a board come from.
SOURCES = {"indicators_in_short": "Source: the team’s list of indicators, and the data each start was counted from."}


def step_subsection(source, step: Step, *before, leave_out: tuple[str, ...] = ()) -> Subsection:
    """A step’s answers, and the records first made in it, so that each prints once. Questions still open stand
    there too: the options of a print decide on them."""
    state = source.picture.states[step.key]
    answers = state.record.answers if state.record else {}
    shown = shown_answers(step.questions, answers, with_private=False, with_open=True, thread=source.picture.thread)
    made = [one for boards in boards_of(step, source.picture.situation).values() for one in boards]
    leave_out += tuple(kind for one in made for kind in one.prints)
    born_here = [kind for kind in step.records if birthplace(kind) == step.key and kind not in leave_out]
    tables = [records_table(source, kind) for kind in born_here]
    boards = list(_printed(made))
    asked = {question.key: question for question in step.questions}
    answered = tuple(printable(answer, asked[answer.key], source.project) for answer in shown)
    blocks = (*before, *([Answers(answered)] if shown else []), *(table for table in tables if table.rows), *boards)
    reason = state.record.reason if state.record and state.is_settled else ""
    status = f"{state.status.label}: {reason}" if reason else state.status.label
    return Subsection(step.label, blocks or (Words("Not yet decided."),), status)


def _printed(boards: list[Board]):
    """A board as it prints: drawn, or its sentence and then its tables in words. Those on pages turned on their side
    come last, so that the others run on without a gap."""
    for board in sorted(boards, key=lambda board: board.wide):
        if board.printed and board.key in DRAWN:
            yield Drawing(DRAWN[board.key](board), wide=board.wide)
        elif board.printed:
            yield Words(f"{board.title}. {board.sentence}")
            for table in board.tables:
                rows = tuple(tuple(without_contacts(cell.in_words) for cell in row) for row in table.rows)
                yield Table(table.caption, table.headings, rows, wide=board.wide, source=SOURCES.get(board.key, ""))


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
    headers = (words.name.capitalize(), *facts, "Joined to")
    return Table(words.plural.capitalize(), headers, rows)


def joined_to(thread, record) -> str:
    """The references of everything a record points at: B1, S2."""
    links = [one for question in link_questions(record.kind_key) for one in thread.linked(record, question.key)]
    return ", ".join(dict.fromkeys(one.ref for one in links))
