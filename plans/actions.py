"""Everything that changes a plan's versions, signatures and files. Keyword-only; `by` is the person doing it."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.audit import record as note_in_trail
from projects.background import enqueue_after_commit
from projects.models import Project

from .freezing import freeze
from .gather import gather_plan
from .making import make_plan_file
from .models import WORKING, FileStatus, PlanFile, PlanVersion, Signature
from .options import PlanOptions
from .versions import AGREEING

MOST_WAITING = 5  # files asked for by one person, in all projects


@transaction.atomic
def freeze_version(*, project: Project, options: PlanOptions, note: str, by) -> PlanVersion:
    """Keeps the plan as it stands now under the next number. Nothing of it changes afterwards."""
    Project.objects.select_for_update().get(pk=project.pk)
    highest = project.plan_versions.aggregate(top=Max("number"))["top"] or 0
    version = PlanVersion.objects.create(
        project=project,
        number=highest + 1,
        document=freeze(gather_plan(project)),
        options=options.as_kept(),
        note=note,
        made_by=by,
    )
    note_in_trail(by=by, verb="froze plan version", on=version, project=project, note=str(version))
    return version


@transaction.atomic
def sign_version(*, version: PlanVersion, role: str, name: str, commitment: str, by) -> Signature:
    """Puts a name under a version. Signed twice, as by a double click, it stands once."""
    version = PlanVersion.objects.select_for_update().select_related("project").get(pk=version.pk)
    signature, is_new = Signature.objects.get_or_create(
        version=version, role=role, name=name, defaults={"commitment": commitment, "recorded_by": by}
    )
    if is_new:
        note = f"{version}, {signature.get_role_display()}"
        note_in_trail(by=by, verb="signed plan version", on=version, project=version.project, note=note)
    if version.agreed_at is None and set(version.signatures.values_list("role", flat=True)) >= AGREEING:
        version.agreed_at = timezone.now()
        version.save(update_fields=["agreed_at"])
        note_in_trail(by=by, verb="agreed plan version", on=version, project=version.project, note=str(version))
    return signature


class TooManyWaiting(ValueError):
    """One person’s files would keep the worker from everybody else’s."""


@transaction.atomic
def ask_for_file(
    *, project: Project, kind: str, options: PlanOptions, by, version: PlanVersion | None = None
) -> PlanFile:
    """Has a file made in the background. Asked for twice while it waits, as by a double click, it is made once."""
    Project.objects.select_for_update().get(pk=project.pk)
    same = {"project": project, "version": version, "kind": kind, "options": options.as_kept(), "asked_by": by}
    if waiting := PlanFile.objects.filter(**same, status__in=WORKING).first():
        return waiting
    if PlanFile.objects.filter(asked_by=by, status__in=WORKING).count() >= MOST_WAITING:
        raise TooManyWaiting(f"{MOST_WAITING} files you asked for are being made. Ask again when one of them is done.")
    made = PlanFile.objects.create(**same)
    enqueue_after_commit(make_plan_file, made)
    return made


@transaction.atomic
def try_again(*, made: PlanFile, by) -> PlanFile:
    """Another attempt at a file that could not be made."""
    made = PlanFile.objects.select_for_update().select_related("project").get(pk=made.pk)
    if made.status != FileStatus.FAILED:
        return made
    made.status, made.attempt, made.brought_back = FileStatus.WAITING, made.attempt + 1, 0
    made.problem, made.heartbeat_at, made.task_id, made.queued_at = "", None, "", timezone.now()
    made.save()
    note_in_trail(by=by, verb="asked again for plan file", on=made, project=made.project)
    enqueue_after_commit(make_plan_file, made)
    return made


@transaction.atomic
def remove_file(*, made: PlanFile, by) -> None:
    """Deletes one made file for good. The version it was made from stays."""
    note_in_trail(by=by, verb="deleted plan file", on=made, project=made.project)
    storage, name = made.file.storage, made.file.name
    made.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
