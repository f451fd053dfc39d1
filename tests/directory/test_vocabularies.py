"""The words of the directory: places, groups of people, and how words are compared."""

import pytest

from directory.vocabularies import all_groups, all_places, areas_reaching, groups_named_in, place_written, plain
from guide.vocabularies import vocabulary


def test_every_place_of_the_guide_is_a_place_of_the_directory():
    named = {option.value for option in vocabulary("places")} - {"whole_area", "outside"}
    assert named <= set(all_places())


def test_a_district_is_reached_by_itself_and_by_the_county_and_the_city_only_by_itself():
    assert areas_reaching("bolsover") == ("bolsover", "derbyshire_wide")
    assert areas_reaching("derby_city") == ("derby_city",)


def test_a_word_of_the_files_that_is_no_place_is_refused():
    assert place_written("Derby").key == "derby_city"
    with pytest.raises(KeyError):
        place_written("Nottingham")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Deaf people in Derby", ["deaf people"]),
        ("BSL users", ["deaf people"]),
        ("Gypsy and Traveller families", ["parents and families", "Gypsy, Roma and Traveller communities"]),
        ("South Asian women", ["ethnic minority communities", "women"]),
        ("people generally", []),
        ("", []),
    ],
)
def test_the_groups_a_phrase_speaks_of(said, named):
    assert sorted(group.name for group in groups_named_in(said)) == sorted(named)


def test_a_word_inside_another_word_names_nobody():
    assert groups_named_in("A deafening noise and a transport strike") == []


def test_every_wider_group_is_a_group():
    for group in all_groups().values():
        assert set(group.wider) <= set(all_groups()), group.name


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("The King’s Fund", "the kings fund"),
        ("King's", "kings"),
        ("Café—Derby", "cafe derby"),
        ("50+ Forum", "50+ forum"),
    ],
)
def test_quotes_accents_and_dashes_make_no_difference(written, compared):
    assert plain(written) == compared
