"""Fair comparison of groups of different age and sex: directly and indirectly standardised rates and ratios."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from datasets.analysis.statistics.interval import NOTHING, Interval
from datasets.analysis.statistics.rates import byar_count, count_interval, count_method

FEWEST_EVENTS = 10


def _bands(*columns: Sequence[float | None]) -> list[list[float]]:
    """The columns as numbers, a missing count taken as 0; ValueError for lengths that differ or anything below 0."""
    if len({len(column) for column in columns}) != 1:
        raise ValueError("there must be one figure for each age band in every column")
    numbers = [[0 if value is None else value for value in column] for column in columns]
    if any(not value >= 0 for column in numbers for value in column):
        raise ValueError("a count or population must not be below 0")
    return numbers


@dataclass(frozen=True)
class Standardised:
    """A directly standardised rate, with the events and people it rests on."""

    count: float
    population: float
    interval: Interval


def directly_standardised(
    counts: Sequence[float | None],
    populations: Sequence[float],
    standard: Sequence[float],
    multiplier: float = 1,
    confidence: float = 0.95,
    count_variances: Sequence[float] | None = None,
) -> Standardised:
    """The rate a group would have with the ages of the standard population, times multiplier; Dobson's limits.

    counts, populations, standard: one entry per age (and sex) band; a count of None is 0. count_variances: variance of
    each count, the count itself unless given (see repeated_events). The interval is all None under 10
    events. ValueError for lengths that differ, negative figures or a population of 0.
    Source: Dobson and others 1991, Statistics in Medicine 10:457; Public Health England's technical guide (phe_dsr).
    """
    counts, populations, standard = _bands(counts, populations, standard)
    if min(populations) <= 0 or sum(standard) <= 0:
        raise ValueError("every population must be above 0")
    variances = counts if count_variances is None else count_variances
    count, population = sum(counts), sum(populations)
    if count < FEWEST_EVENTS:
        return Standardised(count, population, NOTHING)
    weights = [w / n / sum(standard) for w, n in zip(standard, populations, strict=True)]
    value = sum(weight * x for weight, x in zip(weights, counts, strict=True))
    variance = sum(weight * weight * v for weight, v in zip(weights, variances, strict=True))
    limits = byar_count(count, confidence)
    stretch = sqrt(variance / count)
    interval = Interval(value, value + stretch * (limits.low - count), value + stretch * (limits.high - count))
    return Standardised(count, population, interval.times(multiplier))


def repeated_events(people_by_events: Mapping[int, Sequence[float | None]]) -> tuple[list[float], list[float]]:
    """Counts and their variances per band, where one person may have several events (missed appointments).

    people_by_events: for each number of events, the people of each band who had that many. Pass the two lists on as
    counts and count_variances. ValueError for lengths that differ or negative figures.
    Source: Public Health England's technical guide, non-independent events (calculate_dsr).
    """
    events = list(people_by_events)
    people = _bands(*people_by_events.values())
    bands = range(len(people[0]))
    counts = [sum(e * column[band] for e, column in zip(events, people, strict=True)) for band in bands]
    variances = [sum(e * e * column[band] for e, column in zip(events, people, strict=True)) for band in bands]
    return counts, variances


@dataclass(frozen=True)
class ObservedExpected:
    """Observed events against those expected at the reference rates; method is "Exact" or "Byars"."""

    observed: float
    expected: float
    ratio: Interval
    method: str


def observed_expected(observed: float, expected: float, confidence: float = 0.95) -> ObservedExpected:
    """Observed over expected, with Poisson limits on the observed count; expected is taken as known exactly.

    ValueError unless observed >= 0 and expected > 0. Source: Public Health England's technical guide (phe_isr).
    """
    if not expected > 0:
        raise ValueError("the expected number must be above 0")
    ratio = count_interval(observed, confidence).times(1 / expected)
    return ObservedExpected(observed, expected, ratio, count_method(observed))


def expected_count(
    populations: Sequence[float], reference_counts: Sequence[float | None], reference_populations: Sequence[float]
) -> float:
    """The events a group would have at the reference rates: sum over bands of reference rate times own people.

    The same sum gives the patients expected per group from the shares of each area. ValueError as in
    directly_standardised. Source: indirect standardisation, Breslow and Day 1987.
    """
    people, counts, reference = _bands(populations, reference_counts, reference_populations)
    if min(reference) <= 0:
        raise ValueError("every reference population must be above 0")
    return sum(n * x / ref for n, x, ref in zip(people, counts, reference, strict=True))


def indirectly_standardised(
    counts: Sequence[float | None],
    populations: Sequence[float],
    reference_counts: Sequence[float | None],
    reference_populations: Sequence[float],
    confidence: float = 0.95,
) -> ObservedExpected:
    """Observed over expected events, given the rates of a reference population by age band.

    One entry per band; a missing count is 0. ValueError as in expected_count and observed_expected.
    Source: Public Health England's technical guide (calculate_ISRatio). Times the reference rate it is a rate.
    """
    (observed,) = _bands(counts)
    return observed_expected(
        sum(observed), expected_count(populations, reference_counts, reference_populations), confidence
    )
