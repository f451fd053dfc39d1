"""The database as a file, and back, with the database’s own tools: PostgreSQL’s programs, or SQLite’s."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient


class ToolFailed(Exception):
    """A program of the database did not do what was asked; says what it said."""


def name_in_backup() -> str:
    return "database.dump" if connection.vendor == "postgresql" else "database.sqlite3"


@contextmanager
def standing_still(copy: Path) -> Iterator[None]:
    """Makes the copy. Whatever is read of the database inside is what the copy holds, however many people write."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={copy}")
        else:
            # Others may read and not write meanwhile: transactions of ours begin with IMMEDIATE.
            with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(_empty(copy)) as target:
                source.backup(target)
        yield


def put_back(copy: Path) -> None:
    """Fills an empty database from a copy."""
    if connection.vendor == "postgresql":
        _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", copy=copy)
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as source:
        source.backup(connection.connection)


def _empty(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    return sqlite3.connect(path)


def _run(program: str, *options: str, copy: Path | None = None) -> None:
    """Runs it on the database of the settings. A password goes by the environment, where no list of processes shows
    it."""
    (_, *where, name), secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [program, *where, *options, f"--dbname={name}", *([str(copy)] if copy else [])]
    whole = os.environ | (secrets or {})  # noqa: TID251 - handed on to the program, read by nobody here
    try:
        subprocess.run(command, env=whole, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise ToolFailed(f"{program} is not on this machine. On Debian: apt-get install postgresql-client") from None
    except subprocess.CalledProcessError as fault:
        raise ToolFailed(f"{program} said: {fault.stderr.strip()}") from None
