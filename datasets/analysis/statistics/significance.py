"""Which differences are more than chance: tests between groups, and the correction for making many of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, sqrt

from datasets.analysis.statistics.interval import two_sided_p
from datasets.analysis.statistics.proportions import check_count_of_total


@dataclass(frozen=True)
class ChiSquared:
    """A chi-squared test. residuals holds one standardised distance a group; None where it cannot be worked out."""

    statistic: float | None
    df: int
    p_value: float | None
    residuals: tuple[float | None, ...]


def chi_squared_tail(statistic: float, df: int) -> float:
    """The chance of a chi-squared value at least as large as statistic with df degrees of freedom."""
    from scipy.special import chdtrc  # slow to import, so only when a test is made

    return float(chdtrc(df, statistic))


def heterogeneity(
    counts: Sequence[float], totals: Sequence[float], design_effects: Sequence[float] | None = None
) -> ChiSquared:
    """Does the rate differ between the groups at all? One chi-squared test, no continuity correction.

    counts, totals: one entry per group, at least two groups, each total above 0; else ValueError.
    design_effects (one per group) divides both, where events are clustered in people; below 1 counts as 1.
    residuals: z of each group against all the others. Where all or none of the events happened there is nothing
    to tell apart: statistic, p_value and residuals are None.
    Source: Pearson's test as in R prop.test; adjusted residuals Haberman 1973; clustering Rao and Scott 1992,
    Biometrics 48:577.
    """
    counts, totals = _effective(counts, totals, design_effects)
    if len(counts) < 2:
        raise ValueError("at least two groups are needed")
    overall, everyone = sum(counts) / sum(totals), sum(totals)
    df = len(counts) - 1
    if overall in (0, 1):
        return ChiSquared(None, df, None, (None,) * len(counts))
    spread = overall * (1 - overall)
    pairs = list(zip(counts, totals, strict=True))
    statistic = sum((count - total * overall) ** 2 / (total * spread) for count, total in pairs)
    residuals = tuple(
        (count - total * overall) / sqrt(total * spread * (1 - total / everyone)) for count, total in pairs
    )
    return ChiSquared(statistic, df, chi_squared_tail(statistic, df), residuals)


def _effective(counts, totals, design_effects):
    if len(counts) != len(totals):
        raise ValueError("counts and totals must be of the same length")
    for count, total in zip(counts, totals, strict=True):
        check_count_of_total(count, total)
    if design_effects is None:
        return list(counts), list(totals)
    if len(design_effects) != len(counts):
        raise ValueError("there must be one design effect for each group")
    shrink = [max(1.0, effect) for effect in design_effects]
    return (
        [count / by for count, by in zip(counts, shrink, strict=True)],
        [total / by for total, by in zip(totals, shrink, strict=True)],
    )


def difference_p_value(
    count_a: float,
    total_a: float,
    count_b: float,
    total_b: float,
    design_effects: tuple[float, float] = (1.0, 1.0),
) -> float | None:
    """Two-sided p of a group (a) against the rest (b): score test, or Fisher's exact test for few expected events.

    Fisher's is used when an expected count in the 2 x 2 table is below 5 and events are not clustered.
    None where all or none of the events happened. ValueError unless 0 <= count <= total, total > 0.
    Source: pooled z test (R prop.test without correction); Fisher 1935; Cochran's rule of five, 1954.
    """
    clustered = max(design_effects) > 1
    (count_a, count_b), (total_a, total_b) = _effective((count_a, count_b), (total_a, total_b), design_effects)
    overall = (count_a + count_b) / (total_a + total_b)
    if overall in (0, 1):
        return None
    smallest = min(total_a, total_b) * min(overall, 1 - overall)
    if smallest < 5 and not clustered:
        return fisher_exact(round(count_a), round(total_a), round(count_b), round(total_b))
    spread = overall * (1 - overall) * (1 / total_a + 1 / total_b)
    return two_sided_p((count_a / total_a - count_b / total_b) / sqrt(spread))


def fisher_exact(count_a: int, total_a: int, count_b: int, total_b: int) -> float:
    """Two-sided p of Fisher's exact test: all tables no likelier than the one seen, with the same margins.

    Whole counts; ValueError unless 0 <= count <= total, total > 0. Source: R fisher.test, two-sided.
    """
    check_count_of_total(count_a, total_a)
    check_count_of_total(count_b, total_b)
    events = count_a + count_b
    seen = _table_log_chance(count_a, total_a, total_b, events)
    possible = range(max(0, events - total_b), min(events, total_a) + 1)
    chances = (_table_log_chance(count, total_a, total_b, events) for count in possible)
    return min(1.0, sum(exp(chance) for chance in chances if chance <= seen + 1e-7))


def _log_choose(total: int, count: int) -> float:
    return lgamma(total + 1) - lgamma(count + 1) - lgamma(total - count + 1)


def _table_log_chance(count: int, total_a: int, total_b: int, events: int) -> float:
    return _log_choose(total_a, count) + _log_choose(total_b, events - count) - _log_choose(total_a + total_b, events)


def benjamini_hochberg(p_values: Sequence[float | None]) -> list[float | None]:
    """The p values adjusted so that calling all below 5 % real makes about 5 % of those calls false; same order.

    None stays None and does not count as a test. ValueError for a p value outside 0 to 1.
    Source: Benjamini and Hochberg 1995, JRSS B 57:289; step-up form as in R p.adjust("BH").
    """
    known = [(p, place) for place, p in enumerate(p_values) if p is not None]
    if any(not 0 <= p <= 1 for p, _ in known):
        raise ValueError("a p value must lie between 0 and 1")
    adjusted: list[float | None] = [None] * len(p_values)
    smallest = 1.0
    for rank, (p, place) in sorted(enumerate(sorted(known), start=1), reverse=True):
        smallest = min(smallest, p * (len(known) / rank))
        adjusted[place] = smallest
    return adjusted


def trend(counts: Sequence[float], totals: Sequence[float], scores: Sequence[float] | None = None) -> ChiSquared:
    """Does the rate rise or fall steadily over ordered groups (fifths of deprivation)? One degree of freedom.

    scores: where each group stands, 1, 2, 3 ... unless given. residuals holds one signed z: above 0 when the rate
    rises with the score. All None where nothing can be told apart. ValueError as in heterogeneity.
    Source: Cochran 1954, Armitage 1955; as in R prop.trend.test.
    """
    counts, totals = _effective(counts, totals, None)
    scores = list(range(1, len(counts) + 1)) if scores is None else list(scores)
    if len(counts) < 2 or len(scores) != len(counts):
        raise ValueError("at least two groups are needed, each with one score")
    everyone = sum(totals)
    overall = sum(counts) / everyone
    middle = sum(total * score for total, score in zip(totals, scores, strict=True)) / everyone
    spread = sum(total * (score - middle) ** 2 for total, score in zip(totals, scores, strict=True))
    if overall in (0, 1) or spread == 0:
        return ChiSquared(None, 1, None, (None,))
    lean = sum(count * (score - middle) for count, score in zip(counts, scores, strict=True))
    z = lean / sqrt(overall * (1 - overall) * spread)
    return ChiSquared(z * z, 1, two_sided_p(z), (z,))


@dataclass(frozen=True)
class GoodnessOfFit:
    """Observed people by group against those expected from population shares."""

    statistic: float
    df: int
    p_value: float
    expected: tuple[float, ...]
    pearson_residuals: tuple[float, ...]
    standardised_residuals: tuple[float, ...]


def goodness_of_fit(observed: Sequence[float], population: Sequence[float]) -> GoodnessOfFit:
    """Do the people seen have the same make-up as the population? Chi-squared test of shares.

    observed, population: one entry per group, at least two, each population above 0 (counts or shares, scaled here)
    and somebody observed; else ValueError. Standardised residuals above 2 or below -2 stand out.
    Source: Pearson 1900; as in R chisq.test with given probabilities.
    """
    if len(observed) != len(population) or len(observed) < 2:
        raise ValueError("at least two groups are needed, each with a population")
    if min(population) <= 0 or min(observed) < 0 or sum(observed) <= 0:
        raise ValueError("every population must be above 0, no count below 0 and somebody observed")
    shares = [part / sum(population) for part in population]
    expected = [share * sum(observed) for share in shares]
    pearson = [(seen - due) / sqrt(due) for seen, due in zip(observed, expected, strict=True)]
    standardised = [residual / sqrt(1 - share) for residual, share in zip(pearson, shares, strict=True)]
    statistic = sum(residual * residual for residual in pearson)
    df = len(observed) - 1
    return GoodnessOfFit(
        statistic, df, chi_squared_tail(statistic, df), tuple(expected), tuple(pearson), tuple(standardised)
    )
