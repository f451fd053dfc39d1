"""A question as data: what a worksheet or a thread record asks, read from TOML. No Django in here."""

from dataclasses import dataclass, field, fields

KINDS = frozenset(
    {"text", "long-text", "choice", "choices", "yes-no", "date", "number", "grid", "link", "links", "person"}
)
CHOICE_KINDS = frozenset({"choice", "choices"})
CELL_KINDS = frozenset({"choice", "text", "long-text", "yes-no", "date", "number"})

OTHER, NONE, UNSURE = "other", "none", "unsure"


class GuideContentError(Exception):
    """A content file is wrong; the message names the file and the fault."""


@dataclass(frozen=True)
class Option:
    value: str
    text: str
    hint: str = ""


@dataclass(frozen=True)
class ShowIf:
    """Asks the question only when another question of the same form has one of these values."""

    question: str
    values: tuple[str, ...]

    def met_by(self, answers: dict) -> bool:
        given = answers.get(self.question)
        chosen = given if isinstance(given, list) else [given]
        return any(value in self.values for value in chosen)


@dataclass(frozen=True)
class Question:
    """One thing asked. A key is for ever: answers are stored under it. `drafted` is what the button says that fills an
    empty box with a draft (worksheets/drafting). Of a `drawn` one a board beside it shows the answer."""

    key: str
    kind: str
    label: str
    short: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    needed: bool = False
    needed_message: str = ""
    show_if: ShowIf | None = None
    rows: tuple[Option, ...] = ()
    columns: tuple["Question", ...] = ()
    to: str = ""
    private: bool = False
    retired: bool = False
    unit: str = ""
    at_least: int = 1
    drafted: str = ""
    drawn: bool = False
    extras: tuple[str, ...] = field(default=())

    @property
    def heading(self) -> str:
        """The few words for it in a list or over a column."""
        return self.short or self.label

    @property
    def has_other(self) -> bool:
        return any(option.value == OTHER for option in self.options)

    @property
    def other_key(self) -> str:
        """Where the words behind "Other (say what)" are stored."""
        return f"{self.key}__other"

    def text_of(self, value: str) -> str:
        return next((option.text for option in self.options if option.value == value), value)

    def is_asked(self, answers: dict) -> bool:
        return not self.retired and (self.show_if is None or self.show_if.met_by(answers))

    def is_answered(self, answers: dict) -> bool:
        """True where something was said. A grid is answered when its first column is filled in every row."""
        given = answers.get(self.key)
        if self.kind == "grid":
            first = self.columns[0].key
            filled = given or {}
            return all(_said(filled.get(row.value, {}).get(first)) for row in self.rows)
        if self.at_least > 1 and isinstance(given, list) and not {NONE, UNSURE} & set(given):
            return len(given) >= self.at_least
        return _said(given)


def _said(value) -> bool:
    return value not in (None, "", [], {})


_PLAIN = {f.name for f in fields(Question)} - {"options", "rows", "columns", "show_if", "extras"}
_EXTRA_OPTIONS = {
    "other": Option(OTHER, "Other (say what)"),
    "none": Option(NONE, "None of these"),
    "unsure": Option(UNSURE, "We don’t know yet"),
}


def read_question(raw: dict, vocabularies: dict[str, tuple[Option, ...]]) -> Question:
    """Turns one TOML table into a Question. Raises ValueError naming the fault."""
    known = _PLAIN | {"options", "rows", "columns", "show_if", "extras", "vocabulary", "rows_vocabulary"}
    if unknown := set(raw) - known:
        raise ValueError(f"question {raw.get('key')!r} has unknown settings {sorted(unknown)}")
    question = Question(
        **{name: raw[name] for name in _PLAIN & set(raw)},
        options=_options(raw, "options", "vocabulary", vocabularies)
        + tuple(_EXTRA_OPTIONS[name] for name in raw.get("extras", ())),
        rows=_options(raw, "rows", "rows_vocabulary", vocabularies),
        columns=tuple(read_question(column, vocabularies) for column in raw.get("columns", ())),
        show_if=_show_if(raw.get("show_if")),
        extras=tuple(raw.get("extras", ())),
    )
    _check(question)
    return question


def _options(raw: dict, inline: str, named: str, vocabularies: dict) -> tuple[Option, ...]:
    if named in raw:
        if raw[named] not in vocabularies:
            raise ValueError(f"question {raw.get('key')!r} names an unknown vocabulary {raw[named]!r}")
        return vocabularies[raw[named]]
    return tuple(Option(*entry) for entry in raw.get(inline, ()))


def _show_if(raw: dict | None) -> ShowIf | None:
    return ShowIf(raw["question"], tuple(raw["values"])) if raw else None


def _check(question: Question) -> None:
    if question.kind not in KINDS:
        raise ValueError(f"unknown kind {question.kind!r} of question {question.key!r}")
    if question.kind in CHOICE_KINDS and not question.options:
        raise ValueError(f"question {question.key!r} offers no options")
    if question.kind == "grid" and not (question.rows and question.columns):
        raise ValueError(f"grid {question.key!r} needs rows and columns")
    if any(column.kind not in CELL_KINDS for column in question.columns):
        raise ValueError(f"grid {question.key!r} has a column of a kind a cell cannot be")
    if question.kind in ("link", "links") and not question.to:
        raise ValueError(f"question {question.key!r} does not say which records it links to")
    if question.needed and not question.needed_message:
        raise ValueError(f"question {question.key!r} is needed but has no needed_message")
    values = [option.value for option in question.options]
    if len(values) != len(set(values)):
        raise ValueError(f"question {question.key!r} offers the same value twice")
