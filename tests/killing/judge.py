"""Whether all is consistent after the kills: nothing lost, twice or left lying, and each failure with a button."""

import time
from collections import Counter
from pathlib import Path

from django.db import close_old_connections
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEvent
from datasets.models import Dataset, Status

from .rounds import TWO_MINUTES, Run, wait_until_settled


def faults_of(run: Run, plain: Dataset | None) -> list[str]:
    """All that is not as it should be, in words, two minutes after the last kill at the latest.

    plain is the dataset of a reading in which nothing was killed, whose counts the others must equal.
    """
    last = max(one.killed_at for one in run.rounds)
    labels = [one.label for one in run.rounds]
    settled = wait_until_settled(run, labels, TWO_MINUTES - (time.monotonic() - last))
    late = [f"{label}: under way two minutes after the last kill" for label in labels if label not in settled]
    close_old_connections()
    return [
        *late,
        *_of_datasets(run, labels, plain),
        *_of_retries(run),
        *_of_queue(),
        *_of_files(run),
        *_of_letters(run),
    ]


def _of_datasets(run: Run, labels: list[str], plain: Dataset | None) -> list[str]:
    datasets = list(Dataset.objects.filter(project=run.project))
    times = Counter(dataset.label for dataset in datasets)
    found = [f"{label}: {times[label]} datasets" for label in labels if times[label] != 1]
    uploads = Counter(AuditEvent.objects.filter(verb="uploaded data").values_list("on_id", flat=True))
    for dataset in datasets:
        if uploads[str(dataset.pk)] != 1:
            found.append(f"{dataset.label}: the trail tells of {uploads[str(dataset.pk)]} uploads")
        if dataset.status not in (Status.TO_MATCH, Status.FAILED):
            found.append(f"{dataset.label}: is {dataset.status}")
        if plain and dataset.status == Status.TO_MATCH and not _same(dataset, plain):
            found.append(f"{dataset.label}: not the counts of a reading in which nothing is killed")
    return found


def _same(one: Dataset, other: Dataset) -> bool:
    return (one.rows, one.counts, one.columns) == (other.rows, other.counts, other.columns)


def _of_retries(run: Run) -> list[str]:
    """What failed says so, and its button has it read after all."""
    failed = list(Dataset.objects.filter(project=run.project, status=Status.FAILED))
    found = []
    for dataset in failed:
        path = f"/projects/{run.project.pk}/data/{dataset.pk}/"
        page = run.visitor.get(path)
        if "Try again" in page.text:
            run.visitor.post(f"{path}try-again/", page, {})
        else:
            found.append(f"{dataset.label}: failed, and its page has no button to try again")
    labels = [dataset.label for dataset in failed]
    wait_until_settled(run, labels, TWO_MINUTES)
    still = Dataset.objects.filter(project=run.project, label__in=labels).exclude(status=Status.TO_MATCH)
    return [*found, *(f"{one.label}: {one.status} after trying again" for one in still)]


def _of_queue() -> list[str]:
    left = DBTaskResult.objects.filter(status__in=["RUNNING", "READY"])
    _wait_while(left.exists)
    return [f"a task of the queue is {one.status} for ever" for one in left]


def _of_files(run: Run) -> list[str]:
    """No file that no dataset knows of, none that a dataset misses, no reader without a worker."""
    _wait_while(lambda: _strays(run) or orphan_readers())
    gone = [one.label for one in Dataset.objects.exclude(stored_as="") if not (_folder(run) / one.stored_as).is_file()]
    found = [f"{label}: its file is gone" for label in gone]
    found += [f"{len(_strays(run))} files that no dataset knows of"] * bool(_strays(run))
    return found + [f"{len(orphan_readers())} readers whose worker is dead"] * bool(orphan_readers())


def _folder(run: Run) -> Path:
    return Path(run.site.folder) / "uploads"


def _strays(run: Run) -> set[str]:
    known = set(Dataset.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    return {path.name for path in _folder(run).iterdir()} - known


def _wait_while(asked) -> None:
    ends = time.monotonic() + TWO_MINUTES
    while asked() and time.monotonic() < ends:
        time.sleep(1)


def orphan_readers() -> list[int]:
    """Processes that read a file though nobody waits for them: the first process has become their parent."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command = (path / "cmdline").read_bytes()
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if b"datasets.analysis.child" in command and parent == 1:
            found.append(int(path.name))
    return found


def _of_letters(run: Run) -> list[str]:
    """One letter for each reading that came to an end: never two for the same dataset, unless it was tried again."""
    letters = [path.read_text() for path in (Path(run.site.folder) / "mail").glob("*")]
    text = "\n".join(letters)
    found = []
    for dataset in Dataset.objects.filter(project=run.project):
        links = text.count(f"/data/{dataset.pk}/")
        if links > 1 and dataset.attempt < 2:
            found.append(f"{dataset.label}: {links} letters")
    return found
