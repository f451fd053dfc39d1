"""Files are made in the background, once, and nothing is lost when a worker dies."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from datasets.analysis.child import Outcome
from datasets.analysis.table import Problem
from plans import actions, making
from plans.making import make_plan_file, tend
from plans.models import FileStatus, PlanFile
from plans.options import FULL_PLAN
from tests.pages import open_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A folder of its own for the files made."""
    settings.MEDIA_ROOT = tmp_path


def ask(project, by, kind="json") -> PlanFile:
    return actions.ask_for_file(project=project, kind=kind, options=FULL_PLAN, by=by)


def again(made: PlanFile) -> PlanFile:
    return PlanFile.objects.get(pk=made.pk)


def test_the_page_asks_watches_and_hands_over(client_for, project, people):
    client, url = client_for(people.editor), reverse("plans:list_files", args=[project.pk])
    waiting = open_page(client, url, post={"form": "one_page", "kind": "json"}, follow=True)
    assert "Waiting for its turn" in waiting.text
    made = PlanFile.objects.get()
    make_plan_file.call(str(made.pk), made.attempt)
    ready = open_page(client, url)
    assert reverse("plans:download_file", args=[project.pk, made.pk]) in ready.links
    assert "JSON: The plan on a page" in ready.text


def test_asked_for_twice_it_is_made_once(project, people):
    assert ask(project, people.editor) == ask(project, people.editor)


def test_one_person_does_not_fill_the_queue(project, people, client_for):
    client, url = client_for(people.viewer), reverse("plans:list_files", args=[project.pk])
    sizes = [(form, kind) for form in ("full", "one_page") for kind in ("json", "pdf", "docx")]
    for form, kind in sizes[: actions.MOST_WAITING]:
        assert client.post(url, {"form": form, "kind": kind}).status_code == 302
    form, kind = sizes[actions.MOST_WAITING]
    page = open_page(client, url, post={"form": form, "kind": kind}, status=422)
    assert "5 files you asked for are being made" in page.text
    assert PlanFile.objects.filter(asked_by=people.viewer).count() == actions.MOST_WAITING
    assert ask(project, people.editor).asked_by == people.editor


def test_a_file_is_made_once_however_often_its_task_runs(project, people):
    made = ask(project, people.editor)
    for _ in range(2):
        make_plan_file.call(str(made.pk), made.attempt)
    assert again(made).is_ready
    assert len(default_storage.listdir("plans")[1]) == 1


def test_a_dead_maker_is_brought_back_once_then_said_to_have_failed(project, people, client_for):
    made = ask(project, people.editor)
    for status in (FileStatus.WAITING, FileStatus.FAILED):
        PlanFile.objects.filter(pk=made.pk).update(
            status=FileStatus.MAKING, heartbeat_at=timezone.now() - dt.timedelta(minutes=2)
        )
        tend()
        assert again(made).status == status
    page = open_page(client_for(people.editor), reverse("plans:list_files", args=[project.pk]))
    assert "stopped twice" in page.text
    client_for(people.editor).post(reverse("plans:make_file_again", args=[project.pk, made.pk]))
    made = again(made)
    make_plan_file.call(str(made.pk), made.attempt)
    assert again(made).is_ready


def test_a_maker_that_comes_back_from_the_dead_writes_nothing(project, people, monkeypatch):
    made = ask(project, people.editor)

    def while_it_works(plan):
        PlanFile.objects.filter(pk=made.pk).update(attempt=made.attempt + 1, status=FileStatus.WAITING)
        return b"late"

    monkeypatch.setitem(making.KINDS, "json", replace(making.KINDS["json"], make=while_it_works))
    make_plan_file.call(str(made.pk), made.attempt)
    assert again(made).status == FileStatus.WAITING
    assert not again(made).file
    assert not default_storage.exists("plans") or not default_storage.listdir("plans")[1]


def test_a_plan_that_cannot_be_laid_out_says_what_to_do(project, people, monkeypatch):
    slow = Outcome(problem=Problem("took_too_long", "error", "Reading this file took too long."))
    monkeypatch.setattr(making, "run_in_child", lambda *args, **options: slow)
    made = ask(project, people.editor, kind="pdf")
    make_plan_file.call(str(made.pk), made.attempt)
    assert again(made).status == FileStatus.FAILED
    assert "without appendices" in again(made).problem


def test_a_fault_is_said_without_what_it_said(project, people, monkeypatch, caplog):
    def broken(plan):
        raise ValueError("Mrs Smith of Derby")

    monkeypatch.setitem(making.KINDS, "json", replace(making.KINDS["json"], make=broken))
    made = ask(project, people.editor)
    with pytest.raises(making.MakingFault, match="^ValueError$"):
        make_plan_file.func(str(made.pk), made.attempt)
    assert again(made).status == FileStatus.FAILED
    assert "Smith" not in caplog.text + again(made).problem


def test_a_deleted_file_leaves_the_disk(client_for, project, people, django_capture_on_commit_callbacks):
    made = ask(project, people.editor)
    make_plan_file.call(str(made.pk), made.attempt)
    name = again(made).file.name
    with django_capture_on_commit_callbacks(execute=True):
        client_for(people.editor).post(reverse("plans:delete_file", args=[project.pk, made.pk]))
    assert not default_storage.exists(name)
    assert not PlanFile.objects.exists()
