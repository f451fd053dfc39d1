"""What a Word document may hold of letters, and which way they run."""

import re
import unicodedata

# What XML refuses, and marks that turn the direction of all that follows them.
_NOT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text as a document may hold it."""
    return _TURNS.sub("", _NOT_FOR_XML.sub("", text or ""))


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left."""
    for letter in text:
        if (way := unicodedata.bidirectional(letter)) in ("R", "AL", "L"):
            return way != "L"
    return False
