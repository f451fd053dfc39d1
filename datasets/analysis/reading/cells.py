"""Cells as clean text: every space alike, nothing invisible, each value of a workbook written one way."""

import datetime
import re

# Spaces that look like a space, and characters that cannot be seen at all.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e"
_TABLE = {ord(c): " " for c in _SPACES} | {ord(c): None for c in _INVISIBLE}
_TABLE |= {code: None for code in (*range(0, 9), *range(14, 32), 127)} | {code: " " for code in range(9, 14)}
_RUNS = re.compile(r" {2,}")


def clean(text: str) -> str:
    """The text with ordinary spaces, no invisible or control characters, and no space at either end."""
    if text.isascii() and text.isprintable():
        return _RUNS.sub(" ", text.strip()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    return _RUNS.sub(" ", text.translate(_TABLE).strip())


def written(value) -> str:
    """One value of a workbook as text: 5.0 as "5", dates as 2025-04-03, true and false as TRUE and FALSE."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else format(value, ".15g")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


_WORDS = re.compile(r"[^\W\d_]+(?:[ '’][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+")


def shape(text: str) -> str:
    """The outline of a text: words as one A, runs of digits as 9, so that like values look alike."""
    return _DIGITS.sub("9", _WORDS.sub("A", text))


_NUMBER = re.compile(r"[£$€]?\s*(-?\d{1,3}(?:,\d{3})+|-?\d+)(\.\d+)?\s*(%?)")


def number(text: str) -> float | None:
    """The number a cell writes, thousands commas, a pound sign or a per cent sign allowed; None where it is not one."""
    found = _NUMBER.fullmatch(text)
    return float(found[1].replace(",", "") + (found[2] or "")) if found else None


def is_whole(text: str) -> bool:
    """Whether the cell writes a count: a whole number of at least 0."""
    value = number(text)
    return value is not None and value >= 0 and value == int(value) and "%" not in text and text[:1] not in "£$€"


_DATE = re.compile(
    r"\d{4}-\d\d?-\d\d?([T ].*)?|\d\d?([/.-])\d\d?\2\d{2,4}( .*)?|\d\d?[ -][A-Za-z]{3,9}[ -]\d{2,4}( .*)?|(19|20)\d{6}"
)


def looks_like_date(text: str) -> bool:
    """Whether the cell is written as a whole date."""
    return _DATE.fullmatch(text) is not None
