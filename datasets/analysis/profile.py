"""What a file says, ready to show: how complete it is, rates by group, and the gaps worth a finding. No rows."""

from dataclasses import dataclass

from datasets.analysis.table import FileFacts, Problem

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
DIFFERENCE_LABELS = (CLEAR, POSSIBLE, NONE_CLEAR, TOO_FEW)


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

    def count(self, state: str) -> Count:
        return self.overall.counts[STATES.index(state)]


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

    def of(self, field: str) -> FieldRates | None:
        return next((one for one in self.by if one.field == field), None)


@dataclass(frozen=True)
class Candidate:
    """A gap that one click makes a finding. key is measure:field:group and stays the same for the same gap.

    kind is "data" or "data_quality"; a data-quality candidate has no comparator.
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

    def field(self, key: str) -> FieldProfile | None:
        return next((one for one in self.fields if one.key == key), None)

    def measure(self, key: str) -> MeasureProfile | None:
        return next((one for one in self.measures if one.key == key), None)

    def candidate(self, key: str) -> Candidate | None:
        return next((one for one in self.candidates if one.key == key), None)


def profile_as_json(profile: Profile) -> dict:
    """The profile in the documented form; a figure that is hidden is the text “fewer than 8”."""
    facts = profile.file
    return {
        "file": {
            "name": facts.name,
            "bytes": facts.bytes,
            "sha256": facts.sha256,
            "format": facts.format,
            "encoding": facts.encoding,
            "delimiter": facts.delimiter,
            "sheet": facts.sheet,
            "header_row": facts.header_row,
        },
        "unit": profile.unit,
        "released": profile.released,
        "rows": {
            "read": profile.rows.read,
            "profiled": profile.rows.profiled,
            "set_aside": profile.rows.set_aside,
            "people": profile.rows.people,
        },
        "problems": [
            {"code": one.code, "severity": one.severity, "row": one.row, "column": one.column, "message": one.message}
            for one in profile.problems
        ],
        "columns": [
            {"name": one.name, "field": one.field, "identifier": one.identifier, "kept": one.kept}
            for one in profile.columns
        ],
        "fields": {field.key: _field(field) for field in profile.fields},
        "not_collected": list(profile.not_collected),
        "measures": {measure.key: _measure(measure) for measure in profile.measures},
    }


def _field(field: FieldProfile) -> dict:
    states = dict(zip(STATES, field.overall.counts, strict=True))
    groups = [{"group": one.group, "count": one.count} for one in field.groups]
    return states | {"groups": groups}


def _measure(measure: MeasureProfile) -> dict:
    return {
        "overall": _rate(measure.overall),
        "by": {rates.field: [_group(one) for one in rates.groups] for rates in measure.by},
    }


def _group(one: GroupRate) -> dict:
    figures = {"difference": one.difference, "ratio": one.ratio, "label": one.label}
    return {"group": one.group} | _rate(one.rate) | figures


def _rate(rate: Rate) -> dict:
    return {
        "count": rate.count,
        "total": rate.total,
        "rate": rate.rate,
        "low": rate.low,
        "high": rate.high,
    }
