"""The figures of `datasets.reference` are those that were published: Derby, each district, Derbyshire, England."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from datasets.reference.deprivation import (
    DOMAINS,
    Edition,
    NoSuchArea,
    OtherBoundaries,
    area_summary,
    deprivation,
    deprivation_of,
    edition_for,
    fifths_of,
    hidden_pockets,
    is_deprived_overall,
)
from datasets.reference.figures import figure, residents_aged, tables, veterans_share
from datasets.reference.health import indicator, indicator_series, life_expectancy
from datasets.reference.places import DERBYSHIRE, ENGLAND, WHOLE_AREA, districts, find_place, place_of, places, together
from datasets.reference.population import mid_year
from datasets.reference.postcodes import area_of
from datasets.reference.small_areas import area_2011, area_figure, areas_2021, district_of, residents, small_areas
from datasets.reference.sources import all_sources

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "data" / "reference"

PUBLISHERS = Path(__file__).parent / "publishers"


def published(table: str) -> list[dict[str, str]]:
    path = PUBLISHED / f"{table}.csv"
    if not path.is_file():
        pytest.skip(f"the published table {table} is not on this machine")
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", [table for table in tables() if table != "cars"])
def test_census_tables_are_as_published(table):
    counts: dict[str, dict[str, int]] = {}
    for row in published(f"census_2021_{table}"):
        counts.setdefault(row["area_code"], {})[row["category"]] = int(row["count"])
    for code, expected in counts.items():
        found = figure(table, code)
        assert {one.category: one.count for one in found.counts} == expected
        assert found.total == sum(expected.values())
    if set(DERBYSHIRE.districts) <= set(counts):
        for category in counts[DERBYSHIRE.districts[0]]:
            total = sum(counts[code][category] for code in DERBYSHIRE.districts)
            assert figure(table, "derbyshire").count(category) == total
            assert figure(table, "whole_area").count(category) == total + counts["E06000015"][category]


def test_cars_of_households_are_as_nomis_gives_them():
    rows = {}
    for level in ("ltla", "ctry"):
        with (PUBLISHERS / f"census2021-ts045-{level}.csv").open(newline="", encoding="utf-8") as file:
            rows |= {row["geography code"]: row for row in csv.DictReader(file)}
    for place in (*districts(), ENGLAND):
        expected = [int(count) for heading, count in rows[place.code].items() if "in household" in heading]
        assert [one.count for one in figure("cars", place).counts] == expected
    assert figure("cars", "derbyshire").count("No cars or vans in household") == 60_768


@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.name)
def test_deprivation_of_every_small_area_is_as_published(edition):
    rows = published(f"imd_{edition.year}_lsoa")
    assert set(deprivation(edition)) == {row["lsoa_code"] for row in rows}
    for row in rows:
        found = deprivation_of(row["lsoa_code"], edition)
        assert (found.rank, found.tenth) == (int(row["imd_rank"]), int(row["imd_decile"]))
        assert (found.name, found.district) == (row["lsoa_name"], row["local_authority_code"])
        assert found.fifth == -(-5 * found.rank // edition.ranked)
        assert found.domains == {name: int(row[f"{name}_decile"]) for name in DOMAINS}


@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.name)
def test_people_by_tenth_of_deprivation_are_as_published(edition):
    rows = [row for row in published("population_by_imd_decile") if row["edition"] == f"IMD {edition.year}"]
    for place in places():
        mine = [row for row in rows if row["area_code"] in (place.districts or (place.code,))]
        people = {
            tenth: sum(int(r["population"]) for r in mine if int(r["imd_decile"]) == tenth) for tenth in range(1, 11)
        }
        areas = {
            tenth: sum(int(r["lsoa_count"]) for r in mine if int(r["imd_decile"]) == tenth) for tenth in range(1, 11)
        }
        found = fifths_of(place, edition)
        assert found.people == tuple(people.values())
        assert found.areas == tuple(areas.values())
        assert found.core20 == (people[1] + people[2]) / sum(people.values())


def test_area_summaries_are_as_published():
    for row in published("imd_2025_area_summary"):
        found = area_summary(row["area_code"])
        assert found.average_score == float(row["imd_average_score"])
        assert found.rank_of_average_score == int(row["imd_rank_of_average_score"])
        assert found.of == int(row["number_of_areas_ranked"])
    assert area_summary("derbyshire") is None


def test_an_edition_refuses_the_other_boundaries():
    old = next(code for code in small_areas(2011) if code not in small_areas(2021))
    new = next(code for code in small_areas(2021) if code not in small_areas(2011))
    with pytest.raises(OtherBoundaries, match="LSOA of 2011"):
        deprivation_of(old, Edition.IMD_2025)
    with pytest.raises(OtherBoundaries, match="LSOA of 2021"):
        deprivation_of(new, Edition.IMD_2019)
    with pytest.raises(NoSuchArea):
        deprivation_of("E01000001", Edition.IMD_2025)
    assert edition_for((old, new)) is None
    assert edition_for(("E01013453", new)) is Edition.IMD_2025
    assert edition_for(("E01013453", old)) is Edition.IMD_2019
    assert edition_for(("E01013453",), 2011) is Edition.IMD_2019
    assert edition_for(("W01000001",)) is None


@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.name)
def test_hidden_pockets_lie_in_better_off_districts(edition):
    england = fifths_of(ENGLAND, edition).core20
    for place in districts():
        worst = {area.lsoa for area in deprivation(edition).values() if area.fifth == 1 and area.district == place.code}
        found = {area.lsoa for area in hidden_pockets(place, edition)}
        assert found == (set() if fifths_of(place, edition).core20 > england else worst)
    assert is_deprived_overall("derby_city", edition)
    assert not is_deprived_overall("derbyshire_dales", edition)


def test_postcodes_lie_where_they_were_placed():
    rows = published("postcode_lsoa")
    expected = tuple(row["lsoa_2021_code"] for row in rows)
    assert area_of(tuple(row["postcode"] for row in rows)) == expected
    assert area_of(tuple(row["postcode"].lower().replace(" ", "  ") for row in rows)) == expected
    assert {district_of(row["lsoa_2021_code"]).code for row in rows} == {place.code for place in districts()}


def test_a_hundred_thousand_postcodes_take_no_time():
    area_of(("DE1 0AA",))
    many = tuple(f"DE{n % 99} {n % 10}A{n}" for n in range(100_000))
    began = time.process_time()
    area_of(many)
    assert time.process_time() - began < 2


def test_old_and_new_small_areas_are_looked_up_both_ways():
    for row in published("lsoa_2011_2021_lookup"):
        assert row["lsoa_2021_code"] in areas_2021(row["lsoa_2011_code"])
        assert area_2011(row["lsoa_2021_code"]) == row["lsoa_2011_code"]
    assert areas_2021("E01000001") == ()
    assert area_2011("E01000001") is None


def test_counts_by_small_area_are_as_published():
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in published("census_2021_lsoa"):
        found.setdefault((row["lsoa_code"], row["topic"]), {})[row["category"]] = int(row["count"])
    for (lsoa, topic), expected in found.items():
        counts = area_figure(topic, (lsoa,), district_of(lsoa)).counts
        assert {one.category: one.count for one in counts} == expected
    assert residents("E01013453") == sum(found["E01013453", "age"].values())


def test_mid_year_populations_are_as_published():
    codes = {place.code for place in places()}
    for row in published("population_mid_year"):
        if row["area_code"] in codes and row["measure"] == "population":
            found = mid_year(row["area_code"], int(row["year"]))
            expected = {"All persons": found.people, "Female": found.female, "Male": found.male}[row["sex"]]
            assert expected == float(row["value"])
    assert mid_year("whole_area").people == mid_year("derby_city").people + mid_year("derbyshire").people


def test_health_indicators_are_as_published():
    codes = {place.code for place in places()}
    for row in published("health_indicators"):
        if row["area_code"] not in codes:
            continue
        series = {one.start: one for one in indicator_series(row["indicator"], row["area_code"])}
        found = series[row["period_start"]]
        assert found.value == float(row["value"])
        assert (found.low, found.high) == tuple(float(row[k]) if row[k] else None for k in ("lower_95", "upper_95"))
        assert found.source.publisher == row["publisher"]
        if row["latest"] == "yes":
            assert indicator(row["indicator"], row["area_code"]) == found


def test_life_expectancy_is_the_guides():
    found = {(one.name, one.sex): one.years for one in life_expectancy()}
    assert found["England: most deprived areas", "Men"] == 73.5
    assert found["Derby", "Women"] == 81.5
    assert found["Derbyshire", "Men"] == 79.2


def test_shares_and_ages_add_up():
    assert residents_aged(WHOLE_AREA) == figure("age_five_year", "whole_area").total
    assert residents_aged(ENGLAND, 85) == figure("age_five_year", ENGLAND).count("85+")
    assert veterans_share(ENGLAND) == 1_737_781 / residents_aged(ENGLAND, 16)
    broad = figure("ethnic_group", "derby_city").broad()
    assert len(broad.counts) == 5
    assert broad.total == figure("ethnic_group", "derby_city").total == 261_364
    assert sum(broad.share(one.category) for one in broad.counts) == pytest.approx(1)


def test_places_are_found_by_key_code_and_name_and_added_up_once():
    assert find_place("Derby") is find_place("derby_city") is find_place("e06000015")
    assert find_place("outside") is None
    with pytest.raises(KeyError):
        place_of("Nottingham")
    assert together((DERBYSHIRE, place_of("high_peak"))) is DERBYSHIRE
    assert together((DERBYSHIRE, place_of("derby_city"))) is WHOLE_AREA
    assert together((place_of("erewash"), place_of("bolsover"))).name == "Bolsover and Erewash"
    with pytest.raises(ValueError):
        together((ENGLAND, DERBYSHIRE))
    with pytest.raises(KeyError):
        figure("sexual_orientation_icb", "derby_city")


def test_every_table_names_publisher_title_date_licence_and_file():
    sources = all_sources()
    assert len(sources) > 25
    for one in sources:
        assert all((one.publisher, one.title, one.date, one.licence, one.source_file)), one.key


def test_readers_bring_in_neither_django_nor_pandas():
    modules = sorted(
        path.stem for path in (Path(__file__).resolve().parents[2] / "datasets" / "reference").glob("*.py")
    )
    lines = "; ".join(f"import datasets.reference.{one}" for one in modules)
    code = f"import sys; {lines}; print(sorted({{'django', 'pandas'}} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
