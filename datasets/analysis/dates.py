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


def event_days(by_field: dict[str, Column]) -> np.ndarray | None:
    """The day of each row (datetime64[D], NaT where there is none), or None where the file has no dates."""
    for key in EVENT_FIELDS:
        if key in by_field:
            days = days_of(by_field[key])
            return np.where((days < EARLIEST) | (days >= LATEST), np.datetime64("NaT", "D"), days)
    return None


def date_facts(by_field: dict[str, Column]) -> DateFacts:
    days = {key: days_of(column) for key, column in by_field.items() if key in EVENT_FIELDS}
    impossible = {}
    for key, found in days.items():
        column = by_field[key]
        written = np.array([missing_state(label) is None for label in column.labels] + [False], dtype=bool)
        wrong = written[column.codes] & (np.isnat(found) | (found < EARLIEST) | (found >= LATEST))
        impossible[column.name] = int(np.count_nonzero(wrong))
    for first, then in ORDER:
        if first in days and then in days:
            wrong = np.count_nonzero(days[then] < days[first])
            impossible[f"{by_field[then].name} before {by_field[first].name}"] = int(wrong)
    event = event_days(by_field)
    known = event[~np.isnat(event)] if event is not None else []
    return DateFacts(
        str(known.min()) if len(known) else None,
        str(known.max()) if len(known) else None,
        {place: number for place, number in impossible.items() if number},
    )
