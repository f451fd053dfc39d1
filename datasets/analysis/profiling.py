"""From kept counts to a profile, in milliseconds and without the file: gap report, rates, problems, candidates."""

from datasets.analysis.averages import amount_profiles
from datasets.analysis.completeness import field_profiles, not_collected
from datasets.analysis.counts import FieldCounts, LabelledCells, ServiceCounts
from datasets.analysis.fields import broad_of, field_of, rated_fields
from datasets.analysis.findings import candidates
from datasets.analysis.mapping import Mapping
from datasets.analysis.meaning import Halves, halves_of, meaning_of, outcome_choices
from datasets.analysis.measures import MEASURES, Measure
from datasets.analysis.pathway import pathway_of
from datasets.analysis.profile import (
    CLEAR,
    TOO_FEW,
    ColumnProfile,
    DeprivationSlope,
    FieldRates,
    GroupCount,
    GroupRate,
    MeasureProfile,
    Profile,
    Rate,
    Rows,
)
from datasets.analysis.quality import problems_of
from datasets.analysis.rates import (
    Compared,
    GroupFigures,
    compare_groups,
    overall_design_effect,
    rate_of,
    unknowns_of,
)
from datasets.analysis.slopes import deprivation_slope
from datasets.analysis.table import FileFacts, Problem
from datasets.analysis.wording import and_list, field_in_sentence, people_of, two_rates


def profile_of(
    counts: ServiceCounts,
    mapping: Mapping,
    *,
    facts: FileFacts,
    rows: Rows,
    columns: tuple[ColumnProfile, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Profile:
    """The whole profile of a file from what is kept of it. A changed mapping of values gives a new profile at once.

    problems are those found in reading; what is wrong with the records is added after them.
    """
    fields = field_profiles(counts, mapping)
    absent = not_collected(counts)
    measures = tuple(filter(None, (measure_profile(counts, mapping, measure) for measure in MEASURES)))
    return Profile(
        file=facts,
        unit=counts.unit,
        rows=rows,
        problems=(*problems, *problems_of(counts, mapping, fields)),
        columns=columns,
        fields=fields,
        not_collected=absent,
        measures=measures,
        candidates=candidates(measures, fields, absent),
        first_day=counts.first_day,
        last_day=counts.last_day,
        amounts=amount_profiles(counts, mapping),
        pathway=pathway_of(counts, mapping),
    )


def measure_profile(counts: ServiceCounts, mapping: Mapping, measure: Measure) -> MeasureProfile | None:
    """One measure overall, by month, by team and by every field; None where the file has nothing for it."""
    halves = halves_of(counts, mapping, measure)
    if halves is None:
        return None
    effect = overall_design_effect(counts, halves, measure)
    found = {one.field: one for one in counts.fields}
    by = [
        rates
        for key in rated_fields()
        if key in found
        for rates in _own_and_broad(counts, found[key], mapping, measure)
    ]
    return MeasureProfile(
        key=measure.key,
        label=measure.label,
        definition=" ".join(filter(None, (measure.definition, measure.left_out))),
        overall=rate_of(*halves.of(counts.total), effect),
        left_out=_left_out(counts, mapping, measure),
        by=tuple(by),
        by_month=_by(counts.months, halves),
        by_team=_by(counts.teams, halves),
        design_effect=effect if measure.outcome in counts.clusters else None,
        slope=_slope(counts, found.get("deprivation"), mapping, measure),
    )


def _slope(
    counts: ServiceCounts, field: FieldCounts | None, mapping: Mapping, measure: Measure
) -> DeprivationSlope | None:
    compared = compare_groups(counts, field, mapping, measure) if field else None
    return deprivation_slope(compared.figures, measure, counts.unit) if compared else None


def _own_and_broad(
    counts: ServiceCounts, field: FieldCounts, mapping: Mapping, measure: Measure
) -> tuple[FieldRates, ...]:
    """The rates by a field's own groups and, where it has broad ones that differ from them, by those."""
    own = field_rates(counts, field, mapping, measure)
    if own is None or broad_of(field.field) is None:
        return (own,) if own else ()
    broad = field_rates(counts, field, mapping, measure, broad=True)
    return (own, broad) if 1 < len(broad.groups) < len(own.groups) else (own,)


def field_rates(
    counts: ServiceCounts, field: FieldCounts, mapping: Mapping, measure: Measure, broad: bool = False
) -> FieldRates | None:
    """A measure by the groups of one field (or its broad groups), with sentences; None where no group has it."""
    compared = compare_groups(counts, field, mapping, measure, broad)
    if compared is None:
        return None
    shown_as = broad_of(field.field) if broad else field_of(field.field)
    parts = zip(compared.figures, compared.p_values, compared.adjusted, compared.labels, strict=True)
    groups = tuple(_group(shown_as.key, counts.unit, measure, compared.unknown, *part) for part in parts)
    return FieldRates(
        field=shown_as.key,
        label=shown_as.label,
        groups=groups,
        unknown=compared.unknown,
        p=compared.p,
        sentence=_sentence(shown_as.key, measure, compared),
    )


def _group(
    field: str,
    unit: str,
    measure: Measure,
    unknown: Rate | None,
    one: GroupFigures,
    p: float | None,
    adjusted: float | None,
    label: str,
) -> GroupRate:
    rate, rest, difference = one.rate, one.rest, one.difference
    sentence = ""
    if rate.rate is not None and rest.rate is not None:
        sentence = two_rates(measure, unit, people_of(field, one.group), rate.rate, rest.rate)
    return GroupRate(
        group=one.group,
        rate=rate,
        rest=rest,
        difference=difference.value,
        difference_low=difference.low,
        difference_high=difference.high,
        ratio=one.ratio,
        excess=one.excess,
        people=one.people,
        p=p,
        adjusted_p=adjusted,
        label=label,
        sentence=sentence,
        unknowns=unknowns_of(one, unknown, label),
    )


def _sentence(field: str, measure: Measure, compared: Compared) -> str:
    name = field_in_sentence(field)
    clear = [(one, label) for one, label in zip(compared.figures, compared.labels, strict=True) if label == CLEAR]
    worse = [one.group for one, _ in clear if (one.difference.value > 0) == (measure.worse == "high")]
    if worse:
        also = "s" if len(worse) > 1 else ""
        return f"{measure.label}, by {name}: clearly worse than others for {len(worse)} group{also}: {and_list(worse)}."
    if all(label == TOO_FEW for label in compared.labels):
        return f"{measure.label}, by {name}: the numbers are too few to tell."
    return f"{measure.label}, by {name}: no group is clearly worse than others."


def _by(cells: LabelledCells, halves: Halves) -> tuple[tuple[str, Rate], ...]:
    pairs = zip(cells.labels, (halves.of(cell) for cell in cells.cells), strict=True)
    return tuple((label, rate_of(*pair)) for label, pair in sorted(pairs) if pair[1])


def _left_out(counts: ServiceCounts, mapping: Mapping, measure: Measure) -> tuple[GroupCount, ...]:
    """What is in neither half of the rate, by category, so that it can be said."""
    column = counts.outcome(measure.outcome)
    choices = outcome_choices(counts, mapping, measure.outcome)
    start = counts.axis.index((column.field, column.labels[0]))
    found: dict[str, int] = {}
    for place, label in enumerate(column.labels):
        meaning = meaning_of(label, choices)
        if meaning not in measure.events and meaning not in measure.others:
            found[meaning] = found.get(meaning, 0) + int(counts.total[start + place])
    return tuple(GroupCount(meaning, found[meaning]) for meaning in sorted(found) if found[meaning])
