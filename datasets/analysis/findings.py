"""The gaps worth a finding, ranked: large, sure, and about many people. One click makes one of them a finding."""

from datasets.analysis.fields import field_of
from datasets.analysis.improving import NOT_COLLECTED, suggested_action
from datasets.analysis.measures import measure_of
from datasets.analysis.profile import (
    CLEAR,
    MISSING_STATES,
    POSSIBLE,
    STATES,
    Candidate,
    FieldProfile,
    FieldRates,
    GroupRate,
    MeasureProfile,
    Rate,
    number,
)
from datasets.analysis.rates import rate_of
from datasets.analysis.wording import field_in_sentence, of_a_hundred, state_in_words

COMPLETENESS = "completeness"
# A field known for less than this share of rows is worth a finding of its own.
ENOUGH_KNOWN = 0.90
FEWEST_ROWS = 30


def candidates(
    measures: tuple[MeasureProfile, ...], fields: tuple[FieldProfile, ...], not_collected: tuple[str, ...]
) -> tuple[Candidate, ...]:
    """Every gap worth a finding: clear differences by the number of people, then poor recording, then possible ones."""
    gaps = [
        (_weight(group), _difference(measure, rates, group))
        for measure in measures
        for rates in measure.by
        for group in rates.groups
        if group.label in (CLEAR, POSSIBLE) and group.difference and _is_worse(measure, group)
    ]
    gaps.sort(key=lambda one: (-one[0], one[1].key))
    clear = [gap for _, gap in gaps if gap.label == CLEAR]
    possible = [gap for _, gap in gaps if gap.label == POSSIBLE]
    recording = [_recording(field) for field in fields if _is_poorly_recorded(field)]
    recording.sort(key=lambda one: (-(one.rate.rate or 0), one.key))
    return (*clear, *recording, *possible, *(_nothing_recorded(key) for key in not_collected))


def _is_worse(measure: MeasureProfile, group: GroupRate) -> bool:
    return (group.difference > 0) == (measure_of(measure.key).worse == "high")


def _weight(group: GroupRate) -> float:
    """Events that would be otherwise at the others' rate: large when the gap is large and the people are many."""
    return abs(group.excess or 0.0)


def _difference(measure: MeasureProfile, rates: FieldRates, group: GroupRate) -> Candidate:
    return Candidate(
        key=f"{measure.key}:{rates.field}:{group.group}",
        kind="data",
        title=group.sentence,
        field=rates.field,
        group=group.group,
        measure=measure.key,
        rate=group.rate,
        rest=group.rest,
        difference=group.difference,
        ratio=group.ratio,
        label=group.label,
    )


def _is_poorly_recorded(field: FieldProfile) -> bool:
    share, total = field.overall.share, field.overall.total
    return share is not None and share < ENOUGH_KNOWN and total >= FEWEST_ROWS and field.group in ("guide", "national")


def _recording(field: FieldProfile) -> Candidate:
    counts = dict(zip(STATES, map(number, field.overall.counts), strict=True))
    total, missing = field.overall.total, sum(counts[state] for state in MISSING_STATES)
    most = max(MISSING_STATES, key=lambda state: counts[state])
    rate = rate_of(missing, total)
    title = (
        f"{field.label} is not known in {of_a_hundred(rate.rate)} records; most of these are {state_in_words(most)}."
    )
    return Candidate(
        f"{COMPLETENESS}:{field.key}:{most}",
        "data_quality",
        title,
        field.key,
        most,
        COMPLETENESS,
        rate,
        None,
        None,
        None,
        CLEAR,
        suggested_action(field.key, most),
    )


def _nothing_recorded(key: str) -> Candidate:
    title = f"This file says nothing about {field_in_sentence(key)}: nobody can see whether people are missing out."
    nothing = Rate(None, None, None, None, None)
    return Candidate(
        f"{COMPLETENESS}:{key}:{NOT_COLLECTED}",
        "data_quality",
        title,
        key,
        field_of(key).label,
        COMPLETENESS,
        nothing,
        None,
        None,
        None,
        NOT_COLLECTED,
        suggested_action(key, NOT_COLLECTED),
    )
