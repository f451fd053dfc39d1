"""The partner finder: the right people first, with reasons that are true."""

import pytest

from directory.finder import groups_without_partner, partners_for

pytestmark = pytest.mark.django_db


def first_five(places, *words) -> list[str]:
    return [suggestion.partner.slug for suggestion in partners_for(places, words)[:5]]


def test_deaf_people_in_derby():
    found = first_five(["derby_city"], "Deaf people in Derby")
    assert found[:2] == ["derby-deaf-forum", "derby-city-partnerships"]
    assert {"community-action-derby", "derbyshire-vcse-alliance"} <= set(found)


def test_older_people_in_bolsover():
    found = first_five(["bolsover"], "Older people in Bolsover")
    assert found[:4] == ["older-peoples-forum-bolsover", "fifty-plus-forum", "bolsover-partnership", "bolsover-cvs"]


def test_lgbtq_people_anywhere():
    found = first_five([], "LGBTQ+ people")
    assert found[0] == "derbyshire-lgbt"
    assert "derbyshire-vcse-alliance" in found


def test_gypsy_and_traveller_families_in_south_derbyshire():
    said = "Gypsy and Traveller families in South Derbyshire"
    assert set(first_five(["south_derbyshire"], said)) == {
        "derbyshire-community-directory",
        "south-derbyshire-partnership",
        "derbyshire-bme-forum",
        "south-derbyshire-cvs",
        "derbyshire-vcse-alliance",
    }
    assert "Gypsy, Roma and Traveller communities" in [group.name for group in groups_without_partner([said])]


@pytest.mark.parametrize(
    ("place", "said", "first"),
    [
        ("derby_city", "People with dementia and their carers", ["derby-dementia-action-forum", "healthwatch-derby"]),
        ("derby_city", "Pakistani women in Normanton", ["derby-health-inequalities-partnership"]),
        ("erewash", "Young parents", ["kirk-hallam-parents-forum", "erewash-partnership", "erewash-voluntary-action"]),
        ("chesterfield", "Muslim women", ["chesterfield-interfaith-forum", "chesterfield-partnership"]),
        (
            "derbyshire_dales",
            "Farmers",
            ["connex-community-support", "derbyshire-dales-cvs", "rural-action-derbyshire"],
        ),
        ("south_derbyshire", "Polish families", ["derbyshire-bme-forum", "south-derbyshire-partnership"]),
        ("high_peak", "veterans", ["high-peak-partnership", "connex-community-support", "high-peak-cvs"]),
        ("bolsover", "Men over 50 who miss appointments", ["older-peoples-forum-bolsover", "fifty-plus-forum"]),
        ("derby_city", "People from the most deprived areas", ["derby-health-inequalities-partnership"]),
        ("derby_city", "Trans people", ["derbyshire-lgbt", "derby-city-partnerships", "community-action-derby"]),
    ],
)
def test_whom_to_ask_first(place, said, first):
    assert first_five([place], said)[: len(first)] == first


@pytest.mark.parametrize("place", ["derby_city", "amber_valley", "erewash", "high_peak", "north_east_derbyshire"])
def test_the_locality_partnership_is_always_considered(place):
    kinds = [suggestion.partner.kind for suggestion in partners_for([place], ["carers"])[:6]]
    assert "locality partnership" in kinds


def test_nobody_from_another_place_is_suggested():
    for suggestion in partners_for(["bolsover"], ["Deaf people", "Older people"]):
        assert set(suggestion.partner.areas) & {"bolsover", "derbyshire_wide", "england"}, suggestion.partner.slug


def test_every_suggestion_has_a_reason_and_every_reason_is_true():
    for suggestion in partners_for(["erewash"], ["Older people", "Deaf people"]):
        assert suggestion.reasons
        for reason in suggestion.reasons:
            if reason == "Works with older people":
                assert "older people" in suggestion.partner.groups
            if reason == "Works in Erewash":
                assert "erewash" in suggestion.partner.areas
            if reason == "Covers all of Derbyshire":
                assert "derbyshire_wide" in suggestion.partner.areas
            assert reason != "Works with deaf people"  # the only forum for deaf people is in Derby


def test_staff_libraries_and_national_bodies_are_not_the_community():
    kinds = {suggestion.partner.kind for suggestion in partners_for([], ["LGBTQ+ people", "staff"])}
    assert not kinds & {"national body", "library & evidence", "your own organisation"}


def test_it_takes_one_query(django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        partners_for(["bolsover"], ["Older people"])
