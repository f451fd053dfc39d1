"""How complete each field is: known, and each way of not knowing kept apart, over all rows, by month and by team."""

import numpy as np

from datasets.analysis.counts import Cell, FieldCounts, LabelledCells, ServiceCounts
from datasets.analysis.fields import all_fields, expected_fields, field_of
from datasets.analysis.grouporder import in_order
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.values import INVALID
from datasets.analysis.meaning import gathered, meaning_of
from datasets.analysis.profile import MISSING_STATES, STATES, Completeness, FieldProfile, GroupCount, GroupShare
from datasets.analysis.statistics.bounds import share_bounds
from datasets.analysis.statistics.proportions import wilson


def field_profiles(counts: ServiceCounts, mapping: Mapping) -> tuple[FieldProfile, ...]:
    """The gap report: one profile for each field of the file whose groups are compared, in the order of the fields."""
    found = {one.field: one for one in counts.fields}
    return tuple(field_profile(counts, found[key], mapping) for key in all_fields() if key in found)


def field_profile(counts: ServiceCounts, field: FieldCounts, mapping: Mapping) -> FieldProfile:
    """One field's completeness and groups. Shares are of rows; the interval is Wilson's."""
    choices = mapping.values.get(field.heading, {})
    standard = field_of(field.field)
    whole = gathered(field.labels, field.cells, choices)
    show_people = counts.people is not None
    groups = tuple(
        GroupCount(group, int(whole[group][0]), int(whole[group][1]) if show_people else None)
        for group in in_order(field.field, [one for one in whole if one not in MISSING_STATES])
    )
    overall = completeness("", field, choices)
    return FieldProfile(
        key=field.field,
        label=standard.label,
        group=standard.group,
        heading=field.heading,
        overall=overall,
        groups=groups,
        by_month=tuple(completeness(month, cells, choices) for month, cells in sorted(field.months.items())),
        by_team=tuple(completeness(team, cells, choices) for team, cells in sorted(field.teams.items()) if team),
        unmatched=_unmatched(field.labels, field.cells, choices),
        shares=tuple(group_share(one, overall) for one in groups),
    )


def group_share(one: GroupCount, whole: Completeness) -> GroupShare:
    """A group's share of the known, with the worst case either way; nothing where a count it needs is hidden."""
    if not all(isinstance(count, int) for count in (one.count, *whole.counts)) or not whole.total:
        return GroupShare(one.group, None, None, None)
    known = max(whole.counts[0], one.count)
    bounds = share_bounds(one.count, known, sum(whole.counts[1:]))
    return GroupShare(one.group, bounds.value, bounds.low, bounds.high)


def completeness(label: str, cells: FieldCounts | LabelledCells, choices: dict[str, str]) -> Completeness:
    """The number of rows in each state and the share known, with its interval (None for no rows)."""
    whole = gathered(cells.labels, cells.cells, choices)
    missing = {state: int(whole[state][0]) if state in whole else 0 for state in MISSING_STATES}
    total = int(sum(np.asarray(cell)[0] for cell in whole.values()))
    known = total - sum(missing.values())
    share = wilson(known, total) if total else None
    return Completeness(
        label,
        (known, *(missing[state] for state in STATES[1:])),
        share.value if share else None,
        share.low if share else None,
        share.high if share else None,
    )


def not_collected(counts: ServiceCounts) -> tuple[str, ...]:
    """The fields a service is expected to record that the file has no column for."""
    there = {one.field for one in counts.fields}
    return tuple(key for key in expected_fields() if key not in there)


def _unmatched(labels: tuple[str, ...], cells: tuple[Cell, ...], choices: dict[str, str]) -> tuple[GroupCount, ...]:
    """The written values nothing is known about, commonest first, for a person to decide."""
    found = [
        GroupCount(label, int(cell[0]))
        for label, cell in zip(labels, cells, strict=True)
        if meaning_of(label, choices) == INVALID
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.group)))
