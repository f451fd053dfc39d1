"""The figures behind a comparison, for whoever checks them: summary measures of all groups together, rates that are
fair for age and sex, and how far teams stray from the average."""

import re
from dataclasses import dataclass
from itertools import product

import numpy as np

from datasets.analysis.counts import ServiceCounts
from datasets.analysis.fields import broad_group, field_of
from datasets.analysis.grouporder import in_order
from datasets.analysis.mapping import Mapping
from datasets.analysis.meaning import halves_of, known_together
from datasets.analysis.measures import Measure
from datasets.analysis.profile import MeasureProfile, Rate
from datasets.analysis.rates import FEWEST_PEOPLE, Compared, GroupFigures
from datasets.analysis.statistics.funnel import ALARM, WARNING, flag_proportion, proportion_limits
from datasets.analysis.statistics.inequality import Groups, inequality
from datasets.analysis.statistics.interval import Interval
from datasets.analysis.statistics.standardisation import (
    ObservedExpected,
    directly_standardised,
    expected_count,
    observed_expected,
)

# The World Health Organization's short names of the summary measures shown; the last two need groups with an order.
SUMMARIES = ("d", "r", "par", "paf", "bgv", "mdmw", "idisw", "ti", "mld")
ORDERED_SUMMARIES = ("aci", "rci")


@dataclass(frozen=True)
class Summary:
    """One summary measure by its short name, in its own unit; differences are in points."""

    key: str
    interval: Interval


@dataclass(frozen=True)
class FairRate:
    """One group's rate as it is and standardised for age and sex, both per 100; ratio is observed over expected."""

    group: str
    events: int
    total: int
    crude: float
    standardised: Interval
    ratio: ObservedExpected


@dataclass(frozen=True)
class FairRates:
    """ages: the bands compared, each by its first and last age group. by_sex: whether sexes were kept apart.
    left_out: rows of the denominator whose age, sex or group is not known, or whose group has under 30 people."""

    groups: tuple[FairRate, ...]
    ages: tuple[tuple[str, ...], ...]
    by_sex: bool
    left_out: int


@dataclass(frozen=True)
class TeamInFunnel:
    """One team beside the limits within which chance alone would keep nearly all. flag as statistics.funnel says it."""

    team: str
    rate: Rate
    warning: Interval
    alarm: Interval
    flag: str


def summaries_of(compared: Compared, measure: Measure, field: str) -> tuple[Summary, ...]:
    """The summary measures of all groups of at least 30 people; () for fewer than two.

    Estimates are per cent, weighted by the rows of each group, with standard errors that allow for several events of
    one person. Fifths of deprivation have an order, from most to least deprived.
    Source: World Health Organization, Health Equity Assessment Toolkit, technical notes (statistics.inequality).
    """
    large = [one for one in compared.figures if one.people >= FEWEST_PEOPLE and one.total]
    if len(large) < 2:
        return ()
    ordered = field == "deprivation"
    groups = Groups(
        estimates=[100 * one.count / one.total for one in large],
        populations=[one.total for one in large],
        favourable=measure.worse == "low",
        ordered=ordered,
        errors=[100 * _standard_error(one) for one in large],
    )
    keys = (*SUMMARIES, *(ORDERED_SUMMARIES if ordered else ()))
    return tuple(Summary(key, inequality(key, groups)) for key in keys)


def _standard_error(one: GroupFigures) -> float:
    share = one.count / one.total
    return (share * (1 - share) * one.effect / one.total) ** 0.5


def fair_rates(
    counts: ServiceCounts, mapping: Mapping, measure: Measure, field: str, compared: Compared
) -> FairRates | None:
    """Each group's rate with the ages and sexes of everyone, and its events over those expected at everyone's rates.

    None where no such table was kept, or the groups share fewer than two bands of age. Neighbouring ages are joined
    until every group of at least 30 people has somebody in each band; where that fails, the sexes are counted together.
    The intervals allow for several events of one person by the group's design effect.
    Source: direct method with Dobson's limits, indirect with Poisson limits (statistics.standardisation).
    """
    halves = halves_of(counts, mapping, measure)
    own = field_of(field).of or field
    figures = {one.group: one for one in compared.figures if one.people >= FEWEST_PEOPLE and one.total}
    if halves is None or own not in counts.age_sex or len(figures) < 2:
        return None
    table = known_together(
        counts.age_sex[own],
        halves,
        lambda age, sex, name: (age, sex, broad_group(own, name) if own != field else name),
    )
    table = {place: pair for place, pair in table.items() if place[2] in figures and pair[1]}
    for by_sex in (True, False):
        bands = _bands(table, tuple(figures), by_sex)
        if len({band for band, _ in bands}) > 1:
            break
    else:
        return None
    everyone = _summed(table, bands, None)
    made = tuple(_fair(figures[group], _summed(table, bands, group), everyone) for group in figures)
    whole = halves.of(counts.total)[1]
    left_out = whole - sum(one.total for one in made)
    return FairRates(made, tuple(dict.fromkeys(band for band, _ in bands)), by_sex, left_out)


Place = tuple[str, str, str]


Band = tuple[tuple[str, ...], tuple[str, ...]]


def _bands(table: dict[Place, np.ndarray], groups: tuple[str, ...], by_sex: bool) -> tuple[Band, ...]:
    """Ages and sexes counted together: from the youngest age on, as few joined as leave no group without anybody."""
    ages = sorted({age for age, _, _ in table}, key=_first_age)
    sexes = in_order("sex", sorted({sex for _, sex, _ in table}))
    kinds = [(one,) for one in sexes] if by_sex else [tuple(sexes)]

    def is_enough(band: list[str]) -> bool:
        return all(
            any((age, sex, group) in table for age, sex in product(band, kind)) for kind in kinds for group in groups
        )

    bands, open_band = [], []
    for age in ages:
        open_band.append(age)
        if is_enough(open_band):
            bands.append(open_band)
            open_band = []
    if open_band and bands:
        bands[-1] = bands[-1] + open_band
    return tuple((tuple(band), kind) for band in bands for kind in kinds)


def _first_age(band: str) -> int:
    found = re.search(r"\d+", band)
    return int(found.group()) if found else 0


def _summed(table: dict[Place, np.ndarray], bands: tuple[Band, ...], group: str | None) -> tuple[list[int], list[int]]:
    """Events and denominators of each band, of one group or of everyone."""
    pairs = [
        sum(pair for (age, sex, one), pair in table.items() if age in ages and sex in sexes and group in (None, one))
        for ages, sexes in bands
    ]
    return [int(pair[0]) for pair in pairs], [int(pair[1]) for pair in pairs]


def _fair(one: GroupFigures, own: tuple[list[int], list[int]], everyone: tuple[list[int], list[int]]) -> FairRate:
    events, totals = own
    direct = directly_standardised(
        events, totals, everyone[1], multiplier=100, count_variances=[count * one.effect for count in events]
    )
    # Fewer independent events than counted: both sides are divided alike, so that the ratio stays and its limits widen.
    expected = expected_count(totals, *everyone)
    ratio = observed_expected(sum(events) / one.effect, expected / one.effect)
    ratio = ObservedExpected(sum(events), expected, ratio.ratio, ratio.method)
    crude = 100 * sum(events) / sum(totals)
    return FairRate(one.group, sum(events), sum(totals), crude, direct.interval, ratio)


def funnel_of(profile: MeasureProfile) -> tuple[TeamInFunnel, ...]:
    """Each team's rate beside the funnel's limits; () for fewer than two teams.

    Teams are counted as if they had as many independent events as the overall design effect leaves them.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185 (statistics.funnel).
    """
    teams = [(team, rate) for team, rate in profile.by_team if rate.total]
    average, effect = profile.overall.rate, max(profile.design_effect or 1.0, 1.0)
    if len(teams) < 2 or average is None:
        return ()
    return tuple(_in_funnel(team, rate, average, effect) for team, rate in teams)


def _in_funnel(team: str, rate: Rate, average: float, effect: float) -> TeamInFunnel:
    total = rate.total / effect
    return TeamInFunnel(
        team,
        rate,
        proportion_limits(total, average, WARNING),
        proportion_limits(total, average, ALARM),
        flag_proportion(rate.count / effect, total, average),
    )
