"""The funnel as it may leave the project: each stage’s counts over the groups released as one table."""

from dataclasses import replace

from datasets.analysis.pathway import FieldPathway, GroupPathway, Pathway, furthest_behind
from datasets.analysis.released_figures import release_alone, release_rates
from datasets.analysis.statistics.suppression import SmallNumberRule


def release_pathway(pathway: Pathway, rule: SmallNumberRule) -> Pathway:
    """The funnel under the small-number rule, its sentences made anew from what may be shown."""
    return replace(
        pathway,
        overall=tuple(release_alone(one, rule) for one in pathway.overall),
        by=tuple(_field(one, pathway.stages, rule) for one in pathway.by),
    )


def _field(field: FieldPathway, stages: tuple[str, ...], rule: SmallNumberRule) -> FieldPathway:
    by_stage = [release_rates([one.reached[place] for one in field.groups], rule) for place in range(len(stages))]
    groups = tuple(GroupPathway(one.group, tuple(rates[i] for rates in by_stage)) for i, one in enumerate(field.groups))
    whole = tuple(one for one in groups if all(rate.rate is not None for rate in one.reached))
    return replace(field, groups=groups, sentence=furthest_behind(field.field, whole, stages))
