"""Is there a slope over deprivation: the most against the least deprived fifth, and the slope over all five."""

from datasets.analysis.matching.deprivation import FIFTHS
from datasets.analysis.measures import Measure
from datasets.analysis.profile import CLEAR, NONE_CLEAR, POSSIBLE, TOO_FEW, DeprivationSlope
from datasets.analysis.rates import FEWEST_PEOPLE, SMALLEST_DIFFERENCE, GroupFigures
from datasets.analysis.statistics.interval import Interval
from datasets.analysis.statistics.slope import slope_of_proportions
from datasets.analysis.wording import slope_in_words

# A fifth is a fifth of the country's small areas, so each takes up a fifth of the scale, whoever the service sees.
NATIONAL_FIFTHS = (1, 1, 1, 1, 1)


def deprivation_slope(figures: tuple[GroupFigures, ...], measure: Measure, unit: str) -> DeprivationSlope | None:
    """The slope of a measure over the five fifths; None unless every fifth has somebody in it.

    Counts and totals are divided by each fifth's design effect where events are clustered in people. The label is
    clear where the slope's interval leaves out 0 and the slope is at least 3 points.
    Source: slope and relative index of inequality on national ranks, statistics.slope.slope_of_proportions.
    """
    by_group = {one.group: one for one in figures}
    if not all(fifth in by_group and by_group[fifth].total for fifth in FIFTHS):
        return None
    fifths = [by_group[fifth] for fifth in FIFTHS]
    counts = [one.count / one.effect for one in fifths]
    totals = [one.total / one.effect for one in fifths]
    found = slope_of_proportions(counts, totals, NATIONAL_FIFTHS)
    most, least = fifths[0].rate, fifths[-1].rate
    relative = found.relative
    label = _label(found.absolute, sum(one.people for one in fifths))
    return DeprivationSlope(
        most=most,
        least=least,
        slope=found.absolute.value,
        slope_low=found.absolute.low,
        slope_high=found.absolute.high,
        relative=relative.value,
        relative_low=relative.low,
        relative_high=relative.high,
        label=label,
        sentence=slope_in_words(measure, unit, most.rate, least.rate, found.absolute, label),
    )


def _label(slope: Interval, people: int) -> str:
    if people < FEWEST_PEOPLE:
        return TOO_FEW
    if slope.low <= 0 <= slope.high:
        return NONE_CLEAR
    return CLEAR if abs(slope.value) >= SMALLEST_DIFFERENCE else POSSIBLE
