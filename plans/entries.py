"""A plan as entries by their place: what comparing two plans looks at. What stands under the same key is the same
thing; a record is one entry however many tables tell of it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from guide.records import all_record_kinds

from .document import ANSWERS, PlanDocument, Section, Subsection, Table, ThreadLine

COVER, ONE_PAGE, THREAD, LOOSE_ENDS = "The cover", "The plan on a page", "The golden thread", "Loose ends"
UNSAID = frozenset({"", "–", "Not yet decided", "Not yet decided."})
REF = re.compile(r"^([A-Z])\d+(?=\s|$)")
REFS = re.compile(r"[A-Z]\d+(?:, [A-Z]\d+)*")
# A cell that names one record, at its beginning or at its end.
NAMES_FIRST, NAMES_LAST = re.compile(r"^[A-Z]\d+ \S"), re.compile(r": [A-Z]\d+$")
OPENING = re.compile(r"^([A-Z]\d+) “.*” ")
TITLE = "Title"


@dataclass(eq=False)
class Entry:
    """One thing of a plan. What its cells say is compared by `same`, and shown as `text`. `kin` pairs an entry that
    went with one that came in its stead; `table` is where a row that is no record stands."""

    part: str
    what: str
    text: dict = field(default_factory=dict)
    same: dict = field(default_factory=dict)
    kin: tuple | None = None
    table: tuple | None = None

    def say(self, name, text: str, same=None) -> None:
        if text not in UNSAID:
            self.text[name], self.same[name] = text, _same(text) if same is None else same

    @property
    def is_record(self) -> bool:
        return TITLE in self.text

    @property
    def words(self) -> str:
        return "\n".join(self.text.values())


def _of_one_record(row: tuple[str, ...]) -> tuple[str, ...] | None:
    """The row headed by the record that it tells of: under a barrier it is the adjustment beside it."""
    if len(row) > 1 and NAMES_FIRST.match(row[1]):
        return (row[1], "", *row[2:])
    return row if NAMES_FIRST.match(row[0]) or NAMES_LAST.search(row[0]) else None


def _same(text: str):
    """What two texts share that say the same: lists of references or of choices in any order, words by any spacing."""
    if REFS.fullmatch(text):
        return frozenset(text.split(", "))
    return frozenset(text.split("; ")) if "; " in text else " ".join(text.split())


def plural_of(letter: str) -> str:
    """What records with this letter are called: “Actions” for T."""
    return {kind.letter: kind.heading for kind in all_record_kinds().values()}.get(letter, THREAD)


def rest_of(plan: PlanDocument) -> list[Section]:
    """The answers that the parts leave out: they are compared like those that stand there."""
    return [section for section in plan.appendices if section.key == ANSWERS]


@dataclass(frozen=True)
class Entries:
    """What a plan says by its place, with the columns (caption, heading) and the tables that it prints."""

    by_place: dict[tuple, Entry]
    columns: frozenset[tuple]
    tables: frozenset[tuple]


def entries_of(plan: PlanDocument) -> Entries:
    read = _Reader(plan)
    return Entries(read.entries, frozenset(read.columns), frozenset(read.tables))


class _Reader:
    """A plan as entries by their place: an answer is the same one in a part of the plan and in the appendix."""

    def __init__(self, plan: PlanDocument):
        self.entries: dict[tuple, Entry] = {}
        self.columns, self.tables = set(), set()
        self._cover(plan)
        for question, answers in plan.one_page.answers:
            self._lines(ONE_PAGE, question, answers)
        self._one((ONE_PAGE, "ask"), ONE_PAGE, "What we ask of the meeting", plan.one_page.ask)
        for line in plan.thread:
            self._line(line)
        for section in (*plan.sections, *rest_of(plan)):
            self._section(section)
        for end in plan.loose_ends:
            self.entries[LOOSE_ENDS, OPENING.sub(r"\1 ", end)] = Entry(LOOSE_ENDS, end)

    def _one(self, key: tuple, part: str, what: str, text: str, same=None, kin=None) -> None:
        """A thing that says one text. Where it says nothing it is not there."""
        entry = Entry(part, what, kin=kin)
        entry.say("", text, same)
        if entry.text:
            self.entries[key] = entry

    def _cover(self, plan: PlanDocument) -> None:
        facts = {
            "Title": plan.title,
            "Organisation": plan.organisation,
            "Lead": plan.lead,
            "Places": ", ".join(sorted(plan.places)),
            "Meeting": plan.meeting,
            "End date": f"{plan.end_on.day} {plan.end_on:%B %Y}" if plan.end_on else "",
        }
        for name, text in facts.items():
            self._one((COVER, name), COVER, name, text)

    def _lines(self, part: str, what: str, lines) -> None:
        """A list. Lines that went and lines that came under the same heading pair off."""
        for line in dict.fromkeys(lines):
            self._one((part, what, line), part, what, line, kin=(part, what))

    def _line(self, line: ThreadLine) -> None:
        cells = dict(line.cells)
        for ref in (ref for refs in cells.values() for ref in refs):
            self._record(ref.ref, ref.title)
        middle = [tuple(sorted(ref.ref for ref in refs)) for refs in list(cells.values())[1:4]]
        path = " → ".join(", ".join(ref.ref for ref in refs) or "gap" for refs in list(cells.values())[:4])
        entry = Entry(THREAD, path, kin=(THREAD, *middle[:2]) if any(middle) else None)
        for name, refs in cells.items():
            entry.say(name, ", ".join(f"{ref.ref} {ref.title}" for ref in refs), frozenset(ref.ref for ref in refs))
        key = (THREAD, *(middle if any(middle) else (tuple(ref.ref for ref in refs) for refs in cells.values())))
        self.entries[key] = entry

    def _record(self, ref: str, title: str) -> Entry:
        entry = self.entries.setdefault(("record", ref), Entry(plural_of(ref[0]), f"{ref} {title}"))
        entry.say(TITLE, title)
        return entry

    def _section(self, section: Section) -> None:
        self._blocks(section, Subsection(section.title, section.blocks))
        for part in section.subsections:
            self._blocks(section, part)
            self._one((section.key, part.title, "status"), section.title, f"{part.title}: how far it is", part.status)

    def _blocks(self, section: Section, place: Subsection) -> None:
        key, part = (place.title,), section.title
        for block in place.blocks:
            match block.kind:
                case "words" if not block.follows:
                    self._lines(part, place.title, [block.text])
                case "facts":
                    for name, text in block.rows:
                        self._one((*key, "fact", name), part, name, text)
                case "points":
                    self._lines(part, place.title, block.points)
                case "drawing":
                    chart = block.chart
                    self._one((*key, chart.title), part, chart.title, chart.sentence, same=chart)
                case "answers":
                    for answer in block.answers:
                        self._answer(key, part, answer)
                case "table":
                    self._table(key, part, place.title, block)

    def _answer(self, key: tuple, part: str, answer) -> None:
        entry = Entry(part, answer.label)
        entry.say("", answer.text)
        for row in answer.table:
            for heading, cell in zip(answer.headings[1:], row[1:]):
                entry.say(f"{row[0]}: {heading}", cell)
        if entry.text:
            self.entries[*key, answer.key] = entry

    def _table(self, key: tuple, part: str, place: str, table: Table) -> None:
        """Rows by what heads them. Tables that part one list by time, such as “Actions: Later”, are read as one. Of a
        table that only follows from the records, only the rows that tell of one are read."""
        caption, _, group = table.caption.partition(": ")
        self.tables.add((*key, caption))
        self.columns |= {(caption, header) for header in (*table.headers, caption, "When")}
        rows: dict[str, list] = {}
        for row in table.rows:
            if not table.follows:
                rows.setdefault(row[0], []).append(row)
            elif told := _of_one_record(row):
                rows.setdefault(told[0], []).append(told)
        for head, found in rows.items():
            entry = self._row_entry((*key, caption, head), part, head)
            if len(found) > 1:
                text = "\n".join(", ".join(filter(None, row[1:])) for row in found)
                entry.say((caption, caption), text, same=frozenset(Counter(found).items()))
                continue
            for header, cell in zip(table.headers[1:], found[0][1:]):
                entry.say((caption, header), cell)
            if group and group == place:
                entry.say((caption, "When"), group)

    def _row_entry(self, key: tuple, part: str, head: str) -> Entry:
        if REF.match(head):
            ref, _, title = head.partition(" ")
            return self._record(ref, title)
        return self.entries.setdefault(key, Entry(part, f"{key[-2]}: {head}", table=key[:-1]))
