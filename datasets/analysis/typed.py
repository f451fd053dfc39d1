"""Counts that a person typed, group by group, as the counts of a service: the same as of a table counted already."""

from dataclasses import dataclass

from datasets.analysis.counts import PEOPLE, ROWS, Cell, FieldCounts, OutcomeColumn, ServiceCounts
from datasets.analysis.fields import field_of
from datasets.analysis.mapping import Mapping
from datasets.analysis.measures import Measure, measure_of

# What may be counted within a group, beside how many there are of it.
TYPED_MEASURES = ("did_not_attend", "opt_in", "attended_first", "completed", "good_outcome")
# Measures of appointments, of which one person can have several: people are then asked for by themselves.
OF_APPOINTMENTS = frozenset({"did_not_attend"})


@dataclass(frozen=True)
class TypedGroup:
    """One line: how many there are of a group, to how many of them it happened, and how many people they are.

    category is the standard category or missing state the group stands for. events is None where no measure is counted,
    people where only appointments are known."""

    label: str
    category: str
    count: int
    events: int | None = None
    people: int | None = None


@dataclass(frozen=True)
class TypedField:
    """All lines of one characteristic."""

    field: str
    groups: tuple[TypedGroup, ...]


def counts_of_typed(
    fields: tuple[TypedField, ...], measure_key: str = "", period: tuple[str | None, str | None] = (None, None)
) -> tuple[ServiceCounts, Mapping]:
    """The counts and what their labels stand for. measure_key is one of TYPED_MEASURES, or "" for people alone; period
    the first and last day as ISO dates.

    The characteristic with the highest count says how many there are in all. Where another one adds up to fewer, the
    rest is blank there, since for so many it was not said."""
    measure = measure_of(measure_key) if measure_key else None
    tables = [(one, {group.label: _cell(group, measure) for group in one.groups}) for one in fields]
    sums = [_added(cells.values(), _width(measure)) for _, cells in tables]
    total = max(sums, default=_nothing(measure))
    made = tuple(_field(one, cells, _rest(total, own, measure)) for (one, cells), own in zip(tables, sums, strict=True))
    is_of_appointments = measure_key in OF_APPOINTMENTS
    counts = ServiceCounts(
        unit="appointment" if is_of_appointments else "counted",
        axis=(ROWS, PEOPLE, *((measure.outcome, label) for label in _labels(measure))),
        total=total,
        fields=made,
        outcomes=(OutcomeColumn(measure.outcome, measure.label, _labels(measure)),) if measure else (),
        has_person_key=is_of_appointments and total[1] > 0,
        first_day=period[0],
        last_day=period[1],
    )
    return counts, _mapping(fields, measure)


def heading_of(field: str) -> str:
    return field_of(field).label


def _labels(measure: Measure | None) -> tuple[str, ...]:
    """What it can have come to: the first half of the rate, then the other."""
    return (measure.events[0], measure.others[0]) if measure else ()


def _width(measure: Measure | None) -> int:
    return 2 + len(_labels(measure))


def _nothing(measure: Measure | None) -> Cell:
    return (0,) * _width(measure)


def _cell(group: TypedGroup, measure: Measure | None) -> Cell:
    people = group.people if measure and measure.key in OF_APPOINTMENTS else group.count
    if measure is None:
        return (group.count, people or 0)
    events = group.events or 0
    return (group.count, people or 0, events, group.count - events)


def _added(cells, width: int) -> Cell:
    return tuple(sum(cell[place] for cell in cells) for place in range(width))


def _rest(total: Cell, own: Cell, measure: Measure | None) -> Cell:
    """What is in the total and in no group of this characteristic; never below nothing."""
    rows, people = (max(0, all_of - some) for all_of, some in zip(total[:2], own[:2], strict=True))
    if measure is None:
        return (rows, people)
    events = min(rows, max(0, total[2] - own[2]))
    return (rows, people, events, rows - events)


def _field(one: TypedField, cells: dict[str, Cell], rest: Cell) -> FieldCounts:
    filled = cells | ({"": rest} if any(rest) else {})
    labels = tuple(sorted(filled))
    return FieldCounts(one.field, heading_of(one.field), labels, tuple(filled[label] for label in labels))


def _mapping(fields: tuple[TypedField, ...], measure: Measure | None) -> Mapping:
    columns = {heading_of(one.field): one.field for one in fields}
    values = {heading_of(one.field): {group.label: group.category for group in one.groups} for one in fields}
    if measure:
        columns[measure.label] = measure.outcome
        values[measure.label] = {label: label for label in _labels(measure)}
    return Mapping(columns, values)
