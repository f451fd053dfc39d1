"""Which chosen adjustments are counted and listened for, and what stands in for that where they are not."""

import re

from ..models import Record
from ..thread import Thread


def chosen(thread: Thread) -> list[Record]:
    """The adjustments a team has decided to carry out or to test."""
    return [change for change in thread.of("adjustment") if change.is_chosen]


def groups_of(thread: Thread, change: Record) -> list[Record]:
    """The focus groups whose barriers an adjustment answers, each once."""
    barriers = thread.linked(change, "barriers")
    return list(dict.fromkeys(group for barrier in barriers for group in thread.linked(barrier, "focus_groups")))


def without(thread: Thread, kind: str, reasons: str) -> list[Record]:
    """The chosen adjustments that no record of a kind points at, and that `reasons` does not name."""
    return [
        change
        for change in chosen(thread)
        if not thread.pointing(change, kind, "adjustments") and not names(reasons, change)
    ]


def names(text: str | None, record: Record) -> bool:
    """Whether a text names a record by its reference: J4, but not J41."""
    return bool(re.search(rf"\b{record.ref}\b", text or ""))


def actions_naming(thread: Thread, record: Record) -> list[Record]:
    """The actions whose words name this record, as “Collect K2” does."""
    return [action for action in thread.of("action") if names(action.title, record)]
