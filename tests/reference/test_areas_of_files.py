"""Postcodes of a file become small areas, districts and fifths of deprivation before anything of it is kept."""

import json

import pytest

from datasets.analysis.pipeline import profile_file
from datasets.reference.deprivation import Edition, deprivation
from datasets.reference.places_of_areas import PlacesOf
from datasets.reference.postcodes import AreaOf, area_of
from datasets.reference.small_areas import small_areas
from datasets.reference.store import rows_of

POSTCODES = ("DE1 0AA", "de10aa", "S18 1AB", "SK13 8AA")


def profiled(tmp_path, lines: list[str]):
    path = tmp_path / "file.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return profile_file(path, key=b"key", area_of=AreaOf(None), places_of=PlacesOf(None))


def groups(result, key: str) -> dict[str, int]:
    field = result.counts.of(key)
    return {label: cell[0] for label, cell in zip(field.labels, field.cells, strict=True)} if field else {}


def of_file(result) -> dict:
    return {one.name: (one.field, one.identifier, one.kept) for one in result.columns}


def known_postcodes(number: int) -> list[dict[str, str]]:
    return list(rows_of("postcodes")[:: len(rows_of("postcodes")) // number])[:number]


def written(postcode: str) -> str:
    return f"{postcode[:-3]} {postcode[-3:]}"


def test_spacing_and_case_of_a_postcode_do_not_matter():
    (area,) = set(area_of(("DE1 0AA", "de1 0aa", "DE10AA", " De1  0aA ", "DE1\u00a00AA", "DE1-0AA")))
    assert area == "E01033167"
    assert area_of(("", "NG1 1AA", "DE1", "not one")) == (None,) * 4


def test_postcodes_become_areas_districts_and_fifths(tmp_path):
    rows = known_postcodes(60)
    lines = ["Patient ID,Postcode,Ethnicity", *(f"P{n},{written(row['postcode'])},A" for n, row in enumerate(rows))]
    result = profiled(tmp_path, lines)
    assert of_file(result)["Postcode"] == ("lsoa", "postcode", "area_only")
    assert groups(result, "lsoa") == _counted(row["lsoa_2021"] for row in rows)
    known = deprivation(Edition.IMD_2025)
    fifths = _counted(str(known[row["lsoa_2021"]].fifth) for row in rows)
    assert {label[0]: count for label, count in groups(result, "deprivation").items()} == fifths
    assert sum(groups(result, "district").values()) == 60
    assert "2025 edition" in result.counts.of("deprivation").heading
    assert set(groups(result, "district")) <= {"Derby", *(area for area in _district_names())}
    kept = json.dumps(result.counts.to_json()) + json.dumps(result.mapping.to_json()) + repr(result)
    assert not [row for row in rows if written(row["postcode"]) in kept or row["postcode"] in kept]


def test_a_file_that_says_deprivation_and_district_itself_is_believed(tmp_path):
    rows = known_postcodes(30)
    lines = ["Patient ID,Postcode,IMD decile,District"]
    lines += [f"P{n},{written(row['postcode'])},{n % 10 + 1},Elsewhere {n % 2}" for n, row in enumerate(rows)]
    result = profiled(tmp_path, lines)
    assert result.counts.of("deprivation").heading == "IMD decile"
    assert result.counts.of("district").heading == "District"


def test_areas_of_2011_are_read_in_the_edition_of_2019(tmp_path):
    codes = list(small_areas(2011))[::20]
    split = next(code for code in small_areas(2011) if code not in small_areas(2021))
    for heading, listed, year in (("LSOA11", codes, 2019), ("LSOA", [*codes, split], 2019), ("LSOA21", codes, None)):
        listed = listed if year else [code for code in listed if code in small_areas(2021)]
        result = profiled(tmp_path, [f"Patient ID,{heading}", *(f"P{n},{code}" for n, code in enumerate(listed))])
        assert f"({year or 2025} edition)" in result.counts.of("deprivation").heading, heading
        edition = Edition.IMD_2019 if year else Edition.IMD_2025
        expected = _counted(str(deprivation(edition)[code].fifth) for code in listed)
        assert {label[0]: count for label, count in groups(result, "deprivation").items()} == expected


def test_boundaries_that_do_not_go_together_give_no_deprivation(tmp_path):
    old = [code for code in small_areas(2011) if code not in small_areas(2021)]
    new = [code for code in small_areas(2021) if code not in small_areas(2011)]
    lines = ["Patient ID,LSOA", *(f"P{n},{code}" for n, code in enumerate([*old, *new]))]
    result = profiled(tmp_path, lines)
    assert result.counts.of("deprivation") is None
    assert sum(groups(result, "district").values()) == len(old) + len(new)


def test_small_areas_are_never_compared_with_each_other(tmp_path):
    rows = known_postcodes(90)
    lines = ["Patient ID,Postcode,Attendance"]
    lines += [f"P{n},{written(row['postcode'])},{'DNA' if n % 3 else 'Attended'}" for n, row in enumerate(rows)]
    result = profiled(tmp_path, lines)
    (measure,) = result.profile.measures
    assert measure.of("deprivation")
    assert measure.of("district")
    assert measure.of("lsoa") is None
    assert not [one for one in result.profile.candidates if one.field == "lsoa"]
    assert sum(map(sum, (cell[:1] for cell in result.counts.areas.cells))) == 90


@pytest.mark.parametrize("lines", [["Patient ID,Ethnicity", "P1,A", "P2,B"], ["Patient ID,LSOA", "P1,W01000001"]])
def test_files_without_areas_of_ours_gain_no_columns(tmp_path, lines):
    result = profiled(tmp_path, lines)
    assert len(result.columns) == 2
    assert result.counts.of("district") is None


def _counted(values) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found


def _district_names() -> set[str]:
    from datasets.reference.places import districts

    return {place.name for place in districts()}
