"""Which standard field each column is: by its heading first, then by what stands in it, with how sure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from heapq import nsmallest

import numpy as np

from datasets.analysis.fields import StandardField, all_fields
from datasets.analysis.matching.dates import days_of_labels
from datasets.analysis.matching.missing import missing_state
from datasets.analysis.matching.numbers import share_of_numbers
from datasets.analysis.matching.values import says_yes_or_no, share_recognised
from datasets.analysis.matching.words import plain, plain_heading
from datasets.analysis.table import Column

SURE_ENOUGH = 0.5
MADE_SURE = 0.95
# Labels looked at to judge what a column holds.
_SAMPLE = 300
# Words that say nothing about which field it is.
_FILLER = frozenset(
    {"patient", "patients", "person", "client", "clients", "pt", "service", "user", "code", "codes", "desc"}
    | {"description", "name", "value", "category", "status", "of", "the", "s", "at", "type", "ons", "nhs", "text"}
    | {"current", "recorded", "national", "band", "group"}
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Fields whose labels are so much their own that a column can be known by them, whatever its heading.
_KNOWN_BY_CONTENT = ("ethnicity", "attendance", "religion", "sexual_orientation", "marital_status", "sex")


@dataclass(frozen=True)
class ColumnMatch:
    """A column and the standard field proposed for it, or None. sure is 0 to 1."""

    heading: str
    field: str | None
    sure: float


def match_columns(
    columns: tuple[Column, ...], counts: frozenset[str] = frozenset(), made: dict[str, str] | None = None
) -> tuple[ColumnMatch, ...]:
    """One match for each column, in the same order; a field is given to one column only, the surest.

    counts names the columns that hold how many, in a table that is counted already: they and only they can be counts.
    made gives the field of columns we made ourselves (age from a date of birth); the file's own column goes before.
    The order of the columns makes no difference: equal claims are settled by the heading.
    """
    claims = []
    for column in columns:
        weights = cache(partial(_weights, column))
        for field in all_fields().values():
            if (field.kind == "count") != (column.name in counts):
                continue
            own = (made or {}).get(column.name)
            sure = MADE_SURE if own == field.key else _claim(field, column.name, weights, is_made=own is not None)
            if sure >= SURE_ENOUGH:
                claims.append((-round(sure, 6), column.name, _rank(field), field.key))
    taken_columns: dict[str, tuple[str, float]] = {}
    taken_fields: set[str] = set()
    for sure, heading, _, key in sorted(claims):
        if heading not in taken_columns and key not in taken_fields:
            taken_columns[heading] = (key, -sure)
            taken_fields.add(key)
    return tuple(ColumnMatch(column.name, *taken_columns.get(column.name, (None, 0.0))) for column in columns)


def heading_score(field: StandardField, heading: str) -> float:
    """How well the heading alone fits the field, 0 to 1."""
    known = set(field.headings) | set(field.inverted_headings)
    tries = {plain_heading(heading), plain(heading), plain_heading(_BRACKETS.sub(" ", heading))}
    if tries & known:
        return 1.0
    if field.kind in ("key", "count"):
        return 0.0
    known_cores = _cores(field)
    cores = {_core(words) for words in tries} - {""}
    if cores & known_cores:
        return 0.85
    if any(f" {one} " in f" {words} " for words in tries for one in known if len(one) > 3 and _core(one)):
        return 0.65
    return 0.0


@cache
def _cores(field: StandardField) -> frozenset[str]:
    return frozenset(filter(None, (_core(words) for words in (*field.headings, *field.inverted_headings))))


def _core(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _FILLER and not word.isdigit())


def _claim(field: StandardField, heading: str, weights: Callable[[], dict[str, int]], *, is_made: bool) -> float:
    by_heading = heading_score(field, heading)
    if by_heading:
        return by_heading * (0.4 + 0.6 * content_fit(field, heading, weights()))
    if field.key not in _KNOWN_BY_CONTENT or is_made:
        return 0.0
    # Without the heading's help only labels of several letters count: yes, no, letters and digits are in every scheme.
    every = weights()
    worded = {label: weight for label, weight in every.items() if len(plain(label)) > 3 and not says_yes_or_no(label)}
    enough = sum(worded.values()) >= 0.5 * sum(every.values())
    return 0.6 if enough and len(worded) > 1 and content_fit(field, heading, worded) >= 0.9 else 0.0


def content_fit(field: StandardField, heading: str, weights: dict[str, int]) -> float:
    """The share of the filled-in cells that can be read as this field, 0 to 1. An empty column fits any field."""
    filled = {label: weight for label, weight in weights.items() if missing_state(label) != "blank"}
    if not filled:
        return 1.0
    if field.kind in ("key", "raw", "language"):
        return 1.0
    if field.kind == "date":
        days = days_of_labels(tuple(filled))
        read = sum(weight for weight, day in zip(filled.values(), days, strict=True) if not np.isnat(day))
        return read / sum(filled.values())
    if field.kind in ("number", "count"):
        return share_of_numbers(filled)
    return share_recognised(field, heading, filled)


def _weights(column: Column) -> dict[str, int]:
    """The commonest labels and how often each stands there; ties by label, so that the order of rows is nothing."""
    counts = column.times[:-1]
    if len(column.labels) <= _SAMPLE:
        chosen = np.flatnonzero(counts)
    else:
        least = np.partition(counts, -_SAMPLE)[-_SAMPLE]
        surely = np.flatnonzero(counts > least)
        tied = nsmallest(_SAMPLE - len(surely), np.flatnonzero(counts == least).tolist(), key=column.labels.__getitem__)
        chosen = [*surely.tolist(), *tied]
    return {column.labels[i]: int(counts[i]) for i in chosen if counts[i]}


@cache
def _order() -> dict[str, int]:
    return {key: place for place, key in enumerate(all_fields())}


def _rank(field: StandardField) -> int:
    return _order()[field.key]
