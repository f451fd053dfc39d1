"""Where on the pathway people fall away, by group: referred, invited, opted in, seen first, completed, good outcome."""

from dataclasses import dataclass, replace

import numpy as np

from datasets.analysis.counts import FieldCounts, ServiceCounts
from datasets.analysis.fields import broad_group, broad_of, field_of, rated_fields
from datasets.analysis.grouporder import in_order
from datasets.analysis.mapping import Mapping
from datasets.analysis.meaning import groups_of, meaning_of, outcome_choices
from datasets.analysis.profile import Rate
from datasets.analysis.rates import FEWEST_PEOPLE, SURE, rate_of
from datasets.analysis.statistics.significance import benjamini_hochberg, difference_p_value
from datasets.analysis.wording import step_in_words

REFERRED = "referred"
STAGES = {
    REFERRED: "Referred",
    "invited": "Invited",
    "opt_in": "Opted in",
    "attended_first": "Attended the first appointment",
    "completed": "Completed",
    "good_outcome": "Good outcome",
}
# Fields with more groups than this are not drawn as funnels.
MOST_GROUPS = 40
NOTE = (
    "Shares are of everybody who was referred. A stage with no answer counts as not reached, so people who are still "
    "being seen make later stages look low."
)


@dataclass(frozen=True)
class GroupPathway:
    """How far one group came: a rate of those referred for each stage, the first of them 1."""

    group: str
    reached: tuple[Rate, ...]


@dataclass(frozen=True)
class FieldPathway:
    field: str
    label: str
    groups: tuple[GroupPathway, ...]
    sentence: str


@dataclass(frozen=True)
class Pathway:
    """stages are keys of STAGES, in order; those the file says nothing about are not among them."""

    stages: tuple[str, ...]
    overall: tuple[Rate, ...]
    by: tuple[FieldPathway, ...]

    def of(self, field: str) -> FieldPathway | None:
        return next((one for one in self.by if one.field == field), None)


def pathway_of(counts: ServiceCounts, mapping: Mapping) -> Pathway | None:
    """The funnel of a file whose rows are people or referrals; None where it knows fewer than two stages after it."""
    stages = [key for key in STAGES if key != REFERRED and counts.outcome(key)]
    if counts.unit not in ("person", "referral") or len(stages) < 2:
        return None
    places = [_places(counts, mapping, stage) for stage in stages]
    found = {one.field: one for one in counts.fields}
    by = []
    for key in rated_fields():
        if key in found:
            own = _field(counts, found[key], mapping, stages, places, broad=False)
            broad = _field(counts, found[key], mapping, stages, places, broad=True) if broad_of(key) else None
            by += [one for one in (own, broad if own is None or not _same(own, broad) else None) if one]
    return Pathway((REFERRED, *stages), _reached(counts.total, places), tuple(by))


def _same(own: FieldPathway, broad: FieldPathway | None) -> bool:
    return broad is None or len(broad.groups) >= len(own.groups)


def _places(counts: ServiceCounts, mapping: Mapping, stage: str) -> list[int]:
    """Where on the axis those stand who reached a stage."""
    column = counts.outcome(stage)
    choices = outcome_choices(counts, mapping, stage)
    start = counts.axis.index((column.field, column.labels[0]))
    return [start + place for place, label in enumerate(column.labels) if meaning_of(label, choices) == "Yes"]


def _reached(cell, places: list[list[int]]) -> tuple[Rate, ...]:
    cell = np.asarray(cell)
    referred = int(cell[0])
    return (rate_of(referred, referred), *(rate_of(int(cell[place].sum()), referred) for place in places))


def _field(
    counts: ServiceCounts, field: FieldCounts, mapping: Mapping, stages, places, broad: bool
) -> FieldPathway | None:
    choices = mapping.values.get(field.heading, {})
    if broad:
        choices = {label: broad_group(field.field, category) for label, category in choices.items()}
    cells = {group: cell for group, cell in groups_of(field, choices).items() if cell[0]}
    if not 1 < len(cells) <= MOST_GROUPS:
        return None
    shown_as = broad_of(field.field) if broad else field_of(field.field)
    order = in_order(shown_as.key, list(cells))
    groups = tuple(GroupPathway(group, _reached(cells[group], places)) for group in order)
    return FieldPathway(
        shown_as.key, shown_as.label, groups, furthest_behind(shown_as.key, groups, (REFERRED, *stages))
    )


@dataclass(frozen=True)
class Step:
    """One group at one step: of those who reached the stage before, how many went on; and the same of the others. p is
    adjusted over all steps and groups of the field; None where there are too few to test."""

    group: str
    before: str
    after: str
    own: tuple[int, int]
    rest: tuple[int, int]
    p: float | None = None

    @property
    def gap(self) -> float:
        return self.own[0] / self.own[1] - self.rest[0] / self.rest[1]

    @property
    def is_clear(self) -> bool:
        return self.p is not None and self.p <= SURE

    def in_words(self, field: str) -> str:
        """Between which stages the group falls behind, with both rates of going on."""
        ends = (STAGES[self.before], STAGES[self.after])
        return step_in_words(field, self.group, ends, self.own[0] / self.own[1], self.rest[0] / self.rest[1])


def furthest_behind(field: str, groups: tuple[GroupPathway, ...], stages: tuple[str, ...]) -> str:
    """The step at which one group clearly falls furthest behind the others, if there is one."""
    behind = [step for step in steps_of(groups, stages) if step.is_clear and step.gap < 0]
    if not behind:
        return "At no step does one group clearly fall behind the others."
    return min(behind, key=lambda step: (step.gap, step.group)).in_words(field)


def steps_of(groups: tuple[GroupPathway, ...], stages: tuple[str, ...]) -> tuple[Step, ...]:
    """Every group at every step that enough people come to, with p adjusted after Benjamini and Hochberg.

    Groups of which a count is hidden are left out, and count among nobody’s others.
    """
    whole = [one for one in groups if all(isinstance(rate.count, int) for rate in one.reached)]
    steps = [step for place in range(1, len(stages)) for step in _steps(whole, stages, place)]
    adjusted = benjamini_hochberg([difference_p_value(*step.own, *step.rest) for step in steps])
    return tuple(replace(step, p=p) for step, p in zip(steps, adjusted, strict=True))


def _steps(groups: list[GroupPathway], stages: tuple[str, ...], place: int) -> list[Step]:
    before = [one.reached[place - 1].count for one in groups]
    after = [one.reached[place].count for one in groups]
    if any(b > a for a, b in zip(before, after, strict=True)):
        # More people at a later stage than before it: the file does not record them as steps of one path.
        return []
    made = []
    for one, a, b in zip(groups, before, after, strict=True):
        rest = (sum(after) - b, sum(before) - a)
        if a >= FEWEST_PEOPLE and rest[1] >= FEWEST_PEOPLE:
            made.append(Step(one.group, stages[place - 1], stages[place], (b, a), rest))
    return made
