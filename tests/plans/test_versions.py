"""Versions: frozen for good, signed, agreed; and a plan goes into JSON and back without loss."""

import datetime as dt
import json
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from guide.steps import find_step
from plans import actions
from plans.freezing import freeze, thaw
from plans.gather import build_plan, gather_plan
from plans.models import PlanVersion
from plans.options import FULL_PLAN, Form, PlanOptions, chosen
from plans.pdf import plan_html
from plans.versions import plan_of_version
from projects.models import Project
from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets.actions import remove_record, save_step
from worksheets.actions_commitments import note_commitment, take_back

from .reading import words_of

pytestmark = pytest.mark.django_db


def keep(project, by, note="") -> PlanVersion:
    return actions.freeze_version(project=project, options=FULL_PLAN, note=note, by=by)


def sign(client, project, version, **given):
    given = {"role": "lead", "name": "Ann Lead", "commitment": "I will see it through"} | given
    return client.post(reverse("plans:sign_version", args=[project.pk, version.number]), given)


def test_a_plan_comes_back_from_json_as_it_went(project, people):
    whole_thread(project, people.lead)
    plan = gather_plan(project)
    assert thaw(json.loads(json.dumps(freeze(plan)))) == plan


@pytest.mark.thorough
def test_the_worked_example_comes_back_from_json_as_it_went():
    call_command("load_demo", verbosity=0)
    plan = gather_plan(Project.objects.get(slug="long-covid-service"))
    assert thaw(json.loads(json.dumps(freeze(plan)))) == plan


def test_a_plan_of_an_unknown_format_is_refused(project):
    with pytest.raises(ValueError, match="cannot be read by this release"):
        thaw(freeze(gather_plan(project)) | {"format": 99})


def test_a_version_stays_as_it_was(client_for, project, people):
    record = add("finding", project, people.lead, title="Letters come late")
    version = keep(project, people.lead, "For the board")
    remove_record(record=record, by=people.lead)
    page = open_page(client_for(people.viewer), reverse("plans:show_version", args=[project.pk, version.number]))
    assert "Letters come late" in page.text
    assert "For the board" in page.text
    assert (
        "Letters come late"
        not in open_page(client_for(people.viewer), reverse("plans:show_plan", args=[project.pk])).text
    )


def test_versions_are_numbered_one_after_another(client_for, project, people):
    for note in ("First", "Second"):
        client_for(people.editor).post(reverse("plans:freeze_version", args=[project.pk]), {"note": note})
    assert list(project.plan_versions.values_list("number", flat=True)) == [2, 1]


def test_a_version_is_agreed_once_lead_and_sponsor_have_signed(client_for, project, people):
    version, client = keep(project, people.lead), client_for(people.lead)
    assert plan_of_version(version).is_draft
    sign(client, project, version)
    sign(client, project, version)
    version.refresh_from_db()
    assert version.agreed_at is None
    assert version.signatures.count() == 1
    sign(client, project, version, role="sponsor", name="Sam Sponsor")
    version.refresh_from_db()
    plan = plan_of_version(version)
    assert plan.status == "Agreed"
    assert [one.name for one in plan.signed] == ["Ann Lead", "Sam Sponsor"]
    page = open_page(client_for(people.viewer), reverse("plans:show_version", args=[project.pk, version.number]))
    assert "I will see it through" in page.text


def test_what_was_said_under_key_question_4_is_offered_as_the_words_to_sign(client_for, project, people):
    said = {"words": "I will free a day a week.", "said_on": dt.date(2026, 1, 5), "by": people.lead}
    sponsor = note_commitment(project=project, part="sponsor", name="Sam Sponsor", **said)
    taken_back = note_commitment(project=project, part="partner", name="A club", **said)
    take_back(commitment=taken_back, by=people.lead)
    note_commitment(project=project, part="reviewer", name="The ICB", **said)
    version, client = keep(project, people.lead), client_for(people.editor)
    url = reverse("plans:sign_version", args=[project.pk, version.number])
    page = open_page(client, url)
    assert "Senior sponsor: Sam Sponsor" in page.text
    assert "A club" not in page.text
    assert "The ICB" not in page.text
    form = client.get(f"{url}?commitment={sponsor.pk}").content.decode()
    assert 'value="Sam Sponsor"' in form
    assert re.search(r"<textarea[^>]*>\s*I will free a day a week\.", form)
    sign(client, project, version, role="sponsor", name="Sam Sponsor", commitment=sponsor.words)
    assert "Words already said" not in open_page(client, url).text
    read = open_page(client, reverse("plans:show_version", args=[project.pk, version.number]))
    assert "Still to sign before it is agreed: project lead." in read.text


def test_a_signature_without_a_commitment_is_none(client_for, project, people):
    version = keep(project, people.lead)
    assert sign(client_for(people.lead), project, version, commitment="").status_code == 200
    assert not version.signatures.exists()


def test_a_team_cannot_sign_as_the_reviewer(client_for, project, people):
    version = keep(project, people.lead)
    sign(client_for(people.lead), project, version, role="reviewer")
    assert not version.signatures.exists()


@pytest.mark.parametrize(
    ("form", "has", "has_not"),
    [
        (Form.ONE_PAGE, set(), {"actions", "part-one"}),
        (Form.BOARD_PAPER, {"actions", "evaluation", "key-questions"}, {"part-one"}),
        (Form.FULL, {"actions", "part-one", "limits"}, set()),
    ],
)
def test_each_form_holds_its_sections(project, form, has, has_not):
    keys = {section.key for section in build_plan(project, PlanOptions(form=form)).sections}
    assert has <= keys
    assert not keys & has_not


def test_open_questions_print_only_where_asked_for(project, people):
    step = find_step("co-production")
    save_step(project=project, step=step, answers={"payment": "A voucher"}, seen_version=0, by=people.lead)
    plan, label = gather_plan(project), next(one.title for one in step.in_plan if one.answer == "not_heard")

    def labels(options):
        blocks = [block for one in chosen(plan, options).sections for part in one.subsections for block in part.blocks]
        return {answer.label: answer.text for block in blocks if block.kind == "answers" for answer in block.answers}

    assert label not in labels(PlanOptions())
    assert labels(PlanOptions(unanswered=True))[label] == "Not yet decided"


def test_the_cover_names_the_meeting_typed_and_the_print_holds_version_and_names(client_for, project, people):
    version = keep(project, people.lead)
    sign(client_for(people.lead), project, version)
    plan = chosen(plan_of_version(version), PlanOptions(committee="Equality board"))
    words = words_of(plan_html(plan))
    for said in ("Equality board", "Draft, version 1, as at", "Ann Lead", "I will see it through"):
        assert said in words


def test_what_changed_is_read_from_the_versions(client_for, project, people):
    record = add("finding", project, people.lead, title="Letters come late")
    first = keep(project, people.lead)
    add("finding", project, people.lead, title="Phones are engaged")
    keep(project, people.lead)
    remove_record(record=record, by=people.lead)
    viewer = client_for(people.viewer)
    assert (
        reverse("plans:show_changes", args=[project.pk, 1])
        in open_page(viewer, reverse("plans:list_versions", args=[project.pk])).links
    )
    url = reverse("plans:show_changes", args=[project.pk, first.number])
    now = open_page(viewer, url)
    assert "1 added, 1 taken out" in now.text
    assert "Taken out F1 Letters come late" in now.text
    between = open_page(viewer, f"{url}?to=2")
    assert "1 added" in between.text
    assert "taken out" not in between.text
    latest = reverse("plans:show_changes", args=[project.pk, 2])
    remove_record(record=add("finding", project, people.lead), by=people.lead)
    assert "1 taken out" in open_page(viewer, latest).text
