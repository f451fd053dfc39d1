"""Rows of rates: a measure for one group beside everyone else, or for everybody."""

from datasets.analysis.measures import measure_of
from datasets.analysis.profile import FieldRates, GroupRate, MeasureProfile, Profile, count_text, number
from datasets.analysis.rows.keys import rate_key
from datasets.analysis.rows.row import (
    DATA,
    ENOUGH_TO_SAY,
    EVERYONE_ELSE,
    MANY_GROUPS,
    WILSON,
    Facts,
    Row,
    part_of,
    points_range,
    points_text,
    range_text,
    rate_numbers,
    rate_text,
)
from datasets.analysis.statistics.bounds import CANNOT_TELL
from datasets.analysis.wording import excess_in_words, overall_in_words, people_of


def rate_rows(profile: Profile, measure: MeasureProfile, rates: FieldRates) -> tuple[Row, ...]:
    """One row for each group of a field, in the order of the groups."""
    return tuple(_row(profile, measure, rates, one) for one in rates.groups)


def _row(profile: Profile, measure: MeasureProfile, rates: FieldRates, one: GroupRate) -> Row:
    who = people_of(rates.field, one.group)
    enough = one.sentence and number(one.rate.total) >= ENOUGH_TO_SAY
    return Row(
        key=rate_key(measure.key, rates.field, one.group),
        kind=DATA,
        title=one.sentence if enough else "",
        words=f"{measure.label} among {who} compared with others",
        counted=measure.label,
        who=who,
        comparator=EVERYONE_ELSE,
        label=one.label,
        facts=_facts(measure, one),
        trace=(*counted_trace(measure), ("Compared with", f"everyone else whose {rates.label.lower()} is known"))
        + (("How sure", f"{WILSON} Difference: Newcombe. {MANY_GROUPS}"),),
        where=f"?measure={measure.key}&field={rates.field}#rates",
        measure=measure.key,
        field=rates.field,
        group=one.group,
        numbers={} if profile.released else _numbers(one),
        weight=abs(one.excess or 0.0),
        large=part_of(abs(one.excess or 0.0), number(one.rate.count), measure_of(measure.key).worse),
        worse=_is_worse(measure, one),
        doubtful=one.unknowns is not None and one.unknowns.says == CANNOT_TELL,
        more=excess_in_words(measure.key, one.excess or 0.0) if _is_worse(measure, one) else "",
    )


def _is_worse(measure: MeasureProfile, one: GroupRate) -> bool:
    return bool(one.difference) and (one.difference > 0) == (measure_of(measure.key).worse == "high")


def _facts(measure: MeasureProfile, one: GroupRate) -> Facts:
    facts = [("Rate", rate_text(one.rate)), ("Likely range", range_text(one.rate.low, one.rate.high))]
    if one.difference is not None:
        facts += [
            ("Everyone else", rate_text(one.rest)),
            ("Difference", points_text(one.difference)),
            ("Likely range of the difference", points_range(one.difference_low, one.difference_high)),
        ]
        if one.ratio is not None:
            facts.append(("Ratio", f"{one.ratio:.2f}"))
    return (*facts, ("What we can say", one.label))


def _numbers(one: GroupRate) -> dict:
    figures = {"difference": one.difference, "ratio": one.ratio, "label": one.label}
    return rate_numbers(one.rate) | {"rest": rate_numbers(one.rest)} | figures


def counted_trace(measure: MeasureProfile) -> Facts:
    """What is in the figure and what is left out."""
    trace = [("What was counted", measure.definition)]
    if measure.left_out:
        said = "; ".join(f"{one.group.lower()} ({count_text(one.count)})" for one in measure.left_out)
        trace.append(("Left out", said))
    return tuple(trace)


def overall_row(profile: Profile, measure: MeasureProfile) -> Row:
    """The measure for everybody in the file."""
    rate = measure.overall
    enough = rate.rate is not None and number(rate.total) >= ENOUGH_TO_SAY
    return Row(
        key=rate_key(measure.key),
        kind=DATA,
        title=overall_in_words(measure_of(measure.key), profile.unit, rate.rate) if enough else "",
        words=f"{measure.label}, for everyone",
        counted=measure.label,
        who="Everyone in the file",
        comparator="",
        label="",
        facts=(("Rate", rate_text(rate)), ("Likely range", range_text(rate.low, rate.high))),
        trace=(*counted_trace(measure), ("How sure", WILSON)),
        where=f"?measure={measure.key}#rates",
        measure=measure.key,
        numbers={} if profile.released else rate_numbers(rate),
    )
