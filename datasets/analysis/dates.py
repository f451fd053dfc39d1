"""What the dates of a file say: the day of each row, the period, and dates that cannot be right."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from datasets.analysis.matching.dates import NO_DATE, days_of_labels
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
class Days:
    """A column of dates, each written label read once: of_label[k] is the day of label k (datetime64[D], NaT for
    none), and its last is that of an empty cell."""

    column: Column
    of_label: np.ndarray

    @cached_property
    def of_row(self) -> np.ndarray:
        return self.of_label[self.column.codes]

    @cached_property
    def age_of_row(self) -> np.ndarray:
        """0 for rows of the latest day, 1 for those of the day before it in the file, and so on; those without a day
        are the oldest."""
        known = ~np.isnat(self.of_label)
        found = np.unique(self.of_label[known])
        ages = np.full(len(self.of_label), len(found))
        ages[known] = len(found) - 1 - np.searchsorted(found, self.of_label[known])
        return ages[self.column.codes]

    def rows(self, labels: np.ndarray) -> int:
        """How many rows hold one of the labels in a mask."""
        return int(self.column.times[labels].sum())

    def known(self) -> np.ndarray:
        """The days that stand in some row."""
        return self.of_label[~np.isnat(self.of_label) & (self.column.times > 0)]


@dataclass(frozen=True)
class DateFacts:
    """impossible: heading, or “heading before heading”, to the number of rows at fault."""

    first_day: str | None
    last_day: str | None
    impossible: dict[str, int]


def days_by_field(by_field: dict[str, Column]) -> dict[str, Days]:
    """Every column of dates."""
    columns = {key: by_field[key] for key in EVENT_FIELDS if key in by_field}
    return {key: Days(column, np.append(days_of_labels(column.labels), NO_DATE)) for key, column in columns.items()}


def event_days(days: dict[str, Days]) -> Days | None:
    """The day each row is counted under, or None where the file has no dates. Days that cannot be are left out."""
    for key in EVENT_FIELDS:
        if key in days:
            found = days[key].of_label
            return Days(days[key].column, np.where(_cannot_be(found), NO_DATE, found))
    return None


def date_facts(days: dict[str, Days]) -> DateFacts:
    """The period, and how many rows hold dates that cannot be read, cannot be, or come in the wrong order."""
    impossible = {one.column.name: _unread(one) + one.rows(_cannot_be(one.of_label)) for one in days.values()}
    for first, then in ORDER:
        if first in days and then in days:
            wrong = np.count_nonzero(days[then].of_row < days[first].of_row)
            impossible[f"{days[then].column.name} before {days[first].column.name}"] = int(wrong)
    event = event_days(days)
    known = event.known() if event else []
    return DateFacts(
        str(known.min()) if len(known) else None,
        str(known.max()) if len(known) else None,
        {place: number for place, number in impossible.items() if number},
    )


def _cannot_be(days: np.ndarray) -> np.ndarray:
    return (days < EARLIEST) | (days >= LATEST)


def _unread(days: Days) -> int:
    """How many rows hold more than a word for missing, and yet no date."""
    labels = np.flatnonzero(np.isnat(days.of_label[:-1])).tolist()
    return sum(int(days.column.times[i]) for i in labels if missing_state(days.column.labels[i]) is None)
