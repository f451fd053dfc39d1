"""What a person said of how a file is to be read: as it is kept beside the file, and as the reader takes it.

Kept is only what was said: {"sheet": text, "header_row": number, "encoding": name, "delimiter": name, "keep": [kinds],
"unit": what a row is, "counted": yes or no}."""

import datetime as dt

from datasets.analysis.reading.delimiter import NAMES, NONE
from datasets.analysis.reading.options import DELIMITERS, ENCODINGS, KEEPABLE, ReadOptions

COUNTED = "counted"
DELIMITER_WORDS = {name: NAMES[mark] for name, mark in DELIMITERS.items()}
ENCODING_WORDS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252 (Western European)",
    "utf-16": "UTF-16 (“Unicode text” of Excel)",
    "iso8859-15": "ISO 8859-15 (Latin 9)",
    "mac-roman": "Mac Roman",
    "cp850": "Code page 850 (DOS)",
}
# Names that reading gives, where they differ from those a person can choose.
_FOUND_ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "mixed": "a mix of UTF-8 and Windows-1252",
}


def options_of(read_as: dict) -> ReadOptions:
    """The choices as the reader takes them; what is no choice of ours is left out."""
    encoding = read_as.get("encoding")
    return ReadOptions(
        sheet=read_as.get("sheet"),
        header_row=read_as.get("header_row"),
        encoding=encoding if encoding in ENCODINGS else None,
        delimiter=DELIMITERS.get(read_as.get("delimiter")),
        counted=read_as.get("counted"),
        keep=frozenset(read_as.get("keep", ())) & frozenset(KEEPABLE),
    )


def said_only(choices: dict) -> dict:
    """The choices without those that were left to be found."""
    return {name: choice for name, choice in choices.items() if choice not in (None, "", [], ())}


def with_unit(read_as: dict, unit: str) -> dict:
    """The choices with what a person says a row is; that also says whether the table is counted already."""
    return read_as | {"unit": unit, "counted": unit == COUNTED}


def delimiter_in_words(mark: str | None) -> str:
    """What parts the cells of a text file that has been read."""
    return NAMES.get(mark or NONE, f"“{mark}”")


def encoding_in_words(name: str) -> str:
    return _FOUND_ENCODINGS.get(name) or ENCODING_WORDS.get(name, name)


def period_as_kept(first: dt.date | None, last: dt.date | None) -> list[str | None]:
    return [day.isoformat() if day else None for day in (first, last)]


def period_as_days(kept: list[str | None]) -> tuple[dt.date | None, ...]:
    return tuple(dt.date.fromisoformat(day) if day else None for day in kept)
