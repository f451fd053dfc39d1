"""Tables that are counted already: each row is a group with how many, spread out into what happened to them."""

from dataclasses import dataclass

import numpy as np

from datasets.analysis.coding import Coded, small
from datasets.analysis.matching.numbers import numbers_of_labels
from datasets.analysis.table import Column, Table

# Parts of a count, and the outcome column and label each stands for; the rest of the count gets the second label.
_PARTS = {
    "count_attended": ("attendance", "Attended"),
    "count_missed": ("attendance", "Did not attend"),
    "count_cancelled": ("attendance", "Cancelled (not said by whom)"),
    "count_opted_in": ("opt_in", "Yes"),
    "count_completed": ("completed", "Yes"),
}
_PEOPLE = ("count_people", "count_referred", "count_all", "count_invited")


@dataclass(frozen=True)
class CountedColumns:
    """The headings that hold counts: the whole, its field, and the parts as field -> heading. whole is None where the
    parts make the whole."""

    whole: str | None
    whole_field: str | None
    parts: dict[str, str]

    @property
    def counts_people(self) -> bool:
        """Whether the counts are of people (or referrals) and not of appointments."""
        return self.whole_field in _PEOPLE or (self.whole is None and bool(self.parts))


@dataclass(frozen=True)
class Spread:
    """New rows made from counts: rows[i] is the row of the table, weights[i] how many, outcomes what became of them."""

    rows: np.ndarray
    weights: np.ndarray
    outcomes: tuple[Coded, ...]


def spread_counts(table: Table, counted: CountedColumns) -> Spread:
    """One new row for each row of the table and each thing that can have happened.

    Cells that are no whole count are taken as 0. Only one outcome is spread: attendance before opt-in before
    completion, since a counted table does not say how they fall together.
    """
    numbers = {key: _numbers(table.column(heading)) for key, heading in counted.parts.items()}
    if counted.whole_field == "count_referred" and "count_attended" in numbers and "count_missed" not in numbers:
        # Seen, of referred: the first appointment, not attendance.
        outcome, parts = "attended_first", {"Yes": numbers.pop("count_attended")}
        heading = counted.parts["count_attended"]
    else:
        outcome, parts, heading = _parts(numbers, counted)
    whole = _numbers(table.column(counted.whole)) if counted.whole else sum(parts.values())
    if outcome is None:
        return Spread(np.arange(len(table)), whole, ())
    return _spread(outcome, heading, _with_rest(outcome, parts, whole))


def _parts(numbers: dict[str, np.ndarray], counted: CountedColumns):
    for outcome in ("attendance", "opt_in", "completed"):
        keys = [key for key in numbers if _PARTS[key][0] == outcome]
        if keys:
            heading = ", ".join(counted.parts[key] for key in keys)
            return outcome, {_PARTS[key][1]: numbers[key] for key in keys}, heading
    return None, {}, ""


def _with_rest(outcome: str, parts: dict[str, np.ndarray], whole: np.ndarray) -> dict[str, np.ndarray]:
    """The parts, and what is left of the whole under the label it must have; unknown where it could be anything."""
    rest = np.maximum(whole - sum(parts.values()), 0)
    if outcome != "attendance":
        return parts | {"No": rest}
    if "Did not attend" not in parts:
        return parts | {"": rest}
    return parts | ({"": rest} if "Attended" in parts else {"Attended": rest})


def _spread(outcome: str, heading: str, parts: dict[str, np.ndarray]) -> Spread:
    labels = tuple(sorted(parts))
    rows = len(next(iter(parts.values())))
    return Spread(
        np.tile(np.arange(rows), len(labels)),
        np.concatenate([parts[label] for label in labels]),
        (Coded(outcome, heading, labels, np.repeat(np.arange(len(labels), dtype=small(len(labels))), rows)),),
    )


def _numbers(column: Column) -> np.ndarray:
    numbers = np.append(numbers_of_labels(column.labels), np.nan)[column.codes]
    return np.rint(np.where(np.isnan(numbers) | (numbers < 0), 0, numbers)).astype(np.int64)
