"""Requests that no page of ours sends: they are refused or taken for what they are, and nothing breaks."""

import pytest
from django.urls import reverse

from projects.models import Project
from worksheets.models import Finding

from .worksheets.records import add

TOO_LONG_A_NUMBER = "9" * 5000


@pytest.fixture
def editor(client_for, people):
    return client_for(people.editor)


@pytest.mark.parametrize("version", [TOO_LONG_A_NUMBER, "", "-1", "²"])
def test_a_version_that_is_none_overwrites_nothing(editor, project, version):
    """Somebody whose page says no version has not seen what stands, so they are shown it."""
    address = reverse("projects:edit_project", args=[project.pk])
    answer = editor.post(address, {"name": "Mine", "version": version})
    assert answer.status_code == 409
    assert Project.objects.get(pk=project.pk).name == project.name


def test_a_worksheet_with_a_version_that_is_none_is_saved_beside_what_stands(editor, project):
    address = reverse("worksheets:autosave_step", args=[project.pk, "service-data"])
    assert editor.post(address, {"version": TOO_LONG_A_NUMBER}).status_code == 200


def test_the_id_of_a_record_elsewhere_tells_nothing_and_changes_nothing(editor, project, other_world):
    theirs = add("finding", other_world.project, other_world.people.lead, title="Theirs", kind="data")
    address = reverse("worksheets:add_record", args=[project.pk, "finding"])
    answer = editor.post(address, {"title": "Mine", "kind": "data", "record_id": str(theirs.pk)})
    mine = Finding.objects.get(project=project)
    assert answer["Location"] == reverse("worksheets:show_record", args=[project.pk, "finding", mine.pk])
    assert mine.pk != theirs.pk
    theirs.refresh_from_db()
    assert (theirs.title, theirs.project) == ("Theirs", other_world.project)


def test_a_line_break_in_a_name_is_taken_for_a_space(editor, project):
    address = reverse("projects:edit_project", args=[project.pk])
    editor.post(address, {"name": "Foot clinic\r\nBcc: all@example.test", "version": project.version})
    assert Project.objects.get(pk=project.pk).name == "Foot clinic Bcc: all@example.test"


@pytest.mark.parametrize("asked", ["verb=%00", "verb=no+such+deed", f"page={TOO_LONG_A_NUMBER}"])
def test_the_trail_filtered_by_nonsense_shows_all_of_it(client_for, people, asked):
    assert client_for(people.sys_admin).get(f"{reverse('accounts:list_all_events')}?{asked}").status_code == 200
