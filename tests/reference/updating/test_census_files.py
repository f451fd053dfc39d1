"""Census tables from Nomis and the ONS: found by their categories, of the same people as ours, all levels at once."""

import csv

import pytest
from django.core.management import CommandError

from datasets.reference.figures import figure
from datasets.reference.places import DERBY, ENGLAND, Place, districts
from datasets.reference.small_areas import CENSUS, area_figure, small_areas
from datasets.reference.sources import source_of
from datasets.reference.store import rows_of

from .conftest import PUBLISHERS, written, zipped

NOMIS = ["date", "geography", "geography code"]
PLACES = (*districts(), Place("leicester", "Leicester", "E06000016", ()))


def bulk(variable: str, columns: dict[str, dict[str, int]]) -> tuple[list[str], list[list]]:
    """Headings and rows as in a bulk file. columns: heading without the variable -> count by place."""
    headings = [*NOMIS, *(f"{variable}: {column}" for column in columns)]
    return headings, [["2021", one.name, one.code, *(by[one.code] for by in columns.values())] for one in PLACES]


def counts(table: str, category: str, more: int = 0) -> dict[str, int]:
    """What is held, for the districts; another place beside them."""
    found = {one.code: figure(table, one).count(category) + more for one in districts()}
    return found | {"E06000016": 5}


def test_the_publishers_own_file_changes_nothing(update, overlay):
    said = update(PUBLISHERS / "census2021-ts045-ltla.csv")
    assert "This is: Census 2021 table (Nomis or ONS)." in said
    assert "Taken from it: Cars and vans of households: 9 districts." in said
    assert "Nothing to do" in said
    assert not (overlay / "sources.toml").exists()


def test_all_levels_of_a_zip_are_taken_together(update, tmp_path):
    path = zipped(
        tmp_path / "census2021-ts045.zip", *(PUBLISHERS / f"census2021-ts045-{one}.csv" for one in ("ctry", "ltla"))
    )
    assert "Cars and vans of households: 9 districts, England." in update(path)
    with (PUBLISHERS / "census2021-ts045-ctry.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    rows[1][4] = str(int(rows[1][4]) + 7)
    newer = zipped(
        tmp_path / "newer.zip", written(tmp_path / "ctry.csv", rows), PUBLISHERS / "census2021-ts045-ltla.csv"
    )
    before = figure("cars", ENGLAND).counts[0].count
    assert "No cars or vans in household: E92000001 was" in update(newer)
    assert figure("cars", ENGLAND).counts[0].count == before + 7
    assert source_of("cars").date == "Census day, 21 March 2021"


def test_england_alone_is_not_enough(update):
    with pytest.raises(CommandError, match="Download it by lower tier local authority"):
        update(PUBLISHERS / "census2021-ts007a-ctry.csv")


def test_groups_within_groups(take_in):
    """Nomis prints sums between the categories, under the beginnings of their names."""
    columns = {"Total: All usual residents": counts("disability", "Disabled under the Equality Act")}
    columns |= {"White": counts("ethnic_group", "White: Irish")}
    columns |= {one.category: counts("ethnic_group", one.category, 1) for one in figure("ethnic_group", DERBY).counts}
    assert "Ethnic group: 9 districts" in take_in(*bulk("Ethnic group", columns))
    assert figure("ethnic_group", DERBY).count("White: Roma") == counts("ethnic_group", "White: Roma")[DERBY.code]
    assert figure("ethnic_group", "derbyshire").total == sum(
        figure("ethnic_group", one).total for one in districts()[1:]
    )


def test_words_that_differ_between_tools(take_in):
    english = "Main language is not English (English or Welsh in Wales)"
    columns = {}
    for one in figure("proficiency_in_english", DERBY).counts:
        heading = one.category.replace("Main language is not English", english)
        heading = (
            "Main language is English (English or Welsh in Wales)" if one.category.endswith("is English") else heading
        )
        columns[f"{heading}; measures: Value"] = counts("proficiency_in_english", one.category, 2)
    take_in(*bulk("Proficiency in English language", columns))
    assert figure("proficiency_in_english", DERBY).counts[1].count == columns[list(columns)[1]][DERBY.code]


def test_a_category_named_by_the_end_of_its_words(take_in):
    columns = {}
    for one in figure("unpaid_care", DERBY).counts:
        short = one.category.startswith(("Provides 9 ", "Provides 10 "))
        heading = f"Provides 19 hours or less unpaid care a week: {one.category}" if short else one.category
        columns[heading] = counts("unpaid_care", one.category, 3)
    columns["Provides 19 hours or less unpaid care a week"] = counts("unpaid_care", "Provides no unpaid care")
    take_in(*bulk("Provision of unpaid care", columns))
    held = figure("unpaid_care", DERBY)
    assert held.count("Provides 9 hours or less unpaid care a week") == list(columns.values())[1][DERBY.code]


def test_bands_of_age_and_veterans_of_each_kind(take_in):
    bands = [one.category for one in figure("age_five_year", DERBY).counts]
    named = [
        "Aged 4 years and under",
        *(f"Aged {one.replace('-', ' to ')} years" for one in bands[1:-1]),
        "Aged 85 years and over",
    ]
    columns = {name: counts("age_five_year", band, 1) for name, band in zip(named, bands, strict=True)}
    assert "Age, in five-year bands: 9 districts" in take_in(*bulk("Age", columns))
    (category,) = (one.category for one in figure("veterans", DERBY).counts)
    served = counts("veterans", category)
    kinds = ("UK regular armed forces", "UK reserve armed forces", "both regular and reserve UK armed forces")
    third = {code: number // 3 for code, number in served.items()}
    parts = {f"Previously served in {kind}": third for kind in kinds}
    parts["Has not previously served in any UK armed forces"] = third
    assert "People who served in the UK armed forces" in take_in(*bulk("UK armed forces veteran indicator", parts))
    assert figure("veterans", DERBY).total == 3 * (served[DERBY.code] // 3)


def test_other_people_under_the_same_categories_are_refused(take_in, overlay):
    """General health is published for everyone too (TS037); ours is of people aged 16 and over."""
    columns = {
        one.category: {
            code: round(count * 1.25) for code, count in counts("general_health_16_plus", one.category).items()
        }
        for one in figure("general_health_16_plus", DERBY).counts
    }
    with pytest.raises(
        CommandError, match=r"counts 209,\d+ in Derby \(residents aged 16 and over\); the file counts 26"
    ):
        take_in(*bulk("General health", columns))
    assert not (overlay / "sources.toml").exists()


def test_a_table_made_with_the_tool_of_the_ons(take_in):
    headings = ["Lower tier local authorities Code", "Lower tier local authorities"]
    headings += ["Car or van availability (5 categories) Code", "Car or van availability (5 categories)", "Observation"]
    rows = [[one.code, one.name, "-8", "Does not apply", 0] for one in PLACES]
    for number, category in enumerate(one.category for one in figure("cars", DERBY).counts):
        rows += [[one.code, one.name, number, category, counts("cars", category, 1)[one.code]] for one in PLACES]
    before = figure("cars", DERBY).total
    assert "4 changed" in take_in(headings, rows)
    assert figure("cars", DERBY).total == before + 4
    two = [*headings[:-1], "Sex (2 categories) Code", "Sex (2 categories)", "Observation"]
    with pytest.raises(CommandError, match="Choose one variable"):
        take_in(two, [[*row[:-1], "1", "Female", row[-1]] for row in rows])


def test_a_file_from_a_query_of_nomis_with_its_title_above(take_in):
    names = [one.category for one in figure("religion", DERBY).counts]
    headings = [
        "local authority: district / unitary (as of April 2023)",
        "mnemonic",
        "Total: All usual residents",
        *names,
    ]
    rows = [[one.name, one.code, 1, *(counts("religion", name, 1)[one.code] for name in names)] for one in PLACES]
    above = [["TS030 - Religion"], ["ONS Crown Copyright Reserved [from Nomis on 1 July 2026]"], []]
    assert "Religion: 9 districts" in take_in(headings, rows, above=above)


def test_small_areas_renew_their_own_topics(take_in):
    topic = "disability"
    codes = sorted(small_areas(2021))
    names = [one.category for one in area_figure(topic, tuple(codes[:1]), DERBY).counts]
    rows = []
    for code in [*codes, "E01000001"]:
        held = [one.count for one in area_figure(topic, (code,), DERBY).counts] if code in codes else [1, 2]
        rows.append(["2021", code, code, sum(held), held[0] + 1, *held[1:]])
    headings = [*NOMIS, "Disability: Total: All usual residents", *(f"Disability: {name}" for name in names)]
    ages = [row["age|Aged 65 years and over"] for row in rows_of(CENSUS)]
    before = area_figure(topic, (codes[0],), DERBY).counts[0].count
    assert "Census 2021 by small area: 651 small areas" in take_in(headings, rows)
    assert area_figure(topic, (codes[0],), DERBY).counts[0].count == before + 1
    assert [row["age|Aged 65 years and over"] for row in rows_of(CENSUS)] == ages
    with pytest.raises(CommandError, match=f"some of our small areas but not {codes[0]}"):
        take_in(headings, rows[1:])


def test_single_years_by_small_area_become_the_six_bands(take_in):
    names = [
        "Aged under 1 year",
        "Aged 1 year",
        *(f"Aged {year} years" for year in range(2, 100)),
        "Aged 100 years and over",
    ]
    headings = [*NOMIS, "Age: Total", "Age: Aged 4 years and under", *(f"Age: {name}" for name in names)]
    take_in(headings, [["2021", code, code, 101, 5, *[1] * 101] for code in sorted(small_areas(2021))])
    assert [one.count for one in area_figure("age", ("E01013453",), DERBY).counts] == [16, 9, 10, 15, 15, 36]


def test_what_is_wrong_is_said_with_its_place(take_in):
    columns = {one.category: counts("religion", one.category) for one in figure("religion", DERBY).counts}
    headings, rows = bulk("Religion", columns)
    with pytest.raises(CommandError, match="no figures for South Derbyshire. Give the whole file"):
        take_in(headings, rows[:8])
    rows[2][5] = "c"
    with pytest.raises(CommandError, match="Row 4, column “Religion: Buddhist”: “c” stands where a count should be"):
        take_in(headings, rows)
    with pytest.raises(CommandError, match="none of our Census tables"):
        take_in([*NOMIS, "Number of rooms: 1 room"], [["2021", one.name, one.code, 5] for one in PLACES])
