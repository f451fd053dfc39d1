"""Kept counts read through a mapping: labels gathered into categories, outcome labels into the two halves of a rate."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from datasets.analysis.coding import WAIT, WAIT_LABELS
from datasets.analysis.counts import Clusters, CrossCell, FieldCounts, LabelledCells, ServiceCounts
from datasets.analysis.fields import field_of
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.values import INVALID
from datasets.analysis.measures import Measure
from datasets.analysis.profile import MISSING_STATES


def meaning_of(label: str, choices: dict[str, str]) -> str:
    """The category or missing state of a written label; what nobody has said is invalid, an empty cell blank."""
    return choices.get(label, INVALID if label.strip() else "blank")


def gathered(labels: tuple[str, ...], cells: tuple, choices: dict[str, str]) -> dict[str, np.ndarray]:
    """Category or missing state -> its cell, the sum of the cells of the labels that stand for it."""
    found: dict[str, np.ndarray] = {}
    for label, cell in zip(labels, cells, strict=True):
        category = meaning_of(label, choices)
        found[category] = found.get(category, 0) + np.array(cell, dtype=np.int64)
    return found


def groups_of(field: FieldCounts | LabelledCells, choices: dict[str, str]) -> dict[str, np.ndarray]:
    """The known groups of a field only, in no order."""
    everything = gathered(field.labels, field.cells, choices)
    return {category: cell for category, cell in everything.items() if category not in MISSING_STATES}


@dataclass(frozen=True)
class Halves:
    """Where on the axis a measure's events and its whole denominator stand; event_labels and all_labels are the places
    within its outcome column, for cluster sums."""

    events: np.ndarray
    everything: np.ndarray
    event_labels: tuple[int, ...]
    all_labels: tuple[int, ...]

    def of(self, cell: np.ndarray | tuple[int, ...]) -> tuple[int, int]:
        """(events, denominator) of one cell."""
        cell = np.asarray(cell)
        return int(cell[self.events].sum()), int(cell[self.everything].sum())


def halves_of(counts: ServiceCounts, mapping: Mapping, measure: Measure) -> Halves | None:
    """How to work out a measure from these counts, or None where the file has nothing for it."""
    outcome = counts.outcome(measure.outcome)
    if outcome is None:
        return None
    choices = outcome_choices(counts, mapping, measure.outcome)
    start = counts.axis.index((outcome.field, outcome.labels[0]))
    events, everything = [], []
    for place, label in enumerate(outcome.labels):
        meaning = meaning_of(label, choices)
        if meaning in measure.events:
            events.append(place)
        if meaning in measure.events or meaning in measure.others:
            everything.append(place)
    if not everything:
        return None
    return Halves(
        start + np.array(events, dtype=np.int64), start + np.array(everything), tuple(events), tuple(everything)
    )


def known_together(
    cells: Iterable[CrossCell], halves: Halves, named: Callable[..., tuple[str, ...]]
) -> dict[tuple[str, ...], np.ndarray]:
    """Events and denominator of a table of several characteristics, by what named makes of the categories of a cell.
    Cells in which one of them is not known are left out."""
    found: dict[tuple[str, ...], np.ndarray] = {}
    for one in cells:
        if any(name in MISSING_STATES for name in one.categories):
            continue
        place = named(*one.categories)
        found[place] = found.get(place, 0) + np.array(halves.of(one.cell))
    return found


def outcome_choices(counts: ServiceCounts, mapping: Mapping, outcome: str) -> dict[str, str]:
    """What each written label of an outcome column stands for. Labels we made ourselves stand for themselves."""
    column = counts.outcome(outcome)
    if outcome == WAIT:
        return {label: label for label in WAIT_LABELS if label}
    own = (
        {}
        if field_of(outcome).scheme is None
        else {one.label: one.label for one in field_of(outcome).scheme.categories}
    )
    return own | mapping.values.get(column.heading, {})


@dataclass(frozen=True)
class ClusterTotals:
    """What the design effect needs: people, and the sums of squares and products over them. One number for each label
    of a field, or one for all that were summed."""

    people: np.ndarray
    events_squared: np.ndarray
    events_times_all: np.ndarray
    all_squared: np.ndarray

    def of(self, places: list[int]) -> "ClusterTotals":
        """The sums over some labels, by their places."""
        return ClusterTotals(*(part[places].sum() for part in self._parts))

    def without(self, other: "ClusterTotals") -> "ClusterTotals":
        """These sums less those of another group that is within them."""
        return ClusterTotals(*(a - b for a, b in zip(self._parts, other._parts, strict=True)))

    @property
    def _parts(self) -> tuple[np.ndarray, ...]:
        return self.people, self.events_squared, self.events_times_all, self.all_squared


def cluster_totals(clusters: Clusters, halves: Halves) -> ClusterTotals:
    """The cluster sums of a measure for each label of a field."""
    products = np.array(clusters.products, dtype=np.int64)
    events, everything = list(halves.event_labels), list(halves.all_labels)
    by_event, by_all = products[:, events], products[:, everything]
    return ClusterTotals(
        np.array(clusters.people, dtype=np.int64),
        by_event[:, :, events].sum(axis=(1, 2)),
        by_event[:, :, everything].sum(axis=(1, 2)),
        by_all[:, :, everything].sum(axis=(1, 2)),
    )
