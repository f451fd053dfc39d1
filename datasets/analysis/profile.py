"""What a file says, ready to show: how complete it is, rates by group, and the gaps worth a finding. No rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from datasets.analysis.table import FileFacts, Problem

if TYPE_CHECKING:
    from datasets.analysis.amounts import AmountProfile
    from datasets.analysis.pathway import Pathway

STATES = ("known", "not_stated", "declined", "unknown", "blank", "invalid")
MISSING_STATES = STATES[1:]
STATE_LABELS = {
    "known": "Known",
    "not_stated": "Not stated",
    "declined": "Declined to say",
    "unknown": "Recorded as not known",
    "blank": "Blank",
    "invalid": "Not a value we know",
}

CLEAR = "clear difference"
POSSIBLE = "possible, keep watching"
NONE_CLEAR = "no clear difference"
TOO_FEW = "too few to tell"
# What stands in a released profile for a message that holds true figures.
NO_DETAILS = "There is more about this on the team’s own screens."


# A number; in a released profile the words in its place where it is hidden; None where it is not known.
Count = int | str | None


def number(count: Count) -> int:
    """The count, or 0 where it is hidden or not known."""
    return count if isinstance(count, int) else 0


def count_text(count: Count) -> str:
    """The count as people read it: “1,234”, “fewer than 8”, or “–” where it is not known."""
    return "–" if count is None else f"{count:,}" if isinstance(count, int) else count


@dataclass(frozen=True)
class ColumnProfile:
    """One column of the file: its standard field, what it identifies, and what was kept of it.

    sure is 0 to 1; kept is as_is, banded, area_only, hashed or dropped; identifier is None or the kind found.
    """

    name: str
    field: str | None
    identifier: str | None
    kept: str
    sure: float = 0.0


@dataclass(frozen=True)
class GroupCount:
    group: str
    count: Count
    people: Count = None


@dataclass(frozen=True)
class Completeness:
    """How one field is recorded over some of the rows: one number for each state, in the order of STATES."""

    label: str
    counts: tuple[Count, ...]
    share: float | None
    low: float | None
    high: float | None

    @property
    def total(self) -> int:
        return sum(map(number, self.counts))


@dataclass(frozen=True)
class GroupShare:
    """A group's share of those known, and the lowest and highest it can be, whoever the unknowns are. Fractions."""

    group: str
    share: float | None
    lowest: float | None
    highest: float | None


@dataclass(frozen=True)
class FieldProfile:
    """One standard field of the file: states, groups, over time and by team, and what looks wrong with it."""

    key: str
    label: str
    group: str
    heading: str
    overall: Completeness
    groups: tuple[GroupCount, ...]
    by_month: tuple[Completeness, ...] = ()
    by_team: tuple[Completeness, ...] = ()
    unmatched: tuple[GroupCount, ...] = ()
    shares: tuple["GroupShare", ...] = ()

    def count(self, state: str) -> Count:
        return self.overall.counts[STATES.index(state)]

    @property
    def mostly(self) -> str:
        """The commonest way of not being known."""
        return max(MISSING_STATES, key=lambda state: number(self.count(state)))


@dataclass(frozen=True)
class Rate:
    """count of total, with its 95 % interval; rate, low and high are None where a count is hidden or total is 0."""

    count: Count
    total: Count
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class GroupRate:
    """One group's rate beside everyone else's. difference and ratio are group against the rest; excess is the number of
    events above what the rest's rate would give. people is what the rule of 30 looks at."""

    group: str
    rate: Rate
    rest: Rate
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    ratio: float | None
    excess: float | None
    people: Count
    p: float | None
    adjusted_p: float | None
    label: str
    sentence: str
    unknowns: "Unknowns | None" = None


@dataclass(frozen=True)
class Unknowns:
    """What people whose group is not known could hide: the lowest and highest rate of the group, and of its gap.

    says is one of the three phrases of statistics.bounds where a difference is claimed, else "".
    """

    lowest: float | None
    highest: float | None
    gap_lowest: float | None
    gap_highest: float | None
    says: str


@dataclass(frozen=True)
class FieldRates:
    """A measure by the groups of one field. p is of the one test that asks whether the groups differ at all."""

    field: str
    label: str
    groups: tuple[GroupRate, ...]
    unknown: Rate | None
    p: float | None
    sentence: str


@dataclass(frozen=True)
class MeasureProfile:
    """One measure: its frozen definition in words, overall, and by field. left_out: what is not in the denominator."""

    key: str
    label: str
    definition: str
    overall: Rate
    left_out: tuple[GroupCount, ...]
    by: tuple[FieldRates, ...]
    by_month: tuple[tuple[str, Rate], ...] = ()
    by_team: tuple[tuple[str, Rate], ...] = ()
    design_effect: float | None = None
    slope: "DeprivationSlope | None" = None

    def of(self, field: str) -> FieldRates | None:
        return next((one for one in self.by if one.field == field), None)


@dataclass(frozen=True)
class DeprivationSlope:
    """A measure over the fifths of deprivation, ranked as the fifths of the country are.

    most and least are the rates of the most and the least deprived fifth. slope is the fitted rate at the least
    deprived end minus that at the most deprived end, as a fraction; relative the first over the second. Limits are of
    95 %.
    """

    most: Rate
    least: Rate
    slope: float
    slope_low: float
    slope_high: float
    relative: float | None
    relative_low: float | None
    relative_high: float | None
    label: str
    sentence: str


@dataclass(frozen=True)
class Candidate:
    """A gap that one click makes a finding. key is measure:field:group and stays the same for the same gap.

    kind is "data" or "data_quality"; a data-quality candidate has no comparator, but an action that would help.
    """

    key: str
    kind: str
    title: str
    field: str
    group: str
    measure: str
    rate: Rate
    rest: Rate | None
    difference: float | None
    ratio: float | None
    label: str
    action: str = ""


@dataclass(frozen=True)
class Rows:
    """read = profiled + set_aside, always, but where rounded in a released profile. people is None where not known."""

    read: Count
    profiled: Count
    set_aside: Count
    people: Count


@dataclass(frozen=True)
class Profile:
    """The whole answer about one file. released says whether the small-number rule has been applied."""

    file: FileFacts
    unit: str
    rows: Rows
    problems: tuple[Problem, ...]
    columns: tuple[ColumnProfile, ...]
    fields: tuple[FieldProfile, ...]
    not_collected: tuple[str, ...]
    measures: tuple[MeasureProfile, ...]
    candidates: tuple[Candidate, ...]
    first_day: str | None = None
    last_day: str | None = None
    released: bool = False
    amounts: "tuple[AmountProfile, ...]" = ()
    pathway: "Pathway | None" = None

    def field(self, key: str) -> FieldProfile | None:
        return next((one for one in self.fields if one.key == key), None)

    def measure(self, key: str) -> MeasureProfile | None:
        return next((one for one in self.measures if one.key == key), None)

    def amount(self, key: str) -> "AmountProfile | None":
        return next((one for one in self.amounts if one.key == key), None)

    def candidate(self, key: str) -> Candidate | None:
        return next((one for one in self.candidates if one.key == key), None)
