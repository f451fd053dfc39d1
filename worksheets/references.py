"""References such as F1 or I2 that stand in written words."""

import re

from .models import Record
from .situation import Situation

REFERENCE = re.compile(r"\b[A-Z]\d{1,4}\b")


def by_reference(s: Situation) -> dict[str, Record]:
    """Every standing record by its reference. Made once for many texts."""
    return {one.ref: one for records in s.thread.records.values() for one in records}


def records_named(standing: dict[str, Record], text: str | None) -> tuple[Record, ...]:
    """The standing records that the words name, each once, in the order they are named."""
    names = dict.fromkeys(REFERENCE.findall(text or ""))
    return tuple(standing[name] for name in names if name in standing)
