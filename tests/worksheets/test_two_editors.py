"""Forty people save one answer at once, and everything is sent twice: nothing is lost, nothing is made twice."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from projects.models import Project, ProjectMember
from tests.factories import ProjectMemberFactory, UserFactory
from tests.worksheets.crowd import all_at_once, shared_database
from tests.worksheets.sent import hidden_fields
from tests.world import build_world
from worksheets.models import Finding, StepRecord

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("shared_database"),
    pytest.mark.thorough,
]
PEOPLE, SAVES, STEP, ANSWER = 40, 10, "key-question-1", "reason"
__all__ = ["shared_database"]


@pytest.fixture
def busy(shared_database):
    """A project of its own in the shared database."""
    return build_world("Crowded")


def url(name: str, project, *rest) -> str:
    return reverse(f"worksheets:{name}", args=[project.pk, *rest])


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def write(project, person) -> tuple[int, int, list]:
    """Ten saves, each from the page last read. Gives how many were taken and refused, and whatever went wrong."""
    client, address = signed_in(person), url("edit_step", project, STEP)
    fields, taken, refused, faults = {"version": "0"}, 0, 0, []
    for number in range(SAVES):
        mine = f"{person.name}, save {number}"
        response = client.post(address, {**fields, ANSWER: mine})
        page = response.content.decode()
        if response.status_code == 302:
            taken += 1
            page = client.get(address).content.decode()
        elif response.status_code == 409 and mine in page and ", save " in page.replace(mine, ""):
            refused += 1
        else:
            faults.append((response.status_code, page[:500]))
        seen = hidden_fields(page)
        fields = {name: seen[name] for name in ("version", "base")}
    return taken, refused, faults


def test_forty_people_save_one_answer(busy):
    people = [UserFactory(name=f"Writer {number}") for number in range(PEOPLE)]
    for person in people:
        ProjectMemberFactory(project=busy.project, user=person)
    results = all_at_once(PEOPLE, lambda number: write(busy.project, people[number]))
    assert [fault for result in results for fault in result[2]] == []
    taken, refused = sum(result[0] for result in results), sum(result[1] for result in results)
    assert taken + refused == PEOPLE * SAVES
    record = StepRecord.objects.get(project=busy.project, step_key=STEP)
    assert record.version == taken, "every save that was taken is a version of its own"
    kept = [past.answers[ANSWER] for past in record.history.filter(version__gt=0)]
    assert len(set(kept)) == taken, "and each can be read again"
    assert refused, "nobody was ever in anybody’s way, so nothing was tried"


def twice_at_once(person, address: str, fields: dict) -> list:
    clients = [signed_in(person), signed_in(person)]
    responses = all_at_once(2, lambda number: clients[number].post(address, fields))
    assert [response.status_code for response in responses] == [302, 302]
    return [response["Location"] for response in responses]


def test_a_record_sent_twice_at_once_is_added_once(busy):
    fields = {"title": "Once only", "record_id": str(uuid.uuid4())}
    first, second = twice_at_once(busy.people.editor, url("add_record", busy.project, "finding"), fields)
    assert first == second
    assert Finding.objects.get().title == "Once only"


def test_two_records_added_at_once_have_numbers_of_their_own(busy):
    clients = [signed_in(busy.people.editor) for _ in range(6)]
    address = url("add_record", busy.project, "finding")
    responses = all_at_once(
        6, lambda number: clients[number].post(address, {"title": f"F {number}", "record_id": str(uuid.uuid4())})
    )
    assert [response.status_code for response in responses] == [302] * 6
    assert sorted(Finding.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_project_sent_twice_at_once_is_started_once(busy):
    client = signed_in(busy.people.editor)
    address = reverse("projects:create_project")
    fields = hidden_fields(client.get(address).content.decode())
    fields |= {"name": "Once only", "organisation": str(busy.organisation.pk)}
    first, second = twice_at_once(busy.people.editor, address, fields)
    assert first == second
    made = Project.objects.get(name="Once only")
    assert made.members.count() == 1


def test_a_step_finished_twice_at_once_is_finished(busy):
    fields = {"said": "finish", "reason": "Enough for now"}
    twice_at_once(busy.people.editor, url("finish_step", busy.project, STEP), fields)
    record = StepRecord.objects.get(project=busy.project, step_key=STEP)
    assert (record.said, record.said_by) == ("finished", busy.people.editor)


def test_two_leads_who_remove_each_other_do_not_both_go(busy):
    leads = [busy.people.lead, busy.people.editor]
    ProjectMember.objects.filter(project=busy.project, user__in=leads).update(role="lead")
    members = [busy.project.members.get(user=person) for person in leads]
    clients = [signed_in(person) for person in leads]
    address = "projects:remove_member"
    all_at_once(
        2,
        lambda number: clients[number].post(reverse(address, args=[busy.project.pk, members[1 - number].pk])),
    )
    assert busy.project.members.filter(role="lead").count() == 1


def test_the_database_is_one_that_threads_share(busy):
    names = all_at_once(3, lambda number: connection.settings_dict["NAME"])
    assert len(set(names)) == 1
    assert "memory" not in str(names[0])
    assert all_at_once(3, lambda number: Project.objects.filter(pk=busy.project.pk).exists()) == [True] * 3
