"""Which rows stand out: sure before possible, then those large and about many people before others."""

from collections import Counter

from datasets.analysis.change import NARROWED, TURNED, WIDENED
from datasets.analysis.fields import broad_group, field_of
from datasets.analysis.improving import NOT_COLLECTED
from datasets.analysis.profile import CLEAR, POSSIBLE
from datasets.analysis.rows.keys import parts_of
from datasets.analysis.rows.row import DATA_QUALITY, Row

SURE = frozenset({CLEAR, NARROWED, WIDENED, TURNED})
# Of one kind of row about one field, at most this many on the first screen, so that it shows more than one thing.
MOST_ALIKE = 2


def ranked(rows) -> list[Row]:
    """Rows worth a finding, in the order to look at them: clear gaps about many people, poor recording, possible gaps,
    fields that are not collected at all."""
    worth = {row.key: row for row in rows if row.worse and row.said and _place(row) is not None}
    return sorted(worth.values(), key=lambda row: (_place(row), -row.weight * row.large, row.key))


def _place(row: Row) -> int | None:
    if row.label == NOT_COLLECTED:
        return 3
    if row.kind == DATA_QUALITY:
        return 1 if row.label == CLEAR else None
    if row.label in SURE:
        return 2 if row.doubtful else 0
    return 2 if row.label == POSSIBLE else None


def first_of(rows: list[Row], most: int) -> list[Row]:
    """The first few, of different kinds; the worst fault of recording is among them where there is one."""
    chosen, alike = [], Counter()
    fault = next((row for row in rows if row.kind == DATA_QUALITY and row.label == CLEAR), None)
    for row in rows:
        if len(chosen) + (fault is not None and fault not in chosen) >= most or _place(row) == 3:
            break
        if alike[_kind(row)] < MOST_ALIKE and not any(_holds(row, one) for one in chosen):
            chosen.append(row)
            alike[_kind(row)] += 1
    if fault is not None and fault not in chosen:
        chosen.append(fault)
    return chosen


def _kind(row: Row) -> tuple[str, str]:
    """What two rows that say much the same have in common."""
    own = (field_of(row.field).of or row.field) if row.field else ""
    return parts_of(row.key)[0], own


def _holds(row: Row, other: Row) -> bool:
    """Whether one of two like rows is of a group that the other's is part of, as White: British is of White."""
    if not row.field or _kind(row) != _kind(other) or row.field == other.field:
        return False
    _, own = _kind(row)
    return broad_group(own, row.group) == broad_group(own, other.group)
