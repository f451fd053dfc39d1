"""An ICB lead asks a team about a step and reads the answer, and never what the team says among itself."""

import pytest
from django.urls import reverse
from django.utils import timezone

from guide.steps import find_step
from projects.models import Project
from tests.pages import open_page
from worksheets import actions_beside
from worksheets.models import Comment

pytestmark = pytest.mark.django_db
STEP = "service-data"


def page_of(name, project):
    return reverse(f"worksheets:{name}", args=[project.pk, STEP])


@pytest.fixture
def shared(project):
    Project.objects.filter(pk=project.pk).update(shared_at=timezone.now())
    project.refresh_from_db()
    return project


def ask(client_for, people, project, text="Do you need an analyst?"):
    page = open_page(client_for(people.reviewer), page_of("ask_team", project), post={"text": text}, follow=True)
    assert text in page.text


def test_the_team_sees_the_question_on_its_list_of_steps_and_answers_it(client_for, people, shared):
    step = open_page(client_for(people.reviewer), page_of("show_step", shared))
    assert page_of("ask_team", shared) in step.html
    ask(client_for, people, shared)
    steps = open_page(client_for(people.editor), reverse("worksheets:list_steps", args=[shared.pk]))
    assert "Questions from the ICB" in steps.text
    assert page_of("list_comments", shared) in steps.html
    team = open_page(client_for(people.editor), page_of("list_comments", shared))
    assert "Do you need an analyst?" in team.text
    assert "The ICB reads this" in team.text
    client_for(people.editor).post(page_of("list_comments", shared), {"text": "Yes please", "for_icb": "yes"})
    assert "Yes please" in open_page(client_for(people.reviewer), page_of("ask_team", shared)).text


def test_what_the_team_says_among_itself_stays_with_the_team(client_for, people, shared):
    step = find_step(STEP)
    actions_beside.add_comment(project=shared, step=step, text="They never help us", by=people.editor)
    ask(client_for, people, shared)
    client_for(people.editor).post(page_of("list_comments", shared), {"text": "Let us talk first", "for_icb": "no"})
    words = open_page(client_for(people.reviewer), page_of("ask_team", shared)).text
    assert "They never help us" not in words
    assert "Let us talk first" not in words


def test_the_team_must_say_who_may_read_an_answer(client_for, people, shared):
    ask(client_for, people, shared)
    address = page_of("list_comments", shared)
    page = open_page(client_for(people.editor), address, post={"text": "Yes"}, status=422)
    assert "Choose who may read it" in page.text
    assert Comment.objects.count() == 1


def test_a_settled_question_leaves_the_list_of_steps(client_for, people, shared):
    ask(client_for, people, shared)
    actions_beside.settle_comment(comment=Comment.objects.get(), is_settled=True, by=people.editor)
    for person in (people.editor, people.reviewer):
        steps = open_page(client_for(person), reverse("worksheets:list_steps", args=[shared.pk]))
        assert "Questions from the ICB" not in steps.text


def test_a_question_names_no_patient(client_for, people, shared):
    address = page_of("ask_team", shared)
    open_page(client_for(people.reviewer), address, post={"text": "Who is 943 476 5919?"}, status=422)
    assert not Comment.objects.exists()


def test_a_project_that_is_not_shared_any_more_is_closed_to_the_icb(client_for, people, shared):
    ask(client_for, people, shared)
    Project.objects.filter(pk=shared.pk).update(shared_at=None)
    assert client_for(people.reviewer).get(page_of("ask_team", shared)).status_code == 404
