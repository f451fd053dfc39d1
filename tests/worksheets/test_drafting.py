"""A button fills an empty box with a draft: what was typed is saved first, and words that stand stay as they are."""

import pytest
from django.urls import reverse

from guide.steps import all_steps
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets.drafting import all_drafters, name_of
from worksheets.models import StepRecord

pytestmark = pytest.mark.django_db
BUTTON = "Draft the question from the parts above"


@pytest.fixture
def editor(client_for, people):
    return client_for(people.editor)


def at(project, name="edit_step", *rest):
    return reverse(f"worksheets:{name}", args=[project.pk, "literature", *rest])


def press(editor, project, **typed):
    url = at(project, "draft_answer", "review_question")
    return open_page(editor, url, post={"version": "0", **typed}, follow=True)


def answers(project) -> dict:
    record = StepRecord.objects.filter(project=project, step_key="literature").first()
    return record.answers if record else {}


def test_the_button_stands_under_an_empty_box_and_goes_once_it_is_filled(editor, project):
    assert BUTTON in open_page(editor, at(project)).text
    page = press(editor, project, question_people="Men", question_service="Foot clinics")
    assert "Drafted." in page.text
    assert BUTTON not in page.text
    assert answers(project)["review_question"].startswith("What does research say about men and foot clinics")


def test_what_was_typed_beside_it_is_saved(editor, project):
    press(editor, project, question_people="Men", library_contact="A librarian")
    assert answers(project)["library_contact"] == "A librarian"
    assert answers(project)["question_people"] == "Men"


def test_words_that_stand_are_never_overwritten(editor, project):
    add("focus_group", project, project.created_by, who="Women")
    page = press(editor, project, question_people="Men", question_service="Foot clinics", question_problem="Pain",
                 review_question="Our own question?")  # fmt: skip
    assert "Nothing was changed" in page.text
    assert answers(project)["review_question"] == "Our own question?"
    assert answers(project)["question_people"] == "Men"


def test_with_nothing_to_draft_from_it_says_so(editor, project):
    assert "nothing yet to draft it from" in press(editor, project).text


def test_words_that_could_name_a_patient_stop_the_draft(editor, project):
    page = open_page(
        editor, at(project, "draft_answer", "review_question"),
        post={"version": "0", "question_people": "Her number is 943 476 5919"}, status=422,
    )  # fmt: skip
    assert "an NHS number" in page.text
    assert "review_question" not in answers(project)


def test_only_a_question_that_can_be_drafted_has_an_address(editor, project):
    assert editor.post(at(project, "draft_answer", "not_found")).status_code == 404


def test_the_enter_key_saves_and_drafts_nothing(editor, project):
    html = open_page(editor, at(project)).html
    form = html[html.index('id="worksheet"') :]
    first = form[form.index("<button") : form.index("</button>")]
    assert "hidden" in first
    assert "formaction" not in first


def test_every_drafted_question_has_a_drafter():
    named = {name_of(step, one.key) for step in all_steps() for one in step.questions if one.drafted}
    assert named == set(all_drafters())
