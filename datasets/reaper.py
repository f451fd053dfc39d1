"""Brings back readings whose worker died, once; then says so plainly. Deletes files nobody needs any more.

Called by the worker every few seconds, by `manage.py tend_uploads`, and whenever somebody looks at the progress."""

import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .attempts import SILENCE, not_read
from .letters import send_due_letters
from .models import WORKING, Dataset, Status
from .retention import tend_daily
from .tasks import enqueue_after_commit
from .uploads import delete_file, path_of

STOPPED_TWICE = "Reading stopped twice before it came to an end. Your file is still here. Try again, or choose it anew."
# A file that no dataset knows of is an upload that broke off. One that is arriving is younger than this.
ORPHAN_AGE = 60


def tend() -> None:
    tend_readings()
    delete_overdue_files()
    delete_orphans()
    send_due_letters()
    tend_daily()


def tend_readings(project=None, only=None) -> None:
    """Looks after every reading under way, or only those of one project, or only one."""
    silent = timezone.now() - SILENCE
    lost = Dataset.objects.filter(status__in=WORKING).filter(
        Q(heartbeat_at__lt=silent) | Q(heartbeat_at=None, queued_at__lt=silent)
    )
    if project is not None:
        lost = lost.filter(project=project)
    if only is not None:
        lost = lost.filter(pk=only)
    for dataset in lost.light():
        if dataset.heartbeat_at or not _still_in_queue(dataset):
            _bring_back_or_fail(dataset)


def _still_in_queue(dataset: Dataset) -> bool:
    """Waiting for a worker is no fault, however long it takes."""
    return bool(dataset.task_id) and DBTaskResult.objects.ready().filter(pk=dataset.task_id).exists()


@transaction.atomic
def _bring_back_or_fail(dataset: Dataset) -> None:
    """A new attempt shuts the old one out; a second death is shown to the person."""
    same = Dataset.objects.filter(
        pk=dataset.pk, attempt=dataset.attempt, heartbeat_at=dataset.heartbeat_at, status__in=WORKING
    )
    fields = {"attempt": dataset.attempt + 1, "stage": "", "done": 0, "total": 0}
    if dataset.brought_back:
        problem = {"code": "stopped_twice", "severity": "error", "message": STOPPED_TWICE, "row": None, "column": None}
        fields |= not_read(dataset, [problem]) | {"to_tell": True}
    else:
        fields |= {"brought_back": 1, "heartbeat_at": None, "queued_at": timezone.now(), "task_id": ""}
    if not same.update(**fields):
        return
    _close_task(dataset.task_id)
    if not dataset.brought_back:
        dataset.attempt += 1
        enqueue_after_commit(dataset)


def _close_task(task_id: str) -> None:
    """The queue would call the dead worker's task running for ever."""
    if task_id:
        dead = DBTaskResult.objects.running().filter(pk=task_id)
        dead.update(status="FAILED", finished_at=timezone.now(), exception_class_path="", traceback="")


def delete_overdue_files() -> None:
    """A raw file stays a day at most, whatever became of its reading."""
    since = Coalesce("stored_at", "uploaded_at")
    done = Q(status__in=[Status.READY, Status.CANCELLED], wanted__isnull=True)
    overdue = Dataset.objects.exclude(stored_as="").filter(
        done | Q(pk__in=Dataset.objects.alias(since=since).filter(since__lt=timezone.now() - settings.UPLOAD_LIFETIME))
    )
    for dataset in overdue.exclude(status__in=WORKING).light():
        delete_file(dataset.stored_as)
        Dataset.objects.filter(pk=dataset.pk, stored_as=dataset.stored_as).update(stored_as="")


def delete_orphans() -> None:
    folder = Path(settings.UPLOAD_ROOT)
    if not folder.is_dir():
        return
    old = time.time() - ORPHAN_AGE
    found = {path.name for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < old}
    known = set(Dataset.objects.filter(stored_as__in=found).values_list("stored_as", flat=True)) if found else set()
    for name in found - known:
        path_of(name).unlink(missing_ok=True)


# How often a worker looks round.
EVERY = timedelta(seconds=20)
