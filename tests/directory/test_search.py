"""Every entry is found by its name, its groups, its places and the words people use for them."""

import time
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Partner, Resource
from directory.queries import (
    confirmed_address,
    groups_nobody_is_named_for,
    resources_for_step,
    search_partners,
    search_resources,
)
from directory.reasons import reasons_for
from directory.spelling import words_asked
from directory.vocabularies import plain
from tests.pages import open_page

pytestmark = pytest.mark.django_db


def slugs(found) -> list[str]:
    return [entry.slug for entry in found]


def test_every_partner_is_found_by_its_name_and_stands_first_or_beside_its_like():
    for partner in Partner.objects.all():
        assert partner in search_partners(text=partner.name), partner.name


def test_every_resource_is_found_by_its_title_and_publisher():
    for resource in Resource.objects.all():
        assert resource in search_resources(text=f"{resource.title} {resource.publisher}"), resource.title


def test_every_partner_is_found_by_each_of_its_groups_and_places():
    for partner in Partner.objects.all():
        for group in partner.groups:
            assert partner in search_partners(group=group), (partner.name, group)
        for place in partner.areas:
            assert partner in search_partners(place=place), (partner.name, place)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("british sign language", "derby-deaf-forum"),
        ("BSL", "derby-deaf-forum"),
        ("kings fund", "kings-fund"),
        ("King's Fund", "kings-fund"),
        ("Swadlincote", "south-derbyshire-cvs"),
        ("lgbt", "derbyshire-lgbt"),
        ("DEAF", "derby-deaf-forum"),
    ],
)
def test_the_words_people_use(text, slug):
    assert slug in slugs(search_partners(text=text))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("deaf clubs", "derby-deaf-forum"),
        ("who can help us with deaf people in Derby?", "derby-deaf-forum"),
        ("groups for older people near Bolsover", "older-peoples-forum-bolsover"),
        ("over 65s", "older-peoples-forum-bolsover"),
        ("trans", "derbyshire-lgbt"),
        ("unpaid carers", "derby-dementia-action-forum"),
        ("mums", "kirk-hallam-parents-forum"),
        ("libraries in Normanton", "normanton-library"),
        ("PPGs", "derbyshire-ppg-network"),
        ("Ilkeston parents", "kirk-hallam-parents-forum"),
        ("loneliness", "chesterfield-ne-derbyshire-volunteer-centre"),
        ("Derby", "community-action-derby"),
    ],
)
def test_what_people_type_finds_first_whom_they_mean(client, text, first):
    page = open_page(client, reverse("directory:list_partners") + f"?{urlencode({'text': text})}")
    assert page.html.index(f"/directory/partners/{first}/") == page.html.index("/directory/partners/")


@pytest.mark.parametrize(
    ("text", "half", "places"),
    [
        ("DE11 0AB", "DE11", {"south_derbyshire"}),
        ("de110ab", "DE11", {"south_derbyshire"}),
        ("DE1", "DE1", {"derby_city"}),
        ("SK17", "SK17", {"high_peak", "derbyshire_dales"}),
    ],
)
def test_a_postcode_finds_partners_of_its_districts_and_no_others(text, half, places):
    found = list(search_partners(text=text))
    assert found
    for partner in found:
        assert set(partner.areas) & places, partner.slug
        assert f"where {half} is" in " ".join(reasons_for(partner, text))


@pytest.mark.parametrize("word", ["carers", "babies", "housing", "prison", "unpaid", "refugees", "polish", "cost"])
def test_a_real_word_is_not_taken_for_another(word):
    for model in (Partner, Resource):
        assert words_asked(model, word).changed == (), word


def test_where_nothing_has_all_the_words_the_page_shows_what_has_all_but_one_and_says_so(client):
    page = open_page(client, reverse("directory:list_partners") + "?text=deaf+clubs")
    assert "Nothing has all of your words. These have all but one of them." in page.text


def test_where_nobody_is_named_the_page_leads_to_people_of_the_place_who_may_know(client):
    page = open_page(client, reverse("directory:list_partners") + "?text=veterans+in+Glossop")
    assert "No partner here is named for veterans and the armed forces community." in page.text
    assert "High Peak CVS Works in High Peak" in page.text


def test_a_name_comes_before_a_mention():
    assert slugs(search_partners(text="healthwatch"))[:2] == ["healthwatch-derby", "healthwatch-derbyshire"]


def test_local_partners_come_before_national_ones():
    found = list(search_partners(text="ethnic minority"))
    national = ["england" in partner.areas for partner in found]
    assert national == sorted(national)
    assert True in national


def test_filters_narrow_each_other():
    assert slugs(search_partners(place="bolsover", group="older people")) == [
        "fifty-plus-forum",
        "older-peoples-forum-bolsover",
    ]
    assert slugs(search_partners(place="bolsover", kind=Partner.Kind.LOCALITY_PARTNERSHIP)) == ["bolsover-partnership"]


def test_step_1_is_not_step_10():
    assert "1" not in Partner.objects.get(slug="nhs-england").steps
    assert "nhs-england" not in slugs(search_partners(step="1"))
    assert "nhs-england" in slugs(search_partners(step="10"))


def test_a_percent_sign_and_an_underscore_are_only_characters():
    assert list(search_partners(text="100% _")) == []


def test_retired_entries_are_not_found():
    Partner.objects.filter(slug="derby-deaf-forum").update(retired_at=timezone.now())
    assert list(search_partners(text="deaf")) == []
    assert confirmed_address("partner", "derby-deaf-forum") is None


def test_results_say_why():
    forum = Partner.objects.get(slug="fifty-plus-forum")
    assert reasons_for(forum, text="elderly", place="bolsover") == [
        "Covers all of Derbyshire",
        "Works with older people",
    ]
    assert reasons_for(forum) == []


def test_a_group_nobody_is_named_for_is_said():
    assert groups_nobody_is_named_for(group="sex workers") == ["sex workers"]
    assert groups_nobody_is_named_for(text="gypsy families") == ["Gypsy, Roma and Traveller communities"]
    assert groups_nobody_is_named_for(text="deaf", group="older people") == []


def test_only_confirmed_addresses_become_links():
    assert confirmed_address("resource", "cochrane-cdsr").startswith("https://www.cochranelibrary.com/")
    assert confirmed_address("resource", "openathens") is None
    assert confirmed_address("resource", "there-is-no-such-thing") is None
    assert confirmed_address("partner", "healthwatch-derby") == "/directory/partners/healthwatch-derby/"


def test_the_links_of_a_page_take_two_queries(django_assert_max_num_queries):
    links = [("resource", slug) for slug in Resource.objects.values_list("slug", flat=True)]
    links += [("partner", slug) for slug in Partner.objects.values_list("slug", flat=True)]
    with django_assert_max_num_queries(2):
        found = confirmed_address.of_all(links)
    assert len(found) == Partner.objects.count() + Resource.objects.filter(confirmed=True).count()


def test_resources_of_a_step_put_confirmed_links_first():
    found = resources_for_step("5")
    linked = [resource.address is not None for resource in found]
    assert linked == sorted(linked, reverse=True)
    assert {True, False} == set(linked)
    assert resources_for_step("P5")
    assert resources_for_step("99") == []


def misspelled(word: str) -> list[str]:
    """A letter left out, one doubled, two the wrong way round: slips of a hurried hand."""
    middle = len(word) // 2
    return [
        word[:middle] + word[middle + 1 :],
        word[:middle] + word[middle] + word[middle:],
        word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :],
    ]


def longest(text: str) -> str:
    return max(plain(text).split(), key=len)


@pytest.mark.parametrize(("model", "search"), [(Partner, search_partners), (Resource, search_resources)])
def test_every_entry_is_found_by_a_misspelling_of_its_name(model, search):
    for entry in model.objects.all():
        word = longest(str(entry))
        for slip in misspelled(word) if len(word) > 4 else []:
            text = plain(str(entry)).replace(word, slip, 1)
            assert entry in search(text=text), (str(entry), text)


def test_the_page_says_what_it_took_a_word_for(client):
    page = open_page(client, reverse("directory:list_partners") + "?text=helthwatch+derby")
    assert "Nothing here says “helthwatch”. We looked for “healthwatch”" in page.text
    assert "Healthwatch Derby" in page.text
    assert "Its name says “healthwatch” and “derby”" in page.text


def test_a_word_that_is_like_nothing_finds_nothing(client):
    page = open_page(client, reverse("directory:list_partners") + "?text=xylophonists")
    assert "No partner fits all of that" in page.text


def many_partners(number: int) -> None:
    first = Partner.objects.first()
    kinds, areas = Partner.Kind.values, [partner.areas for partner in Partner.objects.all()]
    rows = [
        Partner(
            slug=f"made-up-{n}",
            name=f"Made up group {n} of {areas[n % len(areas)][0]}",
            kind=kinds[n % len(kinds)],
            areas=areas[n % len(areas)],
            groups=first.groups,
            description=f"Listens to people number {n} and walks with them",
        )
        for n in range(number)
    ]
    for row in rows:
        row.refresh_search_words()
    Partner.objects.bulk_create(rows)


def seconds(client, url: str) -> float:
    client.get(url)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        assert client.get(url).status_code == 200
        times.append(time.perf_counter() - began)
    return min(times)


@pytest.mark.thorough
@pytest.mark.parametrize("asked", ["text=group+listens", "text=gruop", "place=bolsover&text=people", ""])
def test_five_thousand_partners_take_no_more_queries_and_at_most_three_times_the_time(
    client, django_assert_max_num_queries, asked
):
    url = reverse("directory:list_partners") + "?" + asked
    few = seconds(client, url)
    many_partners(5000)
    client.get(url)
    with django_assert_max_num_queries(5):
        client.get(url)
    assert seconds(client, url) < 3 * few
