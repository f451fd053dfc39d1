"""Rows of the funnel: where on the pathway one group falls furthest behind the others."""

from datasets.analysis.fields import field_of
from datasets.analysis.pathway import NOTE, STAGES, FieldPathway, GroupPathway, Pathway, Step, steps_of
from datasets.analysis.profile import CLEAR, NONE_CLEAR, TOO_FEW, count_text
from datasets.analysis.rates import rate_of
from datasets.analysis.rows.keys import pathway_key
from datasets.analysis.rows.row import DATA, EVERYONE_ELSE, Facts, Row, part_of, points_text, rate_text
from datasets.analysis.wording import people_of, percent

_SURE = (
    "Two rates of going on compared at each step; with many groups and steps some differ by chance, which is allowed "
    "for (Benjamini and Hochberg at 5%)."
)


def pathway_rows(pathway: Pathway, by: FieldPathway, released: bool) -> tuple[Row, ...]:
    """One row for each group, about the step at which it falls furthest behind."""
    steps = steps_of(by.groups, pathway.stages)
    return tuple(_row(pathway, by, one, _furthest(steps, one.group), released) for one in by.groups)


def _furthest(steps: tuple[Step, ...], group: str) -> Step | None:
    own = [step for step in steps if step.group == group]
    return min(own, key=lambda step: (step.gap, step.after), default=None)


def _row(pathway: Pathway, by: FieldPathway, one: GroupPathway, step: Step | None, released: bool) -> Row:
    who = people_of(by.field, one.group)
    behind = step is not None and step.gap < 0
    return Row(
        key=pathway_key(by.field, one.group),
        kind=DATA,
        title=f"{who[:1].upper()}{who[1:]} fall away early. {step.in_words(by.field)}"
        if behind and step.is_clear
        else "",
        words=f"Where {who} fall away on the pathway, compared with others",
        counted="How far people come on the pathway",
        who=who,
        comparator=EVERYONE_ELSE,
        label=TOO_FEW if step is None else CLEAR if step.is_clear and behind else NONE_CLEAR,
        facts=_facts(pathway, one, step),
        trace=(
            ("What was counted", NOTE),
            ("Left out", f"people whose {field_of(by.field).label.lower()} is not known"),
            ("Compared with", "everyone else whose group is known, at the same step"),
            ("How sure", _SURE),
        ),
        where=f"?field={by.field}#pathway-groups",
        measure="pathway",
        field=by.field,
        group=one.group,
        numbers={} if released else _numbers(pathway, one, step),
        weight=abs(step.gap) * step.own[1] if behind else 0.0,
        large=part_of(abs(step.gap) * step.own[1], step.own[0], "low") if behind else 0.0,
        worse=behind and step.is_clear,
        more=f"About {round(abs(step.gap) * step.own[1]):,} more would have gone on at the others’ rate."
        if behind and step.is_clear
        else "",
    )


def _facts(pathway: Pathway, one: GroupPathway, step: Step | None) -> Facts:
    reached = tuple(
        (STAGES[stage], count_text(rate.count) if stage == pathway.stages[0] else rate_text(rate))
        for stage, rate in zip(pathway.stages, one.reached, strict=True)
    )
    if step is None:
        return reached
    own, rest = rate_of(*step.own), rate_of(*step.rest)
    return (
        *reached,
        ("Widest gap", f"between “{STAGES[step.before].lower()}” and “{STAGES[step.after].lower()}”"),
        ("Went on", f"{percent(own.rate)}; of others {percent(rest.rate)}"),
        ("Difference", points_text(step.gap)),
    )


def _numbers(pathway: Pathway, one: GroupPathway, step: Step | None) -> dict:
    found = {"reached": dict(zip(pathway.stages, (rate.count for rate in one.reached), strict=True))}
    if step:
        found |= {"before": step.before, "after": step.after, "own": list(step.own), "rest": list(step.rest)}
    return found
