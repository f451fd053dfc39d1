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
LOCAL = [place for place in places() if place.key != "england"]


@pytest.fixture
def page_of(client_for, people, project):
    def read(query: str = "") -> str:
        response = client_for(people.viewer).get(reverse("datasets:area_profile", args=[project.pk]) + query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return read


def rows_of(page: str, caption: str) -> dict[str, list[str]]:
    """The cells of one table of the page, by row heading."""
    table = page.partition(f'<caption class="nhsuk-u-visually-hidden">{caption}')[2].partition("</table>")[0]
    assert table, f"the page has no table {caption}"
    found = {}
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


@pytest.mark.parametrize("place", LOCAL, ids=lambda place: place.key)
def test_the_page_shows_the_published_figures_of_each_place(page_of, place):
    page = page_of(f"?place={place.key}")
    assert f"Who lives in {place.name}" in page
    for table, caption in (
        ("ethnic_group", f"Ethnic group in {place.name}, nineteen groups"),
        ("religion", f"Religion in {place.name}"),
        ("main_language", f"Main languages other than English in {place.name}"),
        ("sexual_orientation", f"Sexual orientation in {place.name}"),
    ):
        shown = {name: number(cells[0]) for name, cells in rows_of(page, caption).items() if name != "Group"}
        everyone = list(shown)[-1]
        assert everyone.startswith("All residents")
        total = shown.pop(everyone)
        assert shown == published_counts(table, place)
        assert total == sum(shown.values())
    disabled = published_counts("disability", place)["Disabled under the Equality Act"]
    assert number(rows_of(page, "Disabled people")[place.name][0]) == disabled
    carers = published_counts("unpaid_care", place)
    assert number(rows_of(page, "Unpaid carers")[place.name][0]) == sum(carers.values()) - carers[next(iter(carers))]
    (served,) = published_counts("veterans", place).values()
    assert number(rows_of(page, "Armed forces veterans")[place.name][0]) == served


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
    *tenths, dots = client_for(people.viewer).get(address).json()["data"]
    assert len(dots["text"]) == len(published_areas("Derby")) == 152
    assert sum(trace["x"].count(None) for trace in tenths) >= 152
    assert all(len(trace["x"]) == len(trace["y"]) for trace in tenths)


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
