"""Brings back readings whose worker died, once; then says so plainly. Deletes files nobody needs any more.

Called by the worker every few seconds, by `manage.py tend_uploads`, and whenever somebody looks at the progress."""

import time
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from projects.background import bring_back_or_fail, lost_among

from . import attempts
from .letters import send_due_letters
from .models import WORKING, Dataset, Status
from .retention import tend_daily
from .tasks import read_dataset
from .uploads import delete_file, path_of

STOPPED_TWICE = "Reading stopped twice before it came to an end. Your file is still here. Try again, or choose it anew."
RESTORED = "This site was restored from a backup, which holds no uploaded files. Choose the file again."
# A file that no dataset knows of is an upload that broke off. One that is arriving is younger than this.
ORPHAN_AGE = 60


def tend() -> None:
    for tender in TENDERS:
        tender()


def tend_readings(project=None, only=None) -> None:
    """Looks after every reading under way, or only those of one project, or only one."""
    working = Dataset.objects.filter(status__in=WORKING)
    if project is not None:
        working = working.filter(project=project)
    if only is not None:
        working = working.filter(pk=only)
    for dataset in lost_among(working.light()):
        _bring_back_or_fail(dataset)


def _bring_back_or_fail(dataset: Dataset) -> None:
    problem = {"code": "stopped_twice", "severity": "error", "message": STOPPED_TWICE, "row": None, "column": None}
    begun = {"done": 0, "total": 0}
    bring_back_or_fail(
        dataset,
        mine=attempts.mine(dataset),
        task=read_dataset,
        again=begun,
        failed=begun | attempts.not_read(dataset, [problem]) | {"to_tell": True},
    )


def settle_restored() -> None:
    """Where a backup is restored no reading goes on by itself: its file was never in the backup. No letter is sent."""
    problem = {"code": "restored", "severity": "error", "message": RESTORED, "row": None, "column": None}
    for dataset in Dataset.objects.filter(status__in=WORKING).light():
        Dataset.objects.filter(pk=dataset.pk).update(**attempts.not_read(dataset, [problem]))
    Dataset.objects.exclude(stored_as="", mail_link="").update(stored_as="", mail_link="")


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


TENDERS = (tend_readings, delete_overdue_files, delete_orphans, send_due_letters, tend_daily)
