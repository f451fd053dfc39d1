"""Everything that changes a worksheet or a thread record. Keyword-only; `by` is the person doing it."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.audit import record as note_in_trail
from guide.steps import Step
from projects.actions import note_movement
from projects.models import Project

from .clash import SomebodySavedFirst, merge
from .models import Indicator, Record, StepRecord
from .registry import model_of
from .values import put_values, values_of


@transaction.atomic
def save_step(
    *, project: Project, step: Step, answers: dict, seen_version: int, by, base: dict | None = None
) -> StepRecord:
    """Saves a step's answers. Answers others changed meanwhile are kept; where both changed the same one,
    SomebodySavedFirst is raised and nothing is saved. base: what the page showed, where that was no single version."""
    record = open_step(project=project, step=step, by=by)
    started_from = answers_at(record, seen_version) if base is None else base
    merged, clashes = merge(started_from, record.answers, answers)
    if clashes:
        raise SomebodySavedFirst(clashes, record, started_from)
    if merged == record.answers:
        return record
    _claim(StepRecord, record)
    record.answers, record.updated_by = merged, by
    record.save()
    note_movement(project)
    return record


@transaction.atomic
def fill_empty_answers(*, project: Project, step: Step, answers: dict, by) -> list[str]:
    """Saves the answers to questions nobody has answered, and leaves the others as they are. Gives the keys filled."""
    record = open_step(project=project, step=step, by=by)
    empty = {key: one for key, one in answers.items() if record.answers.get(key) in (None, "", [], {})}
    if empty:
        save_step(project=project, step=step, answers=record.answers | empty, seen_version=record.version, by=by)
    return list(empty)


def open_step(*, project: Project, step: Step, by) -> StepRecord:
    """The step's record, made empty (version 0) where nobody has written yet; locked until the transaction ends."""
    StepRecord.objects.get_or_create(project=project, step_key=step.key, defaults={"updated_by": by, "version": 0})
    # Without a join: PostgreSQL finds nothing where the row it waited for now names another person.
    return StepRecord.objects.select_for_update().get(project=project, step_key=step.key)


def answers_at(record: StepRecord, version: int) -> dict:
    """What the answers are at this version, or were at an earlier one."""
    if version == record.version:
        return record.answers
    earlier = record.history.filter(version=version).order_by("-history_date").first()
    return earlier.answers if earlier else {}


def _claim(model, record) -> None:
    """Takes the next version number; the WHERE clause lets only one of two writers have it."""
    taken = model.objects.filter(pk=record.pk, version=record.version).update(version=F("version") + 1)
    if not taken:
        raise SomebodySavedFirst((), model.objects.get(pk=record.pk))
    record.version += 1


@transaction.atomic
def finish_step(*, project: Project, step: Step, reason: str, by) -> StepRecord:
    """A named person says the step is finished; with gaps, the reason says why that is enough for now."""
    return _say(project, step, StepRecord.Said.FINISHED, reason, by, "finished step")


@transaction.atomic
def set_not_applicable(*, project: Project, step: Step, reason: str, by) -> StepRecord:
    return _say(project, step, StepRecord.Said.NOT_APPLICABLE, reason, by, "marked step not applicable")


@transaction.atomic
def reopen_step(*, project: Project, step: Step, by) -> StepRecord:
    return _say(project, step, StepRecord.Said.NOTHING, "", by, "reopened step")


def _say(project, step, said, reason, by, verb) -> StepRecord:
    record = open_step(project=project, step=step, by=by)
    _claim(StepRecord, record)
    record.said, record.reason = said, reason
    record.said_at, record.said_by = (timezone.now(), by) if said else (None, None)
    record.updated_by = by
    record.save()
    note_movement(project)
    note_in_trail(by=by, verb=verb, on=record, project=project, note=step.key)
    return record


@transaction.atomic
def save_note(*, project: Project, step: Step, note: str, by) -> StepRecord:
    """The team's private note on a step: never printed, never shared."""
    record = open_step(project=project, step=step, by=by)
    _claim(StepRecord, record)
    record.note, record.updated_by = note, by
    record.save()
    return record


@transaction.atomic
def restore_step(*, project: Project, step: Step, version: int, by) -> StepRecord:
    """Brings back the answers of an earlier version as a new one; nothing later is destroyed."""
    record = open_step(project=project, step=step, by=by)
    earlier = record.history.filter(version=version).order_by("-history_date").first()
    if earlier is None:
        raise StepRecord.DoesNotExist
    _claim(StepRecord, record)
    record.answers, record.updated_by = earlier.answers, by
    record.save()
    note_movement(project)
    note_in_trail(by=by, verb="restored earlier answers", on=record, project=project, note=step.key)
    return record


@transaction.atomic
def add_record(*, project: Project, kind: str, answers: dict, by, pk=None, **fixed) -> Record:
    """Adds one thread record. `pk` comes from the form, so that a double click adds it once. `fixed` sets columns
    no form asks for (figures, partner)."""
    model = model_of(kind)
    Project.objects.select_for_update().get(pk=project.pk)
    if pk and (present := model.objects.filter(project=project, pk=pk).first()):
        return present
    highest = model.objects.filter(project=project).aggregate(top=Max("number"))["top"] or 0
    record = model(project=project, number=highest + 1, created_by=by, updated_by=by, **fixed)
    # The id of somebody else's record tells nothing and changes nothing: the new one gets its own.
    if pk and not model.objects.filter(pk=pk).exists():
        record.pk = pk
    many = put_values(record, answers)
    record.save(force_insert=True)
    _set_links(record, many)
    note_movement(project)
    note_in_trail(by=by, verb=f"added {record.spec.name}", on=record, project=project)
    return record


@transaction.atomic
def change_record(*, record: Record, answers: dict, seen_version: int, by, base: dict | None = None) -> Record:
    """Saves a record's answers, merged with what others changed since `base` was shown. Without `base`, a version
    that no longer stands tells nothing of what the person saw, so every difference is theirs to decide."""
    model = type(record)
    record = model.objects.select_for_update().get(pk=record.pk)
    present = values_of(record)
    if base is None:
        base = present if seen_version == record.version else {}
    merged, clashes = merge(base, present, answers)
    if clashes:
        raise SomebodySavedFirst(clashes, record, base)
    if merged == present:
        return record
    _claim(model, record)
    many = put_values(record, merged)
    record.updated_by = by
    record.save()
    _set_links(record, many)
    note_movement(record.project)
    note_in_trail(by=by, verb=f"changed {record.spec.name}", on=record, project=record.project)
    return record


@transaction.atomic
def freeze_baseline(*, record: Indicator, figures: dict, value: str, period: str, by) -> Indicator:
    """Keeps the figures an indicator starts from as they are today, whatever becomes of the data."""
    record = Indicator.objects.select_for_update().get(pk=record.pk)
    _claim(Indicator, record)
    record.baseline, record.baseline_value, record.baseline_period = figures, value[:300], period[:300]
    record.updated_by = by
    record.save()
    note_movement(record.project)
    note_in_trail(by=by, verb="froze baseline", on=record, project=record.project)
    return record


def _set_links(record: Record, many: dict[str, list]) -> None:
    """Sets many-links, to records that stand in the same project only."""
    for name, ids in many.items():
        to = getattr(record, name).model
        getattr(record, name).set(to.objects.of(record.project_id).filter(pk__in=ids))


@transaction.atomic
def remove_record(*, record: Record, by) -> None:
    """Takes a record out of the thread. It is kept, and can be put back."""
    _set_removed(record, timezone.now(), by, "removed")


@transaction.atomic
def put_back_record(*, record: Record, by) -> None:
    _set_removed(record, None, by, "put back")


def _set_removed(record: Record, moment, by, verb: str) -> None:
    """Said twice, as by a double click, it happens once."""
    record = type(record).objects.select_for_update().get(pk=record.pk)
    if bool(record.removed_at) == bool(moment):
        return
    _claim(type(record), record)
    record.removed_at, record.updated_by = moment, by
    record.save()
    note_movement(record.project)
    note_in_trail(by=by, verb=f"{verb} {record.spec.name}", on=record, project=record.project)
