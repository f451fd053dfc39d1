"""The smallest things a file says, each checked, with the place of a fault named in words."""

import datetime as dt
import math
import re

from design.personal import personal_details_in
from design.words import sentence_list

LINE, PAGE = 1_000, 30_000
MANY = 2_000
YEARS = range(1900, 2201)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]")
Place = tuple[str, ...]


class NotUsable(Exception):
    """The file cannot be used: what is wrong, with the place it stands at."""


def refuse(at: Place, words: str):
    where = " › ".join(one[:60] for one in at if one)
    raise NotUsable(f"{where}: {words}" if where else words)


def mapping(at: Place, value, names=None, needed=()) -> dict:
    """An object; with `names`, one that says nothing else."""
    if not isinstance(value, dict):
        refuse(at, "this must be an object, in curly brackets")
    if len(value) > MANY:
        refuse(at, f"this says more than {MANY:,} things")
    if names is not None and (unknown := [name for name in value if name not in names]):
        refuse((*at, unknown[0]), "we do not know this name")
    if missing := [name for name in needed if name not in value]:
        refuse(at, f"“{missing[0]}” is missing")
    return value


def rows(at: Place, value, most: int = MANY) -> list:
    if not isinstance(value, list):
        refuse(at, "this must be a list, in square brackets")
    if len(value) > most:
        refuse(at, f"this list is longer than {most:,}")
    return value


def text(at: Place, value, most: int = LINE, *, needed: bool = False) -> str:
    """Words, without anything that names a patient."""
    if not isinstance(value, str):
        refuse(at, "this must be words, in quotation marks")
    if needed and not value.strip():
        refuse(at, "this must not be empty")
    if len(value) > most:
        refuse(at, f"these words are longer than {most:,} characters")
    if CONTROLS.search(value):
        refuse(at, "these words hold characters that cannot be kept")
    if found := personal_details_in(value):
        refuse(at, f"this looks like it holds {sentence_list(found)}. Take it out of the file")
    return value


def one_of(at: Place, value, options) -> str:
    if not isinstance(value, str) or value not in options:
        refuse(at, f"“{str(value)[:40]}” is not one of the answers there are")
    return value


def number(at: Place, value, *, whole: bool = False, least: float = 0, most: float = 1_000_000_000):
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        refuse(at, "this must be a number")
    if whole and value != int(value):
        refuse(at, "this must be a whole number")
    if not least <= value <= most:
        refuse(at, f"this number must be between {least:,} and {most:,}")
    return value


def yes(at: Place, value) -> bool:
    if not isinstance(value, bool):
        refuse(at, "this must be true or false")
    return value


def day(at: Place, value) -> dt.date:
    found = _written(dt.date, at, value, "this must be a day such as 2027-03-31")
    if found.year not in YEARS:
        refuse(at, "this day lies too far away")
    return found


def moment(at: Place, value) -> dt.datetime:
    words = "this must be a moment with its time zone, such as 2027-03-31T10:30:00+00:00"
    found = _written(dt.datetime, at, value, words)
    if found.tzinfo is None or found.year not in YEARS:
        refuse(at, words)
    return found


def _written(kind, at: Place, value, words: str):
    try:
        return kind.fromisoformat(value)
    except (TypeError, ValueError):
        refuse(at, words)
