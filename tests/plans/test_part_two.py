"""What the plan prints of partners and of people who took part: no contact details, no small numbers, agreed quotes."""

import pytest
from django.urls import reverse

from guide.steps import find_step
from plans.gather import build_plan
from tests.worksheets.records import add
from worksheets import actions

pytestmark = pytest.mark.django_db
EMAIL, MOBILE = "sam.jones@charity.example", "07700 900123"


@pytest.fixture
def plan_words(project, people):
    by = people.editor
    group = add("focus_group", project, by, title="Deaf people", who="Deaf people")
    partner = add(
        "partner_link", project, by, title="Deaf Forum", focus_groups=[group], status="met", contacted_on="2026-01-10",
        their_contact="Sam Jones", our_contact="Amina Yusuf", told_us=f"Write to {EMAIL}",
        promise=f"Ring Sam on {MOBILE}", promise_due_on="2026-02-01",
    )  # fmt: skip
    activity = add("engagement", project, by, title="Tea", focus_groups=[group], partners=[partner], actual_number=3,
                   planned_number=12, held_on="2026-01-20")  # fmt: skip
    add("insight", project, by, title="No signing", engagement=activity, focus_groups=[group], quote="Nobody signs",
        quote_consent="no")  # fmt: skip
    step, answers = find_step("local-knowledge"), {"locality_note": f"Ask {EMAIL} or +44 7700 900123"}
    actions.save_step(project=project, step=step, answers=answers, seen_version=0, by=by)
    return str(build_plan(project))


def test_no_contact_detail_of_a_person_is_printed(plan_words):
    for detail in (EMAIL, MOBILE, "7700 900123", "Sam Jones", "Amina Yusuf"):
        assert detail not in plan_words
    assert plan_words.count("[contact details left out]") >= 3


def test_few_people_print_as_a_small_number(plan_words):
    assert "12 planned, a small number came" in plan_words


def test_a_quote_without_consent_is_not_printed(plan_words):
    assert "Nobody signs" not in plan_words


def test_the_tables_of_part_two_are_printed(plan_words):
    for caption in ("Who we are working with", "Promises to partners", "Activities with people",
                    "Who has been heard"):  # fmt: skip
        assert caption in plan_words
    assert "10 January 2026" in plan_words


def test_the_page_of_the_plan_shows_none_of_it_either(plan_words, project, client_for, people):
    page = client_for(people.editor).get(reverse("plans:show_plan", args=[project.pk])).content.decode()
    for detail in (EMAIL, MOBILE, "Sam Jones", "Nobody signs"):
        assert detail not in page
