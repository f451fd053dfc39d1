"""Readings that die, come back, are stopped, or are run twice."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from datasets import attempts, reaper, tasks
from datasets.analysis.child import Outcome
from datasets.models import Dataset, Status
from datasets.tasks import read_dataset
from tests.pages import open_page

from .conftest import appointments

pytestmark = pytest.mark.thorough

SECRET = "QUILLFEATHER 9998977215"


@pytest.fixture
def waiting(upload, client_for, people):
    return upload(client_for(people.editor), appointments(), run=False)


@pytest.fixture
def tend(django_capture_on_commit_callbacks):
    def look_round():
        with django_capture_on_commit_callbacks(execute=True):
            reaper.tend()

    return look_round


def grow_silent(dataset: Dataset) -> None:
    """As if the worker had died two minutes ago."""
    past = timezone.now() - timedelta(minutes=2)
    Dataset.objects.filter(pk=dataset.pk).update(heartbeat_at=past, queued_at=past)
    dataset.refresh_from_db()


def test_the_job_is_queued_only_once_it_can_be_seen(waiting):
    queued = DBTaskResult.objects.get()
    assert queued.args_kwargs == {"args": [str(waiting.pk), 0], "kwargs": {}}
    assert waiting.task_id == str(queued.pk)


def test_a_dead_worker_is_noticed_once_then_said(waiting, tend, client_for, people, address):
    assert attempts.claim(waiting.pk, waiting.attempt)
    grow_silent(waiting)
    tend()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempt, waiting.brought_back) == (Status.READING, 1, 1)
    assert DBTaskResult.objects.count() == 2
    assert attempts.claim(waiting.pk, 1)
    grow_silent(waiting)
    tend()
    waiting.refresh_from_db()
    assert waiting.status == Status.FAILED
    assert waiting.has_file
    page = open_page(client_for(people.editor), address("show_dataset", waiting))
    assert "Reading stopped twice" in page.text
    assert "Try again" in page.text


def test_looking_at_the_progress_is_enough_to_notice(
    waiting, client_for, people, address, django_capture_on_commit_callbacks
):
    attempts.claim(waiting.pk, waiting.attempt)
    grow_silent(waiting)
    with django_capture_on_commit_callbacks(execute=True):
        client_for(people.editor).get(address("show_progress", waiting), headers={"hx-request": "true"})
    waiting.refresh_from_db()
    assert waiting.attempt == 1
    read_dataset.call(str(waiting.pk), 1)
    waiting.refresh_from_db()
    assert waiting.status == Status.TO_MATCH
    assert waiting.brought_back == 0


def test_a_worker_back_from_the_dead_writes_nothing(waiting, tend):
    """It was stopped for longer than we wait; meanwhile the job went to another."""
    stale = attempts.claim(waiting.pk, waiting.attempt)
    grow_silent(waiting)
    tend()
    assert not attempts.beat(stale, "counting", 1, 1)
    assert not attempts.fail(stale, "late")
    assert not attempts.refuse_file(stale, ())
    watch = tasks.Watch(stale)
    assert watch.should_stop()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempt, waiting.problems) == (Status.READING, 1, [])


def test_the_dead_workers_task_is_closed(waiting, tend):
    DBTaskResult.objects.update(status="RUNNING")
    attempts.claim(waiting.pk, waiting.attempt)
    grow_silent(waiting)
    tend()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "READY"}


def test_waiting_long_for_a_worker_is_no_fault(waiting, tend):
    Dataset.objects.update(queued_at=timezone.now() - timedelta(hours=2))
    tend()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempt) == (Status.WAITING, 0)


def test_a_job_that_is_lost_from_the_queue_is_queued_again(waiting, tend):
    DBTaskResult.objects.all().delete()
    Dataset.objects.update(queued_at=timezone.now() - timedelta(minutes=2))
    tend()
    waiting.refresh_from_db()
    assert waiting.attempt == 1
    assert DBTaskResult.objects.count() == 1


def test_the_same_job_run_twice_reads_once(waiting, monkeypatch):
    runs = []
    read = tasks.run_in_child
    monkeypatch.setattr(tasks, "run_in_child", lambda *args, **kwargs: runs.append(1) or read(*args, **kwargs))
    for _ in range(2):
        read_dataset.call(str(waiting.pk), 0)
    assert len(runs) == 1


def test_stopping_ends_the_attempt_and_deletes_the_file(
    waiting, client_for, people, address, private_folder, django_capture_on_commit_callbacks
):
    running = attempts.claim(waiting.pk, 0)
    with django_capture_on_commit_callbacks(execute=True):
        page = open_page(client_for(people.editor), address("cancel_reading", waiting), post={}, follow=True)
    assert page.h1 == "Reading was stopped"
    assert not attempts.beat(running, "reading", 1, 2)
    assert not list(private_folder.iterdir())
    waiting.refresh_from_db()
    assert waiting.status == Status.CANCELLED


def test_trying_again_after_a_fault(
    waiting, client_for, people, address, monkeypatch, django_capture_on_commit_callbacks
):
    def broken(*args, **kwargs):
        raise ValueError(SECRET)

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "run_in_child", broken)
        with pytest.raises(tasks.ReadingFault):
            read_dataset.call(str(waiting.pk), 0)
    waiting.refresh_from_db()
    assert waiting.status == Status.FAILED
    assert waiting.may_try_again
    with django_capture_on_commit_callbacks(execute=True):
        client_for(people.editor).post(address("try_again", waiting))
        client_for(people.editor).post(address("try_again", waiting))
    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempt) == (Status.WAITING, 1)
    read_dataset.call(str(waiting.pk), 1)
    waiting.refresh_from_db()
    assert waiting.status == Status.TO_MATCH


def test_a_fault_says_nothing_of_the_file_anywhere(waiting, monkeypatch, caplog):
    from django_tasks_db.management.commands.db_worker import Worker

    def broken(*args, **kwargs):
        raise ValueError(SECRET)

    monkeypatch.setattr(tasks, "run_in_child", broken)
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="w",
        excluded_queue_names=[],
    )
    worker.run_task(DBTaskResult.objects.get())
    result = DBTaskResult.objects.get()
    assert result.status == "FAILED"
    assert result.exception_class_path == "datasets.tasks.ReadingFault"
    waiting.refresh_from_db()
    for text in (result.traceback, caplog.text, str(waiting.problems)):
        assert "QUILLFEATHER" not in text
        assert waiting.stored_as not in text


def test_a_file_the_reader_dies_of_is_refused_plainly(
    waiting, monkeypatch, private_folder, django_capture_on_commit_callbacks
):
    from datasets.analysis.table import Problem

    death = Outcome(problem=Problem("reader_stopped", "error", "The reader stopped in the middle."))
    monkeypatch.setattr(tasks, "run_in_child", lambda *args, **kwargs: death)
    with django_capture_on_commit_callbacks(execute=True):
        read_dataset.call(str(waiting.pk), 0)
    waiting.refresh_from_db()
    assert waiting.status == Status.FAILED
    assert not waiting.may_try_again
    assert not list(private_folder.iterdir())


def test_no_raw_file_is_older_than_a_day(upload, client_for, people, tend, private_folder):
    dataset = upload(client_for(people.editor), appointments())
    Dataset.objects.update(stored_at=timezone.now() - timedelta(hours=23))
    tend()
    assert list(private_folder.iterdir())
    Dataset.objects.update(stored_at=timezone.now() - timedelta(hours=25))
    tend()
    assert not list(private_folder.iterdir())
    dataset.refresh_from_db()
    assert dataset.status == Status.TO_MATCH
    assert not dataset.has_file


def test_uploads_that_broke_off_are_cleared_away(tend, private_folder, db):
    new = private_folder / "arriving"
    old = private_folder / "00000000"
    for path in (old, new):
        path.write_bytes(b"half a file")
    os.utime(old, (time.time() - 90,) * 2)
    tend()
    assert [path.name for path in private_folder.iterdir()] == ["arriving"]


def test_progress_moves_and_leads_on(waiting, client_for, people, address):
    client, here = client_for(people.editor), address("show_progress", waiting)
    asking = {"hx-request": "true"}
    part = client.get(here, headers=asking)
    assert "Waiting for its turn" in part.content.decode()
    running = attempts.claim(waiting.pk, 0)
    attempts.beat(running, "reading", 50, 100)
    part = client.get(here, headers=asking).content.decode()
    assert "Reading the file: 32%" in part
    assert "<title>32% – Reading your file – Equity Steps</title>" in part
    assert "Reading the file" in part.partition('id="progress-said"')[2], "a new stage is read out"
    again = client.get(here + "?seen=reading-31-0&said=reading", headers=asking).content.decode()
    assert "progress-said" not in again, "the same stage is not read out at every step"
    assert client.get(here + "?seen=reading-32-0", headers=asking).status_code == 204
    assert client.get(here)["Location"] == address("show_dataset", waiting), "a plain link without JavaScript"
    read_dataset.call(str(waiting.pk), 0)
    Dataset.objects.update(status=Status.TO_MATCH)
    done = client.get(here, headers=asking).content.decode()
    assert "<title>Done – Your file has been read – Equity Steps</title>" in done
    assert "Your file has been read" in done.partition('id="progress-said"')[2]
    assert client.get(here + "?done=yes", headers=asking)["HX-Redirect"] == address("show_dataset", waiting)
