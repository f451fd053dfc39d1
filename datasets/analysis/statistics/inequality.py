"""Summary measures of inequality across groups, as the World Health Organization defines them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

from datasets.analysis.statistics.interval import Interval, normal_multiplier
from datasets.analysis.statistics.slope import population_ranks


@dataclass(frozen=True)
class Groups:
    """One estimate per group with its population, ordered from worst off to best off where ordered.

    estimates may be in any unit (scale says what 100 % is: 1, 100, 1000); errors are their standard errors, or None.
    favourable: is a high estimate good? reference: place of the reference group among unordered ones, or None.
    ValueError for lengths that differ, fewer than two groups, a negative population, or nobody at all.
    """

    estimates: Sequence[float]
    populations: Sequence[float]
    favourable: bool
    ordered: bool
    errors: Sequence[float] | None = None
    scale: float = 100
    reference: int | None = None
    confidence: float = 0.95

    def __post_init__(self):
        lengths = {len(self.estimates), len(self.populations)} | ({len(self.errors)} if self.errors else set())
        if len(lengths) != 1 or len(self.estimates) < 2:
            raise ValueError("at least two groups are needed, with one figure each in every list")
        if min(self.populations) < 0 or sum(self.populations) <= 0:
            raise ValueError("no population may be below 0, and somebody must be there")

    @property
    def y(self) -> np.ndarray:
        return np.asarray(self.estimates, float)

    @property
    def shares(self) -> np.ndarray:
        return np.asarray(self.populations, float) / np.sum(self.populations)

    @property
    def average(self) -> float:
        return float(self.shares @ self.y)

    @property
    def z(self) -> float:
        return normal_multiplier(self.confidence)

    @property
    def best(self) -> int:
        """The place of the best-off group, or where there is no order the best-performing one."""
        if self.ordered:
            return len(self.estimates) - 1
        return int(np.argmax(self.y) if self.favourable else np.argmin(self.y))


def _around(groups: Groups, value: float, error: float | None) -> Interval:
    reach = None if error is None else groups.z * error
    return Interval(value, None, None) if reach is None else Interval(value, value - reach, value + reach)


def _pair(groups: Groups) -> tuple[int, int]:
    """The two groups compared, first minus (or over) second."""
    if groups.ordered:
        last = len(groups.estimates) - 1
        return (last, 0) if groups.favourable else (0, last)
    if groups.reference is None:
        return int(np.argmax(groups.y)), int(np.argmin(groups.y))
    if groups.favourable:
        return groups.reference, int(np.argmin(groups.y))
    return int(np.argmax(groups.y)), groups.reference


def difference(groups: Groups) -> Interval:
    """D: between the two ends of an order, else highest minus lowest, else against the reference group."""
    a, b = _pair(groups)
    error = sqrt(groups.errors[a] ** 2 + groups.errors[b] ** 2) if groups.errors else None
    return _around(groups, float(groups.y[a] - groups.y[b]), error)


def ratio(groups: Groups) -> Interval:
    """R: as difference, but one over the other, with limits on the logarithm; all None over 0."""
    a, b = _pair(groups)
    high, low = float(groups.y[a]), float(groups.y[b])
    if low == 0:
        return Interval(None, None, None)
    if not groups.errors or high / low <= 0:
        return Interval(high / low, None, None)
    reach = groups.z * sqrt((groups.errors[a] / high) ** 2 + (groups.errors[b] / low) ** 2)
    return Interval(high / low, exp(log(high / low) - reach), exp(log(high / low) + reach))


def attributable_risk(groups: Groups) -> Interval:
    """PAR: how much the average would move if all had the best group's level; 0 where they already do better.

    Limits after Walter 1978, International Journal of Epidemiology 7:175; None where they do not exist.
    """
    gap = float(groups.y[groups.best] - groups.average)
    value = max(gap, 0.0) if groups.favourable else min(gap, 0.0)
    error = _attributable_error(groups)
    return _around(groups, value, None if error is None else abs(groups.average) * error)


def _attributable_error(groups: Groups) -> float | None:
    people = float(np.sum(groups.populations))
    best = float(groups.populations[groups.best])
    events = float(groups.y[groups.best]) / groups.scale * best
    others = groups.average / groups.scale * people - events
    without, other_without = best - events, people - others - best
    below = (others + events) ** 3 * (events + without) ** 3
    inside = events * people * (others * without * (people - events) + other_without * events**2)
    return sqrt(inside / below) if below > 0 and inside >= 0 else None


def attributable_fraction(groups: Groups) -> Interval:
    """PAF: attributable_risk as a percentage of the average, its limits on the same scale; None over 0."""
    if groups.average == 0:
        return Interval(None, None, None)
    error = _attributable_error(groups)
    value = attributable_risk(groups).value / groups.average * 100
    return _around(groups, value, None if error is None else 100 * error)


def between_group_variance(groups: Groups) -> Interval:
    """BGV: squared distance from the average, weighted by population. Limits: Ahn and others 2018, JCO CCI 2:1."""
    shares, apart = groups.shares, groups.y - groups.average
    value = float(shares @ apart**2)
    if not groups.errors:
        return _around(groups, value, None)
    squares = np.asarray(groups.errors, float) ** 2
    noise = shares**2 * squares
    first = 4 * np.sum(noise * apart**2)
    second = 2 * (np.sum(noise) ** 2 - np.sum(noise**2) + np.sum((shares * (1 - shares) * squares) ** 2))
    return _around(groups, value, sqrt(first + second))


def between_group_deviation(groups: Groups) -> Interval:
    """BGSD: the root of the between-group variance."""
    return Interval(sqrt(between_group_variance(groups).value), None, None)


def coefficient_of_variation(groups: Groups) -> Interval:
    """COV: between-group standard deviation as a percentage of the average."""
    return _percent_of_average(groups, between_group_deviation(groups).value)


def _percent_of_average(groups: Groups, value: float) -> Interval:
    return Interval(100 * value / groups.average if groups.average else None, None, None)


def _distance(groups: Groups, target: float, weighted: bool) -> float:
    apart = np.abs(groups.y - target)
    return float(groups.shares @ apart if weighted else np.mean(apart))


def distance_from_average(groups: Groups, weighted: bool = True) -> Interval:
    """MDMW, MDMU: mean distance of the groups from the average, weighted by population or not."""
    return Interval(_distance(groups, groups.average, weighted), None, None)


def distance_from_best(groups: Groups, weighted: bool = True) -> Interval:
    """MDBW, MDBU: mean distance of the groups from the best-performing one."""
    best = float(np.max(groups.y) if groups.favourable else np.min(groups.y))
    return Interval(_distance(groups, best, weighted), None, None)


def distance_from_reference(groups: Groups, weighted: bool = True) -> Interval:
    """MDRW, MDRU: mean distance of the groups from the reference one. ValueError when none is named."""
    if groups.reference is None:
        raise ValueError("a reference group is needed")
    return Interval(_distance(groups, float(groups.y[groups.reference]), weighted), None, None)


def index_of_disparity(groups: Groups, weighted: bool = True) -> Interval:
    """IDISW, IDISU: mean distance from the average as a percentage of the average."""
    return _percent_of_average(groups, _distance(groups, groups.average, weighted))


def _logs(groups: Groups) -> np.ndarray | None:
    return np.log(groups.y / groups.average) if np.all(groups.y > 0) else None


def theil_index(groups: Groups) -> Interval:
    """TI, times 1000: population share x relative level x its logarithm. None where an estimate is 0."""
    logs = _logs(groups)
    value = None if logs is None else 1000 * float(np.sum(groups.shares * groups.y / groups.average * logs))
    return Interval(value, None, None)


def mean_log_deviation(groups: Groups) -> Interval:
    """MLD, times 1000: population share x minus the logarithm of the relative level. None where one is 0."""
    logs = _logs(groups)
    return Interval(None if logs is None else -1000 * float(groups.shares @ logs), None, None)


def concentration_index(groups: Groups) -> Interval:
    """ACI: above 0 when high estimates are concentrated among the better off. Limits from the convenient regression.

    ValueError without an order. Source: Kakwani, Wagstaff and van Doorslaer 1997, Journal of Econometrics 77:87.
    """
    if not groups.ordered:
        raise ValueError("the concentration index needs groups with an order")
    ranks, shares = population_ranks(groups.populations), groups.shares
    apart = ranks - shares @ ranks
    spread = float(shares @ (ranks - 0.5) ** 2)
    outcome = 2 * spread * groups.y
    slope = float(shares @ (apart * outcome)) / float(shares @ apart**2)
    left_over = outcome - shares @ outcome - slope * apart
    freedom = len(ranks) - 2
    error = sqrt(shares @ left_over**2 / freedom / (shares @ apart**2)) if freedom > 0 else None
    return _around(groups, slope, error)


def relative_concentration_index(groups: Groups) -> Interval:
    """RCI: the concentration index over the average, between -1 and 1; None over 0. ValueError without an order."""
    if groups.average == 0:
        return Interval(None, None, None)
    whole = concentration_index(groups)
    parts = (whole.value, whole.low, whole.high)
    return Interval(*(None if part is None else part / groups.average for part in parts))


MEASURES: dict[str, Callable[[Groups], Interval]] = {
    "d": difference,
    "r": ratio,
    "par": attributable_risk,
    "paf": attributable_fraction,
    "bgv": between_group_variance,
    "bgsd": between_group_deviation,
    "covar": coefficient_of_variation,
    "mdmw": distance_from_average,
    "mdmu": lambda groups: distance_from_average(groups, weighted=False),
    "mdbw": distance_from_best,
    "mdbu": lambda groups: distance_from_best(groups, weighted=False),
    "mdrw": distance_from_reference,
    "mdru": lambda groups: distance_from_reference(groups, weighted=False),
    "idisw": index_of_disparity,
    "idisu": lambda groups: index_of_disparity(groups, weighted=False),
    "ti": theil_index,
    "mld": mean_log_deviation,
    "aci": concentration_index,
    "rci": relative_concentration_index,
}


def inequality(measure: str, groups: Groups) -> Interval:
    """One summary measure by its WHO short name (a key of MEASURES), in the unit that measure has.

    ValueError for an unknown name or groups the measure cannot be used with.
    Source: Schlotheuber and Hosseinpoor 2022, IJERPH 19:3697; WHO Health Equity Assessment Toolkit, technical notes.
    """
    if measure not in MEASURES:
        raise ValueError(f"there is no measure called {measure}")
    return MEASURES[measure](groups)
