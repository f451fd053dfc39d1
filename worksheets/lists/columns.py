"""What the columns of a list are, and what a record says in each of its cells.

A cell is compared as text (`text_of`), so that what was not touched is the same however a spreadsheet wrote it down."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from design.tables_out import safe_cell
from guide.questions import Question
from guide.records import record_kind

from ..measuring.baselines import TOO_SMALL
from ..models import Record
from ..registry import model_of
from ..saying import counts_people, gives_small_part, without_contacts

# The kinds of record that can be taken out as a list.
LISTED = ("action", "indicator")
REFERENCE = "Reference"
# Words that give a figure: where they tell of a small number, they are not in the list.
FIGURE_WORDS = frozenset({"baseline_value", "target_value"})
BETWEEN = "; "
YES_NO = (("yes", "Yes"), ("no", "No"))
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]|[\ufffe\uffff]")


@dataclass(frozen=True)
class Column:
    """One column: the answer it holds, its heading, and the question behind it. `kind` is the question's, or text for
    the words behind “Other”."""

    name: str
    heading: str
    kind: str
    question: Question

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """(value, text) of what can be chosen, for a column with a fixed list."""
        if self.kind == "yes-no":
            return YES_NO
        return tuple((one.value, one.text) for one in self.question.options) if self.kind in _CHOOSING else ()


_CHOOSING = ("choice", "choices")


@cache
def columns_of(kind_key: str) -> tuple[Column, ...]:
    """The columns of a list, in the order of the record's form, without what is private. True counts of people are
    seen on the page by those who may, and leave the project in no list."""
    found = []
    for question in record_kind(kind_key).questions:
        if question.retired or question.private or counts_people(question):
            continue
        heading = question.label if question.key == "title" else question.heading
        found.append(Column(question.key, heading, question.kind, question))
        if question.has_other:
            found.append(Column(question.other_key, f"{heading} If other, say what", "text", question))
    return tuple(found)


class Names:
    """How people and records of one project are called in a list: by email address, and by reference."""

    def __init__(self, project):
        self.project = project
        members = project.members.select_related("user")
        self.emails = {str(one.user_id): one.user.email for one in members}
        self.people = {one.user.email.casefold(): str(one.user_id) for one in members}
        self._refs: dict[str, dict[str, str]] = {}
        self._titles: dict[str, dict[str, str]] = {}

    def refs(self, kind_key: str) -> dict[str, str]:
        """The reference of each standing record of a kind, by its id."""
        if kind_key not in self._refs:
            records = list(model_of(kind_key).objects.of(self.project))
            self._refs[kind_key] = {str(one.pk): one.ref for one in records}
            self._titles[kind_key] = {one.ref: one.title for one in records}
        return self._refs[kind_key]

    def titles(self, kind_key: str) -> dict[str, str]:
        self.refs(kind_key)
        return self._titles[kind_key]

    def ids(self, kind_key: str) -> dict[str, str]:
        return {ref: pk for pk, ref in self.refs(kind_key).items()}


def cells_of(record: Record, values: dict, names: Names, *, with_contacts: bool) -> dict:
    """Every cell of a record's row, by the answer it holds. `values` are the record's answers (values.values_of)."""
    return {
        one.name: _cell(one, record, values.get(one.name), names, with_contacts) for one in columns_of(record.kind_key)
    }


def _cell(column: Column, record: Record, value, names: Names, with_contacts: bool):
    if value in (None, "", []):
        return ""
    match column.kind:
        case "date":
            return dt.date.fromisoformat(value)
        case "number":
            return value
        case "person":
            return _person(getattr(record, column.name), with_contacts)
        case "link" | "links":
            refs = names.refs(column.question.to)
            chosen = value if isinstance(value, list) else [value]
            return BETWEEN.join(sorted((refs[pk] for pk in chosen if pk in refs), key=_place))
        case "choice" | "choices" | "yes-no":
            words = dict(column.choices)
            return BETWEEN.join(words.get(one, str(one)) for one in (value if isinstance(value, list) else [value]))
    text = tidy(str(value))
    if column.name in FIGURE_WORDS and gives_small_part(text, names.project.hidden_below):
        return TOO_SMALL
    return safe_cell(text if with_contacts else without_contacts(text))


def _person(person, with_contacts: bool) -> str:
    return safe_cell(person.email if with_contacts else person.name)


def _place(ref: str) -> tuple[str, int]:
    return ref.rstrip("0123456789"), int(ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def tidy(text: str) -> str:
    """Text as a cell can hold it: lines end alike, and there are no characters a workbook cannot keep."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def text_of(cell) -> str:
    """A cell as text that can be compared."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, (int, float)):
        return f"{cell:.12g}"
    return tidy(str(cell))
