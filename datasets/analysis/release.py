"""A profile as it may leave the project: small numbers hidden, the rest rounded, nothing left to work them out from.

0 stays, 1 to 7 is hidden (None), the rest is rounded to 5; rates are of rounded counts. Where one cell of a group is
hidden alone, the next smallest is hidden with it, so that no total gives it away.
"""

from dataclasses import replace

from datasets.analysis.findings import candidates
from datasets.analysis.measures import measure_of
from datasets.analysis.profile import (
    Completeness,
    FieldProfile,
    FieldRates,
    GroupCount,
    GroupRate,
    MeasureProfile,
    Profile,
    Rate,
    Rows,
)
from datasets.analysis.statistics.suppression import PRODUCT_RULE, SmallNumberRule, release_count
from datasets.analysis.table import Problem
from datasets.analysis.wording import people_of, two_rates

NO_DETAILS = "There is more about this on the team’s own screens."


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
    )


def shown(count: int | None, rule: SmallNumberRule = PRODUCT_RULE) -> int | None:
    """A count as it may be shown, or None where it is hidden."""
    return None if count is None else release_count(count, rule).value


def hide_cells(counts: list[int], rule: SmallNumberRule = PRODUCT_RULE) -> list[int | None]:
    """Counts that belong together, as they may be shown: never exactly one of them hidden."""
    released = [shown(count, rule) for count in counts]
    hidden = [i for i, count in enumerate(released) if count is None]
    others = [i for i, count in enumerate(released) if count]
    if len(hidden) == 1 and others:
        released[min(others, key=lambda i: (counts[i], i))] = None
    return released


def _rows(rows: Rows, rule: SmallNumberRule) -> Rows:
    return Rows(
        shown(rows.read, rule), shown(rows.profiled, rule), shown(rows.set_aside, rule), shown(rows.people, rule)
    )


def _problem(problem: Problem) -> Problem:
    """Messages hold exact numbers and line numbers: only those without a figure are kept word for word."""
    exact = any(sign.isdigit() for sign in problem.message)
    return replace(problem, row=None, message=NO_DETAILS if exact else problem.message)


def _field(field: FieldProfile, rule: SmallNumberRule) -> FieldProfile:
    counts = hide_cells([one.count for one in field.groups], rule)
    groups = tuple(
        GroupCount(one.group, count, None if count is None else shown(one.people, rule))
        for one, count in zip(field.groups, counts, strict=True)
    )
    return replace(
        field,
        overall=_completeness(field.overall, rule),
        groups=groups,
        by_month=tuple(_completeness(one, rule) for one in field.by_month),
        by_team=tuple(_completeness(one, rule) for one in field.by_team),
        unmatched=tuple(
            GroupCount(one.group, shown(one.count, rule)) for one in field.unmatched if one.count >= rule.threshold
        ),
    )


def _completeness(one: Completeness, rule: SmallNumberRule) -> Completeness:
    counts = tuple(hide_cells(list(one.counts), rule))
    total, known = shown(one.total, rule), counts[0]
    if not total or known is None:
        return Completeness(one.label, counts, None, None, None)
    return Completeness(one.label, counts, min(1.0, known / total), _whole(one.low), _whole(one.high))


def _measure(measure: MeasureProfile, unit: str, rule: SmallNumberRule) -> MeasureProfile:
    return replace(
        measure,
        overall=_rate(measure.overall, rule),
        left_out=tuple(GroupCount(one.group, shown(one.count, rule)) for one in measure.left_out),
        by=tuple(_field_rates(one, measure.key, unit, rule) for one in measure.by),
        by_month=tuple((label, _rate(rate, rule)) for label, rate in measure.by_month),
        by_team=tuple((label, _rate(rate, rule)) for label, rate in measure.by_team),
    )


def _field_rates(rates: FieldRates, measure: str, unit: str, rule: SmallNumberRule) -> FieldRates:
    groups = [_group(one, rates.field, measure, unit, rule) for one in rates.groups]
    hidden = [i for i, one in enumerate(groups) if one.rate.rate is None]
    others = [i for i, one in enumerate(groups) if one.rate.rate is not None]
    if len(hidden) == 1 and others:
        second = min(others, key=lambda i: (rates.groups[i].rate.count, i))
        groups[second] = _hidden(groups[second])
    unknown = _rate(rates.unknown, rule) if rates.unknown and not hidden else None
    return replace(rates, groups=tuple(groups), unknown=unknown, p=_rounded(rates.p))


def _group(one: GroupRate, field: str, measure: str, unit: str, rule: SmallNumberRule) -> GroupRate:
    rate, rest = _rate(one.rate, rule), _rate(one.rest, rule)
    if rate.rate is None or rest.rate is None:
        return _hidden(replace(one, rate=rate))
    return replace(
        one,
        rate=rate,
        rest=rest,
        difference=rate.rate - rest.rate,
        difference_low=_whole(one.difference_low),
        difference_high=_whole(one.difference_high),
        ratio=rate.rate / rest.rate if rest.rate else None,
        excess=None if one.excess is None else float(round(one.excess / rule.nearest) * rule.nearest),
        people=shown(one.people, rule),
        p=_rounded(one.p),
        adjusted_p=_rounded(one.adjusted_p),
        sentence=two_rates(measure_of(measure), unit, people_of(field, one.group), rate.rate, rest.rate),
    )


def _hidden(one: GroupRate) -> GroupRate:
    """A group of which nothing but its size, rounded, may be shown; nor the others’ rate, which would give it away."""
    nothing = Rate(None, None, None, None, None)
    return replace(
        one,
        rate=replace(nothing, total=one.rate.total),
        rest=nothing,
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


def _rate(rate: Rate, rule: SmallNumberRule) -> Rate:
    """A rate of rounded counts. Only the total is shown where those with the event, or those without, are few."""
    if rate.count is None or not rate.total:
        return Rate(rate.count, rate.total, None, None, None)
    count, total, without = shown(rate.count, rule), shown(rate.total, rule), shown(rate.total - rate.count, rule)
    if None in (count, total, without):
        return Rate(None, total, None, None, None)
    return Rate(count, total, min(1.0, count / total), _whole(rate.low), _whole(rate.high))


def _whole(share: float | None) -> float | None:
    """An interval’s end to whole points: more figures would give the exact count away."""
    return None if share is None else round(share, 2)


def _rounded(p: float | None) -> float | None:
    return None if p is None else round(p, 3)
