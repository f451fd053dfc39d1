"""Typed words as they may go to people outside: no contact details, and no small number of people."""

import re

from datasets.analysis.statistics.suppression import is_small
from worksheets.saying import without_contacts

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven")
NUMBER = rf"\d+|{'|'.join(NUMBERS)}"
PEOPLE = (
    "people|patients|persons|users|clients|men|women|mothers|fathers|mums|dads|parents|carers|families|children|"
    "adults|residents|members|volunteers|participants"
)
# “3 of 12”, “(n = 5)”, “two of them”, “three young mothers”. “One in five people” is a share and stays.
PART_OF = re.compile(rf"\b({NUMBER}) (?:out )?of (?:about |the )?(\d+)\b", re.IGNORECASE)
BRACKETED = re.compile(r"\s*\(n ?= ?(\d+)\)", re.IGNORECASE)
SOME_OF = re.compile(rf"\b({NUMBER}) of ((?:the|our|these) (?:{PEOPLE})|them)\b", re.IGNORECASE)
NOT_A_QUALITY = "(?!(?:around|as|at|by|for|from|in|of|on|to|with|and|or) )"
SO_MANY = re.compile(
    rf"\b(?<!one in )(?<!\d in )(?!one )({NUMBER}) ((?:{NOT_A_QUALITY}[a-z-]+ )?(?:{PEOPLE}))\b", re.IGNORECASE
)


def plain(text: str, hidden_below: int) -> str:
    """One line of typed words, ending in a full stop."""
    line = typed = " ".join(without_contacts(str(text or "")).split())
    for pattern, put in ((BRACKETED, _bracketed), (PART_OF, _part), (SOME_OF, _some), (SO_MANY, _people)):
        line = pattern.sub(lambda found, put=put: put(found, hidden_below), line)
    if not typed[:1].islower():
        line = line[:1].upper() + line[1:]
    return line if not line or line[-1] in ".!?”…" else f"{line}."


def has_number(text: str) -> bool:
    """Whether a figure stands in a text, in digits or as a word."""
    return bool(re.search(rf"\b({NUMBER})\b", text, re.IGNORECASE))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.index(word.lower()) + 1


def _bracketed(found: re.Match, hidden_below: int) -> str:
    return "" if is_small(int(found[1]), hidden_below) else found[0]


def _part(found: re.Match, hidden_below: int) -> str:
    """The rest of a whole can be a small number as well."""
    part, whole = _number(found[1]), int(found[2])
    if is_small(part, hidden_below):
        return "a few"
    return "most" if whole > part and is_small(whole - part, hidden_below) else found[0]


def _some(found: re.Match, hidden_below: int) -> str:
    return f"a few of {found[2]}" if is_small(_number(found[1]), hidden_below) else found[0]


def _people(found: re.Match, hidden_below: int) -> str:
    return f"a few {found[2]}" if is_small(_number(found[1]), hidden_below) else found[0]
