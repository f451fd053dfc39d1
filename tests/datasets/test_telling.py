"""Whoever waits for a file is told when it is done: on the page, on the next page they open, and by e-mail if asked."""

import os
import time
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from datasets import attempts, letters, reaper, tasks
from datasets.analysis.child import run_in_child
from datasets.models import Dataset, Status
from datasets.tasks import read_dataset
from tests.pages import open_page

from .conftest import appointments

pytestmark = pytest.mark.thorough


@pytest.fixture
def read(upload, client_for, people, django_capture_on_commit_callbacks):
    """An upload that has been read while nobody looked on."""

    def make(content: bytes = appointments(60), **fields) -> Dataset:
        dataset = upload(client_for(people.editor), content, run=False, **fields)
        with django_capture_on_commit_callbacks(execute=True):
            read_dataset.call(str(dataset.pk), dataset.attempt)
        dataset.refresh_from_db()
        return dataset

    return make


@pytest.fixture
def steps(project):
    return reverse("worksheets:list_steps", args=[project.pk])


def test_the_next_page_of_the_project_says_that_the_file_has_been_read_once(read, client_for, people, steps, address):
    dataset = read()
    client = client_for(people.editor)
    page = open_page(client, steps)
    assert "Your file “Appointments, spring” has been read." in page.text
    assert address("show_dataset", dataset) in page.links
    assert "has been read" not in open_page(client, steps).text


def test_only_the_person_who_asked_is_told_and_only_in_that_project(read, client_for, people, steps):
    read()
    assert "has been read" not in open_page(client_for(people.lead), steps).text
    assert "has been read" not in open_page(client_for(people.editor), reverse("projects:list_projects")).text
    assert "has been read" in open_page(client_for(people.editor), steps).text


def test_a_file_that_could_not_be_read_is_told_of_too(read, client_for, people, steps):
    read(b"PK\x03\x04 broken", name="book.xlsx")
    page = open_page(client_for(people.editor), steps)
    assert "could not be read." in page.text
    assert "See why, and how to mend it" in page.text


def test_who_looked_on_until_the_end_is_not_told_twice(read, client_for, people, steps, address):
    client = client_for(people.editor)
    client.get(address("show_progress", read()), headers={"hx-request": "true"})
    assert "has been read" not in open_page(client, steps).text


def test_a_label_is_never_markup_in_a_notice(read, client_for, people, steps):
    read(label="<b>Spring & summer</b>")
    html = open_page(client_for(people.editor), steps).html
    assert "&lt;b&gt;Spring &amp; summer&lt;/b&gt;" in html


def test_a_letter_holds_a_link_and_nothing_of_the_file(read, people, address, tend):
    dataset = read(by_mail="yes", name="Ada Quillfeather.csv")
    (letter,) = mail.outbox
    assert letter.to == [people.editor.email]
    assert f"http://testserver{address('show_dataset', dataset)}" in letter.body
    for secret in ("Quillfeather", "Appointments", "spring", "60", dataset.project.name):
        assert secret not in letter.subject + letter.body.replace(address("show_dataset", dataset), "")
    tend()
    assert len(mail.outbox) == 1


@pytest.fixture
def tend(django_capture_on_commit_callbacks):
    def look_round():
        with django_capture_on_commit_callbacks(execute=True):
            reaper.tend()

    return look_round


def test_no_letter_without_being_asked_or_while_it_is_read(read, upload, client_for, people, tend):
    read()
    upload(client_for(people.editor), appointments(30), run=False, by_mail="yes")
    tend()
    assert not mail.outbox


def test_a_letter_waits_until_the_mail_server_is_back_and_not_for_ever(read, monkeypatch, tend, caplog):
    def away(*args):
        raise SMTPServerDisconnected("no")

    with monkeypatch.context() as patched:
        patched.setattr(letters, "send_mail", away)
        dataset = read(by_mail="yes")
        tend()
    assert dataset.status == Status.TO_MATCH, "the reading itself is not harmed"
    assert str(dataset.pk) in caplog.text
    tend()
    assert len(mail.outbox) == 1
    Dataset.objects.update(mail_link="http://testserver/x", queued_at=timezone.now() - timedelta(days=2))
    tend()
    assert len(mail.outbox) == 1


def test_somebody_who_left_gets_no_letter(upload, client_for, people, tend):
    dataset = upload(client_for(people.editor), appointments(30), run=False, by_mail="yes")
    people.editor.is_active = False
    people.editor.save()
    read_dataset.call(str(dataset.pk), 0)
    tend()
    assert not mail.outbox


def test_stopping_ends_the_process_that_reads(upload, client_for, people, address, monkeypatch, private_folder):
    """The child is asked to sleep for minutes; the person stops it while it does."""
    dataset = upload(client_for(people.editor), appointments(30), run=False)
    seen = {}

    def reading(path, kwargs, *, on_progress, should_stop):
        def noted(stage, done, total):
            seen["pid"] = done
            client_for(people.editor).post(address("cancel_reading", dataset))
            on_progress(stage, 0, 1)

        return run_in_child("tests.datasets.sleeping:sleep_and_say_who", {}, on_progress=noted, should_stop=should_stop)

    monkeypatch.setattr(tasks, "run_in_child", reading)
    began = time.monotonic()
    read_dataset.call(str(dataset.pk), 0)
    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(seen["pid"], 0)
    dataset.refresh_from_db()
    assert dataset.status == Status.CANCELLED
    assert not attempts.beat(dataset, "counting", 1, 1)
