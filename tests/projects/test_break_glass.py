"""A system administrator looks inside only with a reason, for an hour, and the leads are told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from projects.models import BreakGlass
from tests.pages import open_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(project):
    return reverse("projects:break_glass", args=[project.pk])


@pytest.fixture
def inside(project):
    return reverse("worksheets:list_steps", args=[project.pk])


@pytest.fixture
def client(client_for, people):
    return client_for(people.sys_admin)


@pytest.fixture
def opened(client, door, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(door, {"reason": "The team asked about a page that failed"})
    assert response.status_code == 302


def move_clock(hours: float) -> None:
    """The hour is counted by the database's clock, so the openings are moved instead."""
    past = timezone.now() - timedelta(hours=hours)
    BreakGlass.objects.update(opened_at=past, until=past + timedelta(hours=1))


def test_the_way_in_is_by_a_reason(client, door, inside, project):
    assert client.get(inside)["Location"] == door
    page = open_page(client, door)
    assert project.name not in page.text
    assert "Say why you need to look inside" in open_page(client, door, post={"reason": "  "}).text
    assert not BreakGlass.objects.exists()


def test_it_is_open_for_an_hour(client, opened, door, inside, project):
    open_page(client, inside)
    assert client.get(door)["Location"] == inside
    move_clock(0.9)
    open_page(client, inside)
    move_clock(1.01)
    assert client.get(inside)["Location"] == door
    assert client.post(reverse("projects:share_project", args=[project.pk])).status_code == 404


def test_the_leads_are_told_who_and_why(opened, people, project):
    (letter,) = mail.outbox
    assert letter.to == [people.lead.email]
    assert people.sys_admin.name in letter.subject
    assert "The team asked about a page that failed" in letter.body
    assert project.name in letter.body


def test_it_stands_on_the_team_page_and_in_the_trail(opened, client_for, people, project):
    text = open_page(client_for(people.lead), reverse("projects:show_team", args=[project.pk])).text
    assert "Looked inside by a system administrator" in text
    assert "The team asked about a page that failed" in text
    event = AuditEvent.objects.get(verb="opened project with a reason")
    assert (event.by_id, event.project_id) == (people.sys_admin.pk, project.pk)


@pytest.mark.parametrize(
    "address",
    [
        "projects:edit_project",
        "projects:add_member",
        "projects:share_project",
        "projects:archive_project",
        "projects:delete_project",
        "plans:list_files",
    ],
)
def test_looking_is_all_that_can_be_done(client, opened, project, address):
    url = reverse(address, args=[project.pk])
    assert {client.get(url).status_code, client.post(url, {}).status_code} <= {403, 405}
    project.refresh_from_db()
    assert not project.is_shared
    assert not project.is_archived


def test_it_opens_for_one_person_only(opened, client_for, people, other_people, inside):
    assert client_for(other_people.sys_admin).get(inside).status_code == 302
    assert client_for(people.outsider).get(inside).status_code == 404


def test_somebody_no_longer_an_administrator_is_out(client, opened, people, inside):
    people.sys_admin.is_system_administrator = False
    people.sys_admin.save()
    assert client.get(inside).status_code == 404


def test_a_project_that_is_not_there(client):
    url = reverse("projects:break_glass", args=["00000000-0000-4000-8000-000000000000"])
    assert client.post(url, {"reason": "Looking"}).status_code == 404
    assert not BreakGlass.objects.exists()


def test_nobody_else_is_offered_the_door(client_for, people, door):
    for person in (people.outsider, people.lead, people.org_admin, people.reviewer):
        assert client_for(person).get(door).status_code == 403
