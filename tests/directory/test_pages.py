"""The directory as anybody reads it: search with and without JavaScript, entries, and only confirmed addresses."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Partner, Resource
from tests.pages import open_page

pytestmark = pytest.mark.django_db
PARTNERS, RESOURCES = "/directory/", "/directory/resources/"


@pytest.mark.parametrize("slug", ["derby-deaf-forum", "derby-city-council", "own-trust-research", "cochrane"])
def test_an_entry_opens_without_signing_in(client, slug):
    partner = Partner.objects.get(slug=slug)
    page = open_page(client, reverse("directory:show_partner", args=[slug]))
    assert page.h1 == partner.name
    assert partner.description in page.text


@pytest.mark.thorough
def test_every_entry_opens(client):
    for slug in Partner.objects.values_list("slug", flat=True):
        open_page(client, reverse("directory:show_partner", args=[slug]))
    for slug in Resource.objects.values_list("slug", flat=True):
        open_page(client, reverse("directory:show_resource", args=[slug]))


def test_a_search_says_how_many_and_why(client):
    page = open_page(client, PARTNERS + "?text=older&place=bolsover")
    assert "2 partners found" in page.text
    assert "Works in Bolsover. Works with older people." in page.text


def test_htmx_gets_the_list_alone(client):
    response = client.get(PARTNERS + "?text=deaf", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert html.strip().startswith('<div id="partner-list">')
    assert "Derby Deaf Forum" in html
    assert "1 partner found" in html
    assert "<html" not in html
    assert "HX-Request" in response["Vary"]


def test_a_search_without_result_says_what_to_do(client):
    page = open_page(client, PARTNERS + "?text=zzzz")
    assert "No partner fits all of that." in page.text
    assert PARTNERS in page.links


@pytest.mark.parametrize("asked", ["?group=sex+workers", "?text=homeless"])
def test_a_group_without_partner_is_said_openly_with_the_next_best_route(client, asked):
    page = open_page(client, PARTNERS + asked)
    assert "No partner here is named for" in page.text
    assert "/directory/partners/derbyshire-community-directory/" in page.links


@pytest.mark.parametrize(
    "asked", ["?place=atlantis", "?kind=<b>", "?step=99&page=x", "?page=999", "?text=" + "a" * 500]
)
def test_a_made_up_address_asks_nothing_and_breaks_nothing(client, asked):
    open_page(client, PARTNERS + asked)


def test_pages_of_results_keep_the_search(client):
    page = open_page(client, PARTNERS + "?place=derby_city")
    assert "?place=derby_city&page=2" in page.links
    second = open_page(client, PARTNERS + "?place=derby_city&page=2")
    assert "?place=derby_city&page=1" in second.links


def test_a_list_takes_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        open_page(client, PARTNERS + "?text=older&place=bolsover")


def test_an_unconfirmed_address_is_shown_nowhere(client):
    for entry in [*Partner.objects.filter(confirmed=False), *Resource.objects.filter(confirmed=False)]:
        name = "show_partner" if isinstance(entry, Partner) else "show_resource"
        page = open_page(client, reverse(f"directory:{name}", args=[entry.slug]))
        assert not entry.suggested_address or entry.suggested_address not in page.links
        assert not getattr(entry, "email", "") or entry.email not in page.html
        assert not [link for link in page.links if link.startswith("mailto:")]


def test_where_no_address_is_known_the_page_says_how_else_to_reach_them(client):
    page = open_page(client, "/directory/partners/bolsover-partnership/")
    assert "We could not confirm an address." in page.text
    assert "/directory/partners/bolsover-district-council/" in page.links
    page = open_page(client, "/directory/partners/own-trust-research/")
    assert "inside your own organisation" in page.text


def test_a_confirmed_address_says_when_it_was_checked(client):
    address = "/directory/partners/derby-city-council/"
    page = open_page(client, address)
    assert "https://www.derby.gov.uk/" in page.links
    assert "nobody has opened the address since" in page.text
    Partner.objects.filter(slug="derby-city-council").update(last_checked_on=dt.date(2026, 3, 3))
    assert "Last checked on 3 March 2026." in open_page(client, address).text


def test_curators_notes_and_line_numbers_are_not_public(client):
    page = open_page(client, "/directory/partners/point-of-care-foundation/")
    assert "Show as historic" not in page.html
    assert "l.936" not in page.html


def test_a_retired_entry_is_gone(client):
    Partner.objects.filter(slug="derby-deaf-forum").update(retired_at=timezone.now())
    assert client.get("/directory/partners/derby-deaf-forum/").status_code == 404


def test_resources_are_searched_the_same_way(client):
    page = open_page(client, RESOURCES + "?text=marmot")
    assert "1 resource found" in page.text
    html = client.get(RESOURCES + "?step=5", headers={"HX-Request": "true"}).content.decode()
    assert html.strip().startswith('<div id="resource-list">')
    assert "No resource fits all of that." in open_page(client, RESOURCES + "?text=zzzz").text
