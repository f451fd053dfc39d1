"""What is otherwise in one plan than in another: a version and the plan as it stands, or two versions.

Both are read as entries by their place (entries.py). Order counts nowhere: a list in another order says the same. Pure:
two documents in, plain dataclasses out."""

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from design.words import count
from guide.records import all_record_kinds

from .document import PlanDocument
from .entries import COVER, LOOSE_ENDS, ONE_PAGE, THREAD, TITLE, Entry, entries_of, rest_of

ALIKE = 0.5
FEW_FACTS = 4


class How(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    TAKEN_OUT = "taken out"


LOOSE_WORDS = {How.ADDED: "new", How.TAKEN_OUT: "closed"}


@dataclass(frozen=True)
class Detail:
    """One cell that is otherwise. `name` is empty where the thing has only one."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    what: str
    how: How
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class ChangedPart:
    """What changed under one heading."""

    title: str
    changes: tuple[Change, ...]

    def how_many(self, how: How) -> int:
        return sum(change.how == how for change in self.changes)

    def word_for(self, how: How) -> str:
        """A loose end is new or closed; all else is added or taken out."""
        return LOOSE_WORDS.get(how, how.value) if self.title == LOOSE_ENDS else how.value

    @property
    def in_short(self) -> str:
        """2 added, 1 changed."""
        counted = ((self.how_many(how), self.word_for(how)) for how in How)
        return ", ".join(f"{number} {word}" for number, word in counted if number)


@dataclass(frozen=True)
class Comparison:
    parts: tuple[ChangedPart, ...]

    def part(self, title: str) -> tuple[Change, ...]:
        return next((part.changes for part in self.parts if part.title == title), ())

    def __len__(self) -> int:
        return sum(len(part.changes) for part in self.parts)


def compare(before: PlanDocument, after: PlanDocument) -> Comparison:
    """Everything that is otherwise in `after`, under the headings of a plan."""
    was, now = entries_of(before), entries_of(after)
    old, new, columns = was.by_place, now.by_place, was.columns & now.columns
    found: dict[str, list[Change]] = {part: [] for part in _headings(before, after)}
    for key in (key for key in new if key in old):
        if details := _details(old[key], new[key], columns):
            found[new[key].part].append(Change(new[key].what, How.CHANGED, details))
    pairs, gone, come = _partners(old, new)
    for one, other in pairs:
        found[one.part].append(Change(other.what, How.CHANGED, _details(one, other, columns)))
    for how, entries, known in ((How.TAKEN_OUT, gone, now.tables), (How.ADDED, come, was.tables)):
        for one in _whole_tables(entries, known):
            found[one.part].append(_alone(one, how))
    order = list(How).index
    parts = ((part, sorted(changes, key=lambda change: order(change.how))) for part, changes in found.items())
    return Comparison(tuple(ChangedPart(part, tuple(changes)) for part, changes in parts if changes))


def in_short(comparison: Comparison) -> str:
    """How much changed, in one sentence for each heading that changed."""
    parts = (f"{part.title}: {part.in_short}." for part in comparison.parts)
    return " ".join(parts) or "Nothing in the plan has changed."


def _headings(*plans: PlanDocument) -> list[str]:
    kinds = [kind.heading for kind in all_record_kinds().values()]
    sections = [section.title for plan in plans for section in (*plan.sections, *rest_of(plan))]
    return list(dict.fromkeys([COVER, ONE_PAGE, THREAD, *kinds, *sections, LOOSE_ENDS]))


def _partners(old: dict, new: dict):
    """What went with what came in its stead, what went besides, and what came besides."""
    come = [new[key] for key in new if key not in old]
    pairs, gone = [], []
    for one in (old[key] for key in old if key not in new):
        likenesses = {other: _likeness(one, other) for other in come if one.kin and one.kin == other.kin}
        other = max(likenesses, key=likenesses.get, default=None)
        if other is None or likenesses[other] < ALIKE:
            gone.append(one)
        else:
            come.remove(other)
            pairs.append((one, other))
    return pairs, gone, come


def _whole_tables(entries: list[Entry], known: frozenset) -> list[Entry]:
    """A table that the other plan has not at all is one thing, not one for each of its rows."""
    rows = Counter(one.table for one in entries)
    found, told = [], set()
    for one in entries:
        if one.table is None or one.table in known:
            found.append(one)
        elif one.table not in told:
            told.add(one.table)
            found.append(Entry(one.part, one.table[-1], {"": f"A table of {count(rows[one.table], 'row')}"}))
    return found


def _likeness(one: Entry, other: Entry) -> float:
    """How many of their words two texts share, 0 to 1."""
    words, others = (set(entry.words.lower().split()) for entry in (one, other))
    return 2 * len(words & others) / (len(words) + len(others))


def _details(old: Entry, new: Entry, columns: frozenset) -> tuple[Detail, ...]:
    """The cells that differ. A column that only one of the plans prints is another way of printing, no change."""
    names = [name for name in {**new.text, **old.text} if old.same.get(name) != new.same.get(name)]
    names = [name for name in names if isinstance(name, str) or name in columns]
    found = (Detail(_name(name), *around(old.text.get(name, ""), new.text.get(name, ""))) for name in names)
    return tuple(dict.fromkeys(found))


def _alone(one: Entry, how: How) -> Change:
    """What came or went, with what it said; of a record only its first few facts."""
    said = dict.fromkeys((_name(name), text) for name, text in one.text.items() if name != TITLE and text != one.what)
    pairs = list(said)[:FEW_FACTS] if one.is_record else list(said)
    return Change(
        one.what,
        how,
        tuple(Detail(name, text, "") if how is How.TAKEN_OUT else Detail(name, "", text) for name, text in pairs),
    )


def _name(name) -> str:
    return name if isinstance(name, str) else name[-1]


def around(before: str, after: str, most: int = 300) -> tuple[str, str]:
    """Two texts; of several lines those that differ, of long ones without the sentences with which both begin and
    end."""
    if "\n" in before and "\n" in after:
        lines, others = before.splitlines(), after.splitlines()
        return _without(lines, others), _without(others, lines)
    if max(len(before), len(after)) <= most or not (before and after):
        return before, after
    one, other = (re.split(r"(?<=[.!?\n])\s+", text) for text in (before, after))
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    if not changed:
        return before, after
    return _cut(one, changed[0][1], changed[-1][2]), _cut(other, changed[0][3], changed[-1][4])


def _without(lines: list[str], others: list[str]) -> str:
    kept = [line for line in lines if line not in others]
    return "\n".join((["…"] if len(kept) < len(lines) else []) + kept)


def _cut(sentences: list[str], start: int, end: int) -> str:
    return " ".join((["…"] if start else []) + sentences[start:end] + (["…"] if end < len(sentences) else []))
