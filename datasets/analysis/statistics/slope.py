"""The slope over deprivation: slope and relative index of inequality across fifths or tenths."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np

from datasets.analysis.statistics.interval import Interval, normal_multiplier
from datasets.analysis.statistics.proportions import wilson

# One fixed seed, so that the same figures always give the same interval.
SEED = 20250101
KINDS = ("other", "rate", "proportion")


@dataclass(frozen=True)
class Slope:
    """The fitted line over ranks 0 (first group) to 1 (last group).

    intercept is the fitted value at rank 0; absolute (slope index) the value at rank 1 minus that at rank 0, both in
    the unit asked for; relative (relative index) the value at rank 1 over that at rank 0.
    """

    ranks: tuple[float, ...]
    intercept: float
    absolute: Interval
    relative: Interval


def population_ranks(populations: Sequence[float]) -> np.ndarray:
    """The middle of each group's stretch of the whole population, 0 to 1, in the order given (most deprived first).

    ValueError unless there are at least two groups, each above 0. Source: Public Health England's phe_sii.
    """
    people = np.asarray(populations, dtype=float)
    if people.size < 2 or not np.all(people > 0):
        raise ValueError("at least two groups are needed, each with a population above 0")
    shares = people / people.sum()
    return np.cumsum(shares) - shares / 2


def line_weights(ranks: np.ndarray, populations: Sequence[float]) -> np.ndarray:
    """The 2 x groups matrix that turns group values into intercept and slope: least squares weighted by population.

    ValueError when all ranks are equal. Source: weighted linear regression, as in phe_sii.
    """
    weights = np.asarray(populations, dtype=float) / np.sum(populations)
    design = np.column_stack([np.ones_like(ranks), ranks])
    if np.ptp(ranks) == 0:
        raise ValueError("the groups must differ in rank")
    return np.linalg.solve(design.T @ (design * weights[:, None]), design.T * weights)


def _inverse(kind: str) -> tuple[Callable, Callable]:
    """The scale on which values of this kind are normal: there and back."""
    if kind == "rate":
        return np.log, np.exp
    if kind == "proportion":
        return lambda p: np.log(p / (1 - p)), lambda y: 1 / (1 + np.exp(-y))
    return np.asarray, np.asarray


def standard_errors_from_limits(
    low: Sequence[float], high: Sequence[float], kind: str = "other", confidence: float = 0.95
) -> np.ndarray:
    """Standard errors on the scale where values are normal (log for a rate, logit for a proportion) from limits.

    ValueError for an unknown kind, or limits at 0 (or 1, for a proportion) where that scale has no end.
    Source: phe_sii.
    """
    _check_kind(kind, np.concatenate([np.asarray(low, float), np.asarray(high, float)]))
    there, _ = _inverse(kind)
    return (there(np.asarray(high, float)) - there(np.asarray(low, float))) / normal_multiplier(confidence) / 2


def _check_kind(kind: str, values: np.ndarray) -> None:
    if kind not in KINDS:
        raise ValueError("the kind must be other, rate or proportion")
    if not np.all(np.isfinite(values)):
        raise ValueError("every group must have a figure")
    if kind == "rate" and not np.all(values > 0):
        raise ValueError("every rate must be above 0")
    if kind == "proportion" and not np.all((values > 0) & (values < 1)):
        raise ValueError("every proportion must lie between 0 and 1, both left out")


def slope_index(
    populations: Sequence[float],
    values: Sequence[float],
    standard_errors: Sequence[float],
    *,
    kind: str = "other",
    transform: bool = False,
    ranks: Sequence[float] | None = None,
    multiplier: float = 1,
    confidence: float = 0.95,
    draws: int = 100_000,
) -> Slope:
    """Slope and relative index of inequality over groups ordered from most to least deprived, limits by simulation.

    values: one figure per group; kind says on which scale standard_errors hold (standard_errors_from_limits).
    transform fits the line on that scale and turns the ends back. ranks: from the national population where groups
    are national (population_ranks of the country), else from populations. A negative multiplier turns the direction
    round: the relative index is then rank 0 over rank 1. ValueError for lengths that differ or values out of range.
    Source: Public Health England's technical guide and phe_sii; ranks by nation, NHS England North East and Yorkshire.
    """
    if draws < 1 or multiplier == 0 or not 0 < confidence < 1:
        raise ValueError("draws must be at least 1, the multiplier not 0 and the confidence between 0 and 1")
    if transform and kind == "other":
        raise ValueError("only a rate or a proportion can be transformed")
    ends = _fitted_ends(populations, values, standard_errors, kind, transform, ranks, draws)
    places, (start, end), (starts, stops) = ends
    differences = multiplier * (stops - starts)
    ratios = starts / stops if multiplier < 0 else stops / starts
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    low, high = np.quantile(differences, tails)
    ratio_low, ratio_high = np.quantile(ratios, tails)
    ratio = start / end if multiplier < 0 else end / start
    return Slope(
        tuple(float(place) for place in places),
        float(start),
        Interval(float(multiplier * (end - start)), float(low), float(high)),
        Interval(float(ratio), float(ratio_low), float(ratio_high)),
    )


def _fitted_ends(populations, values, standard_errors, kind, transform, ranks, draws):
    """The ranks, the fitted values at rank 0 and 1, and the same of simulated data."""
    values, errors = np.asarray(values, dtype=float), np.asarray(standard_errors, dtype=float)
    places = population_ranks(populations) if ranks is None else np.asarray(ranks, dtype=float)
    population_ranks(populations)
    if not len(populations) == len(values) == len(errors) == len(places):
        raise ValueError("there must be one figure for each group in every list")
    if not np.all(errors >= 0):
        raise ValueError("a standard error must not be below 0")
    _check_kind(kind, values)
    there, back = _inverse(kind)
    weights = line_weights(places, populations)
    made_up = np.random.default_rng(SEED).normal(there(values), errors, size=(draws, len(values)))
    if transform:
        fitted, simulated = weights @ there(values), made_up @ weights.T
    else:
        fitted, simulated = weights @ values, back(made_up) @ weights.T
        back = np.asarray
    ends = back(np.array([fitted[0], fitted[0] + fitted[1]]))
    return places, ends, (back(simulated[:, 0]), back(simulated[:, 0] + simulated[:, 1]))


def slope_of_proportions(
    counts: Sequence[float],
    totals: Sequence[float],
    national_populations: Sequence[float] | None = None,
    confidence: float = 0.95,
) -> Slope:
    """Slope and relative index of a rate over fifths of deprivation (most deprived first), straight from counts.

    Ranks come from national_populations (people of the country in each fifth) where given, weights from totals.
    Fractions, as wilson; a fifth with no events is no trouble. A side of the relative index is None where it has no
    end. ValueError as in wilson and population_ranks.
    Source: weighted least squares with limits by square-and-add of the Wilson limits (Zou and Donner 2008, Statistics
    in Medicine 27:1693; for the ratio Donner and Zou 2012, Statistical Methods in Medical Research 21:347).
    """
    shares = [wilson(count, total, confidence) for count, total in zip(counts, totals, strict=True)]
    ranks = population_ranks(totals if national_populations is None else national_populations)
    start, slope = line_weights(ranks, totals)
    absolute = combination(slope, shares)
    first, last = combination(start, shares).value, combination(start + slope, shares).value
    relative = Interval(None, None, None)
    if first > 0:
        limits = ratio_limits(start + slope, start, shares)
        relative = Interval(last / first, *limits)
    return Slope(tuple(float(rank) for rank in ranks), first, absolute, relative)


def combination(weights: Sequence[float], parts: Sequence[Interval]) -> Interval:
    """A weighted sum of independent estimates with limits by square-and-add. Source: Zou and Donner 2008."""
    value = low = high = 0.0
    for weight, part in zip(weights, parts, strict=True):
        value += weight * part.value
        down, up = part.value - part.low, part.high - part.value
        low = hypot(low, weight * (down if weight > 0 else up))
        high = hypot(high, weight * (up if weight > 0 else down))
    return Interval(float(value), float(value - low), float(value + high))


def ratio_limits(above: np.ndarray, below: np.ndarray, parts: Sequence[Interval]) -> tuple[float | None, float | None]:
    """Limits of the ratio of two weighted sums of the same estimates: where above - ratio x below just clears 0.

    A limit is None where there is none between a thousandth and a thousand times. Source: Donner and Zou 2012.
    """

    def side(ratio: float, upper: bool) -> float:
        whole = combination(above - ratio * below, parts)
        return whole.high if upper else whole.low

    return _root(lambda ratio: side(ratio, False)), _root(lambda ratio: side(ratio, True))


def _root(function: Callable[[float], float], low: float = 1e-3, high: float = 1e3) -> float | None:
    """Where a falling function crosses 0, by halving on the ratio scale; None where it does not."""
    if function(low) <= 0 or function(high) >= 0:
        return None
    for _ in range(80):
        middle = sqrt(low * high)
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return sqrt(low * high)
