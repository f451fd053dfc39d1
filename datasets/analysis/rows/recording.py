"""Rows about how fields are recorded: known too seldom, not collected at all, or recorded in a way to mend."""

from datasets.analysis.fields import field_of
from datasets.analysis.improving import NOT_COLLECTED, suggestion, suggestion_for_problem
from datasets.analysis.profile import (
    CLEAR,
    MISSING_STATES,
    NO_DETAILS,
    FieldProfile,
    Profile,
    count_text,
    number,
)
from datasets.analysis.rows.keys import COMPLETENESS, completeness_key, quality_key
from datasets.analysis.rows.row import DATA_QUALITY, Row, range_text
from datasets.analysis.table import Problem
from datasets.analysis.wording import field_in_sentence, of_a_hundred, percent, state_in_words

# A field known for less than this share of rows is worth a finding of its own.
ENOUGH_KNOWN = 0.90
FEWEST_ROWS = 30
EVERYONE = "Everyone in the file"
_RECORDING = "Known: the person’s own answer is recorded. Not stated, declined, unknown, blank and not valid are not."
# What a fault is called where its figures may not be said.
_FAULTS = {
    "default_code": "one answer stands for nearly everybody, as if it were filled in by default",
    "other_too_large": "“other” is chosen too often",
    "differing_answers": "some people have different answers on different rows",
    "mixed_deprivation_scales": "fifths and tenths are mixed",
    "values_not_matched": "some values are not known to us",
    "repeated_rows": "Some rows are exact copies of others",
    "impossible_dates": "Some dates cannot be right",
    "gap_in_period": "Hardly any rows in some months",
}


def recording_rows(profile: Profile) -> tuple[Row, ...]:
    """One row for each equality field of the gap report: those not collected first, as the chart has them."""
    fields = [one for one in profile.fields if one.group in ("guide", "national")]
    return (*(_absent(key) for key in profile.not_collected), *(_field(profile, one) for one in fields))


def _field(profile: Profile, field: FieldProfile) -> Row:
    overall = field.overall
    known, total = field.count("known"), overall.total
    most = field.mostly
    states = zip(MISSING_STATES, overall.counts[1:], strict=True)
    poor = overall.share is not None and overall.share < ENOUGH_KNOWN and total >= FEWEST_ROWS
    return Row(
        key=completeness_key(field.key, most),
        kind=DATA_QUALITY,
        title=_title(field, most) if overall.share is not None else "",
        words=f"{field.label} is often not recorded",
        counted=f"How often {field_in_sentence(field.key)} is known",
        who=EVERYONE,
        comparator="",
        label=CLEAR if poor else "",
        facts=(
            ("Known", count_text(known)),
            ("Out of", count_text(total)),
            ("Share known", percent(overall.share)),
            ("Likely range", range_text(overall.low, overall.high)),
            *((state_in_words(state).capitalize(), count_text(count)) for state, count in states if count),
        ),
        trace=(("What was counted", _RECORDING), ("How sure", "95% Wilson interval.")),
        where="#recorded",
        measure=COMPLETENESS,
        field=field.key,
        group=most,
        numbers={} if profile.released else {"known": known, "total": total},
        weight=float(sum(map(number, overall.counts[1:]))),
        large=1 - overall.share if overall.share is not None else 0.0,
        worse=poor,
        improvement=suggestion(field.key, most),
    )


def _title(field: FieldProfile, most: str) -> str:
    missing = 1 - field.overall.share
    if missing <= 0:
        return f"{field.label} is known in every record."
    return f"{field.label} is not known in {of_a_hundred(missing)} records; most of these are {state_in_words(most)}."


def _absent(key: str) -> Row:
    name = field_in_sentence(key)
    title = f"This file says nothing about {name}: nobody can see whether people are missing out."
    return Row(
        key=completeness_key(key, NOT_COLLECTED),
        kind=DATA_QUALITY,
        title=title,
        words=title,
        counted=f"How often {name} is known",
        who=EVERYONE,
        comparator="",
        label=NOT_COLLECTED,
        facts=(),
        trace=(("What was counted", f"No column of the file was matched to {name}."),),
        where="#recorded",
        measure=COMPLETENESS,
        field=key,
        group=field_of(key).label,
        worse=True,
        improvement=suggestion(key, NOT_COLLECTED),
    )


def quality_rows(profile: Profile) -> tuple[Row | None, ...]:
    """One entry for each problem of the profile: a row where it is about how the data is recorded, else None."""
    by_heading = {one.heading: one for one in profile.fields}
    return tuple(_problem(problem, by_heading.get(problem.column)) for problem in profile.problems)


def _problem(problem: Problem, field: FieldProfile | None) -> Row | None:
    if problem.code not in _FAULTS:
        return None
    fault = _FAULTS[problem.code]
    key = field.key if field else ""
    return Row(
        key=quality_key(problem.code, key),
        kind=DATA_QUALITY,
        title=problem.message if problem.message != NO_DETAILS else "",
        words=f"{field.label}: {fault}" if field else fault,
        counted=f"How {field_in_sentence(key)} is recorded" if field else "How the file is recorded",
        who=EVERYONE,
        comparator="",
        label=CLEAR,
        facts=(),
        trace=(("What was counted", "Every row of the file that was used."),),
        where="#care",
        measure=problem.code,
        field=key,
        worse=True,
        improvement=suggestion_for_problem(problem.code, key) if field else None,
    )
