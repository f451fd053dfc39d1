"""Nothing a team writes is lost: every field is on its page, in the saved answers, and in every full print of the plan,
or it is named in the list of what no plan prints."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from guide.records import all_record_kinds
from guide.steps import all_steps
from plans.gather import build_plan
from plans.kinds import KINDS
from plans.left_out import LEFT_OUT
from plans.options import Form, PlanOptions
from tests.world import build_world
from worksheets.models import StepRecord
from worksheets.values import values_of

from .filled import ROUNDS, Filled, fill_records, fill_steps
from .reading import letters
from .reading_kinds import content_of, text_of, without_edges

pytestmark = [pytest.mark.thorough, pytest.mark.xdist_group("everything prints")]
APPENDICES = PlanOptions(form=Form.FULL_WITH_APPENDICES)
PRIVATE = {question for one in LEFT_OUT for question in one.questions}


class Round:
    """One filling of the worksheets, with its pages and its prints, read once."""

    def __init__(self, world, filled: Filled):
        self.filled = filled
        self.answers = {one.step_key: str(one.answers) for one in StepRecord.objects.filter(project=world.project)}
        browser = Client()
        browser.force_login(world.people.lead)
        self.pages = {step.key: self._page(browser, world.project, "edit_step", step.key) for step in all_steps()}
        plan = build_plan(world.project, APPENDICES)
        self.parts = {
            part.title: part for section in build_plan(world.project).sections for part in section.subsections
        }
        self.prints = {key: letters(without_edges(text_of(key, content_of(key, plan)), plan)) for key in KINDS}

    @staticmethod
    def _page(browser, project, name: str, *more) -> str:
        response = browser.get(reverse(f"worksheets:{name}", args=[project.pk, *more]))
        assert response.status_code == 200
        return response.content.decode()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world("Ashby")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def records(world) -> Filled:
    return fill_records(world.project, world.people.lead)


@pytest.fixture(scope="module")
def rounds(world, records) -> list[Round]:
    return [Round(world, fill_steps(world.project, world.people.lead, turn)) for turn in range(ROUNDS)]


def asked_of_steps() -> set[str]:
    return {f"step/{step.key}/{one.key}" for step in all_steps() for one in step.questions if not one.retired}


def asked_of_records() -> set[str]:
    kinds = all_record_kinds().values()
    return {f"record/{kind.key}/{one.key}" for kind in kinds for one in kind.questions if not one.retired}


def test_every_question_was_answered_in_some_round(rounds, records):
    answered = {place for one in rounds for place in (*one.filled.said, *one.filled.written)}
    assert asked_of_steps() - answered == set()
    assert asked_of_records() - {*records.said, *records.written} == set()


def test_every_answer_is_on_its_page_and_saved(rounds):
    lost = [
        place
        for one in rounds
        for place, texts in one.filled.written.items()
        for text in texts
        if text.split(" <b>")[0] not in one.pages[key := place.split("/")[1]] or text not in one.answers[key]
    ]
    assert lost == []


def test_every_answer_of_a_record_is_on_its_page_and_saved(world, records):
    browser = Client()
    browser.force_login(world.people.lead)
    pages, saved = {}, {}
    for record in records.records:
        page = Round._page(browser, world.project, "show_record", record.kind_key, record.pk)
        pages[record.kind_key] = pages.get(record.kind_key, "") + page
        saved[record.kind_key] = saved.get(record.kind_key, "") + str(values_of(record))
    lost = [
        place
        for place, texts in records.written.items()
        for text in texts
        if text.split(" <b>")[0] not in pages[key := place.split("/")[1]] or text not in saved[key]
    ]
    assert lost == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_in_the_full_print_or_named_as_left_out(rounds, records, kind):
    lost = []
    for one in rounds:
        for filled in (one.filled, records):
            for said in (filled.written, filled.said):
                for place, texts in said.items():
                    if place in PRIVATE:
                        continue
                    lost += [f"{place}: {text}" for text in texts if letters(text) not in one.prints[kind]]
    assert sorted(set(lost)) == []


def test_what_a_step_lists_for_the_plan_stands_in_its_part(rounds):
    """Each answer that this round could give, each list, and each board that is made of these records."""
    for one in rounds:
        for step in all_steps():
            blocks = one.parts[step.label].blocks if step.label in one.parts else ()
            answers = {answer.key for block in blocks if block.kind == "answers" for answer in block.answers}
            captions = {block.caption for block in blocks if block.kind == "table"}
            said = {place for place, texts in (*one.filled.said.items(), *one.filled.written.items()) if texts}
            for entry in step.in_plan:
                if f"step/{step.key}/{entry.answer}" in said:
                    assert entry.answer in answers, f"{step.key}: {entry.answer}"
                if entry.record:
                    assert all_record_kinds()[entry.record].heading in captions, f"{step.key}: {entry.record}"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_named_as_left_out_is_in_no_print(rounds, records, kind):
    for one in rounds:
        for filled in (one.filled, records):
            kept = [text for place in PRIVATE for text in filled.written.get(place, ())]
            assert [text for text in kept if letters(text) in one.prints[kind]] == []


def test_each_question_named_as_left_out_is_private_and_each_private_one_is_named():
    private = {
        f"{where}/{question.key}"
        for where, questions in (
            *((f"step/{step.key}", step.questions) for step in all_steps()),
            *((f"record/{kind.key}", kind.questions) for kind in all_record_kinds().values()),
        )
        for question in questions
        if question.private
    }
    assert private == PRIVATE
