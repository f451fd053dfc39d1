"""Keys of people: which cells name a person, and the one-way code that takes the place of each."""

import hashlib
import re

from datasets.analysis.identifiers.patterns import LOST_DIGITS
from datasets.analysis.reading.grid import relabel
from datasets.analysis.table import Column

HASH_BYTES = 12
# A word for missing, or a number whose last digits are lost. Labels are looked through as the lines of one text, and
# most are passed over by their first character.
_NOBODY = re.compile(
    rf"\n(?=[-.\dbmntu])(?:-+|\.+|0+|{LOST_DIGITS.pattern}|"
    r"(?=[bmntu])(?:null|none|n/?a|not known|unknown|not stated|not recorded|missing|blank|tbc|nk))(?=\n)",
    re.IGNORECASE,
)


def rows_with_key(column: Column) -> int:
    """How many cells name a person."""
    nobody = _nobody(column.lines)
    if not nobody:
        return int(column.times[:-1].sum())
    return sum(rows for label, rows in zip(column.labels, column.times.tolist()) if label not in nobody)


def _nobody(lines: str) -> set[str]:
    """The lines that name nobody."""
    return {found[1:] for found in _NOBODY.findall(f"\n{lines}\n")}


def hashed(column: Column, key: bytes) -> Column:
    """The column with each key as a keyed one-way code; NHS numbers written in different ways become one.

    The codes are BLAKE2b under `key` (RFC 7693) in hexadecimal; cells that name nobody are empty.
    """
    if not column.labels:
        return column
    nobody = _nobody(column.lines)
    start = hashlib.blake2b(key=key[: hashlib.blake2b.MAX_KEY_SIZE], digest_size=HASH_BYTES)
    codes = []
    # Labels are clean: no other space than the ordinary one is in them.
    for plain in column.lines.replace(" ", "").replace("-", "").casefold().encode().split(b"\n"):
        made = start.copy()
        made.update(plain)
        codes.append(made.hexdigest())
    if nobody:
        codes = ["" if label in nobody else code for label, code in zip(column.labels, codes, strict=True)]
    return relabel(column, codes)
