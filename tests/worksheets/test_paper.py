"""A step on paper, blank or part-filled, as a page and as a Word document; and what fits into ten minutes."""

import io

import pytest
from django.urls import reverse
from docx import Document

from guide.steps import all_steps
from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets import actions
from worksheets.queries import picture_of
from worksheets.short_tasks import tasks_within

pytestmark = pytest.mark.django_db
STEPS = {step.key: step for step in all_steps()}


def address(name, project, key, blank=False):
    return reverse(f"worksheets:{name}", args=[project.pk, key]) + ("?blank" if blank else "")


def word_text(client, project, key, blank=False) -> str:
    document = Document(io.BytesIO(client.get(address("download_step", project, key, blank)).content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("key", ["introduction", "co-production", "process-mapping"])
def test_every_question_of_a_step_stands_on_its_blank_sheet(client_for, project, people, key):
    client = client_for(people.editor)
    page = open_page(client, address("print_step", project, key, blank=True))
    word = word_text(client, project, key, blank=True)
    for question in STEPS[key].questions:
        if not question.retired and not question.private:
            assert question.label in page.text
            assert question.label in word


def test_a_filled_sheet_holds_the_answers_and_the_records_and_a_blank_one_does_not(client_for, project, people):
    by, step = people.editor, STEPS["co-production"]
    made = whole_thread(project, by)
    answers = {"payment": "A £20 voucher & lunch <each>", "jucd_team_contacted": "yes"}
    actions.save_step(project=project, step=step, answers=answers, seen_version=0, by=by)
    client = client_for(by)
    page, word = open_page(client, address("print_step", project, step.key)), word_text(client, project, step.key)
    for text in (page.text, word):
        assert "A £20 voucher & lunch <each>" in text
        assert str(made["barrier"]) in text
    assert "☒ Yes" in word
    blank = word_text(client, project, step.key, blank=True)
    assert "voucher" not in blank
    assert str(made["barrier"]) not in blank
    assert "☒" not in blank


@pytest.mark.thorough
@pytest.mark.parametrize("key", STEPS)
def test_every_step_can_be_taken_to_a_meeting(client_for, project, people, key):
    whole_thread(project, people.editor)
    client = client_for(people.viewer)
    for blank in (True, False):
        open_page(client, address("print_step", project, key, blank))
        assert STEPS[key].title in word_text(client, project, key, blank)


def test_what_fits_into_ten_minutes_leads_to_where_it_is_done(client_for, project, people):
    page = open_page(client_for(people.editor), reverse("worksheets:list_short_tasks", args=[project.pk]))
    assert page.h1 == "You have 10 minutes"
    tasks = tasks_within(picture_of(project), 10)
    assert tasks
    assert all(task.minutes <= 10 for task in tasks)
    for task in tasks:
        if task.step:
            target = open_page(client_for(people.editor), address("edit_step", project, task.step.key))
            assert task.anchor in target.ids


def test_with_an_hour_the_long_tasks_come_first(project):
    minutes = [task.minutes for task in tasks_within(picture_of(project), 60)]
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[0] == 60


def test_a_paper_for_a_meeting_leaves_out_the_days_that_are_past(client_for, project, people):
    add("milestone", project, people.editor, "The leaflet is out", due_on="2020-01-31", reached_on="2020-01-30")
    add("milestone", project, people.editor, "Ten passports", due_on="2099-01-31")
    page = open_page(client_for(people.editor), address("print_step", project, "sharing-and-learning"))
    assert "Late, or next" in page.text
    assert "Behind you" not in page.text
