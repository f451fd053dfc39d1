"""Which columns of a publisher's Census file are the categories of one of our tables."""

import re

from datasets.reference.store import rows_of

# our category -> the publisher's columns to be added up for it.
Columns = dict[str, tuple[str, ...]]
NO_TABLE = (
    "The categories of the file are those of none of our Census tables. These can be taken in: age (TS007, "
    "TS007A), sex "
    "(TS008), ethnic group (TS021), religion (TS030), disability (TS038), unpaid care (TS039), armed forces "
    "(TS071), main "
    "language (TS024), English (TS029), household deprivation (TS011), cars (TS045), legal partnership (TS002), sexual "
    "orientation (TS079), gender identity (TS070)."
)
_VETERANS = "Has previously served in the UK armed forces (regular, reserve or both)"
_BAND = re.compile(r"(\d+)-(\d+)$")


def columns_of(table: str, headings: list[str]) -> Columns | None:
    """The columns for each category of a table; None where one has none, or more than one could be meant."""
    known = _by_words(headings)
    found: Columns = {}
    for row in rows_of(table):
        category = row["category"]
        columns = _served(headings) if category == _VETERANS else known.get(plain(_published(category)), ())
        if not columns or (len(columns) > 1 and category != _VETERANS):
            return None
        found[category] = columns
    return found


def plain(words: str) -> str:
    """Without what differs between the publishers' tools: capitals, “(English or Welsh in Wales)”, spaces."""
    short = words.casefold().partition("; measures")[0].replace(" (english or welsh in wales)", "")
    return " ".join(short.split())


def _by_words(headings: list[str]) -> dict[str, tuple[str, ...]]:
    """The columns by everything they can be called: with and without the variable, and by their last words alone.

    “Provision of unpaid care: Provides 19 hours or less …: Provides 9 hours or less …” is also called by its last
    part. A whole name goes before the end of a longer one.
    """
    ends: dict[str, tuple[str, ...]] = {}
    whole: dict[str, tuple[str, ...]] = {}
    for heading in headings:
        parts = plain(heading).split(": ")
        for start in range(len(parts)):
            words = ": ".join(parts[start:])
            place = whole if start <= (len(parts) > 1) else ends
            place[words] = (*place.get(words, ()), heading)
    return ends | whole


def _published(category: str) -> str:
    """Our bands of age as the publisher writes them."""
    if found := _BAND.match(category):
        return f"Aged {found[2]} years and under" if found[1] == "0" else f"Aged {found[1]} to {found[2]} years"
    return f"Aged {category[:-1]} years and over" if re.match(r"\d+\+$", category) else category


def _served(headings: list[str]) -> tuple[str, ...]:
    """The three kinds of veteran, which we hold as one."""
    kinds = [one for one in headings if ": previously served in " in plain(one)]
    return tuple(kinds) if len(kinds) == 3 else ()
