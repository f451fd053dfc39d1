"""Curators keep the directory true: nothing they write is lost, nothing that points at an entry breaks."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from directory.curation import actions
from directory.curation.queue import waiting_on
from directory.models import Partner, Report, Resource
from directory.queries import search_partners
from tests.pages import open_page
from tests.worksheets.records import add

pytestmark = pytest.mark.django_db
SLUG = "derby-deaf-forum"


@pytest.fixture
def curator(client_for, people):
    return client_for(people.curator)


def at(name, *args):
    return reverse(f"directory:{name}", args=args)


def form_of(partner, **changes) -> dict:
    form = {
        "name": partner.name,
        "kind": partner.kind,
        "description": partner.description,
        "areas": partner.areas,
        "groups": partner.groups,
        "steps": partner.steps,
        "website": partner.website,
        "email": partner.email,
        "confirmed": "yes" if partner.confirmed else "no",
    }
    return form | changes


def test_a_new_partner_is_found_at_once_and_its_entry_says_who_put_it_in(curator, people):
    form = {
        "name": "Bolsover Chess Club",
        "kind": "community group",
        "description": "Plays on Fridays",
        "areas": ["bolsover"],
        "groups": ["older people"],
        "website": "chess.example.org",
        "confirmed": "yes",
    }
    page = open_page(curator, at("add_entry", "partner"), post=form, follow=True)
    assert "https://chess.example.org" in page.text
    assert Partner.objects.get(slug="bolsover-chess-club") in search_partners(text="chess", place="bolsover")
    kept = open_page(curator, at("show_curated", "partner", "bolsover-chess-club"))
    assert people.curator.name in kept.text


def test_an_address_nobody_opened_is_shown_to_curators_only(curator, client):
    partner = Partner.objects.get(slug=SLUG)
    url = at("edit_entry", "partner", SLUG)
    curator.post(url, form_of(partner, website="https://guess.example.org", confirmed="no"))
    assert "guess.example.org" not in open_page(client, at("show_partner", SLUG)).html
    assert "guess.example.org" in open_page(curator, at("show_curated", "partner", SLUG)).text


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(curator):
    partner = Partner.objects.get(slug=SLUG)
    form = form_of(partner, name="", description="Kept words", website="not an address", confirmed="yes")
    page = open_page(curator, at("edit_entry", "partner", SLUG), post=form)
    assert "Enter its name" in page.text
    assert "Enter a web address" in page.text
    assert "Kept words" in page.text


def test_a_curators_edit_survives_the_next_load(curator):
    partner = Partner.objects.get(slug=SLUG)
    curator.post(at("edit_entry", "partner", SLUG), form_of(partner, description="Meets on Mondays"))
    call_command("load_directory", verbosity=0)
    assert Partner.objects.get(slug=SLUG).description == "Meets on Mondays"


def test_the_history_says_what_was_before_and_after(curator):
    partner = Partner.objects.get(slug=SLUG)
    curator.post(at("edit_entry", "partner", SLUG), form_of(partner, description="Meets on Mondays"))
    page = open_page(curator, at("show_curated", "partner", SLUG))
    assert f"{partner.description} → Meets on Mondays" in page.text


def test_a_merge_keeps_every_projects_links_and_the_old_address_leads_on(curator, client, project, people):
    old, new = Partner.objects.get(slug=SLUG), Partner.objects.get(slug="healthwatch-derby")
    link = add("partner_link", project, people.editor, title="The forum", fixed={"partner": old})
    actions.report_change(about="wrong", text="Has moved", by=people.viewer, entry=old)
    page = open_page(curator, at("merge_entry", "partner", SLUG), post={"into": new.slug}, follow=True)
    assert page.h1 == "Healthwatch Derby"
    link.refresh_from_db()
    new.refresh_from_db()
    assert link.partner == new
    assert new.reports.count() == 1
    assert set(old.groups) <= set(new.groups)
    assert client.get(at("show_partner", SLUG)).headers["Location"] == at("show_partner", new.slug)
    assert old not in search_partners(text="deaf forum")


def test_merging_twice_leads_to_the_last(curator, client):
    first, second, third = Partner.objects.order_by("name")[:3]
    curator.post(at("merge_entry", "partner", first.slug), {"into": second.slug})
    curator.post(at("merge_entry", "partner", second.slug), {"into": third.slug})
    assert client.get(at("show_partner", first.slug)).headers["Location"] == at("show_partner", third.slug)


def test_a_retired_entry_is_gone_until_it_is_brought_back(curator, client):
    for status in (404, 200):
        curator.post(at("retire_entry", "partner", SLUG))
        assert client.get(at("show_partner", SLUG)).status_code == status


def test_a_report_reaches_the_queue_and_is_settled(client_for, curator, people):
    reporter = client_for(people.viewer)
    for _ in range(2):
        reporter.post(at("report_entry", "partner", SLUG), {"about": "gone", "text": "The room is closed"})
    report = Report.objects.get()
    queue = open_page(curator, at("show_queue"))
    assert "The room is closed" in queue.text
    assert people.viewer.name in queue.text
    open_page(curator, at("settle_report", report.pk), post={"outcome": "Retired it"}, follow=True)
    assert "The room is closed" not in open_page(curator, at("show_queue")).text


def test_a_missing_partner_is_suggested(client_for, curator, people):
    client_for(people.outsider).post(at("suggest_entry", "partner"), {"about": "new", "text": "The chess club"})
    assert "The chess club" in open_page(curator, at("show_queue")).text


def test_what_nobody_has_checked_for_a_year_is_due(curator):
    today = timezone.localdate()
    partner = Partner.objects.get(slug=SLUG)
    Partner.objects.exclude(pk=partner.pk).update(last_checked_on=today, review_on=None)
    Resource.objects.update(last_checked_on=today - dt.timedelta(days=364), review_on=None)
    assert waiting_on(today).due == (partner,)
    curator.post(at("mark_checked", "partner", SLUG))
    assert waiting_on(today).due == ()
    assert partner in waiting_on(today + dt.timedelta(days=366), most=1000).due


@pytest.mark.parametrize("kind", ["partner", "resource"])
def test_a_list_goes_out_and_in_unchanged(curator, kind):
    model = {"partner": Partner, "resource": Resource}[kind]
    before = {entry.pk: entry.history.count() for entry in model.objects.all()}
    content = curator.get(at("export_list", kind)).content
    file = SimpleUploadedFile("list.csv", content)
    page = open_page(curator, at("import_list", kind), post={"file": file}, follow=True)
    assert f"0 added, 0 changed, {model.objects.count()} as they were" in page.text
    assert {entry.pk: entry.history.count() for entry in model.objects.all()} == before
    assert curator.get(at("export_list", kind)).content == content


def test_a_bad_row_of_a_list_is_named_and_stops_no_other(curator):
    text = curator.get(at("export_list", "resource")).content.decode("utf-8-sig")
    heading, first = text.splitlines()[:2]
    good = "New thing,Somebody,,tool,Helps,,,,no,,"
    bad = ",Somebody,,tool,Helps,,,,no,,"
    file = SimpleUploadedFile("list.csv", "\r\n".join([heading, good, bad]).encode())
    page = open_page(curator, at("import_list", "resource"), post={"file": file})
    assert "1 added, 0 changed, 0 as they were" in page.text
    assert "Row 3: title: Enter its title" in page.text
    assert first


def test_a_list_without_its_columns_is_refused(curator):
    file = SimpleUploadedFile("list.csv", b"name,town\r\nA club,Derby\r\n")
    assert "no column" in open_page(curator, at("import_list", "partner"), post={"file": file}).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name\r\nCaf\xe9\r\n".encode("latin-1"), "no CSV file in UTF-8"),
        (b'name\r\n"' + b"x" * 200_000, "no CSV file we can read"),
        (b"x" * (5 * 1024**2 + 1), "larger than 5 MB"),
    ],
    ids=["latin", "endless cell", "large"],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(curator, content, said):
    page = open_page(curator, at("import_list", "partner"), post={"file": SimpleUploadedFile("list.csv", content)})
    assert said in page.text


def test_formulas_in_a_list_stay_words(curator):
    partner = Partner.objects.get(slug=SLUG)
    curator.post(at("edit_entry", "partner", SLUG), form_of(partner, description="=1+1"))
    content = curator.get(at("export_list", "partner")).content
    assert b"'=1+1" in content
    curator.post(at("import_list", "partner"), {"file": SimpleUploadedFile("list.csv", content)})
    assert Partner.objects.get(slug=SLUG).description == "=1+1"


# Objects and fields of the UK profile of the Human Services Data Specification 3.0 (OpenReferralUK/uk-profile,
# schema/*.json).
PUBLISHED = {
    "service": {"id", "organization_id", "name", "description", "url", "email", "status", "fees", "accreditations",
                "minimum_age", "maximum_age", "assured_date", "assurer_email", "alert", "last_modified", "schedules",
                "service_areas", "service_at_locations", "languages", "organization", "funding", "cost_options",
                "contacts", "attributes"},
    "organization": {"id", "name", "description", "email", "website", "logo", "uri", "parent_organization_id",
                     "organization_identifiers", "attributes"},
    "attribute": {"id", "link_id", "taxonomy_term_id", "link_type", "taxonomy_term"},
    "taxonomy_term": {"id", "parent_id", "taxonomy", "taxonomy_id", "term_uri", "term"},
    "service_area": {"id", "service_id", "name", "extent", "extent_type", "uri", "service_area"},
}  # fmt: skip
REQUIRED = {"service": {"id", "name", "status", "url"}, "organization": {"id", "name", "description"}}


def test_open_referral_uses_the_published_names_and_leaves_out_what_nobody_confirmed(client):
    feed = json.loads(client.get(at("open_referral")).content)
    assert feed["total_items"] == len(feed["contents"]) == Partner.objects.current().count()
    for service in feed["contents"]:
        assert REQUIRED["service"] <= set(service) <= PUBLISHED["service"]
        assert REQUIRED["organization"] <= set(service["organization"]) <= PUBLISHED["organization"]
        assert all(set(area) <= PUBLISHED["service_area"] for area in service["service_areas"])
        for attribute in service["attributes"]:
            assert set(attribute) <= PUBLISHED["attribute"]
            assert set(attribute["taxonomy_term"]) <= PUBLISHED["taxonomy_term"]
        assert service["url"].startswith("http")
    unconfirmed = {str(one.pk) for one in Partner.objects.current().filter(confirmed=False)}
    for service in feed["contents"]:
        if service["organization"]["id"] in unconfirmed:
            assert service["url"].startswith("http://testserver/directory/partners/")
            assert not {"email", "website"} & (set(service) | set(service["organization"]))


def test_who_thinks_again_about_a_report_finds_the_way_back(client_for, people):
    page = open_page(client_for(people.viewer), "/directory/report/partner/derby-deaf-forum/")
    assert page.html.count('href="/directory/partners/derby-deaf-forum/"') >= 2
    suggest = open_page(client_for(people.viewer), "/directory/report/resource/")
    assert 'href="/directory/resources/"' in suggest.html


def test_the_queue_gives_the_address_to_open_before_an_entry_is_called_right(curator):
    page = open_page(curator, "/directory/curate/")
    assert 'href="https://derbyshire.gov.uk/' in page.html
    assert "50+ Forum" in page.text
    assert "not shown to readers" in page.text
