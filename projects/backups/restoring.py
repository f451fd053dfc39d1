"""Fills an empty installation from a backup, and says whether all of it is there."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from .databases import name_in_backup, put_back
from .making import CONTENTS, kept_folders
from .tables import summary_of_tables

# What must not go on by itself where it stood at the time of the backup: each app adds its own.
SETTLERS: list[Callable[[], None]] = []


class CannotRestore(Exception):
    """Why nothing was restored, or what is missing now."""


def add_settler(settler: Callable[[], None]) -> None:
    if settler not in SETTLERS:
        SETTLERS.append(settler)


def restore(backup: Path) -> dict:
    """Gives what the backup says of itself. Nothing that stands is written over: the installation must be empty."""
    _check_empty()
    try:
        with zipfile.ZipFile(backup) as archive, tempfile.TemporaryDirectory() as place:
            contents = json.loads(archive.read(CONTENTS))
            if contents["database"] != connection.vendor:
                raise CannotRestore(f"This backup is of {contents['database']}, and DATABASE_URL names another kind.")
            put_back(Path(archive.extract(name_in_backup(), place)))
            _put_folders(archive, Path(place))
    except (zipfile.BadZipFile, KeyError, FileNotFoundError):
        raise CannotRestore(f"{backup} is not a backup, or is damaged.") from None
    _check_whole(contents["tables"])
    _settle()
    return contents


def _check_empty() -> None:
    if connection.introspection.table_names():
        raise CannotRestore("The database is not empty. Make a new one, and name it in DATABASE_URL.")
    for folder in kept_folders().values():
        if folder.is_dir() and any(folder.iterdir()):
            raise CannotRestore(f"{folder} is not empty. Move what is in it away.")


def _put_folders(archive: zipfile.ZipFile, place: Path) -> None:
    for name, folder in kept_folders().items():
        members = [one for one in archive.namelist() if one.startswith(f"{name}/")]
        archive.extractall(place, members)
        if members:
            shutil.copytree(place / name, folder, dirs_exist_ok=True)
            for path in folder.rglob("*"):
                path.chmod(0o700 if path.is_dir() else 0o600)


def _check_whole(tables: dict) -> None:
    found = summary_of_tables()
    wrong = sorted(name for name in tables.keys() | found.keys() if tables.get(name) != found.get(name))
    if wrong:
        raise CannotRestore(f"Not as they were when the backup was made: {', '.join(wrong)}.")


@transaction.atomic
def _settle() -> None:
    """Nobody is signed in to the restored site, and it begins no work and writes no letter by itself."""
    SessionStore.get_model_class().objects.all().delete()
    DBTaskResult.objects.exclude(pk__in=DBTaskResult.objects.finished().values("pk")).delete()
    for settler in SETTLERS:
        settler()
