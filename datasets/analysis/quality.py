"""What looks wrong with a file’s records: values filled in by default, schemes that do not fit, impossible dates."""

import re

from datasets.analysis.counts import FieldCounts, ServiceCounts
from datasets.analysis.fields import field_of
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.values import match_values
from datasets.analysis.profile import MISSING_STATES, FieldProfile
from datasets.analysis.table import Problem
from datasets.analysis.wording import and_list, month_in_words, percent

ENOUGH_ROWS = 50
# One answer for nearly everybody: in a field with several answers, and in a yes-or-no field.
DEFAULT_SHARE = 0.97
OTHER_SHARE = 0.10
LOW_COMPLETENESS = 0.80
FEW_PEOPLE = 20
SMALL_GROUP = 8
QUIET_MONTH = 0.10
# A value is only named in a message when it cannot be a number or a name that identifies somebody.
_NAMEABLE = re.compile(r"[^\d@]{1,24}$|[^@]{1,10}$")
_MOST_NAMED = 6
_MISSING_WORDS = {
    "not_stated": "not stated",
    "declined": "declined to say",
    "unknown": "recorded as not known",
    "blank": "missing (blank)",
    "invalid": "not a value we know",
}


def problems_of(counts: ServiceCounts, mapping: Mapping, fields: tuple[FieldProfile, ...]) -> tuple[Problem, ...]:
    """Everything a person should look at before they trust the figures; in the order of the fields."""
    found = []
    for profile in fields:
        raw = counts.of(profile.key)
        found += [_unmatched(profile), _mixed_scales(raw)]
        found += [_low_completeness(profile), _default_code(profile), _other_too_large(profile), _differing(raw)]
    found += [_repeated(counts), *_impossible_dates(counts), _gaps(counts), _few_people(counts, fields)]
    return tuple(problem for problem in found if problem)


def _unmatched(profile: FieldProfile) -> Problem | None:
    unknown = profile.unmatched
    if not unknown:
        return None
    rows = sum(one.count for one in unknown)
    named = [f"“{one.group}”" for one in unknown if _NAMEABLE.match(one.group)][:_MOST_NAMED]
    listed = f": {and_list(named)}" if named else ""
    values, are = ("1 value", "is") if len(unknown) == 1 else (f"{len(unknown)} different values", "are")
    message = (
        f"{profile.label}: {values}, in {rows:,} {_rows(rows)}, {are} not known to us{listed}. "
        "Say what each stands for; until then they count as not valid."
    )
    return Problem("values_not_matched", "warning", message, column=profile.heading)


def _mixed_scales(raw: FieldCounts) -> Problem | None:
    if raw.field != "deprivation":
        return None
    written = [label for label in raw.labels if label.strip()]
    if not match_values(field_of("deprivation"), raw.heading, written).mixed_scales:
        return None
    message = (
        "Deprivation is written in more than one way: some values are fifths (quintiles) and some tenths (deciles). "
        "A bare number could be either, so it is not used until you say which it is."
    )
    return Problem("mixed_deprivation_scales", "warning", message, column=raw.heading)


def _low_completeness(profile: FieldProfile) -> Problem | None:
    overall = profile.overall
    if overall.share is None or overall.share >= LOW_COMPLETENESS or field_of(profile.key).group in ("team", "place"):
        return None
    missing = zip(MISSING_STATES, overall.counts[1:], strict=True)
    parts = [f"{_MISSING_WORDS[state]} {count:,}" for state, count in missing if count]
    message = f"{profile.label} is known for {percent(overall.share)} of rows: {and_list(parts)}."
    return Problem("low_completeness", "warning", message, column=profile.heading)


def _default_code(profile: FieldProfile) -> Problem | None:
    known = profile.overall.counts[0]
    field = field_of(profile.key)
    if known < ENOUGH_ROWS or not profile.groups or field.kind not in ("category", "deprivation", "language"):
        return None
    top = max(profile.groups, key=lambda one: (one.count, one.group))
    limit = DEFAULT_SHARE if len(field.scheme.categories if field.scheme else "....") > 3 else 1.0
    if top.count / known < limit:
        return None
    message = (
        f"{profile.label}: {percent(top.count / known)} of the known answers are “{top.group}”. "
        "Check whether a system or a form fills this in by default."
    )
    return Problem("default_code", "warning", message, column=profile.heading)


def _other_too_large(profile: FieldProfile) -> Problem | None:
    known = profile.overall.counts[0]
    if known < ENOUGH_ROWS or field_of(profile.key).kind != "category":
        return None
    other = sum(one.count for one in profile.groups if one.group.lower().startswith(("other", "any other")))
    if other / known <= OTHER_SHARE:
        return None
    message = (
        f"{profile.label}: “Other” is {percent(other / known)} of the known answers. "
        "People may not find themselves in the list they are offered, or staff may choose it to move on."
    )
    return Problem("other_too_large", "warning", message, column=profile.heading)


def _differing(raw: FieldCounts) -> Problem | None:
    if not raw.differing_people or raw.field in ("age", "team", "neighbourhood", "district", "lsoa", "pregnancy"):
        return None
    people = "1 person has" if raw.differing_people == 1 else f"{raw.differing_people:,} people have"
    label = field_of(raw.field).label
    message = f"{label}: {people} different answers on different rows. Each is counted by their latest record."
    return Problem("differing_answers", "warning", message, column=raw.heading)


def _repeated(counts: ServiceCounts) -> Problem | None:
    if not counts.repeated_rows:
        return None
    rows = "1 row is" if counts.repeated_rows == 1 else f"{counts.repeated_rows:,} rows are"
    message = (
        f"{rows} an exact duplicate of another. They are counted; remove them and upload again if they are mistakes."
    )
    return Problem("repeated_rows", "warning", message)


def _impossible_dates(counts: ServiceCounts) -> list[Problem]:
    found = []
    for place, rows in sorted(counts.impossible_dates.items()):
        message = (
            f"Dates that cannot be right: {place}, in {rows:,} {_rows(rows)}. They are left out of periods and waits."
        )
        found.append(Problem("impossible_dates", "warning", message, column=None if " before " in place else place))
    return found


def _gaps(counts: ServiceCounts) -> Problem | None:
    if counts.first_day is None or len(counts.months.labels) < 3:
        return None
    rows = {label: cell[0] for label, cell in zip(counts.months.labels, counts.months.cells, strict=True)}
    typical = sorted(rows.values())[len(rows) // 2]
    between = _months_between(min(rows), max(rows))[1:-1]
    quiet = [month for month in between if rows.get(month, 0) < QUIET_MONTH * typical]
    if not quiet or typical < ENOUGH_ROWS:
        return None
    named = and_list([month_in_words(month) for month in quiet[:_MOST_NAMED]])
    message = f"Hardly any rows in {named}. Check that the export covers the whole period."
    return Problem("gap_in_period", "warning", message)


def _few_people(counts: ServiceCounts, fields: tuple[FieldProfile, ...]) -> Problem | None:
    hidden = "Small numbers will be suppressed in anything that leaves the project."
    people = counts.people or counts.rows
    if people < FEW_PEOPLE:
        few = "a few" if people < SMALL_GROUP else f"{people}"
        message = f"Only {few} people or rows are in this file: too few to compare groups. {hidden}"
        return Problem("few_people", "warning", message)
    small = [one.label for one in fields if any(0 < group.count < SMALL_GROUP for group in one.groups)]
    if counts.unit != "counted" or not small:
        return None
    message = f"Some groups hold very few people ({and_list(small)}). {hidden}"
    return Problem("small_groups", "warning", message)


def _months_between(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    months = [first]
    while months[-1] < last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        months.append(f"{year:04d}-{month:02d}")
    return months


def _rows(number: int) -> str:
    return "row" if number == 1 else "rows"
