"""Rows that are about the same person: one record each to count people by, and where their records disagree."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from datasets.analysis.coding import Coded
from datasets.analysis.threads import side_by_side

# Rows looked at together: columns of so many stay near the processor.
PIECE = 1 << 17


@dataclass(frozen=True)
class Piece:
    """Some people with all their rows: rows are the places of these in the table, who the number of the person of each,
    counted from 0 within the piece and never falling."""

    rows: np.ndarray
    who: np.ndarray

    @cached_property
    def again(self) -> np.ndarray:
        """For each row but the first, whether it is of the same person as the one before."""
        return self.who[1:] == self.who[:-1]


@dataclass(frozen=True)
class People:
    """order and starts sort the rows by person: rows order[starts[k]:starts[k + 1]] are those of person k.

    counted_by says of each row whether its person is counted by it; None where every row is a person.
    """

    order: np.ndarray
    starts: np.ndarray
    counted_by: np.ndarray | None

    @property
    def number(self) -> int:
        return len(self.starts)

    @cached_property
    def of_row(self) -> np.ndarray:
        """The number of the person of each row."""
        numbered = np.empty(len(self.order), dtype=np.int64)
        numbered[self.order] = np.repeat(np.arange(self.number), np.diff(self.starts, append=len(self.order)))
        return numbered

    def pieces(self) -> list[Piece]:
        """Everybody, some people at a time."""
        edges = np.append(self.starts, len(self.order))
        cuts = np.unique(np.append(np.searchsorted(self.starts, np.arange(0, len(self.order), PIECE)), self.number))
        return [self._piece(edges[first : last + 1]) for first, last in zip(cuts, cuts[1:], strict=False)]

    def _piece(self, edges: np.ndarray) -> Piece:
        who = np.repeat(np.arange(len(edges) - 1, dtype=np.uint32), np.diff(edges))
        return Piece(self.order[edges[0] : edges[-1]], who)


def everyone_once(rows: int) -> People:
    """Where every row is a different person."""
    each = np.arange(rows)
    return People(each, each, None)


def people_of(person: np.ndarray, age_of_record: np.ndarray | None, fields: list[Coded]) -> People:
    """Count each person by their latest record; of several on one day, by the one whose labels come first.

    person: a code for each row, -1 where it has no key: such a row is a person of its own. age_of_record: 0 for rows of
    the latest day and more the older they are, None where nothing is dated. Settled by what the records say and never
    by where they stand, so the order of rows makes no difference.
    """
    if not len(person):
        return everyone_once(0)
    # One whole number for each row, made of person, age and place, sorts many times faster than three columns.
    place_bits = _bits(len(person))
    ages = np.zeros(1, np.uint64) if age_of_record is None else age_of_record.astype(np.uint64)
    age_bits = _bits(int(ages.max()))
    keys = _own_number_where_unknown(person).astype(np.uint64) << np.uint64(age_bits + place_bits)
    keys |= ages << np.uint64(place_bits)
    keys |= np.arange(len(person), dtype=np.uint64)
    keys.sort()
    order = (keys & np.uint64((1 << place_bits) - 1)).astype(np.intp)
    keys >>= np.uint64(place_bits)
    starts = starts_of_runs(keys >> np.uint64(age_bits))
    return People(order, starts, _counted_by(order, starts, starts_of_runs(keys), fields))


def _counted_by(order: np.ndarray, starts: np.ndarray, days: np.ndarray, fields: list[Coded]) -> np.ndarray:
    """The rows to count people by, one each. days: where, in the order of people, each day of each person starts."""
    counted_by = np.zeros(len(order), dtype=bool)
    counted_by[order[starts]] = True
    first_days = np.searchsorted(days, starts)
    lengths = np.append(days, len(order))[first_days + 1] - starts
    several = np.flatnonzero(lengths > 1)
    if not len(several):
        return counted_by
    who = np.repeat(several, lengths[several])
    within = np.arange(len(who)) - np.repeat(np.cumsum(lengths[several]) - lengths[several], lengths[several])
    rows = order[starts[who] + within]
    best = np.lexsort((_fingerprint(rows, fields), who))
    counted_by[order[starts[several]]] = False
    counted_by[rows[best[starts_of_runs(who)]]] = True
    return counted_by


def differing_people(people: People, fields: Iterable[Coded]) -> list[int]:
    """For each field, how many people have more than one known category of it among their rows."""
    found = side_by_side(lambda piece: [_differing(piece, field) for field in fields], people.pieces())
    return [sum(parts) for parts in zip(*found, strict=True)]


def _differing(people: Piece, field: Coded) -> int:
    """Where a person has two categories, somewhere two of their rows that follow each other have them."""
    codes, again, who = field.category_codes[people.rows], people.again, people.who
    if not field.is_known().all():
        known = np.flatnonzero(field.is_known()[codes])
        codes, who = codes[known], who[known]
        again = who[1:] == who[:-1]
    return len(starts_of_runs(who[np.flatnonzero(again & (codes[1:] != codes[:-1]))]))


def starts_of_runs(ordered: np.ndarray) -> np.ndarray:
    """Where each run of equal numbers starts."""
    if not len(ordered):
        return np.zeros(0, dtype=np.intp)
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def _bits(number: int) -> int:
    return int(number).bit_length()


def _own_number_where_unknown(person: np.ndarray) -> np.ndarray:
    unknown = person < 0
    if not unknown.any():
        return person
    made = person.astype(np.int64)
    made[unknown] = (person.max(initial=-1) + 1) + np.arange(np.count_nonzero(unknown))
    return made


def _fingerprint(rows: np.ndarray, fields: list[Coded]) -> np.ndarray:
    made = np.zeros(len(rows), dtype=np.int64)
    for field in sorted(fields, key=lambda one: one.field):
        made = made * np.int64(1_000_003) + field.codes[rows]
    return made
