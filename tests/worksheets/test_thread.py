"""The thread: one row for each path, nothing lost, nothing from another project, and quick with many records."""

import pytest
from django.urls import reverse

from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets import actions
from worksheets.models import Barrier
from worksheets.registry import link_questions, models_by_kind
from worksheets.thread import load_thread
from worksheets.thread_rows import rows_of
from worksheets.thread_table import thread_table
from worksheets.values import values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(people):
    return people.editor


def test_a_whole_thread_is_one_whole_row(project, by):
    made = whole_thread(project, by)
    (row,) = rows_of(load_thread(project))
    assert row.is_whole
    assert row.findings == (made["finding"],)
    assert row.adjustment == made["adjustment"]
    assert row.actions == (made["action"],)
    assert row.outcomes == (made["outcome"],)


def test_strays_have_rows_of_their_own(project, by):
    strays = [add(kind, project, by) for kind in ("finding", "focus_group", "barrier", "adjustment")]
    rows = rows_of(load_thread(project))
    shown = {record for row in rows for _, records in row.cells for record in records}
    assert shown == set(strays)
    assert not any(row.is_whole for row in rows)


def test_a_link_to_another_project_is_never_made(project, by, other_world):
    foreign = add("focus_group", other_world.project, other_world.people.editor)
    barrier = add("barrier", project, by, focus_groups=[foreign])
    assert not barrier.focus_groups.exists()
    actions.change_record(
        record=barrier,
        answers=values_of(barrier) | {"focus_groups": [str(foreign.pk)]},
        seen_version=barrier.version,
        by=by,
    )
    assert not Barrier.objects.get(pk=barrier.pk).focus_groups.exists()


def test_a_single_link_to_another_project_is_refused_by_the_page(client_for, project, by, other_world):
    foreign = add("engagement", other_world.project, other_world.people.editor)
    url = reverse("worksheets:add_record", args=[project.pk, "insight"])
    page = open_page(client_for(by), url, post={"title": "Heard", "engagement": str(foreign.pk)}, status=422)
    assert "There is a problem" in page.text


def test_references_count_up_for_each_kind_and_project(project, by, other_world):
    assert [add("finding", project, by).ref for _ in range(3)] == ["F1", "F2", "F3"]
    assert add("focus_group", project, by).ref == "G1"
    assert add("finding", other_world.project, other_world.people.editor).ref == "F1"


def test_every_link_of_every_kind_is_followed(project, by):
    made = {kind: add(kind, project, by) for kind in models_by_kind()}
    for kind, record in made.items():
        answers = {
            question.key: [str(made[question.to].pk)] if question.kind == "links" else str(made[question.to].pk)
            for question in link_questions(kind)
        }
        actions.change_record(record=record, answers=values_of(record) | answers, seen_version=record.version, by=by)
    thread = load_thread(project)
    for kind, record in made.items():
        for question in link_questions(kind):
            assert thread.linked(record, question.key) == [made[question.to]], (kind, question.key)
            assert thread.pointing(made[question.to], kind, question.key) == [record], (kind, question.key)


def test_reading_the_thread_costs_the_same_for_few_and_many(project, by, django_assert_max_num_queries):
    whole_thread(project, by)
    with django_assert_max_num_queries(4) as few:
        load_thread(project)
    for _ in range(20):
        add("finding", project, by)
        add("action", project, by)
    with django_assert_max_num_queries(len(few)):
        load_thread(project)


def test_the_thread_page_shows_every_row_and_gap(client_for, project, by):
    made = whole_thread(project, by)
    add("finding", project, by, title="Fewer people come from the north")
    page = open_page(client_for(by), reverse("worksheets:show_thread", args=[project.pk]))
    for record in made.values():
        if record.kind_key != "insight":
            assert record.title in page.text
    assert "Fewer people come from the north" in page.text
    assert "Gap" in page.text


def test_the_page_tells_each_measure_once_and_calls_what_was_decided_against_no_gap(client_for, project, by):
    made = whole_thread(project, by)
    barrier, measure = made["barrier"], made["indicator"]
    second = add("adjustment", project, by, "A second change", barriers=[barrier])
    actions.change_record(
        record=measure,
        answers=values_of(measure)
        | {"title": "Visits missed", "adjustments": [str(made["adjustment"].pk), str(second.pk)]},
        seen_version=measure.version,
        by=by,
    )
    add("adjustment", project, by, "An app", choice="not_doing")
    page = open_page(client_for(by), reverse("worksheets:show_thread", args=[project.pk]))
    assert page.text.count("Visits missed") == 1
    assert "As above: " in page.text
    assert page.text.count("Not doing it") == 3


def test_an_adjustment_told_under_one_barrier_stands_by_its_reference_under_the_next(project, by):
    made = whole_thread(project, by)
    adjustment, group = made["adjustment"], made["focus_group"]
    second = add("barrier", project, by, "The bus is late", focus_groups=[group])
    actions.change_record(
        record=adjustment,
        answers=values_of(adjustment) | {"barriers": [str(made["barrier"].pk), str(second.pk)]},
        seen_version=adjustment.version,
        by=by,
    )
    add("adjustment", project, by, "Evening visits", barriers=[second])
    first, of_second, told_before = thread_table(rows_of(load_thread(project)), each_adjustment=True)
    assert [cell.rows for cell in first] == [1] * 7
    assert [cell.rows for cell in of_second] == [2, 2, 2, 1, 1, 1, 1]
    assert [cell.gap for cell in of_second[4:]] == ["Gap", "Gap", "Comes later"]
    assert [cell.name for cell in told_before] == ["Adjustment", "How we will know", "Action", "Outcome"]
    assert [cell.told for cell in told_before] == [()] * 4
    assert told_before[0].again == (adjustment,)


def test_a_barrier_on_which_the_team_said_why_it_cannot_act_is_no_gap(project, by):
    add("barrier", project, by, "The bus is late", cannot_act_reason="The council plans the buses.")
    ((*_, adjustment, measure, action, outcome),) = thread_table(rows_of(load_thread(project)))
    assert [cell.gap for cell in (adjustment, measure, action, outcome)] == ["Not doing it"] * 4
