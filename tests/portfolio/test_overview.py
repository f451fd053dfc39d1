"""What an ICB lead sees of all services: shared projects of the own ICB, each to read and none to change."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from datasets.analysis.counts import VERSION
from datasets.models import Dataset, Status
from guide.steps import find_step
from portfolio.queries import overview_rows, projects_shared_with
from projects.models import Project
from tests.factories import MembershipFactory, ProjectFactory
from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets import actions
from worksheets.queries import picture_of

from .conftest import share

pytestmark = pytest.mark.django_db
OVERVIEW = reverse("portfolio:show_overview")


def row_of(project, people):
    (row,) = overview_rows([Project.objects.get(pk=project.pk)], timezone.localdate())
    return row


def test_only_shared_projects_of_the_own_icb_are_listed(reviewer, shared, another, organisation, other_world):
    ProjectFactory(name="Not shared yet", organisation=organisation)
    share(ProjectFactory(name="Put away", organisation=organisation), archived_at=timezone.now())
    share(other_world.project)
    page = open_page(reviewer, OVERVIEW)
    assert shared.name in page.text
    assert another.name in page.text
    assert "2 projects" in page.text
    for hidden in ("Not shared yet", "Put away", other_world.project.name, other_world.organisation.name):
        assert hidden not in page.text


def test_a_lead_of_two_icbs_sees_both(people, shared, other_world):
    share(other_world.project)
    MembershipFactory(user=people.reviewer, organisation=other_world.icb, role="reviewer")
    assert set(projects_shared_with(people.reviewer)) == {shared, other_world.project}


def test_own_projects_that_are_not_shared_are_no_part_of_it(people, project):
    """An ICB lead who also works on a project meets it among “My projects”, not here."""
    project.members.create(user=people.reviewer, role="viewer")
    assert not projects_shared_with(people.reviewer).exists()


def test_an_empty_overview_says_how_projects_get_there(reviewer, project):
    assert "No service has shared a project with you yet" in open_page(reviewer, OVERVIEW).text


@pytest.mark.parametrize("role", ["outsider", "viewer", "editor", "lead", "org_admin", "curator", "sys_admin"])
def test_it_is_for_icb_leads_only(client_for, people, role):
    assert client_for(getattr(people, role)).get(OVERVIEW).status_code == 403


def test_a_row_says_how_a_project_stands(people, shared):
    whole_thread(shared, people.lead)
    add("focus_group", shared, people.lead, title="Deaf people")
    actions.finish_step(project=shared, step=find_step("literature"), reason="Enough", by=people.lead)
    row = row_of(shared, people)
    assert row.places == ("Bolsover", "Erewash")
    assert row.focus == ("A focus_group", "Deaf people"), "the main group stands first"
    assert row.stage == find_step("local-knowledge").label
    assert row.settled == 1
    assert row.loose_ends > 0
    assert row.needs_talk == ""


def test_the_page_shows_the_row(reviewer, people, shared):
    add("focus_group", shared, people.lead, title="People <in> their nineties")
    text = open_page(reviewer, OVERVIEW).text
    for words in (
        shared.organisation.short_name,
        "Bolsover and Erewash",
        "People <in> their nineties",
        "0 of 13 settled",
    ):
        assert words in text
    assert "On track" in text


def test_a_project_with_no_step_begun_stands_at_the_first(people, shared):
    assert row_of(shared, people).stage == find_step("service-data").label


def late_action(project, people):
    add("action", project, people.lead, title="Ring the centre", due_on="2020-01-01", status="under_way")


def stand_still(project, people):
    Project.objects.filter(pk=project.pk).update(moved_at=timezone.now() - timedelta(days=61))


def no_end(project, people):
    Project.objects.filter(pk=project.pk).update(end_on=None)


@pytest.mark.parametrize(
    ("happened", "reason"),
    [
        (late_action, "1 action is late"),
        (stand_still, "Nothing has moved for two months"),
        (no_end, "No end date yet"),
    ],
)
def test_a_project_that_needs_a_conversation_says_why(reviewer, people, shared, happened, reason):
    happened(shared, people)
    text = open_page(reviewer, OVERVIEW).text
    assert "Needs a conversation" in text.split("Health")[-1]
    assert reason in text


def test_done_and_dropped_actions_are_not_late(people, shared):
    for status in ("done", "dropped"):
        add("action", shared, people.lead, due_on="2020-01-01", status=status)
    assert row_of(shared, people).late == 0


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"place": "bolsover"}, ["Ashby heart clinic"]),
        ({"place": "high_peak"}, ["Foot clinic"]),
        ({"place": "derby_city"}, []),
        ({"talk": "talk"}, ["Foot clinic"]),
        ({"talk": "track"}, ["Ashby heart clinic"]),
        ({"place": "bolsover", "talk": "talk"}, []),
        ({}, ["Ashby heart clinic", "Foot clinic"]),
        ({"place": "", "talk": "", "organisation": ""}, ["Ashby heart clinic", "Foot clinic"]),
    ],
    ids=str,
)
def test_filters(reviewer, people, shared, another, filters, found):
    late_action(another, people)
    text = listed(reviewer, filters)
    assert [name for name in ("Ashby heart clinic", "Foot clinic") if name in text] == found


def listed(client, filters) -> str:
    """What the table says once filtered."""
    response = client.get(OVERVIEW, filters)
    assert response.status_code == 200
    return response.content.decode().split('id="overview-table"')[1]


def test_filter_by_organisation(reviewer, shared, another):
    text = listed(reviewer, {"organisation": str(another.organisation_id)})
    assert "Foot clinic" in text
    assert "1 project of 2" in text
    assert shared.name not in text


def test_a_value_that_is_not_offered_shows_nothing_of_others(reviewer, shared, other_world):
    share(other_world.project)
    text = listed(reviewer, {"organisation": str(other_world.organisation.pk), "place": "the moon"})
    assert shared.name in text
    assert other_world.project.name not in text


def test_only_organisations_with_shared_projects_are_offered(reviewer, shared, another, other_world):
    page = open_page(reviewer, OVERVIEW)
    assert f'value="{another.organisation_id}"' in page.html
    assert str(other_world.organisation.pk) not in page.html


def test_htmx_gets_the_table_alone(reviewer, shared):
    response = reviewer.get(OVERVIEW, {"place": "bolsover"}, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "HX-Request" in response["Vary"]
    assert text.lstrip().startswith('<div id="overview-table"')
    assert "<html" not in text
    assert shared.name in text


def with_data(project, by):
    """Data in which a field is unknown too often, so that every rule of the loose ends has something to ask."""
    Dataset.objects.create(
        project=project,
        label="Appointments",
        uploaded_by=by,
        sha256=project.pk.hex * 2,
        status=Status.READY,
        analysis_version=VERSION,
        unknown_shares={"religion": 0.9},
    )
    whole_thread(project, by)


def queries(client) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(OVERVIEW).status_code == 200
    return len(caught)


def test_twelve_projects_cost_no_more_queries_than_two(reviewer, people, shared, another):
    for one in (shared, another):
        with_data(one, people.lead)
    queries(reviewer)
    with_two = queries(reviewer)
    for number in range(10):
        made = share(ProjectFactory(name=f"More {number}", organisation=another.organisation, created_by=people.lead))
        with_data(made, people.lead)
        made.members.create(user=people.editor, role="editor")
    assert queries(reviewer) == with_two


def test_data_counts_the_same_in_the_overview_as_in_the_project(people, shared):
    """The overview reads the data of all projects at once; a project’s own page reads it alone."""
    with_data(shared, people.lead)
    alone = picture_of(Project.objects.get(pk=shared.pk)).loose_ends
    assert 13 in {end.rule for end in alone}
    assert row_of(shared, people).loose_ends == len(alone)
    finding = add(
        "finding", shared, people.lead, title="Faith is not asked", kind="data_quality", data_field="Religion or belief"
    )
    add("action", shared, people.lead, findings=[finding])
    alone = picture_of(Project.objects.get(pk=shared.pk)).loose_ends
    assert 13 not in {end.rule for end in alone}
    assert row_of(shared, people).loose_ends == len(alone)
