"""Tables as they will stand: read from a publisher's file, compared with those in use, not yet laid over them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from datasets.reference import store

MOST_EXAMPLES = 5


class NotUsable(ValueError):
    """The file cannot be used; the message says where, why and what would mend it."""


@dataclass(frozen=True)
class NewTable:
    """Every row of a table as it should stand from now on.

    keys: how many leading columns name a row. date and note stand beside the figures; where they are empty, those of
    the table in use stay.
    """

    table: str
    keys: int
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source_file: str
    note: str = ""
    date: str = ""


@dataclass
class Draft:
    """The new tables of one file, by key; what one part of the file says, the next can build on."""

    tables: dict[str, NewTable] = field(default_factory=dict)

    def rows_of(self, table: str) -> tuple[dict[str, str], ...]:
        """The rows of a table as drafted so far, otherwise as they are in use."""
        new = self.tables.get(table)
        if new is None:
            return store.rows_of(table)
        return tuple(dict(zip(new.headings, row, strict=True)) for row in new.rows)

    def take(self, *new: NewTable) -> None:
        self.tables |= {one.table: one for one in new}


@dataclass(frozen=True)
class Changes:
    """How a new table differs from the one in use: rows that are new, gone or changed, with a few examples."""

    table: str
    added: int
    gone: int
    changed: int
    examples: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not (self.added or self.gone or self.changed)


def changes_of(new: NewTable) -> Changes:
    """What taking in this table would change."""
    old = {tuple(row.values())[: new.keys]: row for row in store.rows_of(new.table)}
    now = {row[: new.keys]: dict(zip(new.headings, row, strict=True)) for row in new.rows}
    differing = [key for key in now if key in old and _differs(old[key], now[key])]
    examples = tuple(_example(key, old[key], now[key]) for key in differing[:MOST_EXAMPLES])
    return Changes(new.table, len(now.keys() - old.keys()), len(old.keys() - now.keys()), len(differing), examples)


def _differs(old: dict[str, str], now: dict[str, str]) -> bool:
    return any(old.get(heading, "") != value for heading, value in now.items())


def _example(key: tuple[str, ...], old: dict[str, str], now: dict[str, str]) -> str:
    heading = next(heading for heading, value in now.items() if old.get(heading, "") != value)
    values = (value if len(value) <= 40 else f"{value[:40]}…" for value in (old.get(heading, ""), now[heading]))
    was, now_is = (value or "empty" for value in values)
    return f"{', '.join(key)}: {heading} was {was}, is {now_is}"


def and_more(names: Iterable[str], most: int = 5) -> str:
    """“A, B and 3 more”."""
    names = list(names)
    shown = names[:most]
    return ", ".join(shown) + (f" and {len(names) - most} more" if len(names) > most else "")
