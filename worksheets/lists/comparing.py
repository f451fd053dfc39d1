"""What loading a list would change: worked out whole and shown to the person before anything is saved.

Each cell is looked at three ways: as it was taken out, as it stands now, and as it stands in the file. Only a cell the
person changed is a change; where somebody else has changed it meanwhile, theirs stays and both are told."""

from dataclasses import dataclass, field

from design.tables_out import as_typed
from design.words import count
from guide.records import RecordKind, record_kind

from ..clash import same
from ..forms import answers_from, form_class
from ..models import Record
from ..registry import model_of
from ..values import values_of
from .cells import NotUnderstood, data_from, in_words
from .columns import REFERENCE, Names, cells_of, columns_of, text_of, tidy
from .workbook import FORMAT, TAKEN

STALE = "Take the list out again, and copy your changes into it."


class CannotLoad(Exception):
    """The file as a whole cannot be used; says why and what to do."""


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken as it is: where it stands, and how to mend it."""

    sheet: str
    row: int
    column: str
    words: str


@dataclass(frozen=True)
class CellChange:
    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """A record that changes, or (`record` none) one that is new. `answers` are only what changes, `seen` how those
    stood when this was worked out."""

    title: str
    cells: tuple[CellChange, ...]
    answers: dict
    seen: dict
    record: Record | None = None


@dataclass(frozen=True)
class Conflict:
    """A cell that somebody else changed since the list was taken out: theirs stays."""

    record: Record
    heading: str
    theirs: str
    mine: str


@dataclass
class Proposal:
    kind: RecordKind
    changed: list[RowChange] = field(default_factory=list)
    new: list[RowChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        return bool(self.changed or self.new)

    @property
    def in_words(self) -> str:
        """“3 actions change, 1 is new, nothing else”."""
        parts = []
        if self.changed:
            verb = "changes" if len(self.changed) == 1 else "change"
            parts.append(f"{count(len(self.changed), self.kind.name, self.kind.plural)} {verb}")
        if self.new:
            parts.append(
                f"{count(len(self.new), self.kind.name, self.kind.plural)} {'is' if len(self.new) == 1 else 'are'} new"
            )
        return f"{', '.join(parts)}, nothing else" if parts else "Nothing changes"


def propose(project, kind_key: str, sheets: dict) -> Proposal:
    """What the file would change in this project. Raises CannotLoad where the file is not a list of this kind and
    project."""
    return _Comparison(project, kind_key, sheets).proposal


def sheets_wanted(kind_key: str) -> tuple[str, str]:
    return record_kind(kind_key).plural.capitalize(), TAKEN


class _Comparison:
    def __init__(self, project, kind_key: str, sheets: dict):
        self.kind, self.columns = record_kind(kind_key), columns_of(kind_key)
        self.sheet = sheets_wanted(kind_key)[0]
        self.project, self.names = project, Names(project)
        self.proposal = Proposal(self.kind)
        self.base = self._taken(sheets.get(TAKEN) or [])
        self.places, rows = self._headings(sheets.get(self.sheet) or [])
        self.records = {one.ref: one for one in model_of(kind_key).objects.of(project).select_related("owner")}
        self.titles = {one.title.casefold(): one for one in self.records.values()}
        self.seen_refs: dict[str, int] = {}
        for number, cells in rows:
            self._row(number, cells)

    def _taken(self, rows: list) -> dict[str, dict[str, str]]:
        """How each cell stood when the list was taken out, by reference and answer."""
        if len(rows) < 2 or len(rows[0][1]) < 3 or rows[0][1][0][1] != FORMAT:
            raise CannotLoad(f"This is not a list of {self.kind.plural} from Equity Steps. {STALE}")
        project_id, kind_key = (text for _, text in rows[0][1][1:3])
        if project_id != str(self.project.pk):
            raise CannotLoad(
                "This list was taken from another project. Load it there, or take out the list of this one."
            )
        if kind_key != self.kind.key:
            raise CannotLoad(f"This is another list. Choose the list of {self.kind.plural}.")
        names = [text for _, text in rows[1][1]]
        return {
            cells[0][1]: {name: tidy(text) for name, (_, text) in zip(names, cells, strict=False)}
            for _, cells in rows[2:]
        }

    def _headings(self, rows: list) -> tuple[dict[str, int], list]:
        """Where each column stands, by its answer, and the rows below. A column that was taken out changes nothing."""
        if not rows:
            raise CannotLoad(f"The file has no sheet called “{self.sheet}” with rows. {STALE}")
        headings = [_one_line(text) for _, text in rows[0][1]]
        if REFERENCE not in headings:
            raise CannotLoad(f"The sheet “{self.sheet}” has no column “{REFERENCE}” in its first row. {STALE}")
        known = {_one_line(one.heading): one.name for one in self.columns}
        places = {known[heading]: place for place, heading in enumerate(headings) if heading in known}
        unknown = [heading for heading in headings if heading and heading not in known and heading != REFERENCE]
        if unknown:
            names = "”, “".join(unknown[:5])
            self.proposal.notes.append(f"Columns we do not know are left out: “{names}”.")
        if "title" not in places:
            self.proposal.notes.append(
                f"There is no column “{self.columns[0].heading}”, so no {self.kind.name} can be added."
            )
        return places | {"": headings.index(REFERENCE)}, rows[1:]

    def _row(self, number: int, cells: list) -> None:
        ref = tidy(self._at(cells, "")[1]).upper()
        if not ref:
            self._new(number, cells)
        elif ref in self.seen_refs:
            words = (
                f"{ref} stands in row {self.seen_refs[ref]} too. For a new {self.kind.name}, leave the reference empty."
            )
            self._fault(number, REFERENCE, words)
        elif ref not in self.records or ref not in self.base:
            self._fault(number, REFERENCE, self._no_such(ref))
        else:
            self.seen_refs[ref] = number
            self._known(number, cells, self.records[ref])

    def _no_such(self, ref: str) -> str:
        if ref in self.records:
            return f"{ref} was not in the list when it was taken out. {STALE}"
        if ref in self.base:
            return f"{ref} has been removed since the list was taken out. Delete this row, or put {ref} back first."
        return f"There is no {self.kind.name} {ref[:20]} here. For a new one, leave the reference empty."

    def _at(self, cells: list, name: str) -> tuple[str, str]:
        place = self.places[name]
        return tuple(cells[place]) if place < len(cells) else ("text", "")

    def _known(self, number: int, cells: list, record: Record) -> None:
        values = values_of(record)
        now = {name: text_of(cell) for name, cell in cells_of(record, values, self.names, with_contacts=True).items()}
        was, wanted = self.base[record.ref], {}
        for column in self.columns:
            if column.name not in self.places:
                continue
            kind, text = self._at(cells, column.name)
            text = tidy(text)
            if text == was.get(column.name, "") or text == now[column.name]:
                continue
            if now[column.name] != was.get(column.name, ""):
                self.proposal.conflicts.append(
                    Conflict(record, column.heading, as_typed(now[column.name]), as_typed(text))
                )
                continue
            wanted[column.name] = (kind, text)
        answers = self._answers(number, wanted, values)
        if answers:
            changes = tuple(self._shown(name, now[name], wanted[name][1]) for name in answers)
            seen = {name: values.get(name) for name in answers}
            self.proposal.changed.append(RowChange(str(record), changes, answers, seen, record))

    def _new(self, number: int, cells: list) -> None:
        wanted = {one.name: self._at(cells, one.name) for one in self.columns if one.name in self.places}
        wanted = {name: (kind, tidy(text)) for name, (kind, text) in wanted.items() if tidy(text)}
        if not wanted or "title" not in self.places:
            return
        title = as_typed(wanted.get("title", ("", ""))[1])
        if not title:
            words = f"A new {self.kind.name} needs words here. {self.kind.title_question.needed_message}"
            self._fault(number, self.columns[0].heading, words)
            return
        if same := self.titles.get(title.casefold()):
            told = f"Row {number} is not added: “{title}” is here already, as {same.ref}."
            self.proposal.notes.append(f"{told} If it is something else, give it other words.")
            return
        answers = self._answers(number, wanted, {})
        if answers.get("title"):
            changes = tuple(self._shown(name, "", wanted[name][1]) for name in answers if name != "title")
            self.proposal.new.append(RowChange(answers["title"], changes, answers, {}))

    def _shown(self, name: str, before: str, after: str) -> CellChange:
        column = next(one for one in self.columns if one.name == name)
        return CellChange(column.heading, in_words(column, as_typed(before)), in_words(column, as_typed(after)))

    def _answers(self, number: int, wanted: dict, values: dict) -> dict:
        """The answers that these cells say, checked by the same form as the page’s; those that say what stands already
        are left out. Faults are noted by their cell."""
        columns = {one.name: one for one in self.columns}
        data, faults = {}, {}
        for name, (kind, text) in wanted.items():
            try:
                data |= data_from(columns[name], kind, as_typed(text), self.names)
            except NotUnderstood as fault:
                faults[name] = str(fault)
        questions = list({columns[name].question.key: columns[name].question for name in wanted}.values())
        form = form_class(questions, self._choices)(data)
        faults = {name: errors[0] for name, errors in form.errors.items()} | faults
        answers = answers_from(form, questions, {})
        if "title" in wanted and not answers.get("title"):
            faults.setdefault("title", self.kind.title_question.needed_message)
        for name, words in sorted(faults.items(), key=lambda one: list(columns).index(one[0])):
            self._fault(number, columns[name].heading, words)
        return {
            name: answers[name]
            for name in wanted
            if name not in faults and not _says_the_same(answers[name], values.get(name))
        }

    def _choices(self, question) -> list[tuple[str, str]]:
        if question.kind == "person":
            return [(pk, email) for pk, email in self.names.emails.items()]
        return list(self.names.refs(question.to).items()) if question.to else []

    def _fault(self, number: int, heading: str, words: str) -> None:
        self.proposal.faults.append(Fault(self.sheet, number, heading, words))


def _says_the_same(one, other) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    return same(one, other)


def _one_line(text: str) -> str:
    return " ".join(text.split())
