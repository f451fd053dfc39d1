"""Choosing a project's small-number rule, and saying again what was frozen under another one."""

from dataclasses import dataclass

from django.db import transaction

from accounts.audit import record as note_in_trail
from datasets.analysis.statistics.suppression import SmallNumberRule
from projects.actions import note_movement
from projects.models import Project
from worksheets.models import Finding, Indicator

from .attempts import shares_unknown
from .frozen import freeze, title_of
from .handing_on import baseline_value
from .models import Dataset
from .profiles import profile_of_dataset
from .report import Report
from .report_rows import row_of
from .small_numbers import rule_of

SAID_AGAIN = ("released", "source", "rule", "title")


class Looser(ValueError):
    """Only a lead may go back to a rule that hides less."""


@dataclass(frozen=True)
class Chosen:
    hidden_below: int
    rounded_to: int

    def is_looser_than(self, project: Project) -> bool:
        return self.hidden_below < project.hidden_below or self.rounded_to < project.rounded_to


@transaction.atomic
def set_rule(*, project: Project, chosen: Chosen, may_loosen: bool, by) -> bool:
    """Sets the project's rule, and says again everything that was frozen under another. False where it stood so.

    Raises ValueError for a rule looser than the usual one, Looser where somebody who may not would hide less."""
    rule = SmallNumberRule(chosen.hidden_below, chosen.rounded_to)
    project = Project.objects.select_for_update().get(pk=project.pk)
    if (project.hidden_below, project.rounded_to) == (rule.threshold, rule.nearest):
        return False
    if chosen.is_looser_than(project) and not may_loosen:
        raise Looser
    project.hidden_below, project.rounded_to = rule.threshold, rule.nearest
    project.save(update_fields=["hidden_below", "rounded_to"])
    note = f"under {rule.threshold} hidden, rounded to {rule.nearest}"
    note_in_trail(by=by, verb="set small-number rule", on=project, project=project, note=note)
    note_movement(project)
    _say_again(project)
    return True


def _say_again(project: Project) -> None:
    """Everything of the project that rests on released figures, by the rule as it is now."""
    reports = Reports(project)
    for dataset in reports.datasets.values():
        dataset.unknown_released = shares_unknown(profile_of_dataset(dataset, released=True))
        dataset.save(update_fields=["unknown_released"])
    for finding in Finding.objects.filter(project=project).exclude(figures=None):
        now = _again(finding.figures, reports)
        _put(finding, "figures", now, "title", now["title"])
    for indicator in Indicator.objects.filter(project=project).exclude(baseline=None):
        now = _again(indicator.baseline, reports)
        now["title"] = baseline_value(now)
        _put(indicator, "baseline", now, "baseline_value", now["title"])


def _put(record, column: str, now: dict, words_column: str, words: str) -> None:
    """Keeps figures said again, and the words made from them where the team has not changed those. Earlier versions say
    no more than the present one does."""
    model, before = type(record), getattr(record, column).get("title")
    model.objects.filter(pk=record.pk).update(**{column: now})
    model.objects.filter(pk=record.pk, **{words_column: before}).update(**{words_column: words})
    for past in model.history.filter(id=record.pk).exclude(**{column: None}):
        figures = getattr(past, column) | {name: now[name] for name in SAID_AGAIN if name in now}
        model.history.filter(history_id=past.history_id).update(**{column: figures})
    model.history.filter(id=record.pk, **{words_column: before}).update(**{words_column: words})


class Reports:
    """The reports of a project's counted uploads, each made when it is first asked for."""

    def __init__(self, project: Project):
        self.project = project
        ready = Dataset.objects.of(project).ready().select_related("project__organisation")
        self.datasets = {str(one.pk): one for one in ready}
        for one in self.datasets.values():
            one.project = project
        self.made: dict[tuple[str, bool], Report] = {}

    def of(self, pk: str, released: bool) -> Report | None:
        if pk not in self.datasets:
            return None
        if (pk, released) not in self.made:
            self.made[pk, released] = Report(self.datasets[pk], released=released)
        return self.made[pk, released]


def _again(figures: dict, reports: Reports) -> dict:
    """The figures with their released side by the present rule. Where their data is gone, or they were made before rows
    had keys, only the words are left, unless they were made under a rule at least as strict."""
    exact, released = (reports.of(figures.get("dataset", ""), flag) for flag in (False, True))
    key = figures.get("key", "")
    row = row_of(exact, key) if exact and key else None
    if row is not None:
        hidden = row_of(released, key)
        again = freeze(key, row, hidden, exact, released)
        again["title"] = title_of(hidden, row.words)
        return figures | {name: again[name] for name in SAID_AGAIN}
    rule = rule_of(reports.project)
    made_under = figures.get("rule", [0, 0])
    if made_under[0] >= rule.threshold and made_under[1] >= rule.nearest:
        return figures | {"title": figures.get("title", "")}
    words = figures.get("words") or "The figures may not be shown under the project’s present rule for small numbers."
    said = {"sentence": words, "facts": [], "trace": []}
    return figures | {"released": said, "source": "", "rule": [rule.threshold, rule.nearest], "title": words[:300]}
