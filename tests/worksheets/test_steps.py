"""What a person relies on when they fill in a step: any draft saves, nothing is lost, finishing is their word."""

import datetime as dt

import pytest
from django.urls import reverse

from guide.steps import all_steps, find_step
from tests.pages import open_page
from worksheets import actions
from worksheets.models import StepRecord
from worksheets.progress import Status
from worksheets.queries import picture_of

pytestmark = pytest.mark.django_db
STEPS = [pytest.param(step, id=step.key) for step in all_steps()]


def at(name, project, *rest):
    return reverse(f"worksheets:{name}", args=[project.pk, *rest])


def save(project, step, answers, by, seen=0):
    return actions.save_step(project=project, step=step, answers=answers, seen_version=seen, by=by)


@pytest.fixture
def editor(client_for, people):
    return client_for(people.editor)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_to_edit_with_every_question(editor, project, step):
    page = open_page(editor, at("edit_step", project, step.key))
    for question in (one for one in step.questions if not one.retired):
        # With no record to link to yet, the page says so in the place of the boxes.
        shown = f'id="section-{question.key}' if question.kind in ("link", "links") else f'name="{question.key}'
        assert shown in page.html, question.key


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_to_read_finish_and_look_back(editor, project, step):
    for name in ("show_step", "finish_step", "edit_note", "show_step_history"):
        open_page(editor, at(name, project, step.key))


@pytest.mark.parametrize("step", STEPS)
def test_an_empty_draft_saves(editor, project, step):
    response = editor.post(at("edit_step", project, step.key), {"version": "0"})
    assert response.status_code == 302


def test_answers_come_back_on_the_page_and_read_in_words(editor, project):
    url = at("edit_step", project, "service-data")
    answer = "About nine in ten, <b>since</b> March"
    editor.post(url, {"version": "0", "trust_statement": answer, "inventory_activity__opt_in__have": "yes_export"})
    record = StepRecord.objects.get(project=project, step_key="service-data")
    text_question = next(q for q in find_step("service-data").questions if q.kind == "long-text" and not q.show_if)
    editor.post(url, {"version": str(record.version), text_question.key: answer})
    page = open_page(editor, url)
    assert "&lt;b&gt;since" in page.html
    assert "About nine in ten, <b>since</b> March" in open_page(editor, at("show_step", project, "service-data")).text


def test_autosave_says_when_it_saved_and_hands_on_the_new_version(editor, project):
    step = find_step("literature")
    question = next(q for q in step.questions if q.kind in ("text", "long-text"))
    response = editor.post(
        at("autosave_step", project, step.key), {"version": "0", question.key: "Trust"}, headers={"HX-Request": "true"}
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert "Saved " in html
    assert 'value="1"' in html
    assert "hx-swap-oob" in html
    assert StepRecord.objects.get(project=project, step_key=step.key).answers[question.key] == "Trust"


def test_words_that_could_name_a_patient_are_not_kept_but_stay_on_the_page(editor, project):
    step = find_step("literature")
    question = next(q for q in step.questions if q.kind in ("text", "long-text"))
    words = "Asked about 943 476 5919 at DE1 3QT"
    page = open_page(editor, at("edit_step", project, step.key), post={"version": "0", question.key: words}, status=422)
    assert words in page.html
    assert "an NHS number and a full postcode" in page.text
    assert not StepRecord.objects.filter(project=project, answers__has_key=question.key).exists()


def test_finishing_with_gaps_needs_a_reason_and_keeps_the_name(editor, project, people):
    url = at("finish_step", project, "service-data")
    page = open_page(editor, url, post={"said": "finish"})
    assert "Say why it can be finished with gaps" in page.text
    editor.post(url, {"said": "finish", "reason": "The export comes in May"})
    state = picture_of(project).states["service-data"]
    assert state.status == Status.FINISHED_WITH_GAPS
    assert state.record.said_by == people.editor
    assert "The export comes in May" in open_page(editor, at("show_step", project, "service-data")).text


def test_a_step_can_be_left_out_with_a_reason_and_opened_again(editor, project):
    url = at("finish_step", project, "process-mapping")
    assert "Say why this step does not apply" in open_page(editor, url, post={"said": "not_applicable"}).text
    editor.post(url, {"said": "not_applicable", "reason": "We run a phone line"})
    assert picture_of(project).states["process-mapping"].status == Status.NOT_APPLICABLE
    editor.post(url, {"said": "reopen"})
    assert picture_of(project).states["process-mapping"].status == Status.NOT_STARTED


def test_no_step_is_locked_by_another(editor, project):
    editor.post(at("finish_step", project, "sharing-and-learning"), {"said": "finish", "reason": "Planned already"})
    assert picture_of(project).states["sharing-and-learning"].is_settled


def test_the_team_note_is_never_shown_to_a_reader(client_for, people, project, editor):
    editor.post(at("edit_note", project, "literature"), {"note": "Ask Sam before the meeting"})
    assert "Ask Sam" in open_page(editor, at("edit_step", project, "literature")).text
    for person in (people.viewer, people.org_admin):
        assert "Ask Sam" not in open_page(client_for(person), at("show_step", project, "literature")).text


def test_an_earlier_version_comes_back_and_nothing_later_is_destroyed(editor, project, people):
    step = find_step("literature")
    key = next(q.key for q in step.questions if q.kind in ("text", "long-text"))
    save(project, step, {key: "first words"}, people.editor)
    save(project, step, {key: "second words"}, people.editor, seen=1)
    history = open_page(editor, at("show_step_history", project, step.key)).text
    assert "first words" in history
    assert "second words" in history
    editor.post(at("restore_step", project, step.key, 1))
    record = StepRecord.objects.get(project=project, step_key=step.key)
    assert record.answers[key] == "first words"
    assert record.version == 3
    assert "second words" in open_page(editor, at("show_step_history", project, step.key)).text


def test_restoring_a_version_that_never_was_is_not_found(editor, project):
    assert editor.post(at("restore_step", project, "literature", 9)).status_code == 404


def test_a_reader_sees_answers_but_no_form(client_for, people, project):
    save(project, find_step("literature"), {"nothing": "x"}, people.editor)
    page = open_page(client_for(people.viewer), at("show_step", project, "literature"))
    assert "<form" not in page.html.split("<main")[1].split("</main>")[0]


def test_the_task_list_offers_every_step_and_a_next_task(editor, project):
    page = open_page(editor, at("list_steps", project))
    for step in all_steps():
        assert step.label in page.text
    assert "A good next task" in page.text


def test_what_was_typed_before_signing_in_again_waits_on_the_page(client_for, people, project):
    from accounts import kept

    question = next(q for q in find_step("literature").questions if q.kind in ("text", "long-text"))
    client = client_for(None)
    url = at("edit_step", project, "literature")
    posted = {"version": "0", question.key: "Typed before lunch", kept.FIELD: kept.token_for(people.editor)}
    response = client.post(url, posted)
    assert response.status_code == 302
    client.force_login(people.editor)
    assert "Typed before lunch" in open_page(client, url).html


def test_saving_moves_the_project(editor, project):
    before = project.moved_at - dt.timedelta(days=1)
    type(project).objects.filter(pk=project.pk).update(moved_at=before)
    editor.post(
        at("edit_step", project, "literature"), {"version": "0", find_step("literature").questions[0].key: "A question"}
    )
    project.refresh_from_db()
    assert project.moved_at > before


def test_the_reading_page_leads_to_what_is_left_and_names_empty_parts_together(editor, client_for, people, project):
    step = find_step("quantitative-evaluation")
    page = open_page(editor, at("show_step", project, step.key))
    edit = at("edit_step", project, step.key)
    assert f"{edit}#records-indicator" in page.links
    assert {f"{edit}#part-{section.key}" for section in step.sections} <= set(page.links)
    assert page.text.count("Nothing here yet") == 1
    assert at("edit_step", project, "qualitative-evaluation") in page.links
    reader = open_page(client_for(people.viewer), at("show_step", project, step.key))
    assert "Add at least one indicator" in reader.text
    assert not any(link.startswith(edit) for link in reader.links)


def test_an_answer_that_a_board_draws_stands_once_on_the_reading_page(editor, people, project):
    step = find_step("staff-development")
    answers = {
        "area_ratings": {"reflection": {"rating": "2"}},
        "area_evidence": {"reflection": {"evidence": "Three sessions so far"}},
    }
    save(project, step, answers, people.editor)
    assert open_page(editor, at("show_step", project, step.key)).text.count("Three sessions so far") == 1
