"""References such as F1 or I2 that stand in written words."""

import re

from .models import Record
from .situation import Situation

REFERENCE = re.compile(r"\b[A-Z]\d{1,4}\b")


def records_named(s: Situation, *texts: str) -> tuple[Record, ...]:
    """The standing records that the words name, each once, in the order they are named."""
    names = list(dict.fromkeys(name for text in texts for name in REFERENCE.findall(text or "")))
    if not names:
        return ()
    by_ref = {one.ref: one for records in s.thread.records.values() for one in records}
    return tuple(by_ref[name] for name in names if name in by_ref)
