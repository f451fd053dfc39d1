"""Two groups against each other: difference and ratio of proportions, and how a gap changed between two periods."""

from dataclasses import dataclass
from math import exp, hypot, log, sqrt

from datasets.analysis.statistics.interval import Interval, normal_multiplier, two_sided_p
from datasets.analysis.statistics.proportions import check_count_of_total, wilson


def square_and_add(a: Interval, b: Interval) -> Interval:
    """a minus b with limits from the limits of each: each side's reach is the root of the two reaches squared.

    a and b must be independent and complete (ValueError where a figure is None), in the same unit.
    Source: Newcombe 1998, Statistics in Medicine 17:873, method 10; for gaps Newcombe 2001, 20:2885;
    in general Zou and Donner 2008, 27:1693 (MOVER).
    """
    if None in (a.value, a.low, a.high, b.value, b.low, b.high):
        raise ValueError("both intervals must be complete")
    value = a.value - b.value
    low = value - hypot(a.value - a.low, b.high - b.value)
    high = value + hypot(a.high - a.value, b.value - b.low)
    return Interval(value, low, high)


def newcombe(count_a: float, total_a: float, count_b: float, total_b: float, confidence: float = 0.95) -> Interval:
    """Difference of two independent proportions, a minus b, as a fraction (-1 to 1), with Newcombe's interval.

    ValueError unless 0 <= count <= total and total > 0 on both sides.
    Source: Newcombe 1998, Statistics in Medicine 17:873, method 10 (Wilson limits, no continuity correction).
    """
    return square_and_add(wilson(count_a, total_a, confidence), wilson(count_b, total_b, confidence))


def wald_difference(
    count_a: float, total_a: float, count_b: float, total_b: float, confidence: float = 0.95
) -> Interval:
    """Difference of two proportions, a minus b, with the simple interval; too narrow for small or extreme counts.

    Kept for comparing with published figures; use newcombe for findings. ValueError as there.
    Source: Newcombe 1998, Statistics in Medicine 17:873, method 1.
    """
    z = normal_multiplier(confidence)
    reach = z * sqrt(_variance(count_a, total_a) + _variance(count_b, total_b))
    value = count_a / total_a - count_b / total_b
    return Interval(value, value - reach, value + reach)


def _variance(count: float, total: float) -> float:
    check_count_of_total(count, total)
    return count / total * (1 - count / total) / total


def ratio_of_proportions(
    count_a: float, total_a: float, count_b: float, total_b: float, confidence: float = 0.95
) -> Interval:
    """Ratio of two independent proportions, a over b, with the logarithm interval.

    Where b's count is 0 nothing can be worked out (all None); where only a's is 0 the ratio is 0 without limits.
    ValueError unless 0 <= count <= total and total > 0 on both sides.
    Source: Katz and others 1978, Biometrics 34:469 (as in R epitools riskratio.wald and statsmodels method "log").
    """
    check_count_of_total(count_a, total_a)
    check_count_of_total(count_b, total_b)
    if count_b == 0:
        return Interval(None, None, None)
    value = (count_a / total_a) / (count_b / total_b)
    if count_a == 0:
        return Interval(0.0, None, None)
    reach = normal_multiplier(confidence) * sqrt(1 / count_a - 1 / total_a + 1 / count_b - 1 / total_b)
    return Interval(value, value * exp(-reach), value * exp(reach))


@dataclass(frozen=True)
class TwoGroups:
    """The counts of one measure for two groups in one period."""

    count_a: float
    total_a: float
    count_b: float
    total_b: float

    @property
    def parts(self) -> tuple[float, float, float, float]:
        return self.count_a, self.total_a, self.count_b, self.total_b


def change_of_gap(before: TwoGroups, after: TwoGroups, confidence: float = 0.95) -> Interval:
    """The gap (a minus b) after, minus the gap before, as a fraction: below 0 when a positive gap has narrowed.

    The people of the two periods must not be the same ones counted twice. ValueError as in newcombe.
    Source: Newcombe 2001, Statistics in Medicine 20:2885 (square-and-add twice). Good with zeros too.
    """
    return square_and_add(newcombe(*after.parts, confidence), newcombe(*before.parts, confidence))


@dataclass(frozen=True)
class WaldChange:
    """Change of a gap with its standard error, simple interval and two-sided p; None where the error is 0."""

    interval: Interval
    standard_error: float
    p_value: float | None


def wald_change_of_gap(before: TwoGroups, after: TwoGroups, confidence: float = 0.95) -> WaldChange:
    """The change of the gap by the identity-link model: for comparing with other software; use change_of_gap.

    ValueError as in newcombe. Source: generalised linear model with identity link (R glm), saturated 2 x 2.
    """
    sides = [part.parts[i : i + 2] for part in (before, after) for i in (0, 2)]
    standard_error = sqrt(sum(_variance(count, total) for count, total in sides))
    value = wald_difference(*after.parts).value - wald_difference(*before.parts).value
    reach = normal_multiplier(confidence) * standard_error
    p_value = two_sided_p(value / standard_error) if standard_error > 0 else None
    return WaldChange(Interval(value, value - reach, value + reach), standard_error, p_value)


def ratio_of_ratios(before: TwoGroups, after: TwoGroups, confidence: float = 0.95) -> Interval:
    """The ratio (a over b) after, over the ratio before, with the logarithm interval; all None with any 0 count.

    ValueError as in newcombe. Source: generalised linear model with log link (R glm), saturated 2 x 2;
    Altman and Bland 2003, BMJ 326:219.
    """
    first, second = ratio_of_proportions(*before.parts), ratio_of_proportions(*after.parts)
    if None in (first.low, second.low):
        return Interval(None, None, None)
    sides = [part.parts[i : i + 2] for part in (before, after) for i in (0, 2)]
    reach = normal_multiplier(confidence) * sqrt(sum(1 / count - 1 / total for count, total in sides))
    value = log(second.value / first.value)
    return Interval(exp(value), exp(value - reach), exp(value + reach))
