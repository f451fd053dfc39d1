"""Funnel limits: how far teams or areas of different size may stray from the average by chance alone."""

from dataclasses import dataclass
from math import sqrt

from datasets.analysis.statistics.interval import Interval, normal_multiplier
from datasets.analysis.statistics.rates import count_interval, exact_count

WARNING, ALARM = 0.95, 0.998
NOT_SIGNIFICANT = "Not significant"
TAILS = ((ALARM, "0.001"), (WARNING, "0.025"))


def proportion_limits(total: float, average: float, confidence: float = 0.95) -> Interval:
    """Where a team's proportion could lie by chance if its true proportion were the average. Fractions, 0 to 1.

    The limits are where the Wilson interval of the team's proportion would just touch the average, cut at 0 and 1.
    ValueError unless total > 0 and 0 <= average <= 1.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185; Public Health England's calculate_funnel_limits.
    """
    if not total > 0:
        raise ValueError("the total must be above 0")
    if not 0 <= average <= 1:
        raise ValueError("the average must lie between 0 and 1")
    reach = normal_multiplier(confidence) * sqrt(average * (1 - average) / total)
    return Interval(average, max(0.0, average - reach), min(1.0, average + reach))


@dataclass(frozen=True)
class RatioLimits:
    """Limits of observed over expected, and the expected counts at which they are reached."""

    ratio: Interval
    expected_at_low: float
    expected_at_high: float


def ratio_limits(observed: float, confidence: float = 0.95) -> RatioLimits:
    """Limits of the ratio observed over expected for a team with this many observed events; the average is 1.

    high is None for 0 events. ValueError for a negative count.
    Source: exact Poisson limits; Public Health England's calculate_funnel_limits.
    """
    limits = exact_count(observed, confidence)
    high = observed / limits.low if limits.low > 0 else None
    return RatioLimits(Interval(1.0, observed / limits.high, high), limits.high, limits.low)


def rate_limits(observed: float, average_rate: float, confidence: float = 0.95) -> Interval:
    """Limits of a rate, in the unit of average_rate, for a team with this many events.

    ValueError for a negative count or average. Source: as ratio_limits.
    """
    if not average_rate >= 0:
        raise ValueError("the average rate must not be below 0")
    ratio = ratio_limits(observed, confidence).ratio
    high = None if ratio.high is None else ratio.high * average_rate
    return Interval(average_rate, ratio.low * average_rate, high)


def flag_proportion(count: float, total: float, average: float) -> str:
    """ "High (0.001)", "High (0.025)", "Low (0.001)", "Low (0.025)" or "Not significant": a proportion in the funnel.

    ValueError as in proportion_limits, or for a negative count. Source: as there (assign_funnel_significance).
    """
    if not count >= 0:
        raise ValueError("the count must not be below 0")
    for confidence, tail in TAILS:
        limits = proportion_limits(total, average, confidence)
        if count / total < limits.low:
            return f"Low ({tail})"
        if count / total > limits.high:
            return f"High ({tail})"
    return NOT_SIGNIFICANT


def flag_ratio(observed: float, expected: float) -> str:
    """The same five words for an observed against an expected count: is 1 outside the interval of their ratio?

    ValueError unless observed >= 0 and expected > 0. Source: assign_funnel_significance, statistic "ratio".
    """
    if not expected > 0:
        raise ValueError("the expected number must be above 0")
    for confidence, tail in TAILS:
        limits = count_interval(observed, confidence)
        if limits.low is not None and limits.low > expected:
            return f"High ({tail})"
        if limits.high < expected:
            return f"Low ({tail})"
    return NOT_SIGNIFICANT
