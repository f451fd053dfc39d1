"""Rows of who is seen: a group, or a district, beside the number that would be expected."""

from datasets.analysis.fields import field_of
from datasets.analysis.observed import BY_AGE_AND_SEX, BY_CATCHMENT, BY_DISTRICT
from datasets.analysis.profile import count_text, number
from datasets.analysis.representation import Expected, Representation
from datasets.analysis.rows.keys import seen_key
from datasets.analysis.rows.row import ABSENCE, DATA, Facts, Row, range_text
from datasets.analysis.statistics.bounds import CANNOT_TELL
from datasets.analysis.wording import noun_with, people_of, percent

_HOW = {
    BY_DISTRICT: "In each district, people seen there times the group’s share of those who live there; then added up.",
    BY_CATCHMENT: "People seen times the group’s share of those who live in all the places served.",
    BY_AGE_AND_SEX: "At each age and sex, people seen times the group’s share of residents of that age and sex.",
}
_SURE = (
    "Indirect standardisation (Breslow and Day); 95% Wilson interval of the share; one test over all groups, then each "
    "group’s own (Benjamini and Hochberg at 5%)."
)
# Need differs so much by these that a gap in them says little, until somebody states how much.
NEED_DIFFERS = ("age", "sex", "gender")
# Fewer than expected by at least this many: half a person is nobody missing.
FEWEST_MISSING = 1


def seen_rows(one: Representation) -> tuple[Row, ...]:
    """One row for each group of a comparison, in the order of the groups."""
    return tuple(_row(one, each) for each in one.groups)


def _row(one: Representation, each: Expected) -> Row:
    who = noun_with(one.unit, people_of(one.field, each.group))
    missing = each.fewer is not None and each.fewer >= FEWEST_MISSING
    nobody = each.observed == 0
    return Row(
        key=seen_key(one.by, one.among, one.field, each.group),
        kind=ABSENCE if nobody else DATA,
        title=each.sentence,
        words=f"How many {who}, compared with how many are expected",
        counted=f"{one.unit.capitalize()} seen, compared with {one.counted}",
        who=who,
        comparator=one.counted[:1].upper() + one.counted[1:],
        label=each.label,
        facts=_facts(one, each),
        trace=_trace(one, each),
        where=f"?compare={one.field}&by={one.by}&among={one.among}#missing",
        measure="seen",
        field=one.field,
        group=each.group,
        numbers={} if one.released else _numbers(one, each),
        weight=max(0.0, each.fewer or 0.0),
        large=max(0.0, 1 - each.ratio) if each.ratio is not None else 0.0,
        worse=missing,
        doubtful=each.unknowns == CANNOT_TELL or (one.field in NEED_DIFFERS and not one.need_source),
        more=f"{percent(each.share)} of {'those seen' if one.unit == 'people' else one.unit}, "
        f"{percent(each.expected_share)} expected."
        if each.share is not None
        else "",
    )


def _facts(one: Representation, each: Expected) -> Facts:
    if each.expected is None:
        return (("Seen", count_text(each.observed)), ("What we can say", each.label))
    facts = [
        ("Seen", f"{count_text(each.observed)} of {count_text(one.people)} ({percent(each.share)})"),
        ("Share of residents" if one.is_residents else "Share of those compared with", percent(each.plain_share)),
    ]
    if each.need is not None:
        facts.append(("Share once need is counted", percent(each.expected_share)))
        facts.append(("Need", f"{each.need:g} times as often as others"))
    facts += [
        ("Expected", f"about {round(each.expected):,}"),
        ("Difference", f"about {abs(round(each.fewer)):,} {'fewer' if each.fewer > 0 else 'more'}"),
        ("Seen of expected", f"{percent(each.ratio)} ({range_text(each.low, each.high)})"),
    ]
    if each.unknowns:
        facts.append(("How firm", each.unknowns))
    return (*facts, ("What we can say", each.label))


def _trace(one: Representation, each: Expected) -> Facts:
    label = field_of(one.field).label.lower()
    trace = [
        ("What was counted", f"{one.unit.capitalize()} whose {label} is known, each once."),
        (
            "Left out",
            f"{count_text(one.unknown)} whose {label} is not known; {count_text(one.left_out)} who live elsewhere or "
            "in a group no figure is published for",
        ),
        ("Compared with", f"{one.counted}. {one.source}"),
        ("Expected number", _HOW[one.by]),
    ]
    if one.need_source:
        trace.append(("Need", one.need_source))
    return (*trace, ("How sure", _SURE))


def _numbers(one: Representation, each: Expected) -> dict:
    names = ("observed", "expected", "ratio", "low", "high", "fewer", "share", "expected_share", "plain_share", "need")
    found = {name: getattr(each, name) for name in names}
    return found | {"people": number(one.people), "unknown": number(one.unknown), "left_out": number(one.left_out)}
