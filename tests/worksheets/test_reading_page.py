"""The page that checks a leaflet’s reading age: nothing is kept unless the team says so, nor of a patient at all."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.models import AuditEvent
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets.models import Material

pytestmark = pytest.mark.django_db
LEAFLET = "We will ring you before your visit. You can bring a zebrafish with you. Tell us if you need help. " * 3


@pytest.fixture
def editor(client_for, people):
    return client_for(people.editor)


@pytest.fixture
def material(project, people):
    return add("material", project, people.editor, title="Main leaflet")


@pytest.fixture
def address(project):
    return reverse("worksheets:check_reading_age", args=[project.pk])


def kept(material, /, **changes):
    return {"text": LEAFLET, "do": "keep", "material": str(material.pk), "stage": "before", "method": "smog"} | changes


def everything_written() -> str:
    """All that the database holds of materials, sessions and the audit trail."""
    rows = [*Material.objects.values_list("details"), *Material.history.values_list("details")]
    rows += [session.get_decoded() for session in Session.objects.all()]
    return repr([*rows, *AuditEvent.objects.values_list("verb", "note")])


def test_both_ages_are_shown_with_words_to_look_at_and_nothing_is_kept(editor, address, material):
    page = open_page(editor, address, post={"text": LEAFLET, "do": "check"})
    assert "SMOG" in page.text
    assert "Flesch-Kincaid" in page.text
    assert "one signal only" in page.text
    assert "Now test it with people" in page.text
    assert "SMOG is made for 30 sentences or more. This text has 9" in page.text
    assert "zebrafish" in page.html
    assert "zebrafish" not in everything_written()


def test_the_figures_are_kept_with_the_method_and_the_words_are_not(editor, address, material):
    shown = open_page(editor, address, post=kept(material), follow=True)
    material.refresh_from_db()
    assert material.details["age_before"] == material.details["readings"]["before"]["smog"]
    assert material.details["method_before"] == "smog"
    assert "Kept the reading age of W1" in shown.text
    assert "zebrafish" not in everything_written()
    again = open_page(editor, f"{address}?material={material.pk}")
    assert "Before it is rewritten: SMOG" in again.text


def test_the_words_are_kept_where_the_team_says_so_and_can_be_taken_out_for_good(editor, address, project, material):
    open_page(
        editor, address, post=kept(material, stage="after", method="flesch_kincaid", keep_text="yes"), follow=True
    )
    material.refresh_from_db()
    assert material.details["kept_texts"]["after"] == LEAFLET.strip()
    assert material.details["age_after"] == material.details["readings"]["after"]["flesch_kincaid"]
    assert "zebrafish" in open_page(editor, f"{address}?material={material.pk}").text
    forget = reverse("worksheets:forget_kept_text", args=[project.pk, material.pk, "after"])
    open_page(editor, forget, post={}, follow=True)
    assert "zebrafish" not in everything_written()
    material.refresh_from_db()
    assert material.details["age_after"]
    assert (
        editor.post(reverse("worksheets:forget_kept_text", args=[project.pk, material.pk, "later"])).status_code == 404
    )


def test_kept_words_survive_a_change_of_the_material_itself(editor, address, project, material):
    open_page(editor, address, post=kept(material, keep_text="yes"), follow=True)
    material.refresh_from_db()
    edit = reverse("worksheets:edit_record", args=[project.pk, "material", material.pk])
    page = editor.get(edit).content.decode()
    base = page.split('name="base" value="')[1].split('"')[0]
    open_page(editor, edit, post={"title": "Leaflet 2", "version": str(material.version), "base": base}, follow=True)
    material.refresh_from_db()
    assert (material.title, material.details["kept_texts"]["before"]) == ("Leaflet 2", LEAFLET.strip())


def test_a_text_that_names_a_patient_or_is_too_short_is_refused(editor, address, material):
    personal = LEAFLET + " NHS number 943 476 5919."
    page = open_page(editor, address, post={"text": personal, "do": "check"}, status=422)
    assert "This looks like it holds an NHS number" in page.text
    open_page(editor, address, post=kept(material, text=personal, keep_text="yes"), status=422)
    material.refresh_from_db()
    assert "kept_texts" not in material.details
    page = open_page(editor, address, post={"text": "Ring us.", "do": "check"}, status=422)
    assert "Paste at least 30 words" in page.text


def test_what_is_missing_to_keep_it_is_said_beside_the_text(editor, address, material):
    page = open_page(editor, address, post=kept(material, stage="", material="", method=""), status=422)
    for fault in ("Choose a material", "Say whether this is the text before", "Choose which reading age"):
        assert fault in page.text
    assert "zebrafish" in page.html


def test_a_material_of_another_project_is_not_touched(editor, address, other_world):
    theirs = add("material", other_world.project, other_world.people.editor)
    open_page(editor, address, post=kept(theirs), status=422)
    theirs.refresh_from_db()
    assert "readings" not in theirs.details


def test_a_material_leads_to_the_check_of_its_text(editor, project, material, address):
    page = open_page(editor, reverse("worksheets:show_record", args=[project.pk, "material", material.pk]))
    assert f"{address}?material={material.pk}" in page.links
