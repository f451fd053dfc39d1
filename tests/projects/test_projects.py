"""A project as a whole: started once, described, shared and put away."""

import re
import uuid

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.roles import (
    ADMIN_ON_PROJECT,
    ORGANISATION_PERMISSIONS,
    PROJECT_PERMISSIONS,
    SYSTEM_PERMISSIONS,
    Permission,
    ProjectRole,
)
from projects import actions, policies
from projects.models import Project
from tests.factories import ProjectFactory
from tests.pages import check_page, open_page
from tests.worksheets.sent import hidden_fields

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("projects:list_projects"), reverse("projects:create_project")


def at(name, project, *rest):
    return reverse(name, args=[project.pk, *rest])


def verbs(project) -> list[str]:
    return list(AuditEvent.objects.filter(project_id=project.pk).order_by("at", "pk").values_list("verb", flat=True))


def test_an_empty_account_is_told_what_to_do(client_for, world):
    starter = world.people.editor
    world.project.members.filter(user=starter).delete()
    page = open_page(client_for(starter), LIST)
    assert "Start in ten minutes" in page.text
    assert "Upload a spreadsheet" in page.text
    assert NEW in page.links


def test_an_empty_account_that_may_not_start_one_is_told_whom_to_ask(client_for, people):
    page = open_page(client_for(people.outsider), LIST)
    assert "Ask the lead of a project" in page.text
    assert NEW not in page.links


def test_the_list_holds_ones_own_projects_only(client_for, people, project, other_world):
    page = open_page(client_for(people.editor), LIST)
    assert project.name in page.text
    assert other_world.project.name not in page.text


def test_a_project_is_started_from_its_name(client_for, people, organisation):
    client = client_for(people.editor)
    fields = hidden_fields(open_page(client, NEW).html)
    page = open_page(client, NEW, post=fields | {"name": "Foot <clinic>", "organisation": organisation.pk}, follow=True)
    made = Project.objects.get(name="Foot <clinic>")
    assert "“Foot <clinic>” is ready" in page.text
    assert made.organisation == organisation
    assert made.slug == "foot-clinic"
    assert made.unknown_threshold == 10
    assert made.members.get().role == ProjectRole.LEAD
    assert made.members.get().user == people.editor
    assert verbs(made) == ["created project"]


def test_a_double_click_starts_one_project(client_for, people, organisation):
    client = client_for(people.editor)
    fields = hidden_fields(open_page(client, NEW).html) | {"name": "Once", "organisation": organisation.pk}
    first, second = client.post(NEW, fields), client.post(NEW, fields)
    assert first["Location"] == second["Location"]
    assert Project.objects.filter(name="Once").count() == 1


def test_two_pages_start_two_projects_with_names_of_their_own(client_for, people, organisation):
    client = client_for(people.editor)
    for _ in range(2):
        fields = hidden_fields(open_page(client, NEW).html)
        client.post(NEW, fields | {"name": "Twice", "organisation": organisation.pk})
    assert set(Project.objects.filter(name="Twice").values_list("slug", flat=True)) == {"twice", "twice-2"}


def test_the_id_of_somebody_elses_project_opens_nothing(client_for, people, organisation, other_world):
    theirs = other_world.project
    client = client_for(people.editor)
    response = client.post(NEW, {"name": "Mine", "organisation": organisation.pk, "pk": theirs.pk})
    assert str(theirs.pk) not in response["Location"]
    theirs.refresh_from_db()
    assert theirs.name != "Mine"
    assert Project.objects.get(name="Mine").organisation == organisation


@pytest.mark.parametrize("role", ["outsider", "viewer", "reviewer", "curator", "sys_admin"])
def test_only_some_may_start_a_project(client_for, people, organisation, role):
    client = client_for(getattr(people, role))
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {"name": "No", "organisation": organisation.pk}).status_code == 403
    assert not Project.objects.filter(name="No").exists()


def test_another_organisation_cannot_be_chosen(client_for, people, other_world):
    fields = {"name": "Smuggled", "organisation": other_world.organisation.pk, "pk": uuid.uuid4()}
    page = open_page(client_for(people.editor), NEW, post=fields)
    assert page.title.startswith("Error: ")
    assert other_world.organisation.name not in page.text
    assert not Project.objects.filter(name="Smuggled").exists()


def test_a_name_is_needed_and_the_rest_stays_typed(client_for, people, organisation):
    page = open_page(client_for(people.editor), NEW, post={"name": " ", "about": "We see people at home"})
    assert "Enter the name of the service" in page.text
    assert "We see people at home" in page.html


DETAILS = {
    "name": "Heart clinic",
    "about": "Helps people at home",
    "setting": "community",
    "places": ["bolsover"],
    "start_on_0": "1",
    "start_on_1": "2",
    "start_on_2": "2027",
    "unknown_threshold": "12",
}


def details(page, **changed) -> dict:
    """The posted page, its date boxes by the names they have on it."""
    boxes = re.findall(r'name="(start_on_[^"]+)"', page.html)
    fields = {name: value for name, value in DETAILS.items() if not name.startswith("start_on")}
    return hidden_fields(page.html) | fields | dict(zip(boxes, ("1", "2", "2027"))) | changed


def test_details_are_changed(client_for, people, project):
    client, url = client_for(people.editor), at("projects:edit_project", project)
    response = client.post(url, details(open_page(client, url)))
    assert response["Location"] == at("worksheets:list_steps", project)
    project.refresh_from_db()
    assert (project.name, project.places, project.unknown_threshold) == ("Heart clinic", ["bolsover"], 12)
    assert f"{project.start_on}" == "2027-02-01"
    assert project.version == 2
    assert verbs(project)[-1] == "changed project details"


def test_two_who_describe_a_project_both_see_both(client_for, people, project):
    editor, lead, url = client_for(people.editor), client_for(people.lead), at("projects:edit_project", project)
    mine, theirs = open_page(editor, url), open_page(lead, url)
    lead.post(url, details(theirs, about="What the lead wrote"))
    response = editor.post(url, details(mine, about="What I wrote"))
    assert response.status_code == 409
    page = check_page(response)
    assert "What the lead wrote" in page.text
    assert "What I wrote" in page.html
    assert "1 February 2027" in page.text
    assert "Bolsover" in page.text
    project.refresh_from_db()
    assert project.about == "What the lead wrote"
    assert editor.post(url, details(page, about="What I wrote")).status_code == 302
    project.refresh_from_db()
    assert project.about == "What I wrote"
    assert project.version == 3


def test_a_page_with_an_error_still_clashes(client_for, people, project):
    editor, lead, url = client_for(people.editor), client_for(people.lead), at("projects:edit_project", project)
    mine = open_page(editor, url)
    lead.post(url, details(open_page(lead, url), about="What the lead wrote"))
    page = open_page(editor, url, post=details(mine, about="What I wrote", hours_a_month="many"))
    assert editor.post(url, details(page, about="What I wrote")).status_code == 409


def test_a_double_click_on_the_details_saves_once(client_for, people, project):
    client, url = client_for(people.editor), at("projects:edit_project", project)
    fields = details(open_page(client, url))
    assert [client.post(url, fields).status_code for _ in range(2)] == [302, 302]
    project.refresh_from_db()
    assert project.version == 2
    assert verbs(project).count("changed project details") == 1


def test_an_end_before_the_start_is_refused(client_for, people, project):
    client, url = client_for(people.editor), at("projects:edit_project", project)
    page = open_page(client, url)
    boxes = re.findall(r'name="(end_on_[^"]+)"', page.html)
    page = open_page(client, url, post=details(page) | dict(zip(boxes, ("1", "1", "2026"))))
    assert "The end date must be after the start date" in page.text


def test_sharing_is_done_once_and_undone_once(client_for, people, project):
    client, url = client_for(people.lead), at("projects:share_project", project)
    for _ in range(2):
        client.post(url, {"share": "yes"})
        project.refresh_from_db()
        assert project.is_shared, "a double click must not take back what the first click did"
    assert "ICB leads can read this project" in open_page(client, at("projects:show_team", project)).text
    assert open_page(client_for(people.reviewer), at("worksheets:list_steps", project)).h1 == project.name
    for _ in range(2):
        client.post(url, {"share": "no"})
    assert verbs(project) == ["shared with ICB", "stopped sharing with ICB"]
    assert client_for(people.reviewer).get(at("worksheets:list_steps", project)).status_code == 404


def button(page) -> str:
    (found,) = [tag for tag in re.findall(r"<button[^>]*>", page.html) if 'name="share"' in tag]
    return re.search(r'value="(\w*)"', found).group(1)


def test_the_buttons_of_the_team_page_say_what_they_do(client_for, people, project):
    client, url = client_for(people.lead), at("projects:show_team", project)
    assert button(open_page(client, url)) == "yes"
    actions.share_with_icb(project=project, by=people.lead)
    assert button(open_page(client, url)) == "no"


def test_putting_away_is_done_once_and_undone_once(client_for, people, project):
    client, url = client_for(people.lead), at("projects:archive_project", project)
    for _ in range(2):
        client.post(url, {"archive": "yes"})
    project.refresh_from_db()
    assert project.is_archived
    assert "Put away" in open_page(client, LIST).text
    for _ in range(2):
        client.post(url, {"archive": "no"})
    project.refresh_from_db()
    assert not project.is_archived
    assert verbs(project) == ["archived project", "restored project"]


def test_every_permission_on_a_project_is_classified():
    """A new permission has to be sorted here: does it stay open once a project is put away, or on the example?"""
    closed_when_away = {"edit_project", "comment", "upload_data", "manage_team", "share_project", "review"}
    elsewhere = frozenset().union(*ORGANISATION_PERMISSIONS.values(), SYSTEM_PERMISSIONS, {Permission.USE_ACCOUNT})
    on_projects = frozenset(Permission) - elsewhere
    assert on_projects == frozenset().union(*PROJECT_PERMISSIONS.values(), ADMIN_ON_PROJECT, {Permission.REVIEW})
    assert on_projects - policies.ALLOWED_WHEN_ARCHIVED == closed_when_away
    assert on_projects - policies.ALLOWED_ON_EXAMPLE == closed_when_away | {
        "delete_data",
        "archive_project",
        "delete_project",
    }


@pytest.mark.parametrize("state", ["put away", "example"])
def test_a_closed_project_is_read_and_offers_no_way_to_change_it(client_for, people, project, state):
    closed = {"put away": {"archived_at": project.created_at}, "example": {"is_example": True}}[state]
    Project.objects.filter(pk=project.pk).update(**closed)
    client = client_for(people.lead)
    for name, rest in (
        ("list_steps", ()),
        ("show_step", ("literature",)),
        ("show_thread", ()),
        ("list_records", ("barrier",)),
    ):
        page = open_page(client, at(f"worksheets:{name}", project, *rest))
        main = page.html.split("<main")[1].split("</main>")[0]
        assert not re.search(r'href="[^"]*/(edit|add|finish|note|remove|about)/', main), f"{name} offers a change"
        assert "<form" not in main, name
    for name, rest in (("edit_step", ("literature",)), ("add_record", ("barrier",)), ("finish_step", ("literature",))):
        url = at(f"worksheets:{name}", project, *rest)
        assert client.get(url).status_code == 403
        assert client.post(url, {"title": "No"}).status_code == 403
    for name in ("edit_project", "add_member"):
        assert client.post(at(f"projects:{name}", project), {}).status_code == 403


def test_the_example_is_for_everyone_signed_in_and_for_nobody_to_change(client_for, people, other_world):
    example = ProjectFactory(name="Example service", is_example=True)
    assert "See how it is done" in open_page(client_for(people.outsider), LIST).text
    for person in (people.outsider, other_world.people.lead, people.sys_admin):
        client = client_for(person)
        assert open_page(client, at("worksheets:list_steps", example)).h1 == "Example service"
        assert client.get(at("projects:edit_project", example)).status_code == 403
        assert client.post(at("projects:archive_project", example), {"archive": "yes"}).status_code == 403
