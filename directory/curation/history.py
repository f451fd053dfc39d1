"""Who changed what in an entry, newest first, in words."""

from dataclasses import dataclass
from datetime import datetime

from ..models import Entry

WORDS = {
    "name": "Name",
    "title": "Title",
    "kind": "Kind",
    "publisher": "Publisher",
    "description": "What it is",
    "areas": "Places",
    "groups": "Groups",
    "steps": "Steps",
    "website": "Website",
    "suggested_address": "Suggested address",
    "website_source": "Where the address is known from",
    "email": "Email",
    "confirmed": "Confirmed",
    "note": "Note for curators",
    "last_checked_on": "Last checked",
    "review_on": "To be checked again",
    "retired_at": "Retired",
    "merged_into": "Merged into",
}


@dataclass(frozen=True)
class EntryChange:
    at: datetime
    by: str
    lines: tuple[str, ...]


def changes_of(entry: Entry) -> list[EntryChange]:
    """Every change on record; the first is the entry as it was put in."""
    versions = list(entry.history.select_related("history_user").order_by("-history_date", "-history_id"))
    changes = []
    for newer, older in zip(versions, [*versions[1:], None]):
        by = newer.history_user.name if newer.history_user else "Loaded with the data"
        lines = _lines(newer, older) if older else ("Put into the directory",)
        if lines:
            changes.append(EntryChange(newer.history_date, by, lines))
    return changes


def _lines(newer, older) -> tuple[str, ...]:
    changed = newer.diff_against(older, excluded_fields=["edited_by_curator"], foreign_keys_are_objs=False).changes
    return tuple(f"{WORDS[one.field]}: {_said(one.old)} → {_said(one.new)}" for one in changed if one.field in WORDS)


def _said(value) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value in (None, "") else str(value)
