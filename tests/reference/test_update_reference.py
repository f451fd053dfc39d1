"""Newer files of the publishers: recognised by their headings, checked, laid over the figures that came with us."""

import csv
import os

import pytest
from django.core.management import CommandError, call_command

from datasets.analysis.area_profile import area_profile
from datasets.reference import store
from datasets.reference.deprivation import DOMAINS, Edition, deprivation, fifths_of
from datasets.reference.figures import figure
from datasets.reference.health import indicator
from datasets.reference.places import districts
from datasets.reference.population import mid_year
from datasets.reference.postcodes import AreaOf, area_of
from datasets.reference.small_areas import residents
from datasets.reference.sources import source_of
from datasets.reference.store import rows_of
from datasets.reference.updating import deprivation_file

pytestmark = pytest.mark.thorough


@pytest.fixture
def overlay(tmp_path, settings):
    """An overlay folder of this test's own, forgotten afterwards."""
    before = store.overlay()
    settings.REFERENCE_ROOT = tmp_path / "reference"
    store.use_overlay(settings.REFERENCE_ROOT)
    yield settings.REFERENCE_ROOT
    store.use_overlay(before)


@pytest.fixture
def take_in(overlay, tmp_path, capsys):
    """Writes a file in a publisher's form and takes it in; gives what the command said."""

    def run(headings, rows, *options, name="file.csv", encoding="utf-8-sig") -> str:
        path = tmp_path / name
        with path.open("w", newline="", encoding=encoding) as file:
            writer = csv.writer(file)
            writer.writerow(headings)
            writer.writerows(rows)
        call_command("update_reference", str(path), *options)
        return capsys.readouterr().out

    return run


STARTS = ["Income", "Employment", "Education, Skills and Training", "Health Deprivation and Disability", "Crime"]
STARTS += ["Barriers to Housing and Services", "Living Environment"]
TENTHS = "Decile (where 1 is most deprived 10% of LSOAs)"
DEPRIVATION = ["LSOA code (2021)", "LSOA name (2021)", "Local Authority District code (2024)"]
DEPRIVATION += ["Local Authority District name (2024)", "Index of Multiple Deprivation (IMD) Score"]
DEPRIVATION += ["Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"]
DEPRIVATION += [f"Index of Multiple Deprivation (IMD) {TENTHS}", *(f"{start} {TENTHS}" for start in STARTS)]


def file_seven(swap: tuple[str, str] | None = None) -> list[list[str]]:
    """File 7 of 2025 as it is, or with the ranks of two areas changed for each other; the rest of England made up."""
    known = deprivation(Edition.IMD_2025)
    ranks = {code: area.rank for code, area in known.items()}
    if swap:
        ranks[swap[0]], ranks[swap[1]] = ranks[swap[1]], ranks[swap[0]]
    rows = [
        [code, area.name, area.district, "", "", ranks[code], tenth_of(ranks[code])]
        + [area.domains[domain] for domain in DOMAINS]
        for code, area in known.items()
    ]
    others = sorted(set(range(1, 33_756)) - set(ranks.values()))
    return rows + [[f"E01X{rank}", "Elsewhere", "E09000001", "", "", rank, tenth_of(rank), *[1] * 7] for rank in others]


def tenth_of(rank: int) -> int:
    return -(-rank * 10 // 33_755)


def test_the_same_file_changes_nothing(take_in):
    before = fifths_of("whole_area", Edition.IMD_2025).people
    said = take_in(DEPRIVATION, file_seven())
    assert "English Indices of Deprivation, File 7" in said
    assert said.count("the same figures as before") == 2
    assert fifths_of("whole_area", Edition.IMD_2025).people == before


def test_new_ranks_reach_every_reader_with_their_date(take_in, overlay):
    areas = sorted(deprivation(Edition.IMD_2025).values(), key=lambda one: one.rank)
    worst, best = areas[0], areas[-1]
    old = fifths_of("england", Edition.IMD_2025).people, deprivation(Edition.IMD_2019)
    before = {place.code: fifths_of(place, Edition.IMD_2025).fifths[0] for place in districts()}
    said = take_in(DEPRIVATION, file_seven((worst.lsoa, best.lsoa)), "--date", "1 May 2026")
    assert "2 changed, 0 new, 0 gone" in said
    assert f"{worst.lsoa}: rank was {worst.rank}, is {best.rank}" in said
    assert deprivation(Edition.IMD_2025)[worst.lsoa].rank == best.rank
    assert source_of("imd_2025").date == "1 May 2026"
    assert "file.csv" in source_of("imd_2025").source_file
    moved = fifths_of(worst.district, Edition.IMD_2025).fifths[0] - before[worst.district]
    gained = residents(best.lsoa) if best.district == worst.district else 0
    assert moved == gained - residents(worst.lsoa)
    assert (fifths_of("england", Edition.IMD_2025).people, deprivation(Edition.IMD_2019)) == old
    assert sorted(path.name for path in overlay.rglob("*") if path.is_file()) == [
        "imd_2025.csv",
        "population_2025.csv",
        "sources.toml",
    ]


def test_a_dry_run_writes_nothing(take_in, overlay):
    said = take_in(DEPRIVATION, file_seven(("E01013453", "E01013454")), "--dry-run")
    assert "2 changed" in said
    assert "Nothing was written" in said
    assert not overlay.exists()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda rows: rows[1:], "ranks 33,754 areas"),
        (lambda rows: [[*rows[0][:6], "10", *rows[0][7:]], *rows[1:]], "does not lie in tenth"),
        (lambda rows: [[*rows[0][:7], "11", *rows[0][8:]], *rows[1:]], "a part of the index"),
        (lambda rows: [["E01999999", *rows[0][1:]], *rows[1:]], "every LSOA"),
        (lambda rows: [[*rows[0][:5], "first", *rows[0][6:]], *rows[1:]], "no number that can be right"),
    ],
)
def test_figures_that_cannot_be_right_are_refused(take_in, overlay, spoil, message):
    with pytest.raises(CommandError, match=message) as refused:
        take_in(DEPRIVATION, spoil(file_seven()))
    assert refused.value.returncode == 2
    assert not overlay.exists()


def test_other_files_are_refused_with_what_can_be_taken_in(take_in, tmp_path):
    with pytest.raises(CommandError, match="Census table by local authority"):
        take_in(["Something", "else"], [["1", "2"]])
    packed = tmp_path / "file.zip"
    packed.write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match="Unpack it"):
        call_command("update_reference", str(packed))
    with pytest.raises(CommandError, match="no such file"):
        call_command("update_reference", str(tmp_path / "nowhere.csv"))
    assert not deprivation_file.recognises(("LSOA code (2021)",))


POSTCODES = ["pcd7", "pcd8", "pcds", "dointr", "doterm", "lad25cd", "lsoa21cd", "msoa21cd"]


def postcode_rows(letters: str, change: dict[str, str]) -> list[list[str]]:
    known = {row["postcode"]: row["lsoa_2021"] for row in rows_of("postcodes") if row["postcode"].startswith(letters)}
    return [["", "", f"{one[:-3]} {one[-3:]}", "", "", "", area, ""] for one, area in (known | change).items()]


def test_a_file_of_one_postcode_area_replaces_that_area_alone(take_in):
    before = {letters: len(postcode_rows(letters, {})) for letters in ("DE", "LE", "NG")}
    said = take_in(POSTCODES, postcode_rows("SK", {"SK990ZZ": "E01013453", "SK990ZY": "E01099999"}))
    assert "0 changed, 1 new, 0 gone" in said
    assert area_of(("SK99 0zz", "DE1 0AA")) == ("E01013453", "E01033167")
    assert {letters: len(postcode_rows(letters, {})) for letters in before} == before
    assert "official allocation" in source_of("postcodes").note


def test_another_process_is_told_where_newer_postcodes_lie(take_in, overlay):
    take_in(POSTCODES, postcode_rows("LE", {"LE999ZZ": "E01013453"}))
    store.use_overlay(None)
    assert area_of(("LE99 9ZZ",)) == (None,)
    assert AreaOf(str(overlay))(("LE99 9ZZ",)) == ("E01013453",)
    store.use_overlay(overlay)


def test_half_a_postcode_file_is_refused(take_in):
    with pytest.raises(CommandError, match="not whole"):
        take_in(POSTCODES, postcode_rows("SK", {})[::2])


def test_a_census_table_from_nomis_and_from_the_ons(take_in):
    religion = {place: figure("religion", place) for place in districts()}
    names = [one.category for one in religion[districts()[0]].counts]
    headings = ["date", "geography", "geography code", "Religion: Total: All usual residents"]
    rows = [
        ["2021", place.name, place.code, one.total, *(part.count + 1 for part in one.counts)]
        for place, one in religion.items()
    ]
    england = figure("religion", "england")
    said = take_in([*headings, *(f"Religion: {name}" for name in names)], rows)
    assert "9 changed" in said
    assert figure("religion", "derby_city").count("Hindu") == religion[districts()[0]].count("Hindu") + 1
    assert figure("religion", "england").counts == england.counts
    headings = ["Lower tier local authorities Code", "Lower tier local authorities", "Religion (10 categories) Code"]
    rows = [
        [place.code, place.name, n, part.category, part.count]
        for place, one in religion.items()
        for n, part in enumerate(one.counts)
    ]
    take_in([*headings, "Religion (10 categories)", "Observation"], rows)
    assert figure("religion", "derby_city").counts == religion[districts()[0]].counts
    with pytest.raises(CommandError, match="no figures for South Derbyshire"):
        take_in([*headings, "Religion (10 categories)", "Observation"], rows[: -len(names)])


def test_mid_year_estimates_of_a_new_year(take_in):
    headings = ["ladcode23", "laname23", "country", "sex", "age", "population_2025"]
    rows = [[p.code, p.name, "E", sex, age, 800 + sex] for p in districts() for sex in (1, 2) for age in range(91)]
    before = mid_year("england")
    said = take_in(headings, rows)
    assert "9 new" in said
    found = mid_year("derby_city")
    assert (found.year, found.people, found.female) == (2025, 91 * 1603, 91 * 802)
    assert mid_year("derbyshire").people == 8 * found.people
    assert mid_year("england", 2024).people == before.people


FINGERTIPS = ["Indicator ID", "Indicator Name", "Area Code", "Area Name", "Sex", "Age", "Category Type", "Category"]
FINGERTIPS += ["Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit"]


def test_indicators_of_fingertips(take_in):
    name = "Life expectancy at birth"
    rows = [
        ["90366", name, "E06000015", "Derby", "Male", "All ages", "", "", "2021 - 23", "77.1", "76.7", "77.5"],
        ["90366", name, "E06000015", "Derby", "Male", "All ages", "Deprivation", "Most", "2021 - 23", "70", "69", "71"],
        ["90366", name, "E06000018", "Nottingham", "Male", "All ages", "", "", "2021 - 23", "76", "75", "77"],
        ["1", "Smoking prevalence", "E07000032", "Amber Valley", "Persons", "18+", "", "", "2023/24", "12.5", "", ""],
    ]
    before = indicator("Cigarette smokers", "derby_city")
    assert "2 new" in take_in(FINGERTIPS, rows)
    found = indicator("Life expectancy at birth (Male)", "derby_city")
    assert (found.value, found.low, found.high, found.period, found.unit) == (77.1, 76.7, 77.5, "2021 to 2023", "years")
    assert indicator("Smoking prevalence", "amber_valley").period == "2023 to 2024"
    assert indicator("Cigarette smokers", "derby_city") == before
    (chart,) = [one for one in area_profile((found.place,)).charts if one.key == "area:newer-life"]
    assert chart.sentence == "Life expectancy at birth: in Derby, 77.1 for men."
    assert "Fingertips file file.csv" in chart.source
    with pytest.raises(CommandError, match="outside its own limits"):
        take_in(FINGERTIPS, [[*rows[0][:9], "90", "76", "78"]])
    with pytest.raises(CommandError, match="The period"):
        take_in(FINGERTIPS, [[*rows[0][:8], "lately", *rows[0][9:]]])


def test_a_running_server_follows_an_update_made_by_another_process(overlay, take_in):
    assert area_of(("LE99 9ZZ",)) == (None,)
    take_in(POSTCODES, postcode_rows("LE", {"LE999ZZ": "E01013453"}))
    manifest = overlay / store.MANIFEST
    kept = manifest.read_bytes()
    os.remove(manifest)
    assert area_of(("LE99 9ZZ",)) == (None,)
    manifest.write_bytes(kept)
    assert area_of(("LE99 9ZZ",)) == ("E01013453",)
