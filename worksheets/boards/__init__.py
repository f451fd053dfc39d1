"""Boards: what the records of a project say together, drawn on the step that asks for it and in the plan.

A board is a function of the situation that gives a frozen Board, or None where there is nothing to draw yet. A section
of a step names its boards in the guide's TOML. They read what is loaded already: no board asks the database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from urllib.parse import urlencode

from guide.steps import Step

from ..models import Record
from ..situation import Situation


@dataclass(frozen=True)
class Offer:
    """A link that begins a new record with what is known already. `about` tells people who only hear the link which of
    several like it this is."""

    words: str
    kind: str
    answers: tuple[tuple[str, str], ...] = ()
    about: str = ""

    @property
    def query(self) -> str:
        return urlencode(self.answers)


def offer(words: str, kind: str, /, about: str = "", **answers) -> Offer:
    """Records are given by themselves, and become their ids; a list gives its key once for each."""
    pairs = [(key, one) for key, value in answers.items() for one in (value if isinstance(value, list) else [value])]
    return Offer(words, kind, tuple((key, str(getattr(one, "pk", one))) for key, one in pairs), about)


@dataclass(frozen=True)
class Cell:
    """What stands in one box: words, records (drawn as links by their reference), and a tone that is said in words
    too: "good", "gap" or "doubt". Records stand with their titles where they are `titled`. The words lead to a `step`
    where one is named. An offer shows to those who may use it, and never in print."""

    text: str = ""
    records: tuple[Record, ...] = ()
    tone: str = ""
    offer: Offer | None = None
    titled: bool = False
    step: str = ""

    @property
    def lead(self) -> str:
        """The words as they stand before the records, if there are any: no full stop comes before a colon."""
        return f"{self.text.rstrip('.')}: " if self.text and self.records else self.text

    @property
    def in_words(self) -> str:
        """The box as plain text, for print."""
        return self.lead + ", ".join(str(record) if self.titled else record.ref for record in self.records)


def named(record: Record) -> Cell:
    """A box that names one record: its reference and its title."""
    return Cell(records=(record,), titled=True)


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first cell heads its row. One that is not `on_paper` stays off the sheets for a meeting."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    on_paper: bool = True


@dataclass(frozen=True)
class Board:
    """One board: what it shows in a sentence, its tables, and what to do about it. `template` draws it where tables
    alone do not; `drawing` is what that template draws. A board that is not `printed` stays out of the plan; one
    with many columns is `wide`. `links` lead those who may edit to other pages of the project: (words, name of the
    address)."""

    key: str
    title: str
    sentence: str
    tables: tuple[Table, ...] = ()
    hints: tuple[str, ...] = ()
    template: str = "worksheets/boards/_tables.jinja"
    drawing: object = None
    printed: bool = True
    links: tuple[tuple[str, str], ...] = ()
    wide: bool = False


Maker = Callable[[Situation], Board | None]
_MAKERS: dict[str, Maker] = {}


def board(function: Maker) -> Maker:
    """Registers a board under its function's name."""
    _MAKERS[function.__name__] = function
    return function


@cache
def all_makers() -> dict[str, Maker]:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return _MAKERS


def boards_of(step: Step, situation: Situation) -> dict[str, list[Board]]:
    """The boards of each section of a step, by section key."""
    return {section.key: list(_made(section.boards, situation)) for section in step.sections}


def _made(names: tuple[str, ...], situation: Situation) -> Iterable[Board]:
    for name in names:
        if made := all_makers()[name](situation):
            yield made
