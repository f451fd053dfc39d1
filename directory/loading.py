"""Puts the rows of data/*.csv into the database, again and again, without touching what a curator wrote."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from .search_words import search_marks, search_text
from .vocabularies import place_written

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Loaded:
    """How many entries were new, were changed, stood already so, or were left as a curator made them."""

    added: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.added + other.added, self.changed + other.changed, self.same + other.same, self.kept + other.kept
        )


def load_partners(model) -> Loaded:
    return _load(model, [_partner(row) for row in read_rows("partners.csv")])


def load_resources(model) -> Loaded:
    rows = [(row, "guide") for row in read_rows("resources.csv")]
    rows += [(row, "added") for row in read_rows("further_resources.csv")]
    return _load(model, [_resource(row, provenance) for row, provenance in rows])


def read_rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _partner(row: dict) -> dict:
    return _entry(row, "website", "guide") | {
        "name": row["name"],
        "areas": [place_written(word).key for word in _list(row["areas"])],
        "groups": _list(row["groups"]),
        "steps": _list(row["helps_with"]),
        "email": row["email"],
    }


def _resource(row: dict, provenance: str) -> dict:
    return _entry(row, "url", provenance) | {
        "title": row["title"],
        "publisher": row["publisher"],
        "steps": _list(row["steps"]),
    }


def _entry(row: dict, address: str, provenance: str) -> dict:
    """An address that nobody could confirm is kept as a suggestion for a curator, and is shown to nobody else."""
    confirmed = row["confirmed"] == "yes"
    return {
        "slug": row["slug"],
        "kind": row["kind"],
        "description": row["description"],
        "website": row[address] if confirmed else "",
        "suggested_address": "" if confirmed else row[address],
        "website_source": row[f"{address}_source"],
        "confirmed": confirmed,
        "provenance": provenance,
        "guide_section": row["guide_section"],
        "note": row["note"],
    }


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _load(model, entries: list[dict]) -> Loaded:
    """Sets only the columns the given model has, so that an old migration can still call this."""
    columns = {field.name for field in model._meta.concrete_fields}
    present = {entry.slug: entry for entry in model.objects.all()}
    total = Loaded()
    for values in entries:
        known = {name: value for name, value in values.items() if name in columns}
        total += _load_one(model, present.get(values["slug"]), known)
    return total


def _load_one(model, entry, values: dict) -> Loaded:
    if entry is not None and entry.edited_by_curator:
        _refresh_words(entry)
        return Loaded(kept=1)
    before = None if entry is None else _state(entry)
    entry = entry or model()
    for name, value in values.items():
        setattr(entry, name, value)
    entry.search_text, entry.search_marks = search_text(entry), search_marks(entry)
    if before == _state(entry):
        return Loaded(same=1)
    entry.save()
    return Loaded(added=1) if before is None else Loaded(changed=1)


def _refresh_words(entry) -> None:
    """What a curator wrote stays; by which words it is found may have changed. That is no edit: no history."""
    words = {"search_text": search_text(entry), "search_marks": search_marks(entry)}
    if words != {name: getattr(entry, name) for name in words}:
        type(entry)._base_manager.filter(pk=entry.pk).update(**words, changed_at=timezone.now())


def _state(entry) -> dict:
    return {field.name: getattr(entry, field.name) for field in entry._meta.concrete_fields}
