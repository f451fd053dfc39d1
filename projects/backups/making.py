"""Makes a backup, and takes away those that are too old."""

import datetime as dt
import json
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from .databases import name_in_backup, standing_still
from .tables import summary_of_tables

PATTERN = "equity-steps-*.zip"
CONTENTS = "contents.json"


def kept_folders() -> dict[str, Path]:
    """Files that no database holds. Uploads that wait to be read are not among them: they are never to be kept."""
    return {"media": Path(settings.MEDIA_ROOT), "reference": Path(settings.REFERENCE_ROOT)}


def back_up(folder: Path, now: dt.datetime) -> Path:
    """Gives the finished backup, readable by us alone. A backup that broke off leaves no file that looks whole."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    finished = folder / f"equity-steps-{now:%Y-%m-%d-%H%M%S}.zip"
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as place:
        copy, packed = Path(place) / name_in_backup(), Path(place) / "backup.zip"
        with standing_still(copy):
            tables = summary_of_tables()
        packed.touch(mode=0o600)
        with zipfile.ZipFile(packed, "w") as archive:
            archive.write(copy, copy.name)
            _add_folders(archive)
            contents = {"made_at": now.isoformat(), "database": connection.vendor, "tables": tables}
            archive.writestr(CONTENTS, json.dumps(contents, indent=1))
        packed.replace(finished)
    return finished


def _add_folders(archive: zipfile.ZipFile) -> None:
    for name, folder in kept_folders().items():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            try:
                archive.write(path, f"{name}/{path.relative_to(folder)}")
            except FileNotFoundError:
                # Deleted since it was listed: nothing in the database names it any more.
                continue


def remove_older(folder: Path, before: dt.datetime) -> int:
    """Backups hold what was deleted meanwhile, so they too must go. Gives how many went."""
    old = [path for path in folder.glob(PATTERN) if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink()
    return len(old)
