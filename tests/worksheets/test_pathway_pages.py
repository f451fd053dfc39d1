"""Pages of the map: steps added together, moved with a button and without JavaScript, all judged for one group."""

import pytest
from django.urls import reverse

from tests.pages import open_page
from tests.worksheets.records import add
from worksheets import actions
from worksheets.models import Judgement, PathwayStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_for, people):
    return client_for(people.editor)


@pytest.fixture
def steps(project, people):
    return [add("pathway_step", project, people.editor, title=title) for title in ("Letter", "Call", "Visit")]


@pytest.fixture
def group(project, people):
    return add("focus_group", project, people.editor, title="Deaf people", is_primary="yes")


def at(name, project, *rest):
    return reverse(f"worksheets:{name}", args=[project.pk, *rest])


def order(project):
    return list(PathwayStep.objects.of(project).values_list("title", "position"))


def test_a_step_without_a_place_comes_last(project, steps):
    assert order(project) == [("Letter", 1), ("Call", 2), ("Visit", 3)]


def test_a_step_moves_up_and_down_and_stays_at_the_ends(editor, project, steps):
    move = at("move_step", project, steps[2].pk)
    page = open_page(editor, move, post={"to": "up"}, follow=True)
    assert "Visit is now step 2 of 3" in page.text
    assert order(project) == [("Letter", 1), ("Visit", 2), ("Call", 3)]
    for _ in range(2):
        editor.post(move, {"to": "up"})
    assert order(project)[0] == ("Visit", 1)
    editor.post(move, {"to": "down"})
    assert [title for title, _ in order(project)] == ["Letter", "Visit", "Call"]


def test_with_htmx_only_the_list_comes_back_and_says_what_happened(editor, project, steps):
    answer = editor.post(at("move_step", project, steps[0].pk), {"to": "down"}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert html.lstrip().startswith('<div id="step-order"')
    assert "Letter is now step 2 of 3" in html


def test_steps_that_share_a_place_are_put_in_order_by_a_move(editor, project, people, steps):
    twin = add("pathway_step", project, people.editor, title="Twin", position=1)
    editor.post(at("move_step", project, twin.pk), {"to": "down"})
    assert order(project) == [("Letter", 1), ("Call", 2), ("Twin", 3), ("Visit", 4)]


def test_a_move_is_kept_in_the_history_and_another_persons_edit_goes_on(project, people, steps):
    from worksheets.actions_pathway import move_step
    from worksheets.values import values_of

    base = values_of(steps[0])
    move_step(step=steps[0], up=False, by=people.lead)
    saved = actions.change_record(
        record=steps[0], answers=base | {"title": "The letter"}, seen_version=1, by=people.editor, base=base
    )
    assert (saved.title, saved.position, saved.version) == ("The letter", 2, 3)
    assert saved.history.count() == 3


def test_several_steps_are_added_at_once_in_their_order(editor, project, steps):
    page = open_page(editor, at("order_steps", project), post={"names": "Letter\n\n Referral \nDischarge"}, follow=True)
    assert "Added S4 and S5" in page.text
    assert [title for title, _ in order(project)][-2:] == ["Referral", "Discharge"]
    for wrong, fault in (("", "Write at least one step"), ("x\n" * 31, "at most 30"), ("y" * 301, "is too long")):
        assert fault in open_page(editor, at("order_steps", project), post={"names": wrong}, status=422).text


def test_every_step_is_judged_on_one_page(editor, project, people, steps, group):
    address = at("judge_steps", project, group.pk)
    open_page(editor, address)
    letter, call, _ = steps
    said = {f"effect-{letter.pk}": "hinders", f"title-{letter.pk}": "They cannot ring back"}
    said |= {f"effect-{call.pk}": "unknown", f"guess-{call.pk}": "yes"}
    assert "Saved 2 judgements for G1" in open_page(editor, address, post=said, follow=True).text
    made = {one.pathway_step: one for one in Judgement.objects.of(project)}
    assert (made[letter].title, made[letter].effect, made[letter].is_assumed) == (
        "They cannot ring back",
        "hinders",
        False,
    )
    assert (made[call].title, made[call].is_assumed) == ("We don’t know", True)
    page = open_page(editor, address)
    assert 'value="They cannot ring back"' in page.html
    again = said | {f"effect-{letter.pk}": "helps", f"seen-{letter.pk}": "1", f"seen-{call.pk}": "1"}
    open_page(editor, address, post=again, follow=True)
    assert {one.effect for one in Judgement.objects.of(project)} == {"helps", "unknown"}


def test_what_another_person_judged_meanwhile_is_shown_and_not_lost(editor, project, people, steps, group):
    letter = steps[0]
    theirs = add(
        "judgement", project, people.lead, title="It is short", pathway_step=letter, focus_group=group, effect="neutral"
    )
    actions.change_record(record=theirs, answers={"effect": "helps"}, seen_version=1, by=people.lead)
    said = {f"effect-{letter.pk}": "hinders", f"title-{letter.pk}": "Too long", f"seen-{letter.pk}": "1"}
    page = open_page(editor, at("judge_steps", project, group.pk), post=said, status=422)
    assert "changed this meanwhile to “Helps: It is short”" in page.text
    theirs.refresh_from_db()
    assert theirs.effect == "helps"
    seen = page.html.split(f'name="seen-{letter.pk}" value="')[1].split('"')[0]
    open_page(editor, at("judge_steps", project, group.pk), post=said | {f"seen-{letter.pk}": seen}, follow=True)
    theirs.refresh_from_db()
    assert (theirs.effect, theirs.title) == ("hinders", "Too long")


def test_a_group_or_step_of_another_project_is_not_found(editor, project, other_world, steps):
    theirs = add("focus_group", other_world.project, other_world.people.editor)
    assert editor.get(at("judge_steps", project, theirs.pk)).status_code == 404
    step = add("pathway_step", other_world.project, other_world.people.editor)
    assert editor.post(at("move_step", project, step.pk), {"to": "up"}).status_code == 404


def test_the_map_stands_on_a_page_of_its_own_for_readers_too(client_for, people, project, editor, steps, group):
    assert "Add pathway step" in open_page(editor, at("show_map", project)).text or steps
    page = open_page(client_for(people.viewer), at("show_map", project))
    assert "1. Letter" not in page.text  # the table for print is not drawn on screen
    for words in ("What the person does", "Not judged yet", "The map as text, step by step"):
        assert words in page.text
    assert "Judge it" not in page.text


def test_a_new_project_is_led_to_its_first_steps(editor, project):
    assert "No step is on the map yet." in open_page(editor, at("show_map", project)).text
    step = open_page(editor, at("edit_step", project, "process-mapping"))
    assert at("order_steps", project) in step.links
