"""How a file was read, for the person to check: each column with its field, each value with its category."""

from dataclasses import dataclass

from datasets.analysis.counts import ServiceCounts
from datasets.analysis.fields import GROUP_LABELS, GROUPS, all_fields, categories_of, choosable_fields
from datasets.analysis.identifiers.finding import KIND_WORDS
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.values import INVALID
from datasets.analysis.meaning import meaning_of
from datasets.analysis.profile import MISSING_STATES, STATE_LABELS

from .models import Dataset, Unit

# Below this the person is asked to look first.
SURE = 0.9
MOST_VALUES = 150
LEFT_OUT = ""
EMPTY = "(empty)"
KEPT = {
    "as_is": "kept as it is",
    "banded": "turned into age groups; the dates are gone",
    "area_only": "turned into areas; the rest is gone",
    "hashed": "used only to count people, then gone",
    "dropped": "left out; nothing of it is kept",
}


@dataclass(frozen=True)
class ValueToMatch:
    name: str
    label: str
    rows: int
    choice: str

    @property
    def is_unmatched(self) -> bool:
        return self.choice == INVALID


@dataclass(frozen=True)
class ColumnToMatch:
    name: str
    heading: str
    field: str
    field_label: str
    sure: float
    values: tuple[ValueToMatch, ...]
    categories: tuple[tuple[str, str], ...]
    more_values: int

    @property
    def is_sure(self) -> bool:
        return self.sure >= SURE

    @property
    def unmatched(self) -> int:
        return sum(value.is_unmatched for value in self.values)

    @property
    def sure_words(self) -> str:
        if not self.field:
            return "Not used"
        return "We are sure" if self.is_sure else "We are not sure"

    @property
    def needs_a_look(self) -> bool:
        return bool(self.field) and (not self.is_sure or self.unmatched > 0)

    @property
    def is_empty(self) -> bool:
        return bool(self.values) and all(value.label == EMPTY for value in self.values)

    @property
    def examples(self) -> str:
        return ", ".join([value.label for value in self.values if value.label != EMPTY][:4])


def columns_to_match(dataset: Dataset) -> list[ColumnToMatch]:
    """Every column, those to look at first in front: unsure ones, then those with values that match nothing."""
    counts, mapping = ServiceCounts.from_json(dataset.counts), Mapping.from_json(dataset.mapping)
    sure = _sure_by_heading(dataset)
    made = [
        _column(number, heading, mapping, counts, sure.get(heading, 0.0))
        for number, heading in enumerate(dataset.headings)
    ]
    return sorted(made, key=lambda one: (not one.field, one.is_sure and not one.unmatched, one.is_sure))


def _sure_by_heading(dataset: Dataset) -> dict[str, float]:
    """How sure each heading’s field is. One made from another column (age from date of birth) shares that column’s."""
    sure = {}
    for column in dataset.columns:
        for heading in (column["name"], f"Age from {column['name']}", f"{column['name']} (area)"):
            sure.setdefault(heading, column["sure"])
    return sure


def _column(number: int, heading: str, mapping: Mapping, counts: ServiceCounts, sure: float) -> ColumnToMatch:
    key = mapping.columns.get(heading) or LEFT_OUT
    choices = mapping.values.get(heading, {})
    labels = sorted(labelled_rows(counts, key, heading).items(), key=lambda one: (-one[1], one[0]))
    values = tuple(
        ValueToMatch(f"value-{number}-{place}", label or EMPTY, rows, meaning_of(label, choices))
        for place, (label, rows) in enumerate(labels[:MOST_VALUES])
    )
    label = all_fields()[key].label if key else "Left out"
    categories = category_choices(key) if key and categories_of(key) else ()
    return ColumnToMatch(f"column-{number}", heading, key, label, sure, values, categories, len(labels[MOST_VALUES:]))


def labelled_rows(counts: ServiceCounts, key: str, heading: str) -> dict[str, int]:
    """Every written value kept of a column, with its rows."""
    field = counts.of(key) if key else None
    if field and field.heading == heading:
        return {label: cell[0] for label, cell in zip(field.labels, field.cells, strict=True)}
    outcome = counts.outcome(key) if key else None
    if outcome and outcome.heading == heading:
        start = counts.axis.index((outcome.field, outcome.labels[0]))
        return dict(zip(outcome.labels, counts.total[start : start + len(outcome.labels)], strict=True))
    return {}


def category_choices(key: str) -> tuple[tuple[str, str], ...]:
    """What a value of this field can stand for: its categories, then the ways of not knowing."""
    states = [(state, STATE_LABELS[state]) for state in MISSING_STATES]
    return (*((category, category) for category in categories_of(key)), *states)


def field_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every standard field under its group’s name."""
    return [
        (GROUP_LABELS[group], [(field.key, field.label) for field in choosable_fields() if field.group == group])
        for group in GROUPS
    ]


@dataclass(frozen=True)
class Answered:
    """What the person said. `faults` are (name of the control, what is wrong)."""

    mapping: Mapping
    unit: str
    faults: tuple[tuple[str, str], ...]


def read_answers(dataset: Dataset, posted) -> Answered:
    """The posted form as a mapping. What was not asked, or is no known choice, stays as it was."""
    columns, values, faults, given = {}, {}, [], {}
    present = Mapping.from_json(dataset.mapping)
    fields = {field.key: field for field in choosable_fields()}
    for column in sorted(columns_to_match(dataset), key=lambda one: int(one.name.split("-")[1])):
        key = posted.get(column.name, column.field)
        key = key if key in fields else LEFT_OUT
        if key and key in given:
            faults.append((column.name, f"“{fields[key].label}” is chosen for two columns. Choose it for one of them."))
        given[key] = column
        columns[column.heading] = key or None
        if key == column.field:
            values[column.heading] = present.values.get(column.heading, {}) | _chosen(column, posted)
    unit = posted.get("unit", dataset.unit)
    mapping = Mapping(columns, {heading: choices for heading, choices in values.items() if choices})
    return Answered(mapping, unit if unit in Unit.values else dataset.unit, tuple(faults))


def _chosen(column: ColumnToMatch, posted) -> dict[str, str]:
    allowed = {value for value, _ in column.categories}
    return {
        "" if value.label == EMPTY else value.label: choice
        for value in column.values
        if (choice := posted.get(value.name)) in allowed
    }


@dataclass(frozen=True)
class IdentifierFound:
    heading: str
    what: str
    done: str


def identifiers_found(dataset: Dataset) -> list[IdentifierFound]:
    """Columns that could tell who somebody is, and what was done about each."""
    return [
        IdentifierFound(column["name"], KIND_WORDS[column["identifier"]], KEPT[column["kept"]])
        for column in dataset.columns
        if column["identifier"]
    ]
