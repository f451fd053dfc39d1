"""Loose end 13: a field is not known too often, and nobody plans to mend it."""

from datasets.analysis.fields import all_fields
from worksheets.loose_ends import LooseEnd
from worksheets.models import Finding

from .models import Dataset

RULE = 13
STEP = "service-data"


def unknown_rates(project):
    """Each equality field of the newest counted upload that is unknown more often than the project puts up with. One
    query, and a second only where there is such a field."""
    newest = Dataset.objects.of(project).ready().values_list("unknown_shares", flat=True).first() or {}
    too_often = {key: share for key, share in newest.items() if 100 * share > project.unknown_threshold}
    if not too_often:
        return
    seen_to = _fields_with_a_finding(project)
    for key, share in too_often.items():
        label = all_fields()[key].label
        if key not in seen_to and label.casefold() not in seen_to:
            yield LooseEnd(RULE, _text(label, share, project.unknown_threshold), STEP, tool="datasets:list_datasets")


def _text(label: str, share: float, threshold: int) -> str:
    return (
        f"{label} is not known in {round(100 * share)}% of records, over your limit of {threshold}%, and nothing is "
        "planned. Make it a finding, or plan an action."
    )


def _fields_with_a_finding(project) -> set[str]:
    """Fields that a data-quality finding is about, by key where it was made from the report, by name where typed."""
    found = Finding.objects.of(project).filter(kind="data_quality").values_list("figures_key", "details__data_field")
    names = set()
    for figures_key, typed in found:
        if figures_key:
            names.add(figures_key.split(":")[1])
        if typed:
            names.add(typed.strip().casefold())
    return names
