"""Loose end 13: a field is not known too often, and nobody plans to mend it."""

from collections import defaultdict
from dataclasses import dataclass

from datasets.analysis.fields import all_fields
from worksheets.loose_ends import LooseEnd
from worksheets.models import Finding

from .models import Dataset

RULE = 13
STEP = "service-data"
# Where a project carries what was read for it together with others.
READ_BEFORE = "_read_for_loose_ends"


@dataclass(frozen=True)
class Read:
    shares: dict
    seen_to: set


def unknown_rates(project):
    """Each equality field of the newest counted upload that is unknown more often than the project puts up with. One
    query, and a second only where there is such a field."""
    read = vars(project).get(READ_BEFORE)
    newest = read.shares if read else _newest_shares([project.pk]).get(project.pk, {})
    too_often = {key: share for key, share in newest.items() if 100 * share > project.unknown_threshold}
    if not too_often:
        return
    seen_to = read.seen_to if read else _fields_with_a_finding([project.pk])[project.pk]
    for key, share in too_often.items():
        label = all_fields()[key].label
        if key not in seen_to and label.casefold() not in seen_to:
            yield LooseEnd(RULE, _text(label, share, project.unknown_threshold), STEP, tool="datasets:list_datasets")


def read_for_all(projects) -> None:
    """Reads for a whole list of projects what the rule asks of each: two queries, however many there are."""
    ids = [project.pk for project in projects]
    shares, seen_to = _newest_shares(ids), _fields_with_a_finding(ids)
    for project in projects:
        setattr(project, READ_BEFORE, Read(shares.get(project.pk, {}), seen_to[project.pk]))


def _newest_shares(ids: list) -> dict:
    """By project, how often each field is unknown in its newest counted upload."""
    ready = Dataset.objects.filter(project__in=ids).ready().order_by("uploaded_at")
    return {project_id: shares or {} for project_id, shares in ready.values_list("project_id", "unknown_shares")}


def _text(label: str, share: float, threshold: int) -> str:
    return (
        f"{label} is not known in {round(100 * share)}% of records, over your limit of {threshold}%, and nothing is "
        "planned. Make it a finding, or plan an action."
    )


def _fields_with_a_finding(ids: list) -> defaultdict:
    """By project, fields that a data-quality finding is about: by key where it was made from the report, by name where
    typed."""
    standing = Finding.objects.filter(project__in=ids, removed_at__isnull=True, kind="data_quality")
    names = defaultdict(set)
    for project_id, figures_key, typed in standing.values_list("project_id", "figures_key", "details__data_field"):
        if figures_key:
            names[project_id].add(figures_key.split(":")[1])
        if typed:
            names[project_id].add(typed.strip().casefold())
    return names
