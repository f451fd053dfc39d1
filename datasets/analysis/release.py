"""A profile as it may leave the project: small numbers hidden, the rest rounded, nothing left to work them out from.

0 stays, 1 to 7 becomes “fewer than 8”, the rest is rounded to 5; rates are of rounded counts, intervals and tests stay
as they are. Counts that belong together are released as one table, so that no total gives a hidden one away.
"""

from dataclasses import replace

from datasets.analysis.findings import candidates
from datasets.analysis.measures import measure_of
from datasets.analysis.profile import (
    Completeness,
    Count,
    FieldProfile,
    FieldRates,
    GroupCount,
    GroupRate,
    MeasureProfile,
    Profile,
    Rate,
    Rows,
)
from datasets.analysis.statistics.disclosure import release_row, release_table
from datasets.analysis.statistics.suppression import PRODUCT_RULE, Released, SmallNumberRule, release_count
from datasets.analysis.table import Problem
from datasets.analysis.wording import people_of, two_rates

NO_DETAILS = "There is more about this on the team’s own screens."
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
    )


def shown(count: Count, rule: SmallNumberRule = PRODUCT_RULE) -> Count:
    """A count by itself as it may be shown: rounded, or the words that hide it; None stays None."""
    return None if count is None else _as_count(release_count(count, rule))


def _as_count(released: Released) -> Count:
    return released.text if released.value is None else released.value


def _row(counts: list[int], rule: SmallNumberRule) -> tuple[list[Count], Count]:
    """Counts that belong together, and their total, as they may be shown."""
    if not counts:
        return [], 0
    cells, total = release_row(counts, rule)
    return [_as_count(cell) for cell in cells], _as_count(total)


def _rows(rows: Rows, rule: SmallNumberRule) -> Rows:
    return Rows(*(shown(count, rule) for count in (rows.read, rows.profiled, rows.set_aside, rows.people)))


def _problem(problem: Problem) -> Problem:
    """Messages hold exact numbers and line numbers: only those without a figure are kept word for word."""
    exact = any(sign.isdigit() for sign in problem.message)
    return replace(problem, row=None, message=NO_DETAILS if exact else problem.message)


def _field(field: FieldProfile, rule: SmallNumberRule) -> FieldProfile:
    many = len(field.groups) > MOST_GROUPS
    counts, _ = ([], 0) if many else _row([one.count for one in field.groups], rule)
    return replace(
        field,
        overall=_completeness(field.overall, rule),
        groups=tuple(GroupCount(one.group, count) for one, count in zip(field.groups, counts, strict=not many)),
        by_month=tuple(_share_known(one, rule) for one in field.by_month),
        by_team=tuple(_share_known(one, rule) for one in field.by_team),
        unmatched=(),
    )


def _completeness(one: Completeness, rule: SmallNumberRule) -> Completeness:
    counts, total = _row(list(one.counts), rule)
    known = counts[0]
    if not isinstance(known, int) or not isinstance(total, int) or not total:
        return Completeness(one.label, tuple(counts), None, None, None)
    return Completeness(one.label, tuple(counts), min(1.0, known / total), _whole(one.low), _whole(one.high))


def _share_known(one: Completeness, rule: SmallNumberRule) -> Completeness:
    """A month or a team: the share known and how many that is, without the ways of not knowing, which are few."""
    known = _alone(Rate(one.counts[0], one.total, one.share, one.low, one.high), rule)
    return Completeness(
        one.label, (known.count, *["not shown"] * (len(one.counts) - 1)), known.rate, known.low, known.high
    )


def _measure(measure: MeasureProfile, unit: str, rule: SmallNumberRule) -> MeasureProfile:
    left_out, _ = _row([one.count for one in measure.left_out], rule)
    return replace(
        measure,
        overall=_alone(measure.overall, rule),
        left_out=tuple(GroupCount(one.group, count) for one, count in zip(measure.left_out, left_out, strict=True)),
        by=tuple(_field_rates(one, measure.key, unit, rule) for one in measure.by if len(one.groups) <= MOST_GROUPS),
        by_month=_by(measure.by_month, rule),
        by_team=_by(measure.by_team, rule),
    )


def _by(rates: tuple[tuple[str, Rate], ...], rule: SmallNumberRule) -> tuple[tuple[str, Rate], ...]:
    released = _rates([rate for _, rate in rates], rule)
    return tuple((label, rate) for (label, _), rate in zip(rates, released, strict=True))


def _alone(rate: Rate, rule: SmallNumberRule) -> Rate:
    """A rate that stands by itself: nothing but its total where those with the event, or those without, are few."""
    if not rate.total:
        return Rate(rate.count, rate.total, None, None, None)
    count, total, without = (shown(one, rule) for one in (rate.count, rate.total, rate.total - rate.count))
    if any(isinstance(one, str) for one in (count, total, without)):
        return Rate(count if isinstance(count, str) else "not shown" if count else 0, total, None, None, None)
    return Rate(count, total, min(1.0, count / total), _whole(rate.low), _whole(rate.high))


def _rates(rates: list[Rate], rule: SmallNumberRule) -> list[Rate]:
    """Rates of groups that make up a whole: those with the event and those without, released as one table."""
    if not rates:
        return []
    table = release_table([[rate.count, rate.total - rate.count] for rate in rates], rule)
    released = []
    for rate, cells, total in zip(rates, table.cells, table.row_totals, strict=True):
        count, everyone = _as_count(cells[0]), _as_count(total)
        if cells[1].value is None and isinstance(count, int):
            # Those without the event are hidden: the count beside the total would give them away.
            count = "not shown" if count else count
        if not isinstance(count, int) or not isinstance(everyone, int) or not everyone:
            released.append(Rate(count, everyone, None, None, None))
        else:
            released.append(Rate(count, everyone, min(1.0, count / everyone), _whole(rate.low), _whole(rate.high)))
    return released


def _field_rates(rates: FieldRates, measure: str, unit: str, rule: SmallNumberRule) -> FieldRates:
    unknown = [rates.unknown] if rates.unknown else []
    released = _rates([one.rate for one in rates.groups] + unknown, rule)
    groups = tuple(
        _group(one, rate, rates.field, measure, unit, rule)
        for one, rate in zip(rates.groups, released[: len(rates.groups)], strict=True)
    )
    return replace(rates, groups=groups, unknown=released[-1] if unknown else None, p=_rounded(rates.p))


def _group(one: GroupRate, rate: Rate, field: str, measure: str, unit: str, rule: SmallNumberRule) -> GroupRate:
    rest = _alone(one.rest, rule)
    if rate.rate is None or rest.rate is None:
        return _hidden(one, rate)
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


def _whole(share: float | None) -> float | None:
    """An interval’s end to whole points: more figures would give the exact count away."""
    return None if share is None else round(share, 2)


def _rounded(p: float | None) -> float | None:
    return None if p is None else round(p, 3)
