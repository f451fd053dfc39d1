"""Somebody leaves an organisation: no project loses its only lead, and the leaver sees nothing there any more."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.roles import ProjectRole
from projects import actions, leaving
from tests.factories import MembershipFactory
from tests.pages import open_page

pytestmark = pytest.mark.django_db


def address(organisation, person) -> str:
    return reverse("projects:remove_person", args=[organisation.pk, person.pk])


def test_a_leaver_loses_roles_teams_and_sessions_and_it_is_recorded(client_for, people, organisation, project):
    theirs = client_for(people.editor)
    assert theirs.get(reverse("worksheets:list_steps", args=[project.pk])).status_code == 200
    page = open_page(client_for(people.org_admin), address(organisation, people.editor))
    assert project.name in page.text
    page = open_page(client_for(people.org_admin), address(organisation, people.editor), post={}, follow=True)
    assert f"{people.editor.name} is no longer at {organisation.name}." in page.text
    assert not people.editor.memberships.exists()
    assert not project.members.filter(user=people.editor).exists()
    assert theirs.get(reverse("worksheets:list_steps", args=[project.pk])).status_code in (302, 404)
    verbs = AuditEvent.objects.filter(by_id=people.org_admin.pk).values_list("verb", flat=True)
    assert {"removed from organisation", "took role away", "removed from team"} <= set(verbs)


def test_projects_that_only_the_leaver_leads_are_named_and_nothing_changes(client_for, people, organisation, project):
    client = client_for(people.org_admin)
    page = open_page(client, address(organisation, people.lead))
    assert "Choose a new lead first" in page.text
    assert "<h2" in page.html.partition("<h1")[2].partition("Choose a new lead first")[0], "no level is left out"
    assert reverse("projects:show_team", args=[project.pk]) in page.html
    client.post(address(organisation, people.lead))
    assert project.members.filter(user=people.lead, role=ProjectRole.LEAD).exists()
    assert people.lead.memberships.exists()


def test_once_somebody_else_leads_the_old_lead_can_go(client_for, people, organisation, project):
    actions.set_member(project=project, user=people.editor, role=ProjectRole.LEAD, by=people.org_admin)
    client_for(people.org_admin).post(address(organisation, people.lead))
    assert not people.lead.memberships.exists()
    assert not project.members.filter(user=people.lead).exists()


def test_a_project_that_is_put_away_holds_nobody(people, organisation, project):
    actions.archive_project(project=project, by=people.lead)
    leaving.remove_person(person=people.lead, organisation=organisation, by=people.org_admin)
    assert not project.members.filter(user=people.lead).exists()


def test_roles_in_another_organisation_stay(people, organisation, other_world):
    MembershipFactory(user=people.viewer, organisation=other_world.organisation, role="viewer")
    leaving.remove_person(person=people.viewer, organisation=organisation, by=people.org_admin)
    assert [one.organisation for one in people.viewer.memberships.all()] == [other_world.organisation]


@pytest.mark.parametrize("who", ["org_admin", "second_admin", "sys_admin"])
def test_nobody_removes_themselves_another_administrator_or_a_system_administrator(
    client_for, people, organisation, who
):
    if who == "second_admin":
        MembershipFactory(user=people.viewer, organisation=organisation, role="admin")
    if who == "sys_admin":
        MembershipFactory(user=people.sys_admin, organisation=organisation, role="viewer")
    person = people.viewer if who == "second_admin" else getattr(people, who)
    before = person.memberships.count()
    for method in ("get", "post"):
        assert getattr(client_for(people.org_admin), method)(address(organisation, person)).status_code == 403
    assert person.memberships.count() == before
    page = open_page(client_for(people.org_admin), reverse("accounts:show_person", args=[organisation.pk, person.pk]))
    assert address(organisation, person) not in page.html
