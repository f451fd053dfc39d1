"""Rates by group: each group against everyone else whose group is known, with what may be said about the difference."""

from dataclasses import dataclass

import numpy as np

from datasets.analysis.counts import FieldCounts, ServiceCounts
from datasets.analysis.fields import broad_group, broad_of
from datasets.analysis.grouporder import in_order
from datasets.analysis.mapping import Mapping
from datasets.analysis.meaning import ClusterTotals, Halves, cluster_totals, gathered, groups_of, halves_of, meaning_of
from datasets.analysis.measures import Measure
from datasets.analysis.profile import CLEAR, MISSING_STATES, NONE_CLEAR, POSSIBLE, TOO_FEW, Rate, Unknowns
from datasets.analysis.statistics.bounds import Counted, gap_bounds, gap_conclusion, rate_bounds
from datasets.analysis.statistics.differences import ratio_of_proportions, square_and_add
from datasets.analysis.statistics.interval import Interval
from datasets.analysis.statistics.proportions import clustered_proportion_from_sums, wilson_clustered
from datasets.analysis.statistics.significance import benjamini_hochberg, difference_p_value, heterogeneity

FEWEST_PEOPLE = 30
WIDEST_INTERVAL = 0.20
SMALLEST_DIFFERENCE = 0.03
RATIO_LIMITS = (0.8, 1.25)
SURE = 0.05


@dataclass(frozen=True)
class GroupFigures:
    """One group against the rest, in figures. effect and rest_effect are the design effects of the two sides."""

    group: str
    count: int
    total: int
    people: int
    rest_count: int
    rest_total: int
    effect: float
    rest_effect: float

    @property
    def rate(self) -> Rate:
        return rate_of(self.count, self.total, self.effect)

    @property
    def rest(self) -> Rate:
        return rate_of(self.rest_count, self.rest_total, self.rest_effect)

    @property
    def too_few(self) -> bool:
        rate = self.rate
        return self.people < FEWEST_PEOPLE or rate.low is None or rate.high - rate.low > WIDEST_INTERVAL

    @property
    def difference(self) -> Interval:
        """Group minus rest as a fraction, Newcombe's interval from limits that allow for clustering."""
        rate, rest = self.rate, self.rest
        if rate.rate is None or rest.rate is None:
            return Interval(None, None, None)
        return square_and_add(Interval(rate.rate, rate.low, rate.high), Interval(rest.rate, rest.low, rest.high))

    @property
    def ratio(self) -> float | None:
        if not self.total or not self.rest_total:
            return None
        return ratio_of_proportions(self.count, self.total, self.rest_count, self.rest_total).value

    @property
    def excess(self) -> float | None:
        """Events above what the rest's rate would have given this group (below 0: fewer)."""
        return self.count - self.total * self.rest_count / self.rest_total if self.rest_total else None


@dataclass(frozen=True)
class Compared:
    """All groups of one field: figures, p of the one test over them all, and p, adjusted p and label of each."""

    figures: tuple[GroupFigures, ...]
    unknown: Rate | None
    p: float | None
    p_values: tuple[float | None, ...]
    adjusted: tuple[float | None, ...]
    labels: tuple[str, ...]


def rate_of(count: int, total: int, design_effect: float = 1.0) -> Rate:
    """A rate with its Wilson interval, widened where several events belong to one person; empty for a total of 0."""
    if total == 0:
        return Rate(count, total, None, None, None)
    share = wilson_clustered(count, total, design_effect)
    return Rate(count, total, share.value, share.low, share.high)


def overall_design_effect(counts: ServiceCounts, halves: Halves, measure: Measure) -> float:
    """The design effect over all rows; 1 where rows are not clustered in people."""
    clusters = counts.clusters.get(measure.outcome)
    count, total = halves.of(counts.total)
    return _effect(cluster_totals(clusters, halves).of([0]), count, total, 1.0) if clusters else 1.0


def compare_groups(
    counts: ServiceCounts, field: FieldCounts, mapping: Mapping, measure: Measure, broad: bool = False
) -> Compared | None:
    """Every known group of a field against everyone else who is known; None where the measure cannot be worked out.

    With broad, the broad groups of the field in place of its own.

    The labels follow one rule: too few to tell under 30 people or with an interval wider than 20 points; a clear
    difference needs the test over all groups and the group's own p, adjusted after Benjamini and Hochberg within the
    field, at 5 %, and 3 points or a ratio outside 0.8 to 1.25; possible needs the group's own p at 5 %.
    """
    halves = halves_of(counts, mapping, measure)
    if halves is None:
        return None
    choices = mapping.values.get(field.heading, {})
    if broad:
        choices = {label: broad_group(field.field, category) for label, category in choices.items()}
    figures = _figures(counts, field, choices, halves, measure)
    if not figures:
        return None
    shown_as = broad_of(field.field).key if broad else field.field
    order = in_order(shown_as, [one.group for one in figures])
    figures = tuple(sorted(figures, key=lambda one: order.index(one.group)))
    tested = [one for one in figures if not one.too_few and one.rest_total]
    p = _heterogeneity_p(tested, figures)
    found = {one.group: _p_value(one) for one in tested}
    adjusted = dict(zip(found, benjamini_hochberg(list(found.values())), strict=True))
    return Compared(
        figures=figures,
        unknown=_unknown(field, choices, halves),
        p=p,
        p_values=tuple(found.get(one.group) for one in figures),
        adjusted=tuple(adjusted.get(one.group) for one in figures),
        labels=tuple(_label(one, p, found.get(one.group), adjusted.get(one.group)) for one in figures),
    )


def _figures(counts, field, choices, halves, measure) -> tuple[GroupFigures, ...]:
    cells = groups_of(field, choices)
    pairs = {group: halves.of(cell) for group, cell in cells.items()}
    pairs = {group: pair for group, pair in pairs.items() if pair[1]}
    everyone = (sum(pair[0] for pair in pairs.values()), sum(pair[1] for pair in pairs.values()))
    clusters = field.clusters.get(measure.outcome)
    sums = cluster_totals(clusters, halves) if clusters else None
    general = overall_design_effect(counts, halves, measure)
    places: dict[str, list[int]] = {group: [] for group in pairs}
    for place, label in enumerate(field.labels):
        if (group := meaning_of(label, choices)) in places:
            places[group].append(place)
    everybody = sums.of([place for found in places.values() for place in found]) if sums else None
    made = []
    for group in sorted(pairs):
        count, total = pairs[group]
        rest = (everyone[0] - count, everyone[1] - total)
        people, effect, rest_effect = total, 1.0, 1.0
        if sums:
            own = sums.of(places[group])
            people, effect = int(own.people), _effect(own, count, total, general)
            rest_effect = _effect(everybody.without(own), *rest, general)
        made.append(GroupFigures(group, count, total, people, *rest, effect, rest_effect))
    return tuple(made)


def _effect(sums: ClusterTotals, count: int, total: int, general: float) -> float:
    """The design effect of a group. A small group's own is mostly chance: it gets the general one."""
    if sums.people < FEWEST_PEOPLE or not total:
        return general
    found = clustered_proportion_from_sums(
        int(sums.people),
        count,
        total,
        float(sums.events_squared),
        float(sums.events_times_all),
        float(sums.all_squared),
    )
    return max(1.0, found.design_effect or 1.0)


def _heterogeneity_p(tested: list[GroupFigures], figures: tuple[GroupFigures, ...]) -> float | None:
    if len(figures) < 2 or not tested:
        return None
    if len(tested) == 1:
        # One group large enough and the others together: the same test with two groups.
        return _p_value(tested[0])
    test = heterogeneity([one.count for one in tested], [one.total for one in tested], [one.effect for one in tested])
    return test.p_value


def _p_value(one: GroupFigures) -> float | None:
    return difference_p_value(one.count, one.total, one.rest_count, one.rest_total, (one.effect, one.rest_effect))


def _label(one: GroupFigures, overall_p: float | None, p: float | None, adjusted: float | None) -> str:
    if one.too_few or not one.rest_total:
        return TOO_FEW
    if p is None or p > SURE:
        return NONE_CLEAR
    ratio = one.ratio
    large = abs(one.difference.value) >= SMALLEST_DIFFERENCE or (
        ratio is not None and not RATIO_LIMITS[0] <= ratio <= RATIO_LIMITS[1]
    )
    sure = adjusted <= SURE and overall_p is not None and overall_p <= SURE
    return CLEAR if large and sure else POSSIBLE


def unknowns_of(one: GroupFigures, unknown: Rate | None, label: str) -> Unknowns | None:
    """What the people of unknown group could hide about one group; None where everybody's group is known.

    Worst-case bounds of the rate and of the gap; a phrase for those differences alone that a test has found.
    """
    if unknown is None or not one.total or not one.rest_total:
        return None
    group, rest = Counted(one.count, one.total), Counted(one.rest_count, one.rest_total)
    hidden = Counted(unknown.count, unknown.total)
    rate, gap = rate_bounds(group, hidden), gap_bounds(group, rest, hidden)
    says = gap_conclusion(group, rest, hidden) if label in (CLEAR, POSSIBLE) else ""
    return Unknowns(rate.low, rate.high, gap.low, gap.high, says)


def _unknown(field: FieldCounts, choices: dict[str, str], halves: Halves) -> Rate | None:
    cells = gathered(field.labels, field.cells, choices)
    missing = [cell for state, cell in cells.items() if state in MISSING_STATES]
    if not missing:
        return None
    count, total = halves.of(np.sum(missing, axis=0))
    return rate_of(count, total) if total else None
