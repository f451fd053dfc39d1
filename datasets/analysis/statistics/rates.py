"""Counts of events and rates of events per person, with Byar's and exact Poisson limits, and means with t limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from datasets.analysis.statistics.interval import Interval, normal_multiplier

EXACT_BELOW = 10
EXACT, BYAR = "Exact", "Byars"


def byar_count(count: float, confidence: float = 0.95) -> Interval:
    """A count of events with Byar's approximate Poisson limits; the lower one is None where it would fall below 0.

    ValueError for a negative count. Source: Breslow and Day 1987, volume II; Public Health England's technical guide.
    """
    if not count >= 0:
        raise ValueError("the count must not be below 0")
    z = normal_multiplier(confidence)
    low = None
    if count > 0:
        low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3
        low = low if low >= 0 else None
    above = count + 1
    return Interval(count, low, above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3)


def exact_count(count: float, confidence: float = 0.95) -> Interval:
    """A count of events with exact Poisson limits (from the gamma distribution); the lower limit of 0 is 0.

    ValueError for a negative count. Source: Garwood 1936, Biometrika 28:437.
    """
    from scipy.special import gammainccinv, gammaincinv  # slow to import, so only when needed

    if not count >= 0:
        raise ValueError("the count must not be below 0")
    if not 0 < confidence < 1:
        raise ValueError("the confidence must lie between 0 and 1, for example 0.95")
    tail = (1 - confidence) / 2
    low = float(gammaincinv(count, tail)) if count > 0 else 0.0
    return Interval(count, low, float(gammainccinv(count + 1, tail)))


def count_interval(count: float, confidence: float = 0.95) -> Interval:
    """A count with exact limits below 10 events and Byar's from 10 on. ValueError for a negative count.

    Source: Public Health England's technical guide on confidence intervals (rule of the Fingertips profiles).
    """
    return exact_count(count, confidence) if count < EXACT_BELOW else byar_count(count, confidence)


def count_method(count: float) -> str:
    """Which method count_interval uses: "Exact" or "Byars"."""
    return EXACT if count < EXACT_BELOW else BYAR


def rate(count: float, population: float, multiplier: float = 1, confidence: float = 0.95) -> Interval:
    """Events per person (or person-year) times multiplier, with the limits of count_interval.

    Unlike a proportion, one person may have several events. ValueError for a negative count or population <= 0.
    Source: as count_interval.
    """
    if not population > 0:
        raise ValueError("the population must be above 0")
    return count_interval(count, confidence).times(multiplier / population)


@dataclass(frozen=True)
class Mean:
    """A mean of number values, their standard deviation and the t limits; None with fewer than two values."""

    number: int
    interval: Interval
    standard_deviation: float | None


def mean(values: Sequence[float], confidence: float = 0.95) -> Mean:
    """The mean of some values (waits, scores) with Student's t limits, in the unit of the values.

    ValueError for no values. Source: Student 1908; as in Public Health England's phe_mean.
    """
    from scipy.special import stdtrit  # slow to import, so only when needed

    number = len(values)
    if number == 0:
        raise ValueError("there must be at least one value")
    middle = sum(values) / number
    if number == 1:
        return Mean(1, Interval(middle, None, None), None)
    deviation = sqrt(sum((value - middle) ** 2 for value in values) / (number - 1))
    reach = float(stdtrit(number - 1, 0.5 + confidence / 2)) * deviation / sqrt(number)
    return Mean(number, Interval(middle, middle - reach, middle + reach), deviation)


@dataclass(frozen=True)
class SummedPeople:
    """Numbers kept as sums over people: of n numbers of a person that add up to s, the sums of n, s, nn, ns and ss."""

    people: float
    numbers: float
    total: float
    numbers_squared: float
    products: float
    total_squared: float

    def __add__(self, other: "SummedPeople") -> "SummedPeople":
        return SummedPeople(*(a + b for a, b in zip(self._parts, other._parts, strict=True)))

    @property
    def _parts(self) -> tuple[float, ...]:
        return self.people, self.numbers, self.total, self.numbers_squared, self.products, self.total_squared


def clustered_mean(sums: SummedPeople, confidence: float = 0.95) -> Interval:
    """The mean of numbers of which a person may have several, with t limits that allow for it. Unit of the numbers.

    With one number a person it is mean(). Limits are None for fewer than two people. ValueError for no numbers.
    Source: ratio estimate of a cluster sample, Cochran 1977, Sampling Techniques, section 6.3; Student's t on people.
    """
    from scipy.special import stdtrit  # slow to import, so only when needed

    if not sums.numbers > 0:
        raise ValueError("there must be at least one number")
    value = sums.total / sums.numbers
    if sums.people < 2:
        return Interval(value, None, None)
    reach = float(stdtrit(sums.people - 1, 0.5 + confidence / 2)) * standard_error_of_mean(sums)
    return Interval(value, value - reach, value + reach)


def standard_error_of_mean(sums: SummedPeople) -> float:
    """The standard error of a mean of which a person may have several numbers. At least two people. Source: above."""
    value = sums.total / sums.numbers
    spread = max(0.0, sums.total_squared - 2 * value * sums.products + value * value * sums.numbers_squared)
    return sqrt(sums.people / (sums.people - 1) * spread) / sums.numbers
