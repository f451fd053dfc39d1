"""The directory's own data: complete, loaded as often as one likes, and never over a curator's words."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from directory.loading import read_rows
from directory.models import Partner, Resource
from directory.vocabularies import all_groups

SHARED = Path(__file__).parents[3] / "shared" / "data" / "directory"
pytestmark = pytest.mark.django_db


def load() -> str:
    out = StringIO()
    call_command("load_directory", stdout=out)
    return out.getvalue()


def test_a_new_database_has_the_whole_directory():
    assert Partner.objects.count() == len(read_rows("partners.csv")) == 106
    assert Resource.objects.filter(provenance="guide").count() == len(read_rows("resources.csv")) == 92
    assert Resource.objects.filter(provenance="added").count() == len(read_rows("further_resources.csv")) == 11


@pytest.mark.parametrize(("name", "model"), [("partners.csv", Partner), ("resources.csv", Resource)])
def test_no_row_of_the_collected_data_is_missing(name, model):
    if not SHARED.exists():
        pytest.skip("the collected data stands beside the repository only where it is built")
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        slugs = {row["slug"] for row in csv.DictReader(file)}
    assert slugs <= set(model.objects.values_list("slug", flat=True))


def test_loading_again_changes_nothing():
    assert "0 added, 0 changed, 106 as before" in load()
    assert not Partner.history.exists()


def test_every_kind_and_group_in_the_files_is_one_we_know():
    for partner in Partner.objects.all():
        assert partner.kind in Partner.Kind.values, partner.slug
        assert set(partner.groups) <= set(all_groups()), partner.slug
    assert set(Resource.objects.values_list("kind", flat=True)) <= set(Resource.Kind.values)


def test_an_entry_that_went_astray_is_put_right_and_the_change_is_in_its_history():
    Partner.objects.filter(slug="derby-deaf-forum").update(description="Something else")
    assert "1 changed" in load()
    partner = Partner.objects.get(slug="derby-deaf-forum")
    assert partner.description.startswith("Forum of deaf people")
    assert partner.history.count() == 1


def test_a_curators_edit_stays():
    partner = Partner.objects.get(slug="derby-deaf-forum")
    partner.email, partner.confirmed, partner.edited_by_curator = "hello@example.org", True, True
    partner.save()
    assert "1 left as a curator wrote them" in load()
    partner.refresh_from_db()
    assert partner.email == "hello@example.org"


def test_a_retired_entry_stays_retired():
    Partner.objects.filter(slug="public-health-england").update(retired_at=timezone.now())
    load()
    assert not Partner.objects.current().filter(slug="public-health-england").exists()


def test_an_unconfirmed_address_is_only_a_suggestion():
    forum = Partner.objects.get(slug="fifty-plus-forum")
    assert not forum.confirmed
    assert forum.website == ""
    assert forum.suggested_address.startswith("https://derbyshire.gov.uk/")
    assert not Resource.objects.filter(confirmed=False).exclude(website="").exists()


def test_new_words_find_an_entry_that_a_curator_edited_too():
    forum = Partner.objects.filter(slug="derby-deaf-forum")
    forum.update(search_text=" old words ", edited_by_curator=True)
    load()
    assert " bsl " in forum.get().search_text
    assert not forum.get().history.exists()
