"""The worker killed while it lays out the PDF of a plan: each file comes out once, or has plainly failed."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEvent
from plans.making import tend
from plans.models import WORKING, FileStatus, PlanFile

from .rounds import TWO_MINUTES, Run

FORM = {"form": "full", "kind": "pdf"}


@dataclass
class Printed:
    """A file asked for on its page, and how it stands now."""

    run: Run
    pk: object

    @property
    def path(self) -> str:
        return f"/projects/{self.run.project.pk}/plan/files/"

    @property
    def now(self) -> PlanFile:
        return PlanFile.objects.get(pk=self.pk)

    def is_laying_out(self) -> bool:
        return self.now.stage == "laying out"

    def is_settled(self) -> bool:
        return self.now.status not in WORKING


def kill_printing(run: Run, times: int, longest: float) -> list[str]:
    """Kills at a random moment of the layout; every third file loses its second worker too. Returns the faults."""
    faults = []
    for number in range(times):
        file = _asked(run)
        deaths = 2 if number % 3 == 1 else 1
        for _ in range(deaths):
            _kill_in_layout(run, file, longest)
        faults += [f"plan {number}: {fault}" for fault in _faults_of(run, file)]
    left = DBTaskResult.objects.filter(status="RUNNING", task_path__contains="make_plan_file")
    faults += [f"a task of the queue is {one.status} for ever" for one in left]
    return faults + _strays(run)


def _asked(run: Run) -> Printed:
    path = f"/projects/{run.project.pk}/plan/files/"
    answer = run.visitor.post(path, run.visitor.get(path), FORM)
    assert answer.status_code == 302, f"asking for a file answered {answer.status_code}"
    return Printed(run, PlanFile.objects.filter(project=run.project).first().pk)


def _kill_in_layout(run: Run, file: Printed, longest: float) -> None:
    """A kill that comes too late changes nothing; otherwise time passes until silence counts as death."""
    _until(lambda: file.is_laying_out() or file.is_settled())
    time.sleep(run.chance.uniform(0, longest))
    run.site.workers[0].kill()
    time.sleep(0.5)
    silent = timezone.now() - timedelta(minutes=2)
    PlanFile.objects.filter(pk=file.pk, status__in=WORKING).update(heartbeat_at=silent)
    tend()


def _faults_of(run: Run, file: Printed) -> list[str]:
    if not _until(file.is_settled):
        return ["under way for two minutes"]
    if file.now.status == FileStatus.FAILED:
        page = run.visitor.get(file.path)
        if "Try again" not in page.text or "stopped twice" not in page.text:
            return ["failed, and the page neither says so nor has a button"]
        run.visitor.post(f"{file.path}{file.pk}/again/", page, {})
        if not _until(lambda: file.now.is_ready):
            return [f"{file.now.status} after trying again"]
    return _faults_of_ready(run, file.now)


def _faults_of_ready(run: Run, made: PlanFile) -> list[str]:
    content = (_folder(run).parent / made.file.name).read_bytes()
    told = AuditEvent.objects.filter(verb="made plan file", on_id=str(made.pk)).count()
    faults = [] if told == 1 else [f"the trail tells {told} times that it was made"]
    if not content.startswith(b"%PDF-") or hashlib.sha256(content).hexdigest() != made.sha256:
        faults.append("not the file that was made")
    return faults


def _strays(run: Run) -> list[str]:
    known = {Path(name).name for name in PlanFile.objects.exclude(file="").values_list("file", flat=True)}
    found = {path.name for path in _folder(run).iterdir()}
    return [f"{len(found - known)} files that no plan knows of"] if found - known else []


def _folder(run: Run) -> Path:
    return run.site.folder / "media" / "plans"


def _until(asked: Callable[[], bool]) -> bool:
    ends = time.monotonic() + TWO_MINUTES
    while time.monotonic() < ends:
        if asked():
            return True
        time.sleep(0.1)
    return False
