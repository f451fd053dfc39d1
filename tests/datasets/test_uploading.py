"""What is taken in, what is refused, and what is left on the disk."""

import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datasets import actions
from datasets.models import GIVEN_UP, STANDING, WORKING, Dataset, Status
from datasets.tasks import read_dataset
from tests.pages import check_page, open_page

from .conftest import appointments

LABEL = {"label": "Appointments", "unit": ""}


@pytest.fixture
def send(client_for, people, project):
    def post(content: bytes, *, name="export.csv", person=None, **fields):
        client = client_for(person or people.editor)
        data = LABEL | fields | {"file": SimpleUploadedFile(name, content)}
        return client.post(reverse("datasets:upload_file", args=[project.pk]), data)

    return post


def test_every_status_is_of_exactly_one_kind():
    assert sorted([*WORKING, *STANDING, *GIVEN_UP]) == sorted(Status)


def test_an_upload_waits_under_a_random_name_that_only_we_can_read(upload, client_for, people, private_folder):
    dataset = upload(client_for(people.editor), appointments(), name="Ada Quillfeather.csv", run=False)
    (path,) = private_folder.iterdir()
    assert path.name == dataset.stored_as
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == appointments()
    stored = " ".join(str(value) for value in Dataset.objects.values_list().get())
    assert "Quillfeather" not in stored


def test_a_file_name_that_holds_an_identifier_is_noted_but_not_kept(upload, client_for, people):
    dataset = upload(client_for(people.editor), appointments(), name="report 9999453112.csv")
    assert dataset.problems[0]["code"] == "identifier_in_file_name"
    assert "9999453112" not in str(Dataset.objects.values_list().get())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 whatever", "This is a PDF"),
        (b"<html><table>", "This is a web page"),
        (b"", "This file is empty"),
    ],
)
def test_what_is_no_table_is_refused_at_the_door(send, private_folder, content, said):
    page = check_page(send(content))
    assert page.status == 422
    assert said in page.text
    assert not list(private_folder.iterdir())
    assert not Dataset.objects.exists()


def test_a_workbook_over_its_limit_is_refused_before_anything_is_written(send, private_folder, settings):
    settings.LARGEST_WORKBOOK_UPLOAD = 100_000
    page = check_page(send(b"PK\x03\x04" + b"x" * 300_000))
    assert page.status == 413
    assert "A workbook can be at most 0 MB" in page.text
    assert not list(private_folder.iterdir())


def test_text_over_its_limit_is_refused(send, private_folder, settings):
    settings.LARGEST_TEXT_UPLOAD = 200_000
    assert send(b"a,b\n" + b"1,2\n" * 75_000).status_code == 413
    assert not list(private_folder.iterdir())


def test_a_body_far_beyond_the_limit_is_not_even_read(send, private_folder, settings):
    settings.LARGEST_TEXT_UPLOAD = 50_000
    assert send(b"a,b\n" + b"1,2\n" * 75_000).status_code == 413
    assert not list(private_folder.iterdir())


def test_the_form_says_what_is_missing(send):
    page = check_page(send(appointments(), label=""))
    assert page.status == 422
    assert "Give this data a name" in page.text
    page = check_page(send(appointments(), label="Ms Sample, born 1/2/1950"))
    assert "seems to hold a date of birth" in page.text
    days = {"period_from_day": "2", "period_from_month": "5", "period_from_year": "2026"}
    days |= {"period_to_day": "1", "period_to_month": "5", "period_to_year": "2026"}
    assert "must not be before" in check_page(send(appointments(), **days)).text


def test_a_refused_form_leaves_no_file(send, private_folder):
    send(appointments(), label="")
    assert not list(private_folder.iterdir())


def test_the_same_file_twice_shows_the_one_there(upload, client_for, people, private_folder):
    client = client_for(people.editor)
    first = upload(client, appointments())
    second = upload(client, appointments(), label="Another name", run=False)
    assert first.pk == second.pk
    assert Dataset.objects.count() == 1
    assert len(list(private_folder.iterdir())) == 1


def test_the_same_file_in_another_project_is_another(
    upload, client_for, people, other_world, django_capture_on_commit_callbacks
):
    first = upload(client_for(people.editor), appointments(), run=False)
    there = reverse("datasets:upload_file", args=[other_world.project.pk])
    client = client_for(other_world.people.editor)
    client.post(there, LABEL | {"file": SimpleUploadedFile("export.csv", appointments())})
    assert Dataset.objects.count() == 2
    assert client.get(reverse("datasets:show_dataset", args=[other_world.project.pk, first.pk])).status_code == 404


def test_a_project_keeps_a_limited_number_of_files(send, monkeypatch, private_folder):
    monkeypatch.setattr(actions, "MOST_FILES", 2)
    assert send(b"a,b\n1,2\n").status_code == 302
    assert send(b"a,b\n1,3\n").status_code == 302
    page = check_page(send(b"a,b\n1,4\n"))
    assert page.status == 422
    assert "at most 2 files" in page.text
    assert len(list(private_folder.iterdir())) == 2


def test_an_upload_needs_its_token(people, project, client_for, private_folder):
    client = client_for(people.editor, enforce_csrf_checks=True)
    data = LABEL | {"file": SimpleUploadedFile("export.csv", appointments())}
    assert client.post(reverse("datasets:upload_file", args=[project.pk]), data).status_code == 403
    assert not Dataset.objects.exists()
    assert not list(private_folder.iterdir())


def test_a_viewer_cannot_upload(send, people, private_folder):
    assert send(appointments(), person=people.viewer).status_code == 403
    assert not list(private_folder.iterdir())


def test_a_lead_deletes_everything_at_once(
    upload, client_for, people, project, address, private_folder, django_capture_on_commit_callbacks
):
    dataset = upload(client_for(people.editor), appointments())
    assert client_for(people.editor).post(address("delete_dataset", dataset)).status_code == 403
    lead = client_for(people.lead)
    open_page(lead, address("delete_dataset", dataset))
    with django_capture_on_commit_callbacks(execute=True):
        page = open_page(lead, address("delete_dataset", dataset), post={}, follow=True)
    assert "Deleted “Appointments, spring”" in page.text
    assert not Dataset.objects.exists()
    assert not list(private_folder.iterdir())


def test_the_blank_template_is_understood(client_for, people, project, upload):
    client = client_for(people.editor)
    blank = client.get(reverse("datasets:download_template", args=[project.pk])).content
    dataset = upload(client, blank)
    assert dataset.status == Status.TO_MATCH, dataset.problems
    left_out = [heading for heading in dataset.headings if dataset.mapping["columns"][heading] is None]
    assert not left_out, f"our own template has headings we do not know: {left_out}"


def test_the_name_a_file_waits_under_is_no_identifier(client_for, people, upload, private_folder):
    """It is made of random letters and figures, and may by chance look like an NHS number."""
    dataset = upload(client_for(people.editor), appointments(), run=False)
    (private_folder / dataset.stored_as).rename(private_folder / "9434765919")
    dataset.stored_as = "9434765919"
    dataset.save()
    read_dataset.call(str(dataset.pk), dataset.attempt)
    dataset.refresh_from_db()
    assert dataset.status == Status.TO_MATCH, dataset.problems
    assert "file name" not in str(dataset.problems)
