"""Wards and neighbourhoods are found in what people type, and every small area lies in one of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets.reference.neighbourhoods import find_neighbourhoods, neighbourhoods, wards
from datasets.reference.small_areas import estimated_residents, residents, residents_of_ages, small_areas


def names(text: str) -> list[str]:
    return [one.name for one in find_neighbourhoods(text)[0]]


@pytest.mark.parametrize(
    ("typed", "found", "unknown"),
    [
        (
            "Normanton, Arboretum and Sinfin & Osmaston wards in Derby",
            ["Arboretum", "Normanton", "Sinfin & Osmaston"],
            (),
        ),
        ("South Normanton", ["South Normanton East", "South Normanton West"], ()),
        ("alvaston; E01013453", ["Alvaston North", "Alvaston South", "E01013453 Derby 013A"], ()),
        ("Codnor, Langley Mill and Aldercar", ["Codnor, Langley Mill & Aldercar"], ()),
        ("St. John’s\nLong Eaton", ["Long Eaton Central", "St John's"], ()),
        ("Sinfin", ["Sinfin"], ()),
        ("Atlantis, Abbey", ["Abbey"], ("atlantis",)),
        ("E01099999", [], ("e01099999",)),
        ("Derbyshire", [], ()),
        ("", [], ()),
    ],
)
def test_what_people_type(typed, found, unknown):
    assert names(typed) == found
    assert find_neighbourhoods(typed)[1] == unknown


@pytest.mark.thorough
@given(st.lists(st.sampled_from(wards()), min_size=1, max_size=5, unique_by=lambda one: one.name))
def test_every_ward_is_found_by_its_own_name(chosen):
    assert names(", ".join(one.name for one in chosen)) == sorted(one.name for one in chosen)


@pytest.mark.thorough
@given(st.text(max_size=80))
def test_any_text_is_answered(text):
    find_neighbourhoods(text)


@pytest.mark.parametrize("kind", [wards, neighbourhoods])
def test_every_small_area_lies_in_exactly_one(kind):
    codes = [lsoa for one in kind() for lsoa in one.lsoas]
    assert sorted(codes) == sorted(small_areas(2021))


@pytest.mark.thorough
@given(st.sampled_from(sorted(small_areas(2021))), st.integers(0, 99))
def test_estimated_ages_add_up_and_agree_with_published_bands(lsoa, age):
    parts = estimated_residents(lsoa, 0, age) + estimated_residents(lsoa, age + 1, None)
    assert parts == pytest.approx(residents(lsoa))
    assert estimated_residents(lsoa, 65, None) == residents_of_ages(lsoa, 65, None)
