"""Uploads through the pages, with the background task run when the test says so."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datasets.models import Dataset
from datasets.tasks import read_dataset

SHARED = Path(settings.BASE_DIR).parent / "shared"
NASTY, REAL = SHARED / "cases" / "nasty", SHARED / "cases" / "real"

GROUPS = ("White: British", "Asian or Asian British: Pakistani")


def appointments(rows: int = 600) -> bytes:
    """A table of appointments in which one group misses far more, and religion is hardly ever known."""
    lines = ["Patient ID,Appointment date,Attendance,Ethnicity,Sex,Religion,Clinic"]
    for n in range(rows):
        group = GROUPS[n % 3 == 0]
        missed = n % 10 < (4 if n % 3 == 0 else 1)
        attended = "Did not attend" if missed else "Attended"
        religion = "Muslim" if n % 20 == 0 else "Not known"
        lines.append(f"P{n},2026-0{4 + n % 3}-1{n % 9},{attended},{group},{'FM'[n % 2]},{religion},Clinic {n % 2}")
    return "\n".join(lines).encode()


@pytest.fixture(autouse=True)
def private_folder(tmp_path, settings):
    """Each test has a folder of its own for uploads."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.UPLOAD_ROOT = folder
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    return folder


@pytest.fixture
def shared_case():
    """A file of the shared cases; the test is skipped where they are not here."""

    def case(folder: Path, name: str) -> Path:
        path = folder / name
        if not path.is_file():
            pytest.skip(f"the shared case {name} is not on this machine")
        return path

    return case


@pytest.fixture
def upload(project, django_capture_on_commit_callbacks):
    """Posts a file as the form does; `run` reads it at once. Gives the dataset."""

    def post(client, content: bytes, *, name="export.csv", run=True, label="Appointments, spring", **fields) -> Dataset:
        address = reverse("datasets:upload_file", args=[project.pk])
        data = {"label": label, "unit": "", **fields, "file": SimpleUploadedFile(name, content)}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, data)
        assert response.status_code == 302, response.content.decode()[:3000]
        dataset = Dataset.objects.get(pk=response["Location"].rstrip("/").rsplit("/", 1)[-1])
        if run and dataset.is_working:
            read_dataset.call(str(dataset.pk), dataset.attempt)
            dataset.refresh_from_db()
        return dataset

    return post


@pytest.fixture
def ready(upload, client_for, people, django_capture_on_commit_callbacks):
    """The appointments above, read and confirmed."""

    def make(content: bytes | None = None) -> Dataset:
        client = client_for(people.editor)
        dataset = upload(client, content or appointments())
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("datasets:match_columns", args=[dataset.project_id, dataset.pk]), {})
        dataset.refresh_from_db()
        assert dataset.is_ready, (dataset.status, dataset.problems)
        return dataset

    return make


@pytest.fixture
def upload_again(client_for, people, address, django_capture_on_commit_callbacks):
    """Posts “Read the file another way” and reads the file at once; `content` is the file, where it is asked for."""

    def post(dataset: Dataset, content: bytes | None = None, *, run=True, **fields) -> Dataset:
        file = {"file": SimpleUploadedFile("export.csv", content)} if content is not None else {}
        with django_capture_on_commit_callbacks(execute=True):
            response = client_for(people.editor).post(address("read_again", dataset), fields | file)
        assert response.status_code == 302, response.content.decode()[:3000]
        dataset.refresh_from_db()
        if run and dataset.is_working:
            with django_capture_on_commit_callbacks(execute=True):
                read_dataset.call(str(dataset.pk), dataset.attempt)
            dataset.refresh_from_db()
        return dataset

    return post


@pytest.fixture
def address():
    """The address of a page about a dataset, by name."""

    def of(name: str, dataset: Dataset, *more) -> str:
        return reverse(f"datasets:{name}", args=[dataset.project_id, dataset.pk, *more])

    return of
