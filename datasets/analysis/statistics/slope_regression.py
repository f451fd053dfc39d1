"""The slope index by regression with robust errors, as the World Health Organization's toolkit computes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from datasets.analysis.statistics.interval import Interval, normal_multiplier
from datasets.analysis.statistics.slope import population_ranks

MODELS = ("logistic", "linear")


@dataclass(frozen=True)
class RegressionSlope:
    """Fitted value of the best-off end minus (absolute) and over (relative) that of the worst-off end."""

    absolute: Interval
    relative: Interval


def regression_slope(
    populations: Sequence[float],
    estimates: Sequence[float],
    *,
    scale: float = 1,
    model: str = "logistic",
    weights: Sequence[float] | None = None,
    confidence: float = 0.95,
) -> RegressionSlope:
    """Slope and relative index over groups ordered from worst off to best off, by generalised linear regression.

    estimates: one per group, on scale (1 for fractions, 100 for per cent); absolute comes back on that scale.
    weights: regression weights, the populations unless given. ValueError for lengths that differ, fewer than three
    groups, an unknown model, or estimates outside 0 to scale for the logistic model.
    Source: Schlotheuber and Hosseinpoor 2022, IJERPH 19:3697; robust errors HC1, MacKinnon and White 1985; limits by
    the delta method. The healthequal package passes the population twice (weights of population squared).
    """
    people, shares = np.asarray(populations, float), np.asarray(estimates, float) / scale
    if not len(people) == len(shares) >= 3 or (weights is not None and len(weights) != len(people)):
        raise ValueError("at least three groups are needed, with one figure each in every list")
    if model not in MODELS:
        raise ValueError("the model must be logistic or linear")
    weight = people if weights is None else np.asarray(weights, float)
    ranks = population_ranks(people)
    design = np.column_stack([np.ones_like(ranks), ranks])
    if model == "linear":
        fit, spread = _linear(design, shares, weight)
        ends, slopes = np.array([fit[0], fit.sum()]), np.ones(2)
    else:
        if not np.all((shares >= 0) & (shares <= 1)):
            raise ValueError("every estimate must lie between 0 and the scale")
        fit, spread = _logistic(design, shares, weight)
        ends = 1 / (1 + np.exp(-np.array([fit[0], fit.sum()])))
        slopes = ends * (1 - ends)
    gradient = np.array([[slopes[0], 0.0], [slopes[1], slopes[1]]])
    return _indices(ends, gradient, spread, scale, normal_multiplier(confidence))


def _indices(ends, gradient, spread, scale, z) -> RegressionSlope:
    """Difference and ratio of the two fitted ends with delta-method limits. gradient: of each end by each term."""
    step = gradient[1] - gradient[0]
    reach = z * float(np.sqrt(step @ spread @ step))
    value = float(ends[1] - ends[0])
    absolute = Interval(value * scale, (value - reach) * scale, (value + reach) * scale)
    if not min(ends) > 0:
        return RegressionSlope(absolute, Interval(None, None, None))
    step = gradient[1] / ends[1] - gradient[0] / ends[0]
    reach = z * float(np.sqrt(step @ spread @ step))
    middle = log(ends[1] / ends[0])
    return RegressionSlope(absolute, Interval(exp(middle), exp(middle - reach), exp(middle + reach)))


def _robust(design, curvature, scores):
    """The HC1 covariance: bread, meat, bread, with groups / (groups - 2)."""
    bread = np.linalg.inv(design.T @ (design * curvature[:, None]))
    moments = design * scores[:, None]
    groups = len(scores)
    return bread @ (moments.T @ moments) @ bread * groups / (groups - 2)


def _linear(design, shares, weight):
    fit = np.linalg.solve(design.T @ (design * weight[:, None]), design.T @ (weight * shares))
    return fit, _robust(design, weight, weight * (shares - design @ fit))


def _logistic(design, shares, weight):
    """Maximum likelihood by Newton's steps; ValueError when they do not settle (all or none in too many groups)."""
    fit = np.zeros(2)
    for _ in range(50):
        mean = 1 / (1 + np.exp(-np.clip(design @ fit, -30, 30)))
        curvature = weight * mean * (1 - mean)
        step = np.linalg.solve(design.T @ (design * curvature[:, None]), design.T @ (weight * (shares - mean)))
        fit = fit + step
        if np.max(np.abs(step)) < 1e-12 * (1 + np.max(np.abs(fit))):
            return fit, _robust(design, curvature, weight * (shares - mean))
    raise ValueError("no line fits these figures: too many groups have none or all of the events")
