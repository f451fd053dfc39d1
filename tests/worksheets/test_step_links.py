"""A step can point at records: they show by their names, on the page, in the history and in the plan."""

import pytest
from django.urls import reverse

from guide.steps import find_step
from plans.gather import build_plan
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets import actions

pytestmark = pytest.mark.django_db
STEP = "co-production"


@pytest.fixture
def group(project, people):
    group = add("focus_group", project, people.editor, title="Men who work nights")
    answers = {"not_engaged_groups": [str(group.pk)], "groups_not_engaged": "They asked us to wait"}
    actions.save_step(project=project, step=find_step(STEP), answers=answers, seen_version=0, by=people.editor)
    return group


@pytest.mark.parametrize("page", ["show_step", "show_step_history"])
def test_the_records_show_by_name(client_for, project, people, group, page):
    read = open_page(client_for(people.editor), reverse(f"worksheets:{page}", args=[project.pk, STEP]))
    assert "G1 Men who work nights" in read.text
    assert str(group.pk) not in read.text


def test_the_box_is_ticked_when_the_page_opens_again(client_for, project, people, group):
    page = open_page(client_for(people.editor), reverse("worksheets:edit_step", args=[project.pk, STEP]))
    assert f'value="{group.pk}" checked' in " ".join(page.html.split())


def test_the_plan_names_them(project, group):
    words = str(build_plan(project).sections)
    assert "G1 Men who work nights" in words
    assert str(group.pk) not in words


def test_a_record_that_was_removed_is_named_no_more(client_for, project, people, group):
    actions.remove_record(record=group, by=people.editor)
    page = open_page(client_for(people.editor), reverse("worksheets:show_step", args=[project.pk, STEP]))
    assert "Men who work nights" not in page.text
    assert "They asked us to wait" in page.text
