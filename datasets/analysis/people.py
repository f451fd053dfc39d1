"""Rows that are about the same person: one record each to count people by, and where their records disagree."""

from dataclasses import dataclass

import numpy as np

from datasets.analysis.coding import Coded


@dataclass(frozen=True)
class People:
    """person[i] is the number (0, 1, 2 ...) of the person of row i; counts[i] is 1 on the row each is counted by.

    order and starts sort the rows by person: rows order[starts[k]:starts[k + 1]] are one person's.
    """

    person: np.ndarray
    counts: np.ndarray
    order: np.ndarray
    starts: np.ndarray
    number: int


def everyone_once(rows: int) -> People:
    """Where every row is a different person."""
    each = np.arange(rows)
    return People(each, np.ones(rows, dtype=np.int64), each, each, rows)


def people_of(person: np.ndarray, days: np.ndarray | None, fields: list[Coded]) -> People:
    """Count each person by their latest record; of several on one day, by the one whose labels come first.

    Settled by what the records say and never by where they stand, so the order of rows makes no difference.
    A row without a person key is a person of its own.
    """
    person = _own_number_where_unknown(person)
    age_of_record = np.zeros(len(person), dtype=np.int64)
    if days is not None:
        # NaT is the smallest number there is: the oldest record.
        age_of_record = -np.maximum(days.astype(np.int64), -(10**6))
    order = np.lexsort((_fingerprint(len(person), fields), age_of_record, person))
    ordered = person[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(person) else np.zeros(0, dtype=np.int64)
    counts = np.zeros(len(person), dtype=np.int64)
    counts[order[starts]] = 1
    numbered = np.empty(len(person), dtype=np.int64)
    numbered[order] = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(person))))
    return People(numbered, counts, order, starts, len(starts))


def differing_people(people: People, field: Coded) -> int:
    """How many people have more than one known category of this field among their rows."""
    if len(people.starts) in (0, len(people.order)):
        return 0
    codes, known = field.category_codes[people.order], field.is_known()
    is_known = known[codes]
    lowest = np.minimum.reduceat(np.where(is_known, codes, len(known)), people.starts)
    highest = np.maximum.reduceat(np.where(is_known, codes, -1), people.starts)
    return int(np.count_nonzero((highest > lowest) & (highest >= 0)))


def _own_number_where_unknown(person: np.ndarray) -> np.ndarray:
    unknown = person < 0
    if not unknown.any():
        return person.astype(np.int64)
    made = person.astype(np.int64)
    made[unknown] = (person.max(initial=-1) + 1) + np.arange(np.count_nonzero(unknown))
    return made


def _fingerprint(rows: int, fields: list[Coded]) -> np.ndarray:
    made = np.zeros(rows, dtype=np.int64)
    for field in sorted(fields, key=lambda one: one.field):
        made = made * np.int64(1_000_003) + field.codes
    return made
