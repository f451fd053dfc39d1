"""What an ICB lead sees across projects: who is covered where, what they have in common, and the table as a file."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from portfolio.coverage import coverage_of
from portfolio.queries import projects_shared_with, situations_of
from projects.models import Project
from tests.factories import ProjectFactory
from tests.pages import open_page
from tests.worksheets.records import add

from .conftest import share

pytestmark = pytest.mark.django_db
COVERAGE, ACROSS = reverse("portfolio:show_coverage"), reverse("portfolio:show_across")
TABLE = reverse("portfolio:take_overview")


def cells(people) -> dict:
    coverage = coverage_of(situations_of(projects_shared_with(people.reviewer), timezone.localdate()))
    return {row.name: {place for place, projects in row.cells if projects} for row in coverage.rows}


def test_a_focus_group_counts_for_its_people_in_its_place_and_else_in_the_projects_places(people, shared, another):
    add("focus_group", shared, people.lead, title="Deaf people", who="Deaf people", place="erewash")
    add("focus_group", another, people.lead, title="People who came once", who="People who came once")
    assert cells(people) == {"Deaf people": {"erewash"}, "Other people": {"high_peak"}}


def test_a_group_that_is_only_compared_with_is_not_covered(people, shared):
    title = "Mothers under 25 come as often as older mothers"
    add("focus_group", shared, people.lead, title=title, who="Mothers under 25", place="erewash")
    assert set(cells(people)) == {"Parents and families"}


def test_a_project_without_a_focus_group_is_not_forgotten(people, shared):
    assert cells(people) == {"No focus group chosen yet": {"bolsover", "erewash"}}


def test_the_whole_area_is_every_place(people, shared):
    Project.objects.filter(pk=shared.pk).update(places=["whole_area"])
    assert len(cells(people)["No focus group chosen yet"]) == 9


def test_the_page_names_gaps_and_leads_from_a_cell_to_its_projects(reviewer, people, shared):
    add("focus_group", shared, people.lead, title="Deaf people", who="Deaf people", place="erewash")
    page = open_page(reviewer, COVERAGE)
    assert "No project here: Derby City, Amber Valley, Bolsover" in page.text
    assert "Older people" in page.text
    there = open_page(reviewer, reverse("portfolio:show_overview") + "?place=erewash&group=deaf+people")
    assert shared.name in there.text
    elsewhere = open_page(reviewer, reverse("portfolio:show_overview") + "?place=erewash&group=older+people")
    assert shared.name not in elsewhere.text


def test_what_projects_have_in_common_is_counted_and_names_the_projects(reviewer, people, shared, another):
    for project in (shared, another):
        add("barrier", project, people.lead, title="I fear the letter", com_b=["automatic_motivation"])
        add("partner_link", project, people.lead, title="Erewash Voices", status="met")
        add("learning", project, people.lead, title=f"{project.name} learned to phone", sharing="icb")
    add("learning", shared, people.lead, title="Only for the team", sharing="team")
    page = open_page(reviewer, ACROSS)
    assert "Motivation: automatic 2 barriers" in page.text
    assert "Erewash Voices 2 contacts" in page.text
    assert f"{shared.name} (met)" in page.text
    assert f"{another.name} learned to phone" in page.text
    assert "Only for the team" not in page.text


def test_nothing_of_projects_that_are_not_shared_is_counted(reviewer, people, shared, organisation, other_world):
    hidden = ProjectFactory(name="Not shared yet", organisation=organisation, created_by=people.lead)
    share(other_world.project)
    for project in (hidden, other_world.project):
        add("partner_link", project, people.lead, title="Secret partner")
    for address in (ACROSS, COVERAGE, TABLE):
        words = reviewer.get(address).content.decode()
        for secret in ("Secret partner", hidden.name, other_world.project.name):
            assert secret not in words


def test_the_table_goes_out_as_it_is_filtered_and_safe_to_open(reviewer, people, shared, another):
    Project.objects.filter(pk=shared.pk).update(name="=1+1")
    rows = list(csv.reader(io.StringIO(reviewer.get(TABLE).content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["Project", "Organisation"]
    assert {row[0] for row in rows[1:]} == {"'=1+1", another.name}
    filtered = list(csv.reader(io.StringIO(reviewer.get(TABLE + "?place=high_peak").content.decode("utf-8-sig"))))
    assert [row[0] for row in filtered[1:]] == [another.name]


@pytest.mark.parametrize("address", [COVERAGE, ACROSS, TABLE])
def test_many_projects_take_no_more_queries_than_two(
    reviewer, people, shared, another, organisation, django_assert_max_num_queries, address
):
    for number in range(10):
        project = share(ProjectFactory(name=f"Clinic {number}", organisation=organisation, created_by=people.lead))
        add("focus_group", project, people.lead, title="Deaf people")
        add("barrier", project, people.lead, title="I fear the letter", com_b=["automatic_motivation"])
    with django_assert_max_num_queries(40):
        reviewer.get(address)
