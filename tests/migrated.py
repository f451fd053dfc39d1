"""A database brought up to date once and kept: doing so takes longer than many tests do. For SQLite in memory only.

Kept as `var/tests/migrated-….sqlite3`, named by everything that its making reads, so that a new migration makes a new
one."""

import fcntl
import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

# What the migrations read besides themselves.
READ_TOO = ("uv.lock", "accounts/audit_lock.py", "accounts/organisations.py", "directory/*.py", "directory/data/*")


def wait_for_turn() -> TextIO:
    """One process at a time: the next finds what the first has made. To be closed when done."""
    turn = kept_file().with_name("turn")
    turn.parent.mkdir(parents=True, exist_ok=True)
    opened = turn.open("w")
    fcntl.flock(opened, fcntl.LOCK_EX)
    return opened


def kept_file() -> Path:
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    for path in sorted(one for pattern in ("*/migrations/*.py", *READ_TOO) for one in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return root / "var" / "tests" / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def begin_from(kept: Path) -> None:
    """Every empty database in memory begins as the kept one."""

    def fill(connection, **_):
        if connection.vendor != "sqlite" or not connection.is_in_memory_db():
            return
        (tables,) = connection.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not tables:
            with closing(sqlite3.connect(kept)) as source:
                source.backup(connection.connection)

    connection_created.connect(fill, weak=False)


def keep(kept: Path) -> None:
    """Keeps the database as the migrations left it."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        return
    for older in kept.parent.glob("migrated-*.sqlite3"):
        older.unlink(missing_ok=True)
    made = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(made)) as target:
        connection.connection.backup(target)
    made.replace(kept)
