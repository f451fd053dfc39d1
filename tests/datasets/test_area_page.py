"""The page about a project's area: the published figures of Derby, each district and Derbyshire, with sources."""

import csv
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from datasets.area_page import area_charts_for_plan
from datasets.reference.deprivation import Edition, hidden_pockets
from datasets.reference.places import places
from worksheets.models import StepRecord

pytestmark = pytest.mark.thorough

PUBLISHED = Path(settings.BASE_DIR).parent / "shared" / "data" / "reference"
PUBLISHERS = Path(settings.BASE_DIR) / "tests" / "reference" / "publishers"
LOCAL = [place for place in places() if place.key != "england"]


@pytest.fixture
def page_of(client_for, people, project):
    def read(query: str = "", part: str = "everything") -> str:
        query = f"{query}{'&' if query else '?'}part={part}" if part else query
        response = client_for(people.viewer).get(reverse("datasets:area_profile", args=[project.pk]) + query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return read


def rows_of(page: str, caption: str) -> dict[str, list[str]]:
    """The cells of one table of the page, by row heading."""
    table = page.partition(f'<caption class="nhsuk-u-visually-hidden">{caption}')[2].partition("</table>")[0]
    assert table, f"the page has no table {caption}"
    found: dict[str, list[str]] = {}
    for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        found[cells[0]] = cells[1:]
    return found


def published(table: str) -> list[dict[str, str]]:
    path = PUBLISHED / f"{table}.csv"
    if not path.is_file():
        pytest.skip(f"the published table {table} is not on this machine")
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def published_counts(table: str, place) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in published(f"census_2021_{table}"):
        if row["area_code"] in place.districts:
            counts[row["category"]] = counts.get(row["category"], 0) + int(row["count"])
    return counts


def number(cell: str) -> int:
    return int(cell.partition(" (")[0].replace(",", ""))


# Tables whose captions stand with the name of the place, and those that have a row for each place.
BY_CATEGORY = {
    "ethnic_group": "Ethnic group in {}, nineteen groups",
    "religion": "Religion in {}",
    "main_language": "Main languages other than English in {}",
    "sexual_orientation": "Sexual orientation in {}",
    "gender_identity": "Gender identity in {}",
}
BY_PLACE = {
    "proficiency_in_english": "How well people speak English",
    "household_deprivation": "Households and deprivation",
    "legal_partnership": "Marriage and civil partnership",
    "general_health_16_plus": "How people rate their health",
}


@pytest.mark.parametrize("place", LOCAL, ids=lambda place: place.key)
def test_the_page_shows_the_published_figures_of_each_place(page_of, place):
    page = page_of(f"?place={place.key}")
    assert f"Who lives in {place.name}" in page
    for table, caption in BY_CATEGORY.items():
        rows = rows_of(page, caption.format(place.name))
        shown = {name: number(cells[0]) for name, cells in rows.items() if name != "Group"}
        everyone = list(shown)[-1]
        assert everyone.startswith("All residents")
        total = shown.pop(everyone)
        assert shown == published_counts(table, place), table
        assert total == sum(shown.values())
    for table, caption in BY_PLACE.items():
        rows = rows_of(page, caption)
        everyone, *shown = map(number, rows[place.name])
        expected = published_counts(table, place)
        assert dict(zip(rows["Place"][1:], shown, strict=True)) == expected, table
        assert everyone == sum(expected.values())


@pytest.mark.parametrize("place", LOCAL, ids=lambda place: place.key)
def test_the_page_shows_published_groups_added_up(page_of, place):
    page = page_of(f"?place={place.key}")
    broad: dict[str, int] = {}
    for category, count in published_counts("ethnic_group", place).items():
        broad[category.partition(": ")[0]] = broad.get(category.partition(": ")[0], 0) + count
    rows = rows_of(page, "Ethnic group, five broad groups")
    assert dict(zip(rows["Place"][1:], map(number, rows[place.name][1:]), strict=True)) == broad
    assert len(broad) == 5
    disabled = published_counts("disability", place)
    shown = rows_of(page, "Disabled people")[place.name]
    assert list(map(number, shown[:2])) == [disabled["Disabled under the Equality Act"], sum(disabled.values())]
    carers = published_counts("unpaid_care", place)
    shown = rows_of(page, "Unpaid carers")[place.name]
    assert number(shown[0]) == sum(carers.values()) - carers["Provides no unpaid care"]
    assert number(shown[1]) == sum(carers.values())
    (served,) = published_counts("veterans", place).values()
    adults = sum(list(published_counts("age_single_year", place).values())[16:])
    assert list(map(number, rows_of(page, "Armed forces veterans")[place.name][:2])) == [served, adults]
    assert rows_of(page, "Armed forces veterans")[place.name][2] == f"{100 * served / adults:.1f}%"


@pytest.mark.parametrize("place", LOCAL, ids=lambda place: place.key)
def test_the_page_shows_ages_by_sex_homes_without_a_car_and_indicators_as_published(page_of, place):
    page = page_of(f"?place={place.key}")
    ages = published_counts("age_sex_rounded", place)
    shown = rows_of(page, f"Age and sex of people in {place.name}")
    bands = [name for name in shown if name != "Age"]
    for sex, column in (("Female", 0), ("Male", 1)):
        expected = [count for category, count in ages.items() if category.startswith(sex)]
        assert [number(shown[band][column]) for band in bands] == expected
    homes = homes_by_cars(place)
    assert list(map(number, rows_of(page, "Homes without a car")[place.name][:2])) == [homes[0], sum(homes)]
    for title, name in (("Adults who smoke", "Cigarette smokers"), ("Adults who live with obesity", "Adult obesity")):
        values = [
            row
            for row in published("health_indicators")
            if row["indicator"].startswith(name) and row["area_code"] == place.code and row["latest"] == "yes"
        ]
        for row in values:
            cells = rows_of(page, title)[place.name]
            assert cells[0] == f"{float(row['value']):.1f}%"
            assert cells[1] == f"{float(row['lower_95']):.1f} to {float(row['upper_95']):.1f}"


def homes_by_cars(place) -> list[int]:
    """Households of a place with no car, one, two, three or more, from the file as Nomis gives it."""
    with (PUBLISHERS / "census2021-ts045-ltla.csv").open(newline="", encoding="utf-8") as file:
        rows = [list(map(int, row[4:])) for row in csv.reader(file) if row[2] in place.districts]
    return [sum(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.name)
@pytest.mark.parametrize("place", LOCAL, ids=lambda place: place.key)
def test_the_page_shows_deprivation_as_published(page_of, place, edition):
    people = [0] * 10
    for row in published("population_by_imd_decile"):
        if row["edition"] == f"IMD {edition.year}" and row["area_code"] in place.districts:
            people[int(row["imd_decile"]) - 1] += int(row["population"])
    page = page_of(f"?place={place.key}&edition={edition.year}")
    cells = rows_of(page, f"Deprivation by fifth of England ({edition.year} edition)")[place.name]
    assert [number(cell) for cell in cells[1:]] == [people[i] + people[i + 1] for i in range(0, 10, 2)]
    assert number(cells[0]) == sum(people)
    core = rows_of(page, f"Core20: people in the most deprived fifth of England ({edition.year} edition)")
    assert number(core[place.name][0]) == people[0] + people[1]


def test_every_small_area_stands_in_the_map_and_its_table_as_published(page_of):
    ranks = {row["lsoa_code"]: row for row in published_areas("Derby")}
    page = page_of("?place=derby_city")
    shown = rows_of(page, "Small areas of Derby by deprivation (2025 edition)")
    shown.pop("Small area")
    assert {name.split()[0]: int(cells[2].replace(",", "")) for name, cells in shown.items()} == {
        code: int(row["imd_rank"]) for code, row in ranks.items()
    }
    assert page.count("fill-rule") == 10


def test_plotly_gets_every_small_area_at_an_address_of_its_own(client_for, people, project, page_of):
    address = reverse("datasets:area_map", args=[project.pk]) + "?place=derby_city"
    assert f'data-figure-address="{address}"' in page_of("?place=derby_city")
    *tenths, outlines, dots = client_for(people.viewer).get(address).json()["data"]
    assert len(dots["text"]) == len(published_areas("Derby")) == 152
    assert sum(trace["x"].count(None) for trace in tenths) >= 152
    assert all(len(trace["x"]) == len(trace["y"]) for trace in (*tenths, outlines))


def published_areas(district: str) -> list[dict[str, str]]:
    return [row for row in published("imd_2025_lsoa") if row["local_authority_name"] == district]


def test_the_editions_never_stand_on_one_page(page_of):
    new, old = page_of("?place=high_peak"), page_of("?place=high_peak&edition=2019")
    assert "Index of Multiple Deprivation 2025, on small areas (LSOAs) of 2021" in new
    assert "Index of Multiple Deprivation 2019" not in new
    assert "Index of Multiple Deprivation 2019, on small areas (LSOAs) of 2011" in old
    assert "Index of Multiple Deprivation 2025" not in old
    assert "app-map__svg" in new
    assert "app-map__svg" not in old


def test_every_chart_names_its_source_and_the_guides_figures_are_marked(page_of):
    page = page_of()
    assert page.count("<figure") == page.count("Source: ") > 15
    life = rows_of(page, "Life expectancy at birth, 2018 to 2020")
    assert life["England: most deprived areas"] == ["73.5 years", "78.3 years"]
    assert life["England: least deprived areas"] == ["83.2 years", "86.3 years"]
    assert life["Derby"] == ["77.7 years", "81.5 years"]
    assert life["Derbyshire"] == ["79.2 years", "82.8 years"]
    assert "as quoted in the guide" in page
    assert "Contains OS data © Crown copyright" in page


def test_the_projects_own_places_are_shown_first(page_of, project):
    project.places = ["erewash", "amber_valley", "outside"]
    project.save()
    page = page_of()
    assert "Who lives in Amber Valley and Erewash" in page
    pockets = rows_of(page, "Hidden pockets of deprivation (2025 edition)")
    expected = {area.lsoa for one in ("erewash", "amber_valley") for area in hidden_pockets(one, Edition.IMD_2025)}
    assert {name.split()[0] for name in pockets if name != "Small area"} == expected


def test_without_places_everything_is_shown_and_nonsense_is_left_out(page_of, project):
    project.places = ["outside"]
    project.save()
    assert "Your project names no places yet" in page_of()
    assert "Who lives in Derby and Derbyshire" in page_of("?place=atlantis&place=england&edition=1066")


def test_the_ages_a_service_sees_narrow_the_figures(page_of, project, people):
    StepRecord.objects.create(
        project=project,
        step_key="introduction",
        answers={"age_from": "65", "age_to": "", "sex_limit": "female"},
        updated_by=people.lead,
    )
    page = page_of("?place=derby_city")
    counts = [int(row["count"]) for row in published("census_2021_age_single_year") if row["area_name"] == "Derby"]
    assert number(rows_of(page, "People aged 65 and over")["Derby"][0]) == sum(counts[65:])
    assert "of people aged 65 and over in Derby are in the Core20" in page
    assert "Men and boys" not in page


def test_ages_that_cut_a_published_band_are_split_as_in_the_district(page_of, project, people):
    StepRecord.objects.create(
        project=project, step_key="introduction", answers={"age_from": "18", "age_to": ""}, updated_by=people.lead
    )
    page = page_of("?place=derby_city")
    counts = [int(row["count"]) for row in published("census_2021_age_single_year") if row["area_name"] == "Derby"]
    core = rows_of(page, "Core20: people in the most deprived fifth of England (2025 edition)")["Derby"]
    assert number(core[1]) == pytest.approx(sum(counts[18:]), rel=0.001)
    tenths = {row["lsoa_code"]: int(row["imd_decile"]) for row in published_areas("Derby")}
    aged: dict[str, dict[str, int]] = {}
    for row in published("census_2021_lsoa"):
        if row["topic"] == "age" and row["lsoa_code"] in tenths:
            aged.setdefault(row["lsoa_code"], {})[row["category"]] = int(row["count"])
    young = sum(counts[18:25]) / sum(counts[16:25])
    people_of = {
        code: sum(bands.values()) - bands["Aged 15 years and under"] - (1 - young) * bands["Aged 16 to 24 years"]
        for code, bands in aged.items()
    }
    assert number(core[0]) == round(sum(people for code, people in people_of.items() if tenths[code] <= 2))
    assert "close estimates" in page
    assert "close estimates" not in page_of("?place=derby_city&edition=2019")


def test_wards_said_in_step_three_are_shown_by_themselves(page_of, project, people):
    StepRecord.objects.create(
        project=project,
        step_key="local-data",
        answers={"finer_areas": "Normanton and Cotmanhay, near the hospital"},
        updated_by=people.lead,
    )
    page = page_of("", part="local")
    assert "Your wards and small areas: Cotmanhay and Normanton" in page
    lsoas = {row["lsoa_code"] for row in published("lsoa_2021_geography") if row["ward_2024_name"] == "Cotmanhay"}
    wanted = [row for row in published("census_2021_lsoa") if row["lsoa_code"] in lsoas]
    disabled = [int(row["count"]) for row in wanted if row["category"] == "Disabled under the Equality Act"]
    assert number(rows_of(page, "Disabled people")["Cotmanhay"][0]) == sum(disabled)
    areas = rows_of(page, "Small areas of Cotmanhay and Normanton by deprivation (2025 edition)")
    assert lsoas < {name.split()[0] for name in areas}
    assert "is called" not in page


def test_a_ward_can_be_typed_or_picked_and_an_unknown_one_is_said(page_of):
    page = page_of("?near=atlantis", part="local")
    assert "No ward or neighbourhood is called “atlantis”" in page
    assert "In short" in page
    assert "near=Mackworth%20%26%20New%20Zealand" in page
    assert "Your wards and small areas: Mackworth & New Zealand" in page_of(
        "?near=Mackworth%20%26%20New%20Zealand", "local"
    )


def test_the_short_version_says_what_matters_and_leads_to_each_part(page_of, project):
    page = page_of("?place=bolsover", part="")
    assert "<figure" not in page
    address = reverse("datasets:area_profile", args=[project.pk])
    for key in ("deprivation", "age", "ethnicity", "needs", "households", "identity", "health", "everything"):
        assert f'href="{address}?place=bolsover&part={key}"' in page
        assert page_of("?place=bolsover", part=key).count("<figure") >= 1
    assert "of households have no car or van" in page
    assert page_of("?place=bolsover", part="nonsense").count("<figure") == 0


def test_the_plan_gets_the_areas_charts_with_their_sources(project):
    project.places = ["derby_city"]
    fifths, groups = area_charts_for_plan(project)
    assert fifths.table.rows[0][0] == groups.table.rows[0][0] == "Derby"
    assert "Index of Multiple Deprivation 2025" in fifths.source
    assert "TS021" in groups.source


def test_the_panel_of_step_three_says_the_area_in_short(client_for, people, project):
    client, address = client_for(people.viewer), reverse("datasets:area_panel", args=[project.pk])
    whole = client.get(address).content.decode()
    part = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert reverse("datasets:area_profile", args=[project.pk]) in part
    step = client_for(people.editor).get(reverse("worksheets:edit_step", args=[project.pk, "local-data"]))
    assert f'hx-get="{address}"' in step.content.decode()
