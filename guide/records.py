"""The kinds of thread record and what each asks, read once from content/records/*.toml. No Django in here."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from .questions import GuideContentError, Question, ShowIf, read_question
from .vocabularies import all_vocabularies

FOLDER = Path(__file__).parent / "content" / "records"


@dataclass(frozen=True)
class Tool:
    """A page of an app above that does something for one record, named by its URL: it is given the record’s id."""

    url: str
    words: str
    parameter: str


@dataclass(frozen=True)
class QuestionGroup:
    """Questions of a record under one heading. One whose questions all wait for the same answer waits for it whole."""

    title: str
    questions: tuple[Question, ...]

    @property
    def show_if(self) -> ShowIf | None:
        conditions = {question.show_if for question in self.questions}
        return next(iter(conditions)) if len(conditions) == 1 else None


@dataclass(frozen=True)
class RecordKind:
    """One kind of linked record: its letter in references (F1, G2), its words, its questions."""

    key: str
    letter: str
    name: str
    plural: str
    intro: str
    questions: tuple[Question, ...]
    adding: str = ""
    shown: tuple[str, ...] = ()
    tools: tuple[Tool, ...] = ()
    groups: tuple[QuestionGroup, ...] = ()

    @property
    def title_question(self) -> Question:
        return next(question for question in self.questions if question.key == "title")

    @property
    def heading(self) -> str:
        """What a list of them is called: “PDSA cycles” keeps its capitals."""
        return self.plural[:1].upper() + self.plural[1:]

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)


@cache
def all_record_kinds() -> dict[str, RecordKind]:
    """Record kinds by key, in the order of the golden thread (the `order` of each file)."""
    raw = [(path, tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]
    kinds = [_read(path, entry) for path, entry in sorted(raw, key=lambda pair: pair[1]["order"])]
    letters = [kind.letter for kind in kinds]
    if len(letters) != len(set(letters)):
        raise GuideContentError(f"records/: a letter stands twice in {letters}")
    return {kind.key: kind for kind in kinds}


def record_kind(key: str) -> RecordKind:
    return all_record_kinds()[key]


def _read(path: Path, raw: dict) -> RecordKind:
    try:
        kind = RecordKind(
            key=path.stem,
            letter=raw["letter"],
            name=raw["name"],
            plural=raw["plural"],
            intro=raw["intro"],
            adding=raw.get("adding", f"Add {raw['name']}"),
            shown=tuple(raw.get("shown", ())),
            tools=tuple(Tool(**tool) for tool in raw.get("tools", ())),
            questions=tuple(read_question(question, all_vocabularies()) for question in raw["questions"]),
        )
        kind = replace(kind, groups=_groups(raw.get("groups", ()), kind.questions))
        keys = [question.key for question in kind.questions]
        if keys.count("title") != 1 or len(keys) != len(set(keys)):
            raise ValueError("needs exactly one question with the key title, and no key twice")
        if missing := set(kind.shown) - set(keys):
            raise ValueError(f"shows {sorted(missing)}, which it does not ask")
        return kind
    except (KeyError, TypeError, ValueError) as fault:
        raise GuideContentError(f"records/{path.name}: {fault}") from fault


def _groups(raw: list[dict], questions: tuple[Question, ...]) -> tuple[QuestionGroup, ...]:
    """The questions still asked, under their headings: each [[groups]] says at which question it begins."""
    starts = {group["start"]: group for group in raw}
    if missing := set(starts) - {question.key for question in questions}:
        raise ValueError(f"groups begin at {sorted(missing)}, which it does not ask")
    found: list[tuple[dict, list]] = [({}, [])]
    for question in questions:
        if question.key in starts:
            found.append((starts[question.key], []))
        if not question.retired:
            found[-1][1].append(question)
    return tuple(QuestionGroup(heading.get("title", ""), tuple(asked)) for heading, asked in found if asked)
