"""Two people on one page: both texts are shown, the choice is kept, and what nobody disputed is not lost."""

import pytest
from django.urls import reverse

from guide.steps import find_step
from tests.pages import check_page, open_page
from tests.worksheets.sent import hidden_fields
from worksheets.models import StepRecord

pytestmark = pytest.mark.django_db
STEP = "literature"
TEXT, LINE, LIST, ONE = "review_question", "question_people", "question_aims", "question_where"
AIMS = [option.value for option in find_step(STEP).questions[4].options[:3]]
PLACES = [option.value for option in find_step(STEP).questions[3].options[:2]]


def at(name, project, *rest):
    return reverse(f"worksheets:{name}", args=[project.pk, *rest])


def answers(project) -> dict:
    record = StepRecord.objects.filter(project=project, step_key=STEP).first()
    return record.answers if record else {}


def save(client, project, fields, status=302):
    """A save from a page just opened: nothing of anybody else is in its way."""
    opened = hidden_fields(open_page(client, at("edit_step", project, STEP)).html)
    response = client.post(at("edit_step", project, STEP), opened | fields)
    assert response.status_code == status


class Writer:
    """Somebody with the page of a step open in a browser: their page stays as it is until it is drawn anew."""

    def __init__(self, client, project):
        self.client, self.project = client, project
        self.fields = hidden_fields(open_page(client, at("edit_step", project, STEP)).html)

    def post(self, fields=(), status=302, name="edit_step"):
        self.fields |= dict(fields)
        response = self.client.post(at(name, self.project, STEP), self.fields)
        assert response.status_code == status, response.content.decode()[:2000]
        return response

    def save(self, fields, status=302):
        """Saves; where the answer is a page, the next save goes from that page."""
        response = self.post(fields, status)
        if status == 409:
            self.page = check_page(response)
            self.fields = hidden_fields(self.page.html)
        return response

    def autosave(self, fields, status=200) -> str:
        """Saves in the background; what comes back replaces the fields of the same name, as htmx does."""
        text = self.post(fields, status, "autosave_step").content.decode()
        self.fields |= hidden_fields(text)
        return text


@pytest.fixture
def mine(client_for, people, project):
    return Writer(client_for(people.editor), project)


@pytest.fixture
def others(client_for, people, project, mine):
    """The lead, who saves after the editor opened the page."""

    def wrote(**fields):
        writer = Writer(client_for(people.lead), project)
        writer.save(answers(project) | fields)

    return wrote


def test_different_answers_are_merged_without_a_word(mine, others, project):
    others(**{TEXT: "Theirs"})
    mine.save({LINE: "Mine"})
    assert answers(project)[TEXT] == "Theirs"
    assert answers(project)[LINE] == "Mine"


def test_the_same_words_are_no_clash(mine, others, project):
    others(**{TEXT: "Said alike"})
    mine.save({TEXT: "Said alike"})
    assert answers(project)[TEXT] == "Said alike"


def test_the_page_of_a_clash_holds_both_texts_and_saves_nothing(mine, others, project, people):
    others(**{TEXT: "What <b>they</b> wrote\nin two lines"})
    mine.save({TEXT: "What “I” wrote", LINE: "Not in dispute"}, status=409)
    page = mine.page
    assert "What <b>they</b> wrote" in page.text
    assert "What “I” wrote" in page.text
    assert people.lead.name in page.text
    assert find_step(STEP).label in page.h1
    assert "Not in dispute" in page.html, "what is not in dispute is carried along"
    assert page.html.count('name="resolve__') == 3, "one question is asked, with three choices"
    assert answers(project)[TEXT] == "What <b>they</b> wrote\nin two lines"


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "Mine"), ("theirs", "Theirs"), ("both", "Theirs\n\nMine")], ids=lambda one: one[:6]
)
def test_what_was_chosen_is_kept(mine, others, project, choice, kept):
    others(**{TEXT: "Theirs", LINE: "Only they wrote this"})
    mine.save({TEXT: "Mine", "question_problem": "Only I wrote this"}, status=409)
    mine.save({f"resolve__{TEXT}": choice})
    assert answers(project)[TEXT] == kept
    assert answers(project)["question_problem"] == "Only I wrote this"
    assert answers(project)[LINE] == "Only they wrote this"


def test_lists_are_kept_both(mine, others, project):
    others(**{LIST: AIMS[:2]})
    mine.save({LIST: AIMS[1:3]}, status=409)
    mine.save({f"resolve__{LIST}": "both"})
    assert answers(project)[LIST] == AIMS[:3]


def test_both_is_not_offered_where_only_one_answer_fits(mine, others, project):
    others(**{ONE: PLACES[0]})
    mine.save({ONE: PLACES[1]}, status=409)
    assert "Keep both" not in mine.page.text
    mine.save({f"resolve__{ONE}": "both"})
    assert answers(project)[ONE] == PLACES[1], "a choice that was not offered keeps one’s own answer"


def test_words_that_do_not_fit_together_are_not_joined(mine, others, project):
    others(**{LINE: "t" * 200})
    mine.save({LINE: "m" * 200}, status=409)
    assert "Keep both" not in mine.page.text
    mine.save({f"resolve__{LINE}": "theirs"})
    assert answers(project)[LINE] == "t" * 200


def test_several_answers_are_settled_one_by_one(mine, others, project):
    others(**{TEXT: "Their question", LINE: "Their people"})
    mine.save({TEXT: "My question", LINE: "My people"}, status=409)
    mine.save({f"resolve__{TEXT}": "theirs", f"resolve__{LINE}": "mine"})
    assert (answers(project)[TEXT], answers(project)[LINE]) == ("Their question", "My people")


@pytest.mark.parametrize("choice", ["mine", "both"])
def test_a_third_save_in_between_clashes_again(mine, others, project, choice):
    others(**{TEXT: "Second"})
    mine.save({TEXT: "First"}, status=409)
    others(**{TEXT: "Third"})
    mine.save({f"resolve__{TEXT}": choice}, status=409)
    assert "First" in mine.page.text
    assert "Third" in mine.page.text
    assert answers(project)[TEXT] == "Third"
    mine.save({f"resolve__{TEXT}": ["both"]})
    assert answers(project)[TEXT] == "Third\n\nFirst"


def test_a_third_save_of_another_answer_asks_only_about_that(mine, others, project):
    others(**{TEXT: "Their question"})
    mine.save({TEXT: "My question", LINE: "My people"}, status=409)
    others(**{LINE: "Their people"})
    mine.save({f"resolve__{TEXT}": "both"}, status=409)
    assert "My people" in mine.page.text
    assert f"clash-{TEXT}" not in mine.page.html
    mine.save({f"resolve__{LINE}": "theirs"})
    assert answers(project)[TEXT] == "Their question\n\nMy question"
    assert answers(project)[LINE] == "Their people"


def test_theirs_is_what_stands_when_they_went_on_writing(mine, others, project):
    others(**{TEXT: "Second"})
    mine.save({TEXT: "First"}, status=409)
    others(**{TEXT: "Third"})
    mine.save({f"resolve__{TEXT}": "theirs"})
    assert answers(project)[TEXT] == "Third"


def test_an_answer_they_took_away_clashes_too(mine, others, project, client_for, people):
    save(client_for(people.lead), project, {TEXT: "At first"})
    writer = Writer(mine.client, project)
    save(client_for(people.lead), project, {TEXT: ""})
    writer.save({TEXT: "At first, and more"}, status=409)
    assert "Nothing written" in writer.page.text
    writer.save({f"resolve__{TEXT}": "both"})
    assert answers(project)[TEXT] == "At first, and more"


def test_autosave_of_a_clash_says_so_and_loses_nothing(mine, others, project, people):
    others(**{TEXT: "Theirs"})
    said = mine.autosave({TEXT: "Mine"}, status=409)
    assert "Not saved" in said
    assert people.lead.name in said
    assert "<html" not in said
    assert answers(project)[TEXT] == "Theirs"
    mine.save({TEXT: "Mine"}, status=409)
    assert "Theirs" in mine.page.text


def test_autosave_never_undoes_what_it_merged_in(mine, others, project):
    """The page does not show the answer that somebody else gave meanwhile; its next saves leave it alone."""
    others(**{TEXT: "Theirs"})
    mine.autosave({LINE: "M"})
    mine.autosave({LINE: "Mi"})
    mine.save({LINE: "Mine"})
    assert answers(project)[TEXT] == "Theirs"
    assert answers(project)[LINE] == "Mine"


def test_a_merged_answer_can_still_clash(mine, others, project):
    others(**{TEXT: "Theirs"})
    mine.autosave({LINE: "M"})
    mine.autosave({TEXT: "Mine"}, status=409)
    mine.save({}, status=409)
    assert answers(project)[TEXT] == "Theirs"


def test_a_page_with_an_error_never_undoes_what_was_merged_in(mine, others, project):
    others(**{TEXT: "Theirs"})
    page = check_page(mine.save({LINE: "Fine", "question_problem": "Ask 943 476 5919"}, status=422))
    mine.fields |= hidden_fields(page.html)
    mine.save({"question_problem": "Ask them"})
    assert answers(project)[TEXT] == "Theirs"
    assert answers(project)["question_problem"] == "Ask them"


def test_people_who_fill_different_rows_of_a_grid_both_keep_them(client_for, people, project):
    grid = next(one for one in find_step("service-data").questions if one.kind == "grid")
    column, (first, second) = grid.columns[0], grid.rows[:2]
    clients = [client_for(people.lead), client_for(people.editor)]
    for client, row in zip(clients, (first, second)):
        fields = {"version": "0", f"{grid.key}__{row.value}__{column.key}": column.options[0].value}
        assert client.post(at("edit_step", project, "service-data"), fields).status_code == 302
    kept = StepRecord.objects.get(project=project, step_key="service-data").answers[grid.key]
    assert set(kept) == {first.value, second.value}


def test_a_grid_in_dispute_is_shown_in_words(client_for, people, project):
    grid = next(one for one in find_step("service-data").questions if one.kind == "grid")
    column, row = grid.columns[0], grid.rows[0]
    name, url = f"{grid.key}__{row.value}__{column.key}", at("edit_step", project, "service-data")
    client_for(people.lead).post(url, {"version": "0", name: column.options[0].value})
    fields = {"version": "0", name: column.options[1].value}
    page = open_page(client_for(people.editor), url, post=fields, status=409)
    for option in column.options[:2]:
        assert f"{row.text}: {column.heading} {option.text}" in page.text


def test_a_cell_that_is_not_sound_leaves_the_saved_one(mine, project):
    grid = next(one for one in find_step("service-data").questions if one.kind == "grid")
    text, row = next(one for one in grid.columns if one.kind == "text"), grid.rows[0]
    name, url = f"{grid.key}__{row.value}__{text.key}", at("edit_step", project, "service-data")
    mine.client.post(url, {"version": "0", name: "In the old system"})
    page = open_page(mine.client, url, post={"version": "1", name: "Ask 943 476 5919"}, status=422)
    assert "Ask 943 476 5919" in page.html
    kept = StepRecord.objects.get(project=project, step_key="service-data").answers
    assert kept[grid.key][row.value][text.key] == "In the old system"
