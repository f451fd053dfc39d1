"""A profile as it may leave the project: small numbers hidden, the rest rounded, nothing left to work them out from.

0 stays, 1 to 7 becomes “fewer than 8”, the rest is rounded to 5; rates are of rounded counts, intervals and tests stay
as they are. Counts that belong together are released as one table, so that no total gives a hidden one away.
"""

from dataclasses import replace

from datasets.analysis.completeness import group_share
from datasets.analysis.findings import candidates
from datasets.analysis.matching.deprivation import FIFTHS
from datasets.analysis.measures import measure_of
from datasets.analysis.profile import (
    NO_DETAILS,
    Completeness,
    Count,
    DeprivationSlope,
    FieldProfile,
    FieldRates,
    GroupCount,
    GroupRate,
    MeasureProfile,
    Profile,
    Rate,
    Rows,
    Unknowns,
    number,
)
from datasets.analysis.release_means import release_amount
from datasets.analysis.release_pathway import release_pathway
from datasets.analysis.released_figures import (
    enough_for_true_intervals,
    interval_shown,
    release_alone,
    release_counts,
    release_rates,
    rounded_p,
    shown,
    to_a_tenth,
    whole_points,
)
from datasets.analysis.statistics.bounds import Counted, gap_bounds, rate_bounds
from datasets.analysis.statistics.differences import square_and_add
from datasets.analysis.statistics.interval import Interval
from datasets.analysis.statistics.suppression import PRODUCT_RULE, SmallNumberRule
from datasets.analysis.table import Problem
from datasets.analysis.wording import people_of, slope_in_words, two_rates

# A field with more groups than this (small areas) is not shown group by group outside the project.
MOST_GROUPS = 100
_NO_RATE = Rate(None, None, None, None, None)


def release_profile(profile: Profile, rule: SmallNumberRule = PRODUCT_RULE) -> Profile:
    """The profile with the small-number rule applied to every figure in it, sentences and candidates made anew.

    A profile that has been released already is returned as it is.
    """
    if profile.released:
        return profile
    fields = tuple(_field(one, rule) for one in profile.fields)
    measures = tuple(_measure(one, profile.unit, rule) for one in profile.measures)
    return replace(
        profile,
        rows=_rows(profile.rows, rule),
        problems=tuple(_problem(one) for one in profile.problems),
        fields=fields,
        measures=measures,
        candidates=candidates(measures, fields, profile.not_collected),
        released=True,
        amounts=tuple(release_amount(one, rule) for one in profile.amounts),
        pathway=release_pathway(profile.pathway, rule) if profile.pathway else None,
    )


def _rows(rows: Rows, rule: SmallNumberRule) -> Rows:
    return Rows(*(shown(count, rule) for count in (rows.read, rows.profiled, rows.set_aside, rows.people)))


def _problem(problem: Problem) -> Problem:
    """Messages hold exact numbers and line numbers: only those without a figure are kept word for word."""
    exact = any(sign.isdigit() for sign in problem.message)
    return replace(problem, row=None, message=NO_DETAILS if exact else problem.message)


def _field(field: FieldProfile, rule: SmallNumberRule) -> FieldProfile:
    many = len(field.groups) > MOST_GROUPS
    counts, _ = ([], 0) if many else release_counts([one.count for one in field.groups], rule)
    groups = tuple(GroupCount(one.group, count) for one, count in zip(field.groups, counts, strict=not many))
    overall = _completeness(field.overall, rule)
    return replace(
        field,
        overall=overall,
        groups=groups,
        shares=tuple(group_share(one, overall) for one in groups),
        by_month=tuple(_share_known(one, rule) for one in field.by_month),
        by_team=tuple(_share_known(one, rule) for one in field.by_team),
        unmatched=(),
    )


def _completeness(one: Completeness, rule: SmallNumberRule) -> Completeness:
    counts, total = release_counts(list(one.counts), rule)
    known = counts[0]
    if not isinstance(known, int) or not isinstance(total, int) or not total:
        return Completeness(one.label, tuple(counts), None, None, None)
    low, high = interval_shown(Rate(one.counts[0], one.total, one.share, one.low, one.high), known, total, rule)
    return Completeness(one.label, tuple(counts), min(1.0, known / total), low, high)


def _share_known(one: Completeness, rule: SmallNumberRule) -> Completeness:
    """A month or a team: the share known and how many that is, without the ways of not knowing, which are few."""
    known = release_alone(Rate(one.counts[0], one.total, one.share, one.low, one.high), rule)
    return Completeness(
        one.label, (known.count, *["not shown"] * (len(one.counts) - 1)), known.rate, known.low, known.high
    )


def _measure(measure: MeasureProfile, unit: str, rule: SmallNumberRule) -> MeasureProfile:
    left_out, _ = release_counts([one.count for one in measure.left_out], rule)
    by = tuple(_field_rates(one, measure.key, unit, rule) for one in measure.by if len(one.groups) <= MOST_GROUPS)
    return replace(
        measure,
        overall=release_alone(measure.overall, rule),
        left_out=tuple(GroupCount(one.group, count) for one, count in zip(measure.left_out, left_out, strict=True)),
        by=by,
        by_month=_by(measure.by_month, rule),
        by_team=_by(measure.by_team, rule),
        slope=_slope(measure, by, unit),
    )


def _slope(measure: MeasureProfile, by: tuple[FieldRates, ...], unit: str) -> DeprivationSlope | None:
    """The slope, where every fifth’s rate may be shown: to whole points, with the ends’ rates as released."""
    rates = next(({one.group: one.rate for one in part.groups} for part in by if part.field == "deprivation"), {})
    shown_rates = [rates[fifth] for fifth in FIFTHS if fifth in rates and rates[fifth].rate is not None]
    if measure.slope is None or len(shown_rates) < len(FIFTHS):
        return None
    slope, most, least = measure.slope, shown_rates[0], shown_rates[-1]
    figures = (slope.slope, slope.slope_low, slope.slope_high)
    whole = Interval(*map(whole_points, figures))
    return replace(
        slope,
        most=most,
        least=least,
        slope=whole.value,
        slope_low=whole.low,
        slope_high=whole.high,
        relative=to_a_tenth(slope.relative),
        relative_low=to_a_tenth(slope.relative_low),
        relative_high=to_a_tenth(slope.relative_high),
        sentence=slope_in_words(measure_of(measure.key), unit, most.rate, least.rate, whole, slope.label),
    )


def _by(rates: tuple[tuple[str, Rate], ...], rule: SmallNumberRule) -> tuple[tuple[str, Rate], ...]:
    released = release_rates([rate for _, rate in rates], rule)
    return tuple((label, rate) for (label, _), rate in zip(rates, released, strict=True))


def _field_rates(rates: FieldRates, measure: str, unit: str, rule: SmallNumberRule) -> FieldRates:
    unknown = [rates.unknown] if rates.unknown else []
    released = release_rates([one.rate for one in rates.groups] + unknown, rule)
    people, _ = release_counts([number(one.people) for one in rates.groups], rule)
    known = released[: len(rates.groups)]
    groups = tuple(
        _group(one, rate, count, rates.field, measure, unit, rule)
        for one, rate, count in zip(rates.groups, known, people, strict=True)
    )
    hidden = released[-1] if unknown else None
    groups = tuple(replace(one, unknowns=_unknowns(one, hidden)) for one in groups)
    return replace(rates, groups=groups, unknown=hidden, p=rounded_p(rates.p))


def _unknowns(one: GroupRate, unknown: Rate | None) -> Unknowns | None:
    """What unknowns could hide, from released figures alone; the phrase as it is."""
    needed = (one.rate.rate, one.rest.rate, unknown.rate if unknown else None)
    if one.unknowns is None or any(figure is None for figure in needed):
        return None
    sides = [Counted(min(side.count, side.total), side.total) for side in (one.rate, one.rest, unknown)]
    rate, gap = rate_bounds(sides[0], sides[2]), gap_bounds(*sides)
    return Unknowns(rate.low, rate.high, gap.low, gap.high, one.unknowns.says)


def _group(
    one: GroupRate, rate: Rate, people: Count, field: str, measure: str, unit: str, rule: SmallNumberRule
) -> GroupRate:
    rest = release_alone(one.rest, rule)
    if rate.rate is None or rest.rate is None:
        return _hidden(one, rate)
    gap = Interval(one.difference, one.difference_low, one.difference_high)
    if min(one.rate.total, one.rest.total) < enough_for_true_intervals(rule):
        sides = (Interval(side.rate, side.low, side.high) for side in (rate, rest))
        gap = square_and_add(*sides)
    return replace(
        one,
        rate=rate,
        rest=rest,
        difference=rate.rate - rest.rate,
        difference_low=whole_points(gap.low),
        difference_high=whole_points(gap.high),
        ratio=rate.rate / rest.rate if rest.rate else None,
        excess=_excess(rate, rest, rule),
        people=people,
        p=rounded_p(one.p),
        adjusted_p=rounded_p(one.adjusted_p),
        sentence=two_rates(measure_of(measure), unit, people_of(field, one.group), rate.rate, rest.rate),
    )


def _excess(rate: Rate, rest: Rate, rule: SmallNumberRule) -> float:
    """Of rounded counts alone, and rounded itself: the true one would tell the true counts."""
    return float(round((rate.count - rate.total * rest.rate) / rule.nearest) * rule.nearest)


def _hidden(one: GroupRate, rate: Rate) -> GroupRate:
    """A group of which no rate may be shown; nor the others’ rate, which would give it away."""
    return replace(
        one,
        rate=rate,
        rest=_NO_RATE,
        difference=None,
        difference_low=None,
        difference_high=None,
        ratio=None,
        excess=None,
        people=None,
        p=None,
        adjusted_p=None,
        sentence="",
    )
