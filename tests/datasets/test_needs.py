"""What groups need, and whom a team compares with: stated with a source, counted in a share of its own, printed."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from datasets.models import NeedFactor, TypedPopulation
from datasets.plan_charts import missing_for_plan
from plans.gather import build_plan
from plans.pdf import plan_html
from tests.pages import open_page
from worksheets.models import StepRecord

from .test_report_sections import clinic

STATED = {
    "groups": ["Asian: Indian", "Asian: Pakistani"],
    "factor": "2.5",
    "reason": "People of South Asian background are 2 to 4 times more likely to have type 2 diabetes",
    "source": "A made-up study, 2024",
}


def at(name: str, project, *rest) -> str:
    return reverse(f"datasets:{name}", args=[project.pk, *rest])


@pytest.fixture
def stated(client_for, people, project):
    open_page(client_for(people.editor), at("add_need", project) + "?field=ethnicity", post=STATED, follow=True)
    return NeedFactor.objects.filter(project=project)


def test_need_is_stated_for_several_groups_at_once_and_noted(stated, client_for, people, project):
    assert [(one.group, str(one.factor)) for one in stated] == [("Asian: Indian", "2.50"), ("Asian: Pakistani", "2.50")]
    assert AuditEvent.objects.filter(project_id=project.pk, verb="stated need").count() == 2
    page = open_page(client_for(people.viewer), at("list_needs", project))
    assert "Asian: Indian: 2.5 times as often as others" in page.text
    assert "Source: A made-up study, 2024" in page.text
    assert "Change" not in page.text


def test_need_is_changed_and_removed(stated, client_for, people, project):
    client, need = client_for(people.editor), stated[0]
    page = open_page(client, at("edit_need", project, need.pk))
    assert 'value="2.5"' in page.html
    changed = STATED | {"factor": "3", "source": "Another study, 2025"}
    open_page(client, at("edit_need", project, need.pk), post=changed, follow=True)
    need.refresh_from_db()
    assert (need.factor, need.source) == (3, "Another study, 2025")
    open_page(client, at("remove_need", project, need.pk))
    open_page(client, at("remove_need", project, need.pk), post={}, follow=True)
    assert stated.count() == 1
    verbs = list(AuditEvent.objects.filter(project_id=project.pk).values_list("verb", flat=True))
    assert {"changed need", "removed need"} <= set(verbs)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"factor": "0"}, "Enter a number above 0"),
        ({"factor": "60"}, "Enter a number of at most 50"),
        ({"groups": []}, "Choose at least one group"),
        ({"source": ""}, "Name the source, with its year"),
        ({"reason": "He was born on 3/4/1961"}, "This seems to hold a date of birth"),
    ],
)
def test_what_cannot_be_right_is_said(client_for, people, project, wrong, said):
    page = open_page(
        client_for(people.editor), at("add_need", project) + "?field=ethnicity", post=STATED | wrong, status=422
    )
    assert said in page.text
    assert not NeedFactor.objects.exists()


@pytest.mark.thorough
def test_need_is_a_share_of_its_own_in_the_report_and_the_plan(stated, client_for, people, project, ready, address):
    dataset = ready(clinic(2026, 3))
    page = open_page(client_for(people.editor), address("show_profile", dataset) + "?compare=ethnicity")
    assert "Once need is counted" in page.text
    said = "Asian: Indian and Asian: Pakistani 2.5 times as often as others: People of South Asian background"
    assert said in page.text
    assert "A made-up study, 2024" in page.text
    charts = missing_for_plan(project)
    assert [chart.kind for chart in charts[:2]] == ["bars", "dots"]
    place = charts[1].table.headers.index("Once need is counted")
    row = next(row for row in charts[1].table.rows if row[0] == "Asian: Pakistani")
    plain, counted = (float(row[i].rstrip("%")) for i in (place - 1, place))
    assert 1.5 * plain < counted < 2.5 * plain
    text = plan_html(build_plan(project))
    assert said in text
    assert "A made-up study, 2024" in text


@pytest.mark.thorough
def test_need_of_a_broad_group_counts_for_those_in_it(client_for, people, project, ready, address):
    stated = STATED | {"groups": ["Asian"]}
    open_page(client_for(people.editor), at("add_need", project) + "?field=ethnicity_broad", post=stated, follow=True)
    dataset = ready(clinic(2026, 3))
    page = open_page(client_for(people.editor), address("show_profile", dataset) + "?compare=ethnicity")
    assert "Counted here: Asian 2.5 times as often as others" in page.text


TYPED = {"kind": "condition", "people": "people with type 2 diabetes in Derby", "source": "A made-up register, 2025"}


@pytest.fixture
def typed(client_for, people, project):
    numbers = {"group_0": "18,000", "group_1": "200", "group_2": "6000"}
    address = at("add_population", project) + "?field=ethnicity_broad"
    page = open_page(client_for(people.editor), address)
    names = [name for name in page.ids if name.startswith("id_group_")]
    assert len(names) >= 5
    numbers["group_0"] = "18000"
    return open_page(client_for(people.editor), address, post=TYPED | numbers, follow=True)


def test_numbers_are_typed_changed_and_removed(typed, client_for, people, project):
    one = TypedPopulation.objects.get(project=project)
    assert sum(one.counts.values()) == 24200
    assert "people with type 2 diabetes in Derby , by ethnicity, broad groups: 3 groups" in typed.text
    page = open_page(client_for(people.editor), at("add_population", project) + "?field=ethnicity_broad&kind=condition")
    assert 'value="18000"' in page.html
    open_page(client_for(people.editor), at("remove_population", project, one.pk), post={}, follow=True)
    assert not TypedPopulation.objects.exists()


def test_one_group_is_no_population(client_for, people, project):
    address = at("add_population", project) + "?field=sex"
    page = open_page(client_for(people.editor), address, post=TYPED | {"group_0": "40"}, status=422)
    assert "Enter the number of people for at least two groups" in page.text


@pytest.mark.thorough
def test_the_team_chooses_whom_to_compare_with(typed, client_for, people, project, ready, address):
    StepRecord.objects.create(
        project=project, step_key="introduction", answers={"age_from": "18", "age_to": "64"}, updated_by=people.lead
    )
    dataset = ready(clinic(2026, 3))
    client, here = client_for(people.editor), address("show_profile", dataset)
    page = open_page(client, here + "?compare=ethnicity_broad&among=condition")
    assert "seen compared with people with type 2 diabetes in Derby" in page.text
    assert "Source: A made-up register, 2025" in page.text
    page = open_page(client, here + "?compare=district")
    assert "Residents aged 18 to 64" in page.text
    assert "Compared with residents aged 18 to 64." in page.text
    page = open_page(client, here + "?compare=district&among=all_residents")
    assert "Compared with all residents." in page.text
    StepRecord.objects.create(
        project=project,
        step_key="local-data",
        answers={"reference_population": "condition"},
        updated_by=people.lead,
    )
    page = open_page(client, here + "?compare=ethnicity_broad")
    assert "seen compared with people with type 2 diabetes in Derby" in page.text, "as step 3 says"


@pytest.mark.thorough
def test_step_four_shows_who_is_missing(stated, client_for, people, project, ready):
    here = at("need_panel", project)
    assert "No file has been counted yet" in open_page(client_for(people.editor), here).text
    ready(clinic(2026, 3))
    page = open_page(client_for(people.editor), here)
    assert "fewer people" in page.text
    assert "Counted: Asian: Indian: 2.5 times" in page.text
    assert at("list_needs", project) in page.links
    step = open_page(client_for(people.editor), reverse("worksheets:edit_step", args=[project.pk, "combined-picture"]))
    assert here in step.links


def test_another_projects_need_is_not_there(stated, other_world, client_for):
    client = client_for(other_world.people.editor)
    for name in ("edit_need", "remove_need"):
        assert client.get(at(name, other_world.project, stated[0].pk)).status_code == 404
