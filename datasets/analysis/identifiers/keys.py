"""Keys of people: which cells name a person, and the one-way code that takes the place of each."""

import hashlib
import re

from datasets.analysis.identifiers.patterns import LOST_DIGITS
from datasets.analysis.reading.grid import relabel
from datasets.analysis.table import Column

HASH_BYTES = 12
# A word for missing, or a number whose last digits are lost. Labels are looked through as the lines of one text.
_NOBODY = re.compile(
    r"\n(?:null|none|n/?a|not known|unknown|not stated|not recorded|missing|blank|-+|\.+|0+|tbc|nk|"
    + LOST_DIGITS.pattern
    + r")(?=\n)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[^\S\n]|-")


def rows_with_key(column: Column) -> int:
    """How many cells name a person."""
    nobody = _nobody("\n".join(column.labels))
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
    text = "\n".join(column.labels)
    plain = _BETWEEN.sub("", text).casefold().encode().split(b"\n")
    nobody = _nobody(text)
    start = hashlib.blake2b(key=key[: hashlib.blake2b.MAX_KEY_SIZE], digest_size=HASH_BYTES)

    def code(one: bytes) -> str:
        made = start.copy()
        made.update(one)
        return made.hexdigest()

    codes = map(code, plain)
    return relabel(column, ["" if label in nobody else one for label, one in zip(column.labels, codes, strict=True)])
