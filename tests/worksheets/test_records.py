"""Pages of every kind of record, and that nothing is made twice or lost."""

import re
import uuid

import pytest
from django.urls import reverse

from guide.records import _groups, all_record_kinds
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets.registry import column_of, model_of
from worksheets.values import values_of

pytestmark = pytest.mark.django_db
KINDS = [pytest.param(kind, id=kind.key) for kind in all_record_kinds().values()]


@pytest.fixture
def editor(client_for, people):
    return client_for(people.editor)


def at(name, project, *rest):
    return reverse(f"worksheets:{name}", args=[project.pk, *rest])


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_every_kind_is_added_read_changed_removed_and_put_back(editor, project, kind):
    add_url = at("add_record", project, kind.key)
    page = open_page(editor, add_url)
    for question in (one for one in kind.questions if not one.retired):
        assert question.label in page.text
    posted = {"title": "We’ve <i>heard</i> this", "record_id": str(uuid.uuid4())}
    shown = open_page(editor, add_url, post=posted, follow=True)
    assert "We’ve <i>heard</i> this" in shown.text
    record = model_of(kind.key).objects.get(project=project)
    open_page(editor, at("edit_record", project, kind.key, record.pk))
    changed = {"title": "Said better", "version": str(record.version)}
    assert (
        "Said better"
        in open_page(editor, at("edit_record", project, kind.key, record.pk), post=changed, follow=True).text
    )
    open_page(editor, at("remove_record", project, kind.key, record.pk))
    listed = open_page(editor, at("remove_record", project, kind.key, record.pk), post={}, follow=True)
    assert f"Put back {record.ref}" in listed.text
    assert editor.get(at("show_record", project, kind.key, record.pk)).status_code == 404
    editor.post(at("put_back_record", project, kind.key, record.pk))
    open_page(editor, at("show_record", project, kind.key, record.pk))
    assert "Said better" in open_page(editor, at("show_record_history", project, kind.key, record.pk)).text


def test_a_title_is_needed_and_the_rest_stays_typed(editor, project):
    page = open_page(
        editor, at("add_record", project, "barrier"), post={"title": "", "east_ideas": "Shorter letter"}, status=422
    )
    assert "Shorter letter" in page.html
    assert page.title.startswith("Error: ")


def test_a_double_click_adds_one_record(editor, project):
    posted = {"title": "Once", "record_id": str(uuid.uuid4())}
    for _ in range(2):
        assert editor.post(at("add_record", project, "finding"), posted).status_code == 302
    assert model_of("finding").objects.of(project).count() == 1


def test_a_record_id_of_another_project_adds_nothing_there(client_for, editor, project, other_world):
    foreign = add("finding", other_world.project, other_world.people.editor, title="Theirs")
    editor.raise_request_exception = False
    editor.post(at("add_record", project, "finding"), {"title": "Mine", "record_id": str(foreign.pk)})
    foreign.refresh_from_db()
    assert foreign.title == "Theirs"
    assert foreign.project == other_world.project


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_comes_back_as_it_was_given(project, people, kind):
    given = {
        question.key: _sample(question, people) for question in kind.questions if question.kind not in ("link", "links")
    }
    record = add(kind.key, project, people.editor, **given)
    again = model_of(kind.key).objects.get(pk=record.pk)
    kept = values_of(again)
    for key, value in given.items():
        assert kept[key] == (str(value.pk) if hasattr(value, "pk") else value), key


def _sample(question, people):
    return {
        "text": "A few words",
        "long-text": "More words",
        "number": 7,
        "date": "2026-05-04",
        "yes-no": "yes",
        "person": people.editor,
        "choice": question.options[0].value if question.options else "",
        "choices": [option.value for option in question.options[:2]],
        "grid": {row.value: {question.columns[0].key: "1"} for row in question.rows[:2]},
    }[question.kind]


def test_links_offered_are_those_of_the_project(editor, project, people, other_world):
    own = add("focus_group", project, people.editor, title="Deaf people in Derby")
    add("focus_group", other_world.project, other_world.people.editor, title="Somebody else’s group")
    page = open_page(editor, at("add_record", project, "barrier") + f"?focus_groups={own.pk}")
    assert "Deaf people in Derby" in page.text
    assert "Somebody else’s group" not in page.text
    assert f'value="{own.pk}" checked' in page.html


def test_an_unknown_kind_is_not_found(editor, project):
    assert editor.get(at("list_records", project, "wish")).status_code == 404


def test_columns_the_thread_relies_on_exist():
    for kind, key in (
        ("action", "owner"),
        ("indicator", "measures_gap"),
        ("barrier", "insights"),
        ("insight", "source"),
    ):
        assert column_of(kind, key) is not None


def test_a_new_record_starts_with_what_its_address_knows_already(editor, project, people):
    group = add("focus_group", project, people.editor, title="People without a phone")
    known = f"?focus_groups={group.pk}&title=No+credit&strength=staff&colour=red"
    page = open_page(editor, at("add_record", project, "barrier") + known)
    assert 'value="No credit"' in page.html
    assert re.search(rf'value="{group.pk}"[^>]*checked', page.html)
    assert re.search(r'value="staff"[^>]*checked', page.html)


def folded_groups(page) -> list[str]:
    return re.findall(r'<details class="app-group__folded"><summary>([^<]+)<', page.html)


def test_a_new_record_asks_little_at_first_and_opens_what_is_said(editor, project, people):
    """What is needed and what is known stand open; the rest waits until somebody wants to say more."""
    page = open_page(editor, at("add_record", project, "finding"))
    assert folded_groups(page)[:2] == ["What shows it", "What it means, and how far to trust it"]
    known = open_page(editor, at("add_record", project, "finding") + "?source=The+spring+file")
    assert "What it means, and how far to trust it" not in folded_groups(known)
    assert "Your focus in one sentence" not in folded_groups(
        open_page(editor, at("add_record", project, "focus_group"))
    )
    said = add("finding", project, people.editor, title="Fewer come", measure="First visits")
    change = open_page(editor, at("edit_record", project, "finding", said.pk))
    assert "What shows it" not in folded_groups(change)


def test_a_group_of_questions_begins_where_its_record_says():
    kind = all_record_kinds()["finding"]
    first, last = kind.questions[0].key, kind.questions[-1].key
    groups = _groups([{"title": "At the end", "start": last}], kind.questions)
    assert [group.title for group in groups] == ["", "At the end"]
    assert groups[0].questions[0].key == first
    assert [question.key for question in groups[1].questions] == [last]
    with pytest.raises(ValueError, match="nothing_of_the_kind"):
        _groups([{"title": "Lost", "start": "nothing_of_the_kind"}], kind.questions)
