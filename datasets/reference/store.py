"""Where the data files lie: those that came with the product, and newer ones laid over them in another folder."""

import csv
import gzip
import io
import os
import tomllib
from collections.abc import Callable
from functools import wraps
from pathlib import Path

BUNDLED = Path(__file__).parent / "data"
MANIFEST = "sources.toml"
_place: dict[str, Path | None] = {"overlay": None}
_kept: dict[tuple, object] = {}
_seen: dict[str, object] = {"stamp": None}


def use_overlay(folder: str | Path | None) -> None:
    """From now on files in this folder go before those that came with the product. None: there is no such folder."""
    _place["overlay"] = Path(folder) if folder else None
    forget()


def follow(folder: str | None) -> None:
    """use_overlay for another process, which is told the folder each time; while it is the same nothing is lost."""
    if str(overlay() or "") != (folder or ""):
        use_overlay(folder)


def overlay() -> Path | None:
    """The folder newer files are laid in, or None."""
    return _place["overlay"]


def forget() -> None:
    """Everything is read anew at the next question."""
    _kept.clear()


def kept(function: Callable) -> Callable:
    """Remembers each answer until the newer files change, so that a running server follows an update by itself."""

    @wraps(function)
    def answer(*args, **named):
        stamp = _stamp()
        if stamp != _seen["stamp"]:
            forget()
            _seen["stamp"] = stamp
        key = (function, args, tuple(sorted(named.items())))
        if key not in _kept:
            _kept[key] = function(*args, **named)
        return _kept[key]

    return answer


def _stamp() -> tuple | None:
    """Of the newer files: their manifest is written last, whole, under another name first."""
    if overlay() is None:
        return None
    try:
        found = os.stat(overlay() / MANIFEST)
    except OSError:
        return None
    return str(overlay()), found.st_mtime_ns, found.st_ino


def path_of(file: str) -> Path:
    """The file to read, by its name below the data folder: the newer one where the overlay's manifest names it."""
    newer = overlay() / file if overlay() else None
    return newer if newer and file in overlay_files() and newer.is_file() else BUNDLED / file


@kept
def overlay_files() -> frozenset[str]:
    return frozenset(one["file"] for one in read_manifest(overlay()).values()) if overlay() else frozenset()


@kept
def manifest() -> dict[str, dict[str, str]]:
    """Every table's entry by its key; a newer file's entry in place of the one that came with the product."""
    return read_manifest(BUNDLED) | (read_manifest(overlay()) if overlay() else {})


def read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """The entries of one folder's manifest by table; none where it has no manifest."""
    path = folder / MANIFEST
    return tomllib.loads(path.read_text(encoding="utf-8")).get("tables", {}) if path.is_file() else {}


@kept
def rows_of(table: str) -> tuple[dict[str, str], ...]:
    """Every row of a table, as text by heading. KeyError where there is no such table."""
    file = manifest()[table]["file"]
    content = path_of(file).read_bytes()
    text = (gzip.decompress(content) if file.endswith(".gz") else content).decode("utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))
