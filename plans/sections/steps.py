"""How one step prints: what the team wrote, and the records made there."""

from guide.records import record_kind
from guide.steps import Step
from worksheets.presenters import shown_answers, shown_columns

from ..document import Answers, Subsection, Table, Words


def step_subsection(source, step: Step, *before, leave_out: tuple[str, ...] = ()) -> Subsection:
    """A step’s answers and tables. Unanswered questions are left out; nothing said at all is said."""
    state = source.picture.states[step.key]
    answers = state.record.answers if state.record else {}
    shown = tuple(
        answer for answer in shown_answers(step.questions, answers, with_private=False) if answer.text or answer.table
    )
    tables = [records_table(source, kind) for kind in step.records if kind not in leave_out]
    blocks = (*before, *([Answers(shown)] if shown else []), *(table for table in tables if table.rows))
    reason = state.record.reason if state.record and state.is_settled else ""
    status = f"{state.status.label}: {reason}" if reason else state.status.label
    return Subsection(step.label, blocks or (Words("Not yet decided."),), status)


def records_table(source, kind: str) -> Table:
    """Every record of one kind: its reference and title, what it is joined to, and the facts its lists show."""
    words = record_kind(kind)
    records = source.thread.of(kind)
    links = [question for question in words.questions if question.kind in ("link", "links")]
    links = [q for q in links if any(source.thread.linked(record, q.key) for record in records)]
    facts = [words.question(key).heading for key in words.shown]
    rows = tuple(
        (
            f"{record.ref} {record.title}",
            *(", ".join(one.ref for one in source.thread.linked(record, q.key)) or "–" for q in links),
            *(column.text or "Not yet decided" for column in shown_columns(record, source.thread)),
        )
        for record in records
    )
    headers = (words.name.capitalize(), *(record_kind(q.to).plural.capitalize() for q in links), *facts)
    return Table(words.plural.capitalize(), headers, rows)
