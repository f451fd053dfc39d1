"""The kills: of the web server while a file arrives, of the worker while one is read, of the database at any time."""

import os
import random
import signal
import time
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Timer

from django.db import OperationalError, close_old_connections
from django.utils import timezone

from datasets.models import WORKING, Dataset
from datasets.reaper import tend

from .cluster import Cluster
from .site import Site, children_of
from .visitor import Visitor

ROWS = 30_000
HEADINGS = "Patient ID,Appointment date,Attendance,Ethnicity,Sex,Religion,Clinic"
TWO_MINUTES = 120.0


@dataclass
class Round:
    """One upload and what was killed in the midst of it. lost: its answer never came, so it was sent again."""

    label: str
    killed: str
    killed_at: float
    lost: bool = False


@dataclass
class Run:
    """A site under attack, with what was done to it."""

    site: Site
    visitor: Visitor
    project: object
    chance: random.Random
    cluster: Cluster | None = None
    rounds: list[Round] = field(default_factory=list)

    def send(self, label: str, content: bytes, seconds: float = 0) -> bool:
        """Whether the upload was answered."""
        fields = {"unit": "appointment", "by_mail": "yes", "label": label}
        return self.visitor.upload(self.project.pk, fields, content, seconds) is not None

    def send_until_answered(self, label: str, content: bytes, longest: float = 30) -> None:
        """As a person would, who sees that nothing came."""
        ends = time.monotonic() + longest
        while not self.send(label, content):
            assert time.monotonic() < ends, f"{label} cannot be sent again"
            time.sleep(0.5)

    def named(self, label: str) -> Dataset:
        return Dataset.objects.get(project=self.project, label=label)


def appointments(mark: str, rows: int = ROWS) -> bytes:
    """Invented appointments that differ from others only in what their patients are called."""
    lines = [HEADINGS]
    for n in range(rows):
        group = ("White: British", "Asian or Asian British: Pakistani", "Not stated")[n % 3]
        came = "Did not attend" if n % 10 < 2 else "Attended"
        religion = "Muslim" if n % 4 == 0 else "Not known"
        day = f"2026-0{4 + n % 3}-1{n % 9}"
        lines.append(f"{mark}{n // 2},{day},{came},{group},{'FM'[n % 2]},{religion},Clinic {n % 5}")
    return "\n".join(lines).encode()


def seconds_to_read(run: Run) -> float:
    """How long one upload takes from the answer to a report, with nothing killed."""
    run.send_until_answered("nothing killed", appointments("N"))
    began = time.monotonic()
    assert wait_until_settled(run, ["nothing killed"], TWO_MINUTES), "even with nothing killed it is not read"
    return time.monotonic() - began


def kill_web(run: Run, times: int, longest: float = 3.0) -> None:
    """At a random moment while a file arrives: all of gunicorn's workers, or gunicorn itself."""
    for number in range(times):
        kill = run.site.web.kill if number % 2 else run.site.web.kill_children
        _kill_during_upload(run, f"web {number}", kill, longest)


def kill_database(run: Run, times: int, longest: float) -> None:
    """PostgreSQL, at a random moment of an upload and its reading; it starts again after three seconds."""

    def start_again():
        time.sleep(3)
        run.cluster.start_again()

    for number in range(times):
        _kill_during_upload(run, f"database {number}", run.cluster.kill, longest, start_again)


def _kill_during_upload(run: Run, label: str, kill, longest: float, then=lambda: None) -> None:
    """The file takes half as long as the kill may come late, so that some kills come after the answer."""
    content = appointments(f"{label.replace(' ', '')}-")
    killer = Timer(run.chance.uniform(0, longest), kill)
    killer.start()
    answered = run.send(label, content, seconds=min(longest / 2, 2))
    killer.join()
    run.rounds.append(Round(label, label.partition(" ")[0], time.monotonic(), lost=not answered))
    then()
    run.site.wait_until_up()
    if not answered:
        run.send_until_answered(label, content)


def kill_worker(run: Run, times: int, longest: float) -> None:
    """At a random moment after the worker has begun to read, every fourth time whenever it comes."""
    for number in range(times):
        label = f"worker {number}"
        run.send_until_answered(label, appointments(f"J{number}-"))
        if number % 4:
            _until(lambda label=label: run.named(label).heartbeat_at, 20)
        time.sleep(run.chance.uniform(0, longest))
        run.site.workers[0].kill()
        run.rounds.append(Round(label, "worker", time.monotonic()))


@dataclass(frozen=True)
class Revived:
    """How the dataset stood before the frozen worker came back and after, and how many readers it still has."""

    before: dict
    after: dict
    readers: int


def freeze_worker(run: Run, seconds: float) -> Revived:
    """kill -STOP of the worker in the middle of a reading; another takes over; kill -CONT some time later."""
    frozen, label = run.site.workers[0], "frozen"
    run.send_until_answered(label, appointments("F", 6 * ROWS))
    assert _until(lambda: run.named(label).heartbeat_at and _readers_of(frozen), 60), "it never began"
    frozen.kill(signal.SIGSTOP)
    stopped_at = time.monotonic()
    run.site.one_more_worker()
    run.rounds.append(Round(label, "worker", stopped_at))
    wait_until_settled(run, [label], TWO_MINUTES)
    time.sleep(max(0.0, seconds - (time.monotonic() - stopped_at)))
    before = _state(run.named(label))
    frozen.kill(signal.SIGCONT)
    _until(lambda: not _readers_of(frozen), 30)
    time.sleep(3)
    return Revived(before, _state(run.named(label)), len(_readers_of(frozen)))


def _readers_of(worker) -> list[int]:
    return children_of(worker.process.pid)


def _state(dataset: Dataset) -> dict:
    names = ("status", "attempt", "brought_back", "counts", "rows", "problems", "stored_as", "mapping", "heartbeat_at")
    return {name: getattr(dataset, name) for name in names}


def pass_time(run: Run) -> None:
    """As if two minutes had gone by since the last sign of life of every reading, and since every file arrived; then
    looks round as the worker would within twenty seconds."""
    past = timezone.now() - timedelta(minutes=2)
    Dataset.objects.filter(project=run.project, status__in=WORKING).exclude(heartbeat_at=None).update(heartbeat_at=past)
    for path in (run.site.folder / "uploads").iterdir():
        os.utime(path, (past.timestamp(),) * 2)
    tend()


def wait_until_settled(run: Run, labels: list[str], longest: float) -> dict[str, float]:
    """When each was first seen not to be under way, on the clock of the kills. Those that still are, are left out."""
    settled: dict[str, float] = {}
    ends = time.monotonic() + longest
    while time.monotonic() < ends and len(settled) < len(labels):
        close_old_connections()
        try:
            found = dict(Dataset.objects.filter(project=run.project).values_list("label", "status"))
        except OperationalError:
            found = {}
        now = time.monotonic()
        settled |= {name: now for name in labels if name not in settled and found.get(name, "waiting") not in WORKING}
        time.sleep(0.3)
    return settled


def _until(asked, longest: float) -> bool:
    ends = time.monotonic() + longest
    while time.monotonic() < ends:
        if asked():
            return True
        time.sleep(0.05)
    return False
