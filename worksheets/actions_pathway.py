"""What a team does to its pathway as a whole: steps moved, many judgements at once, the reading age of a material.
Keyword-only; `by` is the person doing it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.audit import record as note_in_trail
from design.words import day
from projects.actions import note_movement
from projects.models import Project

from .actions import add_record, change_record
from .models import FocusGroup, Judgement, Material, PathwayStep
from .readability import Reading


@dataclass(frozen=True)
class Said:
    """What somebody says of one step for one group. `judgement` and `version` are what their page showed."""

    step: PathwayStep
    effect: str
    title: str
    is_assumed: str
    judgement: Judgement | None = None
    version: int = 0


@transaction.atomic
def add_steps(*, project: Project, titles: list[str], by) -> list[PathwayStep]:
    """Adds several steps at the end of the pathway, in the order they are given, without those there already."""
    present = set(PathwayStep.objects.of(project).values_list("title", flat=True))
    new = [title for title in dict.fromkeys(titles) if title not in present]
    return [add_record(project=project, kind="pathway_step", answers={"title": title}, by=by) for title in new]


@transaction.atomic
def move_step(*, step: PathwayStep, up: bool, by) -> int:
    """Moves a step one place up or down and gives its new place, from 1. At the end it stays where it is."""
    project = Project.objects.select_for_update().get(pk=step.project_id)
    steps = list(PathwayStep.objects.of(project))
    at = [one.pk for one in steps].index(step.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(steps):
        return at + 1
    steps[at], steps[to] = steps[to], steps[at]
    for place, one in enumerate(steps, 1):
        if one.position != place:
            one.position, one.version, one.updated_by = place, one.version + 1, by
            one.save()
    note_movement(project)
    note_in_trail(by=by, verb="moved pathway step", on=step, project=project)
    return to + 1


@transaction.atomic
def judge_steps(*, project: Project, group: FocusGroup, judged: list[Said], by) -> int:
    """Makes or changes the judgements of many steps for one group; gives how many were said. SomebodySavedFirst is
    raised, and nothing saved, where another person changed one of them meanwhile."""
    for said in judged:
        answers = {"effect": said.effect, "title": said.title, "is_assumed": said.is_assumed}
        if said.judgement:
            change_record(record=said.judgement, answers=answers, seen_version=said.version, by=by)
        else:
            links = {"pathway_step": str(said.step.pk), "focus_group": str(group.pk)}
            add_record(project=project, kind="judgement", answers=answers | links, by=by)
    return len(judged)


@transaction.atomic
def keep_reading(*, material: Material, stage: str, method: str, reading: Reading, text: str | None, by) -> Material:
    """Keeps the figures of a text as a material's reading age before or after rewriting; its words only where `text` is
    given. Words that were kept before under that name are replaced, or taken out."""
    figures = {
        "smog": reading.smog,
        "flesch_kincaid": reading.flesch_kincaid,
        "words": reading.words,
        "sentences": reading.sentences,
        "words_per_sentence": reading.words_per_sentence,
        "long_share": reading.long_share,
        "on": day(timezone.localdate()),
    }
    material = Material.objects.select_for_update().get(pk=material.pk)
    readings = (material.details.get("readings") or {}) | {stage: figures}
    texts = _without(material.details, stage) | ({stage: text} if text else {})
    answers = {
        f"age_{stage}": reading.age(method),
        f"method_{stage}": method,
        "readings": readings,
        "kept_texts": texts,
    }
    return change_record(record=material, answers=answers, seen_version=material.version, by=by)


@transaction.atomic
def forget_text(*, material: Material, stage: str, by) -> Material:
    """Takes the kept words of a material out again, of its history too; its figures stay."""
    material = Material.objects.select_for_update().get(pk=material.pk)
    answers = {"kept_texts": _without(material.details, stage)}
    material = change_record(record=material, answers=answers, seen_version=material.version, by=by)
    for past in material.history.all():
        if stage in (past.details.get("kept_texts") or {}):
            past.details = past.details | {"kept_texts": _without(past.details, stage)}
            past.save()
    return material


def _without(details: dict, stage: str) -> dict:
    return {name: kept for name, kept in (details.get("kept_texts") or {}).items() if name != stage}
