"""The plan as data: from an empty project, from a whole thread, and what it says where little is decided."""

import datetime as dt

import pytest
from django.urls import reverse

from guide.steps import all_steps, find_step
from plans.gather import build_plan
from plans.pdf import plan_html
from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets import actions

from .reading import body_of, headings_of, words_of

pytestmark = pytest.mark.django_db


def section(plan, key):
    return next(one for one in plan.sections if one.key == key)


def test_an_empty_project_makes_a_plan_that_says_so(project):
    plan = build_plan(project)
    assert plan.title == project.name
    assert plan.is_draft
    assert plan.thread == ()
    assert all(answers == () for _, answers in plan.one_page.answers)
    text = words_of(plan_html(plan))
    assert text.count("Not yet decided") > 10
    assert "No thread is recorded yet" in text
    assert "No action is written yet" in text
    assert "No file has been counted yet" in text


def test_an_empty_plan_has_no_bare_heading(project):
    for one in build_plan(project).sections:
        assert one.blocks or one.subsections, one.title
        assert all(part.blocks for part in one.subsections), one.title


def test_every_step_has_its_place_in_the_plan(project):
    titles = {part.title for one in build_plan(project).sections for part in one.subsections}
    assert {step.label for step in all_steps() if step.kind != "key-question"} <= titles


def test_a_whole_thread_fills_the_plan(project, people):
    whole_thread(project, people.lead)
    plan = build_plan(project)
    (row,) = plan.thread
    assert all(records for _, records in row.cells)
    answers = dict(plan.one_page.answers)
    assert answers["Who is missing out"] == ("A focus_group",)
    assert answers["How we know"] == ("A finding",)
    assert answers["What stands in their way"] == ("A barrier",)
    assert answers["What we will change"] == ("A adjustment",)
    assert answers["By when"] == ("A action, by 31 January 2027",)
    assert answers["How we will know it worked"] == ("A indicator, from 30 in 100 to 20 in 100 by 31 March 2027",)
    cells = [cell for part in section(plan, "actions").subsections for table in part.blocks for cell in table.rows[0]]
    assert cells == ["T1 A action", "J1", people.lead.name, "31 January 2027", "Under way"]


def test_screen_and_print_say_the_same(client_for, people, project):
    whole_thread(project, people.lead)
    screen = open_page(client_for(people.viewer), reverse("plans:show_plan", args=[project.pk])).html
    on_paper = plan_html(build_plan(project))
    assert headings_of(body_of(screen)) == headings_of(body_of(on_paper))
    assert words_of(body_of(screen)) == words_of(body_of(on_paper))


def test_a_table_under_a_heading_of_its_name_is_not_named_twice(project, people):
    whole_thread(project, people.lead)
    add("action", project, people.lead, title="Ring people first", horizon="days_30")
    on_paper = words_of(plan_html(build_plan(project)))
    assert "Within 30 days" in on_paper
    assert "Actions: Within 30 days" not in on_paper


def test_a_long_name_of_an_indicator_leaves_room_for_its_figures_and_its_day(project, people):
    facts = {"measures_gap": "yes", "gap_from": 14, "gap_to": 7, "target_on": "2027-03-31"}
    add("indicator", project, people.lead, title="Missed first appointments of people " * 8, **facts)
    (said,) = dict(build_plan(project).one_page.answers)["How we will know it worked"]
    assert said.startswith("Missed first appointments")
    assert said.endswith("…. The gap: from 14 points to 7 points by 31 March 2027")


@pytest.mark.parametrize("removed", ["barrier", "action"])
def test_what_was_removed_is_not_in_the_plan(project, people, removed):
    record = whole_thread(project, people.lead)[removed]
    actions.remove_record(record=record, by=people.lead)
    assert f"{record.ref} {record.title}" not in words_of(plan_html(build_plan(project)))


def test_the_meeting_is_asked_about_what_is_passed_on_then_what_is_blocked(project, people):
    ask = build_plan(project).one_page.ask
    assert ask.startswith("Note the plan")
    add("action", project, people.lead, title="Buy a lift", status="blocked")
    assert build_plan(project).one_page.ask == "Help to unblock: Buy a lift."
    add("adjustment", project, people.lead, title="Open on Saturdays", choice="escalate")
    assert build_plan(project).one_page.ask == "Decide on what the team cannot change alone: Open on Saturdays."


def test_loose_ends_and_reasons_are_printed(project, people):
    add("finding", project, people.lead, title="Nobody asked")
    actions.set_not_applicable(
        project=project, step=find_step("process-mapping"), reason="We run a phone line", by=people.lead
    )
    plan = build_plan(project)
    assert any("F1" in end for end in plan.loose_ends)
    assert "Not applicable: We run a phone line" in words_of(plan_html(plan))


def test_the_cover_says_who_when_and_for_which_meeting(project, people):
    project.meeting_name, project.meeting_on = "Quality committee", dt.date(2027, 3, 4)
    project.end_on, project.places = dt.date(2027, 5, 6), ["bolsover"]
    project.save()
    cover = words_of(plan_html(build_plan(project)).split("</section>")[0])
    for words in (people.lead.name, "Bolsover", "Quality committee, 4 March 2027", "6 May 2027", "Draft, as at"):
        assert words in cover


def test_team_notes_and_private_answers_are_never_printed(project, people):
    actions.save_note(project=project, step=find_step("staff-development"), note="Ask Sam quietly", by=people.lead)
    answers = {question.key: "Only ours" for question in find_step("staff-development").questions if question.private}
    actions.save_step(
        project=project,
        step=find_step("staff-development"),
        answers=answers | {"schwartz_rounds": "yes"},
        seen_version=1,
        by=people.lead,
    )
    add("partner_link", project, people.lead, title="A club", their_contact="Only ours")
    text = words_of(plan_html(build_plan(project)))
    assert "A club" in text
    assert "Ask Sam quietly" not in text
    assert "Only ours" not in text
