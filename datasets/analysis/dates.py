"""What the dates of a file say: the day of each row, the period, and dates that cannot be right."""

from dataclasses import dataclass

import numpy as np

from datasets.analysis.coding import days_of
from datasets.analysis.matching.missing import missing_state
from datasets.analysis.table import Column

# The day of a row is the first of these the file has.
EVENT_FIELDS = ("appointment_date", "referral_date", "discharge_date", "booked_date")
# What must not come after what.
ORDER = (
    ("referral_date", "appointment_date"),
    ("booked_date", "appointment_date"),
    ("referral_date", "discharge_date"),
)
EARLIEST = np.datetime64("1950-01-01", "D")
LATEST = np.datetime64("2100-01-01", "D")


@dataclass(frozen=True)
class DateFacts:
    """impossible: heading, or “heading before heading”, to the number of rows at fault."""

    first_day: str | None
    last_day: str | None
    impossible: dict[str, int]


def days_by_field(by_field: dict[str, Column]) -> dict[str, np.ndarray]:
    """The day of each row (datetime64[D], NaT where there is none) of every column of dates."""
    return {key: days_of(by_field[key]) for key in EVENT_FIELDS if key in by_field}


def event_days(days: dict[str, np.ndarray]) -> np.ndarray | None:
    """The day each row is counted under, or None where the file has no dates. Days that cannot be are left out."""
    for key in EVENT_FIELDS:
        if key in days:
            return np.where(_cannot_be(days[key]), np.datetime64("NaT", "D"), days[key])
    return None


def date_facts(by_field: dict[str, Column], days: dict[str, np.ndarray]) -> DateFacts:
    """The period, and how many rows hold dates that cannot be read, cannot be, or come in the wrong order."""
    impossible = {}
    for key, found in days.items():
        unread = np.isnat(found) & (by_field[key].codes >= 0)
        impossible[by_field[key].name] = _written(by_field[key], unread) + int(np.count_nonzero(_cannot_be(found)))
    for first, then in ORDER:
        if first in days and then in days:
            wrong = np.count_nonzero(days[then] < days[first])
            impossible[f"{by_field[then].name} before {by_field[first].name}"] = int(wrong)
    event = event_days(days)
    known = event[~np.isnat(event)] if event is not None else []
    return DateFacts(
        str(known.min()) if len(known) else None,
        str(known.max()) if len(known) else None,
        {place: number for place, number in impossible.items() if number},
    )


def _cannot_be(days: np.ndarray) -> np.ndarray:
    return (days < EARLIEST) | (days >= LATEST)


def _written(column: Column, rows: np.ndarray) -> int:
    """How many of these rows hold more than a word for missing."""
    counts = np.bincount(column.codes[rows], minlength=len(column.labels))
    return sum(int(counts[i]) for i in np.flatnonzero(counts) if missing_state(column.labels[i]) is None)
