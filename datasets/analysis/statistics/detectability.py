"""What a service's numbers could show: the smallest change between two periods that would be found."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from datasets.analysis.statistics.interval import normal_multiplier


def power(before: float, after: float, total_before: float, total_after: float, confidence: float = 0.95) -> float:
    """The chance (0 to 1) that a test finds the difference between two true proportions, before and after.

    Two-sided normal approximation, pooled under no difference; only the tail on the right side is counted.
    ValueError unless proportions lie in 0 to 1 and totals are above 0.
    Source: Fleiss 1981, Statistical Methods for Rates and Proportions, chapter 3; R power.prop.test.
    """
    if not (0 <= before <= 1 and 0 <= after <= 1):
        raise ValueError("a proportion must lie between 0 and 1")
    if not (total_before > 0 and total_after > 0):
        raise ValueError("both totals must be above 0")
    pooled = (before * total_before + after * total_after) / (total_before + total_after)
    under_none = sqrt(pooled * (1 - pooled) * (1 / total_before + 1 / total_after))
    under_change = sqrt(before * (1 - before) / total_before + after * (1 - after) / total_after)
    excess = abs(after - before) - normal_multiplier(confidence) * under_none
    if under_change == 0:
        return 1.0 if excess > 0 else 0.0
    return NormalDist().cdf(excess / under_change)


@dataclass(frozen=True)
class Detectable:
    """The nearest proportions below and above the baseline that would be found; None where not even 0 or 1 would."""

    baseline: float
    below: float | None
    above: float | None

    @property
    def fall(self) -> float | None:
        return None if self.below is None else self.baseline - self.below

    @property
    def rise(self) -> float | None:
        return None if self.above is None else self.above - self.baseline


def detectable_change(
    baseline: float,
    total_before: float,
    total_after: float,
    chance: float = 0.8,
    confidence: float = 0.95,
    design_effect: float = 1.0,
) -> Detectable:
    """The smallest fall and the smallest rise from baseline that two periods of these totals would show.

    Proportions are fractions. chance: of finding it (power). design_effect above 1 shrinks the totals, for events
    clustered in people. ValueError as in power, or for a chance outside 0 to 1.
    Source: power solved for the second proportion, as R power.prop.test does.
    """
    if not 0 < chance < 1:
        raise ValueError("the chance must lie between 0 and 1, for example 0.8")
    shrink = max(1.0, design_effect)
    power(baseline, baseline, total_before, total_after, confidence)

    def found(after: float) -> bool:
        return power(baseline, after, total_before / shrink, total_after / shrink, confidence) >= chance

    return Detectable(baseline, _nearest(found, baseline, 0.0), _nearest(found, baseline, 1.0))


def _nearest(found: Callable[[float], bool], start: float, end: float) -> float | None:
    """The point nearest start from which on found holds, by halving; None where it does not hold at the end."""
    if start == end or not found(end):
        return None
    inside, outside = start, end
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if found(middle) else (middle, outside)
    return outside
