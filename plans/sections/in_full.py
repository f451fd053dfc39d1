"""Every record in full, as the appendices print them: all that its form asks and somebody said."""

from guide.records import record_kind
from worksheets.presenters import ShownAnswer, shown_record
from worksheets.saying import without_contacts

from ..document import Subsection, Table
from ..left_out import may_print
from .counted import printable

HEADERS = ("Asked", "Said")


def in_full(source, kind: str) -> Subsection | None:
    """The records of one kind, a table for each; None where there are none."""
    records = source.thread.of(kind)
    if not records:
        return None
    return Subsection(record_kind(kind).heading, tuple(_record(source, record) for record in records))


def _record(source, record) -> Table:
    rows = tuple(row for answer in _answers(source, record) for row in _rows(answer))
    return Table(without_contacts(str(record)), HEADERS, rows, empty=f"{record}: no more is written down.")


def _answers(source, record) -> list[ShownAnswer]:
    shown = shown_record(record, source.thread)
    return [
        printable(answer, record.spec.question(answer.key), source.project)
        for answer in shown
        if (answer.text or answer.table) and may_print(record, answer.key)
    ]


def _rows(answer: ShownAnswer):
    """One row; of a table one for each of its rows."""
    if not answer.table:
        yield answer.label, answer.text
    for name, *cells in answer.table:
        said = (f"{_before(heading)} {cell}" for heading, cell in zip(answer.headings[1:], cells) if cell)
        yield f"{_before(answer.label)} {name}", "; ".join(said)


def _before(words: str) -> str:
    """Words that others follow: a question ends by itself."""
    return words if words.endswith("?") else f"{words}:"
