"""The appendices and the comments: printed where asked for, to whom they may go, and what a plan says it leaves out."""

import datetime as dt

import pytest
from django.urls import reverse

from guide.steps import find_step
from plans.actions import freeze_version
from plans.gather import build_plan
from plans.left_out import LEFT_OUT
from plans.models import PlanFile
from plans.options import FULL_PLAN, Form, PlanOptions, chosen
from plans.pdf import plan_html
from plans.versions import plan_of_version
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets import actions_beside
from worksheets.models import Closing, Review

from .reading import words_of

pytestmark = pytest.mark.django_db
APPENDICES = PlanOptions(form=Form.FULL_WITH_APPENDICES)
COMMENTS = PlanOptions(form=Form.BOARD_PAPER, comments=True)


@pytest.fixture
def told(project, people):
    by = people.editor
    add("evidence", project, by, title="A study", key_message="Letters are not read", link="www.example.org/study")
    add("partner_link", project, by, title="A forum", their_contact="Sam Jones", told_us="Ring, do not write")
    shared, agreed = {"sharing": "icb", "quote": "I never got it"}, {"quote_consent": "yes"}
    add("insight", project, by, title="Letters come late", summary="They said so twice", **shared, **agreed)
    add("insight", project, by, title="Between us", summary="Told to us alone", sharing="team", quote="Hush", **agreed)
    add("engagement", project, by, title="Tea", planned_number=40, actual_number=5, purpose="To listen")
    actions_beside.add_comment(project=project, step=find_step("literature"), text="Is this one old?", by=by)
    said = {"held_on": dt.date(2026, 5, 1), "decisions": "We ring first", "minutes": "Ann took notes"}
    Review.objects.create(project=project, number=1, snapshot={}, kept_by=by, **said)
    ended = {name: f"All of {name}" for name in ("what_changed", "learned", "told", "data_kept", "what_next")}
    Closing.objects.create(project=project, closed_by=by, **ended)
    return project


def test_the_appendices_hold_what_the_parts_leave_out_and_keep_what_is_not_for_others(told, people):
    plan = build_plan(told, APPENDICES)
    titles = [one.title for one in plan.sections if one.title.startswith("Appendix")]
    assert [title[:11] for title in titles] == [f"Appendix {letter}:" for letter in "ABCDE"]
    text = words_of(plan_html(plan))
    for words in ("www.example.org/study", "Ring, do not write", "They said so twice", "I never got it", "To listen",
                  "We ring first", "Ann took notes", "All of what_next", "about 40", "a small number"):  # fmt: skip
        assert words in text, words
    for words in ("Sam Jones", "Told to us alone", "Hush", "Is this one old?"):
        assert words not in text, words
    for left_out in LEFT_OUT:
        assert str(left_out) in text
    assert not [one for one in build_plan(told).sections if one.title.startswith("Appendix")]


def test_comments_print_only_where_asked_for_from_a_version_too(told, people):
    version = freeze_version(project=told, options=FULL_PLAN, note="", by=people.lead)
    for plan in (build_plan(told, COMMENTS), chosen(plan_of_version(version), COMMENTS)):
        text = words_of(plan_html(plan))
        assert "Is this one old?" in text
        assert people.editor.name in text
        assert "www.example.org/study" not in text
    assert "Is this one old?" not in words_of(plan_html(chosen(plan_of_version(version), APPENDICES)))


def test_a_file_with_comments_is_the_teams(client_for, told, people):
    told.shared_at = dt.datetime.now(dt.UTC)
    told.save()
    url, asked = reverse("plans:list_files", args=[told.pk]), {"form": "full", "kind": "json", "extras": ["comments"]}
    assert "Comments of the team" not in open_page(client_for(people.reviewer), url).text
    assert client_for(people.reviewer).post(url, asked).status_code == 422
    assert client_for(people.viewer).post(url, asked).status_code == 302
    made = PlanFile.objects.get()
    PlanFile.objects.update(status="ready", file="plans/none")
    assert "Full plan, with comments" in open_page(client_for(people.viewer), url).text
    assert "Full plan, with comments" not in open_page(client_for(people.reviewer), url).text
    download = reverse("plans:download_file", args=[told.pk, made.pk])
    assert client_for(people.reviewer).get(download).status_code == 404
