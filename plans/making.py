"""Makes plan files in the background: one attempt at a time, fenced by its number, brought back once when its worker
dies, and then said plainly to have failed."""

import hashlib
import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.audit import record as note_in_trail
from datasets.analysis.child import ChildLimits, run_in_child
from projects.background import bring_back_or_fail, lost_among

from .kinds import KINDS, Kind
from .models import WORKING, FileStatus, PlanFile
from .options import PlanOptions
from .papers import paper_of

log = logging.getLogger(__name__)

LIMITS = ChildLimits(cpu_seconds=120, memory_bytes=2 * 1024**3, wall_seconds=240)
TOO_LONG = "This plan is too long to lay out in one file. Choose the full plan without appendices, or take it as Word."
BROKE_OFF = "Making the file broke off because of a fault here. Nothing you wrote is lost. Try again."
STOPPED_TWICE = "Making the file stopped twice before it came to an end. Nothing you wrote is lost. Try again."


class MakingFault(Exception):
    """Something unexpected happened while a file was made. Says its kind and nothing of the plan."""


@task()
def make_plan_file(file_id: str, attempt: int) -> None:
    """Makes one file and keeps it, if this attempt is still wanted."""
    made = _claim(file_id, attempt)
    if made is None:
        return
    try:
        content, problem = _content(made)
    except Exception as fault:  # noqa: BLE001 - said to the person, and again below by its kind alone
        log.error("Making plan file %s broke off: %s", made.pk, type(fault).__name__)
        _end(made, status=FileStatus.FAILED, problem=BROKE_OFF)
        raise MakingFault(type(fault).__name__) from None
    if problem:
        _end(made, status=FileStatus.FAILED, problem=problem)
    elif content is not None:
        _keep(made, content)


def _claim(file_id: str, attempt: int) -> PlanFile | None:
    """Takes the attempt for this process. None where somebody has it already, or it is no longer wanted."""
    waiting = PlanFile.objects.filter(pk=file_id, attempt=attempt, status=FileStatus.WAITING)
    if not waiting.update(status=FileStatus.MAKING, heartbeat_at=timezone.now(), stage="gathering"):
        return None
    return PlanFile.objects.select_related("project", "version", "asked_by").get(pk=file_id)


def _content(made: PlanFile) -> tuple[bytes | None, str]:
    """The bytes of the file, or why there are none. Neither, where the attempt is over."""
    plan, kind = paper_of(made.project, PlanOptions.from_kept(made.options), made.version), KINDS[made.kind]
    _mine(made).update(heartbeat_at=timezone.now(), stage="laying out")
    return _in_child(made, kind, plan) if kind.child else (kind.make(plan), "")


def _in_child(made: PlanFile, kind: Kind, plan) -> tuple[bytes | None, str]:
    stop = _Watch(made)
    outcome = run_in_child(kind.child, kind.for_child(plan), limits=LIMITS, should_stop=stop)
    if stop.is_over:
        return None, ""
    if outcome.problem:
        slow = outcome.problem.code in ("took_too_long", "too_much_memory")
        return None, TOO_LONG if slow else BROKE_OFF
    return outcome.result, ""


class _Watch:
    """A sign of life now and then, and whether the attempt is over."""

    def __init__(self, made: PlanFile):
        self.made, self.is_over, self.beaten_at = made, False, timezone.now()

    def __call__(self) -> bool:
        if timezone.now() - self.beaten_at > timedelta(seconds=2):
            self.beaten_at = timezone.now()
            self.is_over = not _mine(self.made).update(heartbeat_at=self.beaten_at)
        return self.is_over


def _mine(made: PlanFile):
    return PlanFile.objects.filter(pk=made.pk, attempt=made.attempt, status__in=WORKING)


def _end(made: PlanFile, **columns) -> bool:
    return bool(_mine(made).update(stage="", **columns))


@transaction.atomic
def _keep(made: PlanFile, content: bytes) -> None:
    """Keeps the file and says it is ready, both or neither; an attempt that is over leaves no file behind."""
    name = made.file.storage.save(made.file.field.generate_filename(made, ""), ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    now = timezone.now()
    if not _end(made, status=FileStatus.READY, ready_at=now, file=name, size=len(content), sha256=digest):
        made.file.storage.delete(name)
        return
    words = f"{KINDS[made.kind].label}: {PlanOptions.from_kept(made.options).in_words}"
    note = f"{made.version}, {words}" if made.version else words
    note_in_trail(by=made.asked_by, verb="made plan file", on=made, project=made.project, note=note)


def settle_restored() -> None:
    """Files that were being made at the time of a backup are not made by themselves where it is restored."""
    PlanFile.objects.filter(status__in=WORKING).update(status=FileStatus.FAILED, stage="", problem=BROKE_OFF)


def tend(project=None) -> None:
    """Looks after every file being made, or only those of one project."""
    working = PlanFile.objects.filter(status__in=WORKING)
    for made in lost_among(working if project is None else working.filter(project=project)):
        again, failed = {"status": FileStatus.WAITING}, {"status": FileStatus.FAILED, "problem": STOPPED_TWICE}
        bring_back_or_fail(made, mine=_mine(made), task=make_plan_file, again=again, failed=failed)
