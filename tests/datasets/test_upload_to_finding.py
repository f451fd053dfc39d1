"""From a file to a finding, as an editor does it."""

from django.urls import reverse

from .conftest import appointments
from datasets.models import Dataset, Status
from tests.pages import open_page
from worksheets.models import Action, Finding


def test_a_file_becomes_a_gap_report(client_for, people, project, upload, address, private_folder):
    client = client_for(people.editor)
    open_page(client, reverse("datasets:list_datasets", args=[project.pk]))
    open_page(client, reverse("datasets:upload_file", args=[project.pk]))
    dataset = upload(client, appointments())
    assert dataset.status == Status.TO_MATCH, dataset.problems
    page = open_page(client, address("match_columns", dataset))
    assert "600 read = 600 used + 0 set aside" in page.text
    page = open_page(client, address("match_columns", dataset), post={}, follow=True)
    print(page.text)
    assert page.h1 == "Gap report: Appointments, spring"
    assert not list(private_folder.iterdir())
