"""Background work that survives its worker. A model that keeps such work has `attempt`, `heartbeat_at`, `queued_at`,
`task_id`, `brought_back` and `stage`: every write is fenced by the attempt's number, a dead attempt is brought back
once, and a second death is shown to the person."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

# A worker that has said nothing for this long is dead.
SILENCE = timedelta(seconds=60)


def enqueue_after_commit(task, work) -> None:
    """Puts the attempt in the queue once it can be seen there, and remembers its place, so that a lost one shows."""

    def enqueue():
        queued = task.enqueue(str(work.pk), work.attempt)
        type(work).objects.filter(pk=work.pk, attempt=work.attempt).update(task_id=str(queued.id))

    transaction.on_commit(enqueue)


def lost_among(working) -> list:
    """Of the work under way, what nobody does any more: its worker fell silent, or the queue knows nothing of it."""
    silent = timezone.now() - SILENCE
    quiet = working.filter(Q(heartbeat_at__lt=silent) | Q(heartbeat_at=None, queued_at__lt=silent))
    return [work for work in quiet if work.heartbeat_at or not _still_in_queue(work)]


def _still_in_queue(work) -> bool:
    """Waiting for a worker is no fault, however long it takes."""
    return bool(work.task_id) and DBTaskResult.objects.ready().filter(pk=work.task_id).exists()


@transaction.atomic
def bring_back_or_fail(work, *, mine, task, again: dict, failed: dict) -> None:
    """A new attempt shuts the old one out; a second death ends it. `mine` is the attempt as long as nobody else has
    taken it up; `again` and `failed` are what else changes in either case."""
    columns = {"attempt": work.attempt + 1, "stage": ""} | (failed if work.brought_back else again)
    if not work.brought_back:
        columns |= {"brought_back": 1, "heartbeat_at": None, "queued_at": timezone.now(), "task_id": ""}
    if not mine.filter(heartbeat_at=work.heartbeat_at).update(**columns):
        return
    _close_task(work.task_id)
    if not work.brought_back:
        work.attempt += 1
        enqueue_after_commit(task, work)


def _close_task(task_id: str) -> None:
    """The queue would call the dead worker's task running for ever."""
    if task_id:
        dead = DBTaskResult.objects.running().filter(pk=task_id)
        dead.update(status="FAILED", finished_at=timezone.now(), exception_class_path="", traceback="")
