"""A table read from a publisher's file, what differs from the one in use, and how it is laid over it."""

import csv
import gzip
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from datasets.reference import store

MOST_EXAMPLES = 5


class NotUsable(ValueError):
    """The file cannot be used; the message says why and what was expected."""


@dataclass(frozen=True)
class NewTable:
    """Every row of a table as it should stand from now on. keys: how many leading columns name a row."""

    table: str
    keys: int
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source_file: str
    note: str = ""


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
    return f"{', '.join(key)}: {heading} was {old.get(heading) or 'empty'}, is {now[heading] or 'empty'}"


def lay_over(new: tuple[NewTable, ...], folder: Path, date: str) -> None:
    """Writes tables into the overlay, each whole or not at all, and its manifest last, so that readers follow.

    date: what stands beside the figures, such as “May 2026”.
    """
    entries = {key: dict(entry) for key, entry in store.read_manifest(folder).items()}
    for one in new:
        entry = dict(store.manifest()[one.table]) | {"date": date, "source_file": one.source_file}
        entry |= {"note": one.note} if one.note else {}
        _write(folder / entry["file"], _csv(one), entry["file"].endswith(".gz"))
        entries[one.table] = entry
    _write(folder / store.MANIFEST, _toml(entries).encode(), False)
    store.forget()


def _csv(table: NewTable) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.headings)
    writer.writerows(table.rows)
    return text.getvalue().encode()


def _toml(entries: dict[str, dict[str, str]]) -> str:
    lines = ["# Newer figures than those that came with the product. Written by manage.py update_reference.", ""]
    for key, entry in entries.items():
        lines.append(f"[tables.{key}]")
        lines += [f'{name} = "{_escaped(value)}"' for name, value in entry.items()]
        lines.append("")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(one):04x}" if one in '"\\' or ord(one) < 32 else one for one in text)


def _write(path: Path, content: bytes, packed: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(gzip.compress(content, mtime=0) if packed else content)
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)
