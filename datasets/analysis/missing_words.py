"""A person's own words for “not known”: they count in every matched field, in numbers, dates and keys too."""

import re
from dataclasses import replace

import numpy as np

from datasets.analysis.fields import all_fields
from datasets.analysis.identifiers.finding import AREA_ONLY, BANDED, HASHED, IdentifierFinding
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.words import shown
from datasets.analysis.reading.grid import relabel
from datasets.analysis.table import Column, Problem, Table

UNKNOWN = "unknown"
_PARTS = re.compile(r"[,;\n]")
# Values of these kinds stand for categories, so a word is matched to “not known” and stays to be seen.
_MATCHED_KINDS = ("category", "age", "deprivation", "language", "raw")


def words_of(text: str) -> tuple[str, ...]:
    """The words in a line that a person typed, parted by commas: each once, as they wrote it."""
    found = {_plain(word): shown(word) for word in reversed(_PARTS.split(text)) if shown(word)}
    return tuple(reversed(found.values()))


def _plain(text: str) -> str:
    return shown(text).casefold()


def _are_words(column: Column, words: tuple[str, ...]) -> np.ndarray:
    """Which labels of a column are one of the words."""
    plain = set(map(_plain, words))
    return np.array([_plain(label) in plain for label in column.labels], dtype=bool)


def _emptied(column: Column, words: tuple[str, ...]) -> Column:
    found = _are_words(column, words)
    if not found.any():
        return column
    return relabel(column, ["" if gone else label for label, gone in zip(column.labels, found, strict=True)])


def without_words_in_keys(table: Table, found: tuple[IdentifierFinding, ...], words: tuple[str, ...]) -> Table:
    """The table before identifiers are taken out of it: a word is no date of birth, no postcode and no person."""
    turned = {one.column for one in found if one.place == "table" and one.action in (BANDED, AREA_ONLY, HASHED)}
    return _emptied_in(table, turned, words)


def without_words_in_numbers(table: Table, columns: dict[str, str | None], words: tuple[str, ...]) -> Table:
    """The table with a word read as an empty cell in every column that is matched to a number, a date or a count."""
    kinds = {heading: all_fields()[key].kind for heading, key in columns.items() if key in all_fields()}
    return _emptied_in(table, {heading for heading, kind in kinds.items() if kind not in _MATCHED_KINDS}, words)


def _emptied_in(table: Table, headings: set[str], words: tuple[str, ...]) -> Table:
    if not words or not headings:
        return table
    columns = (_emptied(column, words) if column.name in headings else column for column in table.columns)
    return replace(table, columns=tuple(columns))


def with_words_unknown(mapping: Mapping, words: tuple[str, ...], settled: Mapping) -> Mapping:
    """The mapping with each word standing for “not known”, save where a person settled it otherwise for this file."""
    plain = set(map(_plain, words))
    if not plain:
        return mapping
    values = {}
    for heading, choices in mapping.values.items():
        own = settled.values.get(heading, {})
        values[heading] = {
            raw: UNKNOWN if _plain(raw) in plain and raw not in own else choice for raw, choice in choices.items()
        }
    return Mapping(mapping.columns, values)


def said_of_words(table: Table, columns: dict[str, str | None], words: tuple[str, ...]) -> tuple[Problem, ...]:
    """Where the words were found, for the person who gave them. table is the one as read, before anything is emptied;
    columns are the headings in use."""
    if not words:
        return ()
    used = {heading for heading, key in columns.items() if key}
    found = {column.name: _rows(column, words) for column in table.columns if column.name in used}
    found = {heading: rows for heading, rows in found.items() if rows}
    listed = ", ".join(f"“{word}”" for word in words)
    if not found:
        message = f"You said that {listed} is written for “not known”. It stands in no column that is used."
        return (Problem("missing_words", "warning", message),)
    where = ", ".join(f"“{heading}” ({rows:,})" for heading, rows in sorted(found.items()))
    return (Problem("missing_words", "note", f"As you said, {listed} was read as “not known”. Rows: {where}."),)


def _rows(column: Column, words: tuple[str, ...]) -> int:
    return int(column.times[:-1][_are_words(column, words)].sum()) if column.labels else 0
