"""The means of a file: days waited, contacts, outcome scores; overall and by group, as they are shown."""

from dataclasses import dataclass

from datasets.analysis.profile import Count


@dataclass(frozen=True)
class Mean:
    """The mean of the numbers of a group and its 95 % interval; None where too few have one."""

    numbers: Count
    people: Count
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class GroupMean:
    """One group's mean beside everyone else's. difference is group minus the rest, in the unit of the numbers."""

    group: str
    mean: Mean
    rest: Mean
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    p: float | None
    adjusted_p: float | None
    label: str
    sentence: str


@dataclass(frozen=True)
class FieldMeans:
    """A column of numbers by the groups of one field. p is of the one test whether the groups differ at all."""

    field: str
    label: str
    groups: tuple[GroupMean, ...]
    p: float | None
    sentence: str


@dataclass(frozen=True)
class AmountProfile:
    """The means of one column of numbers. unit is said after a number: “days”, “contacts”, “points”."""

    key: str
    label: str
    unit: str
    definition: str
    overall: Mean
    by: tuple[FieldMeans, ...]

    def of(self, field: str) -> FieldMeans | None:
        return next((one for one in self.by if one.field == field), None)


@dataclass(frozen=True)
class Amount:
    """What a column of numbers stands for. worse is "high" or "" where it depends on what the service is for."""

    key: str
    label: str
    unit: str
    worse: str
    definition: str


AMOUNTS = (
    Amount(
        "days_waited",
        "Days waited",
        "days",
        "high",
        "The mean number of days waited, of those whose wait is known. Waits below 0 or over 50 years are left out.",
    ),
    Amount(
        "contacts",
        "Length of input",
        "contacts",
        "",
        "The mean number of contacts, of those for whom it is known. Numbers below 0 or above 1,000 are left out.",
    ),
    Amount(
        "outcome_score",
        "Outcome score",
        "points",
        "",
        "The mean score, of those who have one. Whether a high score is good depends on the questionnaire.",
    ),
)


def amount_of(key: str) -> Amount:
    """The amount with this key; KeyError where there is none."""
    return {one.key: one for one in AMOUNTS}[key]
