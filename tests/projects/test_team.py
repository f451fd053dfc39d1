"""Who works on a project: people are added, changed and removed by its leads, and one lead always stays."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.roles import ProjectRole
from projects import actions
from tests.factories import MembershipFactory, UserFactory
from tests.pages import open_page

pytestmark = pytest.mark.django_db


def at(name, project, *rest):
    return reverse(f"projects:{name}", args=[project.pk, *rest])


def member(project, person):
    return project.members.filter(user=person).first()


@pytest.fixture
def lead(client_for, people):
    return client_for(people.lead)


@pytest.fixture
def colleague(organisation):
    return MembershipFactory(organisation=organisation, user=UserFactory(name="Nadia Khan")).user


def test_the_page_names_the_team(lead, project, people):
    text = open_page(lead, at("show_team", project)).text
    for person, label in ((people.viewer, "Can read"), (people.editor, "Can edit"), (people.lead, "Lead")):
        assert person.name in text
        assert label in text


def test_somebody_of_the_organisation_is_added_and_can_work_at_once(lead, client_for, project, colleague):
    fields = {"person": colleague.pk, "role": "editor", "job": "Analyst"}
    page = open_page(lead, at("add_member", project), post=fields, follow=True)
    assert "Nadia Khan is on the team" in page.text
    assert "Analyst" in page.text
    open_page(client_for(colleague), reverse("worksheets:edit_step", args=[project.pk, "literature"]))
    event = AuditEvent.objects.get(verb="set team role")
    assert (event.project_id, event.note) == (project.pk, "Can edit")


def test_what_somebody_may_do_is_changed_in_the_same_place(lead, project, people):
    for _ in range(2):
        lead.post(at("add_member", project), {"person": people.viewer.pk, "role": "editor"})
    assert member(project, people.viewer).role == ProjectRole.EDITOR
    assert project.members.count() == 3


def test_somebody_of_another_organisation_cannot_be_added(lead, project, other_people):
    page = open_page(lead, at("add_member", project), post={"person": other_people.editor.pk, "role": "editor"})
    assert page.title.startswith("Error: ")
    assert other_people.editor.name not in page.text
    assert member(project, other_people.editor) is None


def test_a_deactivated_person_is_not_offered(lead, project, colleague):
    colleague.is_active = False
    colleague.save()
    assert "Nadia Khan" not in open_page(lead, at("add_member", project)).text


def test_somebody_is_removed_and_is_out(lead, client_for, project, people):
    url = at("remove_member", project, member(project, people.editor).pk)
    assert f"Remove {people.editor.name}" in open_page(lead, url).h1
    assert "no longer on the team" in open_page(lead, url, post={}, follow=True).text
    assert member(project, people.editor) is None
    assert client_for(people.editor).get(at("show_team", project)).status_code == 404
    assert AuditEvent.objects.filter(verb="removed from team", project_id=project.pk).count() == 1
    assert lead.get(url).status_code == 404


def test_removing_somebody_twice_at_once_removes_them_once(project, people):
    for _ in range(2):
        actions.remove_member(project=project, user=people.editor, by=people.lead)
    assert AuditEvent.objects.filter(verb="removed from team").count() == 1


def test_the_last_lead_cannot_go(lead, project, people):
    url = at("remove_member", project, member(project, people.lead).pk)
    assert "at least one lead" in open_page(lead, url, post={}, follow=True).text
    assert member(project, people.lead).role == ProjectRole.LEAD


def test_the_last_lead_cannot_step_down(lead, project, people):
    page = open_page(lead, at("add_member", project), post={"person": people.lead.pk, "role": "viewer"})
    assert "Make somebody else lead first" in page.text
    assert member(project, people.lead).role == ProjectRole.LEAD


def test_a_lead_may_go_once_there_is_another(lead, project, people):
    lead.post(at("add_member", project), {"person": people.editor.pk, "role": "lead"})
    lead.post(at("remove_member", project, member(project, people.lead).pk), {})
    assert member(project, people.lead) is None
    assert member(project, people.editor).role == ProjectRole.LEAD


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_who_is_no_lead_changes_no_team(client_for, project, people, colleague, role):
    client = client_for(getattr(people, role))
    page = open_page(client, at("show_team", project))
    assert "<form" not in page.html.split("<main")[1].split("</main>")[0]
    assert at("add_member", project) not in page.links
    added = client.post(at("add_member", project), {"person": colleague.pk, "role": "lead"})
    removed = client.post(at("remove_member", project, member(project, people.lead).pk), {})
    assert (added.status_code, removed.status_code) == (403, 403)
    assert project.members.count() == 3


def test_a_member_of_another_project_cannot_be_removed_here(lead, project, other_world):
    theirs = other_world.project.members.first()
    assert lead.post(at("remove_member", project, theirs.pk), {}).status_code == 404
    assert other_world.project.members.count() == 3


def test_the_administrator_of_the_organisation_manages_every_team(client_for, project, people, colleague):
    client_for(people.org_admin).post(at("add_member", project), {"person": colleague.pk, "role": "lead"})
    assert member(project, colleague).role == ProjectRole.LEAD
