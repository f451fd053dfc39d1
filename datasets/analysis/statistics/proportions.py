"""Shares of a total, with Wilson intervals, and what becomes of them when several events belong to one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from datasets.analysis.statistics.interval import Interval, normal_multiplier


def check_count_of_total(count: float, total: float) -> None:
    """Raise ValueError unless 0 <= count <= total and total > 0."""
    if not total > 0:
        raise ValueError("the total must be above 0")
    if not count >= 0:
        raise ValueError("the count must not be below 0")
    if count > total:
        raise ValueError("the count must not be above the total")


def wilson(count: float, total: float, confidence: float = 0.95) -> Interval:
    """A proportion (0 to 1) with its Wilson score interval.

    count, total: 0 <= count <= total, total > 0, else ValueError. Fractions are allowed (weighted counts).
    Source: Wilson 1927, JASA 22:209; the form used in Public Health England's technical guide on confidence
    intervals and in Newcombe 1998, Statistics in Medicine 17:857, method 3.
    """
    check_count_of_total(count, total)
    z = normal_multiplier(confidence)
    value = count / total
    middle = 2 * count + z * z
    reach = z * sqrt(z * z + 4 * count * (1 - value))
    below = 2 * (total + z * z)
    # At 0 and at everything the exact limit is 0 or 1; the subtraction would leave a speck of rounding.
    low = 0.0 if count == 0 else (middle - reach) / below
    high = 1.0 if count == total else (middle + reach) / below
    return Interval(value, low, high)


def wilson_clustered(count: float, total: float, design_effect: float, confidence: float = 0.95) -> Interval:
    """A proportion with a Wilson interval widened for clustering: as if there were total / design_effect events.

    Use it where one person has several events (appointments). A design effect below 1 is taken as 1, so that
    the interval is never narrower than without clustering. ValueError as in wilson.
    Source: effective sample size, Kish 1965, with Wilson limits (Korn and Graubard 1998, Survey Methodology 24:193).
    """
    check_count_of_total(count, total)
    shrink = max(1.0, design_effect)
    return wilson(count / shrink, total / shrink, confidence)


@dataclass(frozen=True)
class ClusteredProportion:
    """A proportion of events that come in clusters (appointments in patients). Proportions are fractions, 0 to 1.

    design_effect is the variance over that of unclustered events (None when all or none of the events happened);
    intraclass is the correlation within a cluster, never below 0 (None when every cluster holds one event).
    """

    value: float
    low: float
    high: float
    standard_error: float
    design_effect: float | None
    intraclass: float | None


def clustered_proportion_from_sums(
    clusters: int,
    count: float,
    total: float,
    count_squared: float,
    count_times_total: float,
    total_squared: float,
    confidence: float = 0.95,
) -> ClusteredProportion:
    """The same as clustered_proportion, from the sums that are kept instead of rows.

    With count c and total t of each cluster: count_squared is the sum of c*c, count_times_total of c*t,
    total_squared of t*t. ValueError for fewer than two clusters or impossible counts.
    Source: Bennett and others 1991, World Health Statistics Quarterly 44:98 (ratio estimate of a cluster sample).
    """
    check_count_of_total(count, total)
    if clusters < 2:
        raise ValueError("at least two clusters are needed")
    z = normal_multiplier(confidence)
    value = count / total
    spread = max(0.0, count_squared - 2 * value * count_times_total + value * value * total_squared)
    standard_error = sqrt(clusters * spread / (clusters - 1)) / total
    unclustered = value * (1 - value) / total
    design_effect = standard_error**2 / unclustered if unclustered > 0 else None
    mean_size = total / clusters
    intraclass = None
    if design_effect is not None and mean_size > 1:
        intraclass = max(0.0, (design_effect - 1) / (mean_size - 1))
    low, high = max(0.0, value - z * standard_error), min(1.0, value + z * standard_error)
    return ClusteredProportion(value, low, high, standard_error, design_effect, intraclass)


def clustered_proportion(
    counts: Sequence[float], totals: Sequence[float], confidence: float = 0.95
) -> ClusteredProportion:
    """The overall proportion of events that come in clusters, with a standard error that allows for it.

    counts, totals: one entry per cluster (per patient: missed, booked), same length, at least two; else ValueError.
    Source: as clustered_proportion_from_sums.
    """
    if len(counts) != len(totals):
        raise ValueError("counts and totals must be of the same length")
    for count, total in zip(counts, totals, strict=True):
        check_count_of_total(count, total)
    return clustered_proportion_from_sums(
        len(counts),
        sum(counts),
        sum(totals),
        sum(count * count for count in counts),
        sum(count * total for count, total in zip(counts, totals, strict=True)),
        sum(total * total for total in totals),
        confidence,
    )
