"""Two people on one thread record: what clashes is theirs to decide, what does not is merged, a double click is one."""

import pytest
from django.urls import reverse

from tests.pages import open_page
from tests.worksheets.records import add
from tests.worksheets.sent import hidden_fields
from worksheets import actions
from worksheets.models import Barrier

pytestmark = pytest.mark.django_db


def at(name, project, *rest):
    return reverse(f"worksheets:{name}", args=[project.pk, *rest])


@pytest.fixture
def barrier(project, people):
    return add("barrier", project, people.lead, title="Letters are hard to read")


def open_record(client, project, record) -> dict:
    page = open_page(client, at("edit_record", project, "barrier", record.pk))
    return hidden_fields(page.html) | {"title": record.title}


def test_records_clash_and_what_was_chosen_is_kept(client_for, people, project, barrier):
    group = add("focus_group", project, people.lead, title="Deaf people")
    other = add("focus_group", project, people.lead, title="Carers")
    url, editor, lead = (
        at("edit_record", project, "barrier", barrier.pk),
        client_for(people.editor),
        client_for(people.lead),
    )
    mine, theirs = open_record(editor, project, barrier), open_record(lead, project, barrier)
    theirs |= {"title": "They say", "focus_groups": [str(group.pk)], "com_b": ["physical_opportunity"]}
    assert lead.post(url, theirs).status_code == 302
    mine |= {"title": "I say", "focus_groups": [str(other.pk)]}
    page = open_page(editor, url, post=mine, status=409)
    assert "They say" in page.text
    assert "I say" in page.text
    assert "G1 Deaf people" in page.text, "records are shown by name, not by number"
    assert "G2 Carers" in page.text
    chosen = hidden_fields(page.html) | {"resolve__title": "mine", "resolve__focus_groups": "both"}
    assert editor.post(url, chosen).status_code == 302
    kept = Barrier.objects.get(pk=barrier.pk)
    assert kept.title == "I say"
    assert {one.title for one in kept.focus_groups.all()} == {"Deaf people", "Carers"}


def test_records_merge_what_is_not_in_dispute(client_for, people, project, barrier):
    url, editor, lead = (
        at("edit_record", project, "barrier", barrier.pk),
        client_for(people.editor),
        client_for(people.lead),
    )
    mine, theirs = open_record(editor, project, barrier), open_record(lead, project, barrier)
    lead.post(url, theirs | {"is_priority": "yes"})
    page = open_page(editor, url, post=mine | {"title": ""}, status=422)
    again = hidden_fields(page.html) | {"title": "Said better"}
    assert editor.post(url, again).status_code == 302
    kept = Barrier.objects.get(pk=barrier.pk)
    assert kept.title == "Said better"
    assert kept.is_priority is True, "a page with an error does not undo what somebody else saved"


def test_a_record_saved_without_its_start_leaves_every_difference_to_a_person(client_for, people, project, barrier):
    url = at("edit_record", project, "barrier", barrier.pk)
    client_for(people.lead).post(url, {"title": "They say", "version": "1"})
    forged = {"title": "I say", "version": "1", "base": "not what we signed"}
    assert client_for(people.editor).post(url, forged).status_code == 409


def test_a_double_click_removes_and_puts_back_once(client_for, people, project, barrier):
    editor = client_for(people.editor)
    for name, stands in (("remove_record", False), ("put_back_record", True)):
        url = at(name, project, "barrier", barrier.pk)
        assert [editor.post(url).status_code for _ in range(2)] == [302, 302]
        assert Barrier.objects.of(project).exists() == stands
    assert Barrier.objects.get().version == 3


def test_removing_twice_at_once_removes_once(project, people, barrier):
    stale = Barrier.objects.get(pk=barrier.pk)
    actions.remove_record(record=barrier, by=people.lead)
    actions.remove_record(record=stale, by=people.editor)
    kept = Barrier.objects.get(pk=barrier.pk)
    assert kept.updated_by == people.lead
    assert kept.version == 2
