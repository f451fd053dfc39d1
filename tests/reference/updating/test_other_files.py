"""Postcodes, populations, indicators, wards and boundaries in their publishers’ layouts."""

import json
from math import cos, radians

import pytest
from django.core.management import CommandError

from datasets.analysis.area_profile import area_profile
from datasets.reference import store
from datasets.reference.boundaries import area_shapes, district_shapes, points_of
from datasets.reference.health import indicator
from datasets.reference.neighbourhoods import find_neighbourhoods
from datasets.reference.places import DERBYSHIRE, ENGLAND, WHOLE_AREA, districts
from datasets.reference.population import mid_year
from datasets.reference.postcodes import AreaOf, area_of
from datasets.reference.small_areas import small_areas
from datasets.reference.sources import source_of
from datasets.reference.store import rows_of
from datasets.reference.updating.boundary_file import to_grid
from datasets.reference.updating.national_grid import latitude_and_longitude, on_airy
from datasets.reference.updating.outlines import area, simplified

from .conftest import PUBLISHERS, headings_of, workbook, written, zipped

NSPL, LOOKUP = headings_of("nspl.csv"), headings_of("postcode-lookup.csv")
FINGERTIPS = headings_of("fingertips.csv")


def postcode_rows(letters: str, change: dict[str, str], headings=NSPL) -> list[list[str]]:
    known = {row["postcode"]: row["lsoa_2021"] for row in rows_of("postcodes") if row["postcode"].startswith(letters)}
    rows = []
    for postcode, lsoa in (known | change).items():
        row = dict.fromkeys(headings, "") | {"pcds": f"{postcode[:-3]} {postcode[-3:]}"}
        rows.append(list((row | {next(name for name in headings if "lsoa21" in name): lsoa}).values()))
    return rows


def test_a_file_of_one_postcode_area_replaces_that_area_alone(take_in):
    before = {letters: len(postcode_rows(letters, {})) for letters in ("DE", "LE", "NG")}
    change = {"SK990ZZ": "E01013453", "SK990ZY": "E01099999"}
    said = take_in(NSPL, postcode_rows("SK", change), name="NSPL_MAY_2026_UK_SK.csv")
    assert "0 changed, 1 new, 0 gone" in said
    assert area_of(("SK99 0zz", "DE1 0AA")) == ("E01013453", "E01033167")
    assert {letters: len(postcode_rows(letters, {})) for letters in before} == before
    assert "official allocation" in source_of("postcodes").note
    assert source_of("postcodes").date == "May 2026"


def test_postcodes_out_of_a_zip_and_from_another_of_the_publishers_lists(update, tmp_path):
    whole = written(tmp_path / "NSPL_FEB_2026_UK.csv", [NSPL, *postcode_rows("LE", {"LE990ZZ": "E01013453"})])
    notes = written(tmp_path / "notes.csv", [["Code", "Name"], ["1", "Large user"]])
    assert "1 new" in update(zipped(tmp_path / "NSPL.zip", whole, notes))
    assert source_of("postcodes").date == "February 2026"
    rows = postcode_rows("LE", {"LE990ZY": "E01013453"}, LOOKUP)
    update(written(tmp_path / "PCD_OA21_LSOA21_MSOA21_LAD_AUG25_UK_LU.csv", [LOOKUP, *rows], "cp1252"))
    assert area_of(("LE99 0ZY",)) == ("E01013453",)
    assert source_of("postcodes").date == "August 2025"


def test_a_list_that_is_too_old_or_not_whole_is_refused(take_in):
    old = [heading.replace("lsoa21", "lsoa11") for heading in NSPL]
    with pytest.raises(CommandError, match="small areas of 2011 alone"):
        take_in(old, [[""] * len(old)])
    with pytest.raises(CommandError, match="not whole. Give the file that has live and ended"):
        take_in(NSPL, postcode_rows("SK", {})[::2])
    with pytest.raises(CommandError, match="no postcode of Derby and Derbyshire"):
        take_in(NSPL, [["AB101AA"] * len(NSPL)])


def test_another_process_is_told_where_newer_postcodes_lie(take_in, overlay):
    take_in(NSPL, postcode_rows("LE", {"LE999ZZ": "E01013453"}))
    store.use_overlay(None)
    assert area_of(("LE99 9ZZ",)) == (None,)
    assert AreaOf(str(overlay))(("LE99 9ZZ",)) == ("E01013453",)
    store.use_overlay(overlay)


MYEB1 = ["ladcode23", "laname23", "country", "sex", "age", "population_2024", "population_2025"]


@pytest.mark.parametrize("sexes", [("1", "2"), ("M", "F"), ("m", "f")])
def test_mid_year_estimates_in_detail_with_a_title_above(take_in, sexes):
    title = ["MYEB1: detailed population estimates for the UK (as of April 2023)"]
    rows = [
        [one.code, one.name, "E", sex, age, 900, 800 + place]
        for one in districts()
        for place, sex in enumerate(sexes)
        for age in range(91)
    ]
    before = mid_year("england", 2024)
    said = take_in(MYEB1, rows, above=[title], name="myebtablesuk20112025.csv")
    assert "Taken from it: Mid-2024 to 2025: 9 places." in said
    found = mid_year("derby_city")
    assert (found.year, found.people, found.female) == (2025, 91 * 1601, 91 * 801)
    assert mid_year("derbyshire").people == 8 * found.people
    assert mid_year("england", 2024).people == before.people
    assert "Other years and places: Population estimates" in source_of("mid_year").note
    assert mid_year("derby_city", 2019).people == 263_014
    rows[3][5] = "many"
    with pytest.raises(CommandError, match="Row 6, column “population_2024”: “many”"):
        take_in(MYEB1, rows, above=[title])


def test_mid_year_estimates_as_a_workbook_with_a_tab_for_each_sex(update, tmp_path):
    tabs: dict[str, list[list]] = {"Contents": [["Contents"]]}
    for name, each in (("Persons", 2100), ("Females", 1100), ("Males", 1000)):
        head = ["Code", "Name", "Geography", "All ages", *range(90), "90+"]
        rows = [
            [one.code, one.name.upper(), "District", 91 * each, *[each] * 91]
            for one in (*districts(), DERBYSHIRE, ENGLAND)
        ]
        tabs[f"MYE2 - {name}"] = [[f"MYE2: Population estimates: {name}, mid-2025"], [], head, *rows]
    said = update(workbook(tmp_path / "mye25tablesuk.xlsx", tabs))
    assert "Mid-2025: 11 places" in said
    assert (mid_year("derby_city").people, mid_year("england").female) == (91 * 2100, 91 * 1100)
    assert "mye25tablesuk.xlsx" in source_of("mid_year").source_file
    assert "mid-2025" in source_of("mid_year").date


def fingertips(**said: str) -> list[str]:
    plain = {
        "Indicator Name": "Life expectancy at birth",
        "Area Code": "E06000015",
        "Sex": "Male",
        "Time period": "2021 - 23",
    }
    plain |= {"Value": "77.1", "Lower CI 95.0 limit": "76.7", "Upper CI 95.0 limit": "77.5"}
    return [(plain | said).get(heading, "") for heading in FINGERTIPS]


def test_indicators_of_fingertips(take_in):
    part = {"Category Type": "Deprivation deciles", "Category": "Most deprived decile", "Value": "70"}
    rows = [
        fingertips(),
        fingertips(**part),
        fingertips(**{"Area Code": "E06000018"}),
        fingertips(
            **{
                "Indicator Name": "Smoking prevalence",
                "Area Code": "E07000032",
                "Sex": "Persons",
                "Time period": "2023/24",
            },
            **{"Value": "12.5", "Lower CI 95.0 limit": "", "Upper CI 95.0 limit": ""},
        ),
    ]
    before = indicator("Cigarette smokers", "derby_city")
    said = take_in(FINGERTIPS, rows, name="indicators-DistrictUA.data.csv")
    assert "2 values of 2 indicators for 2 places" in said
    assert "2 new" in said
    found = indicator("Life expectancy at birth (Male)", "derby_city")
    assert (found.value, found.low, found.high, found.period, found.unit) == (77.1, 76.7, 77.5, "2021 to 2023", "years")
    assert indicator("Smoking prevalence", "amber_valley").period == "2023 to 2024"
    assert indicator("Cigarette smokers", "derby_city") == before
    (chart,) = [one for one in area_profile((found.place,)).charts if one.key == "area:newer-life"]
    assert chart.sentence == "Life expectancy at birth: in Derby, 77.1 for men."
    assert "Fingertips file indicators-DistrictUA.data.csv" in chart.source


def test_wrong_indicators_are_refused_with_their_row(take_in):
    with pytest.raises(CommandError, match="Row 2: Life expectancy at birth .Male., E06000015: the value lies outside"):
        take_in(FINGERTIPS, [fingertips(Value="90")])
    with pytest.raises(CommandError, match="Row 3: the period “lately”"):
        take_in(FINGERTIPS, [fingertips(), fingertips(**{"Time period": "lately"})])
    with pytest.raises(CommandError, match="no value for Derby.*On Fingertips choose"):
        take_in(FINGERTIPS, [fingertips(**{"Area Code": "E06000018"})])


def test_indicators_of_explore_local_statistics(update, tmp_path):
    assert "Nothing to do" not in update(PUBLISHERS / "els-indicator.csv")
    found = indicator("Adult obesity prevalence", "derby_city")
    rows = [line.split(",") for line in (PUBLISHERS / "els-indicator.csv").read_text().splitlines()]
    rows.append([*rows[-1][:4], "2031-11-16/P1Y", "30.5", *rows[-1][6:8], "29", "31", "", ""])
    assert "1 new" in update(written(tmp_path / "adult-obesity-prevalence.csv", rows))
    newest = indicator("Adult obesity prevalence", "derby_city")
    assert (newest.value, newest.period) == (30.5, "2031 to 2032")
    assert newest.source.publisher == found.source.publisher
    assert ". ." not in newest.source.in_words
    rows[-1][4] = "2031"
    with pytest.raises(CommandError, match="the period “2031” is not of the form"):
        update(written(tmp_path / "wrong.csv", rows))


def test_wards_of_another_year(take_in):
    headings = ["LSOA21CD", "LSOA21NM", "WD30CD", "WD30NM", "LAD30CD", "LAD30NM", "ObjectId"]
    rows = [
        [one.code, one.name, "E05", f"{one.ward} New" if one.ward == "Abbey" else one.ward]
        for one in small_areas(2021).values()
    ]
    said = take_in(headings, rows)
    assert "Wards of 2030 for 651 small areas" in said
    assert [one.name for one in find_neighbourhoods("Abbey New")[0]] == ["Abbey New"]
    with pytest.raises(CommandError, match="no ward for E01013453"):
        take_in(headings, rows[1:])


def geojson(turn=lambda x, y: (x, y)) -> dict:
    """The outlines in use as the portal gives them; turn makes other coordinates of longitude and latitude."""
    features = []
    for one in area_shapes(WHOLE_AREA):
        rings = [[list(turn(*degrees(*spot))) for spot in (*ring, ring[0])] for ring in points_of(one.path)]
        shape = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
        features.append({"type": "Feature", "properties": {"LSOA21CD": one.code, "LSOA21NM": ""}, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


def degrees(x: int, y: int) -> tuple[float, float]:
    """The middle of a square of the grid as longitude and latitude."""
    return x / (cos(radians(53.1)) * 11_132) - 2.05, 53.56 - y / 11_132


def test_boundaries_from_the_portal_fit_together(update, tmp_path):
    path = tmp_path / "LSOA_2021_EW_BGC.geojson"
    path.write_text(json.dumps(geojson()))
    before = {one.code: abs(sum(area(list(ring)) for ring in points_of(one.path))) for one in area_shapes(WHOLE_AREA)}
    assert "651 small areas and 9 districts" in update(path)
    after = {one.code: abs(sum(area(list(ring)) for ring in points_of(one.path))) for one in area_shapes(WHOLE_AREA)}
    assert before.keys() == after.keys()
    assert sum(after.values()) == pytest.approx(sum(before.values()), rel=0.005)
    for place in districts():
        (whole,) = district_shapes(place)
        inside = sum(after[one.code] for one in area_shapes(place))
        assert abs(sum(area(list(ring)) for ring in points_of(whole.path))) == pytest.approx(inside, rel=0.002)
    assert "simplified to 40 m" in source_of("shapes_2021").source_file
    assert "Nothing to do" in update(path)


def test_boundaries_that_are_not_whole_are_refused(update, tmp_path):
    path, whole = tmp_path / "areas.geojson", geojson()
    path.write_text(json.dumps(whole | {"features": whole["features"][1:]}))
    with pytest.raises(CommandError, match="no boundary of E01"):
        update(path)
    path.write_text(json.dumps(whole)[:2000])
    with pytest.raises(CommandError, match="Line 1: this is no whole GeoJSON file"):
        update(path)
    path.write_text('{"type": "Topology"}')
    with pytest.raises(CommandError, match="needs its code as LSOA21CD"):
        update(path)


def test_the_national_grid_is_the_ordnance_surveys():
    """The worked example of the Ordnance Survey's guide to coordinate systems, and a place both systems agree on."""
    lat, lon = on_airy(651_409.903, 313_177.270)
    assert lat == pytest.approx(52 + 39 / 60 + 27.2531 / 3600, abs=1e-8)
    assert lon == pytest.approx(1 + 43 / 60 + 4.5177 / 3600, abs=5e-8)
    # Derby Cathedral: SK 3527 3646, 52.9247 N 1.4775 W on WGS84.
    lat, lon = latitude_and_longitude(435_210, 336_460)
    assert (lat, lon) == (pytest.approx(52.9247, abs=0.001), pytest.approx(-1.4775, abs=0.001))
    one, other = to_grid(lon, lat), to_grid(435_210, 336_460)
    assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= 1


def test_a_shared_border_stays_one_line():
    left = [(0, 0), (0, 100), (50, 100), (52, 75), (50, 50), (49, 25), (50, 0)]
    right = [(50, 0), (49, 25), (50, 50), (52, 75), (50, 100), (100, 100), (100, 0)]
    made = simplified({"left": [left], "right": [right]}, 4)
    assert made == {
        "left": [[(50, 100), (50, 0), (0, 0), (0, 100)]],
        "right": [[(50, 0), (50, 100), (100, 100), (100, 0)]],
    }
