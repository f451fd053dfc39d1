"""New tables laid over those in use: every file whole and never changed after, the manifest last; and taken back."""

import csv
import fcntl
import gzip
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from datasets.reference import store
from datasets.reference.updating.draft import NewTable

JOURNAL, LOCK = "taken-in.jsonl", ".lock"


@dataclass(frozen=True)
class Taken:
    """One file taken in: when, what it was, its SHA-256, and the manifest's entries before (None: none) and after."""

    at: str
    form: str
    file: str
    sha256: str
    before: dict[str, dict | None]
    after: dict[str, dict]


@contextmanager
def alone(folder: Path):
    """Two commands at once would each write their own manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lay_over(new: Iterable[NewTable], folder: Path, *, at: str, form: str, file: Path) -> None:
    """Writes tables below the folder, under names made from what they hold, then the manifest that points at them.

    A reader sees the old figures or the new ones, never some of each; earlier files stay where they are.
    """
    entries, before = dict(store.read_manifest(folder)), {}
    after = {}
    for one in new:
        before[one.table] = entries.get(one.table)
        after[one.table] = _entry(one, folder)
    _write(folder / store.MANIFEST, _toml(entries | after).encode())
    _note(folder, Taken(at, form, file.name, _sha256(file), before, after))
    store.forget()


def _entry(one: NewTable, folder: Path) -> dict[str, str]:
    """Writes a table and gives the manifest's entry for it."""
    came_with_us = PurePosixPath(store.read_manifest(store.BUNDLED)[one.table]["file"])
    content = _csv(one)
    stem = came_with_us.name.partition(".")[0]
    suffix = came_with_us.name.removeprefix(stem)
    name = f"{came_with_us.parent}/{stem}.{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
    if not (folder / name).is_file():
        _write(folder / name, gzip.compress(content, mtime=0) if suffix.endswith(".gz") else content)
    entry = store.manifest()[one.table] | {"file": name, "source_file": one.source_file}
    entry |= {"date": one.date} if one.date else {}
    return entry | ({"note": one.note} if one.note else {})


def journal(folder: Path) -> tuple[Taken, ...]:
    """Every file taken in and not taken back, oldest first."""
    path = folder / JOURNAL
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return tuple(Taken(**json.loads(line)) for line in lines)


def take_back(folder: Path) -> Taken | None:
    """The figures as they were before the last file was taken in. None where none was."""
    every = journal(folder)
    if not every:
        return None
    last, entries = every[-1], dict(store.read_manifest(folder))
    for table, entry in last.before.items():
        entries.pop(table, None)
        if entry:
            entries[table] = entry
    _write(folder / store.MANIFEST, _toml(entries).encode())
    _write(folder / JOURNAL, "".join(_line(one) for one in every[:-1]).encode())
    store.forget()
    return last


def _note(folder: Path, taken: Taken) -> None:
    _write(folder / JOURNAL, "".join(_line(one) for one in (*journal(folder), taken)).encode())


def _line(taken: Taken) -> str:
    return json.dumps(taken.__dict__, ensure_ascii=False) + "\n"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)
