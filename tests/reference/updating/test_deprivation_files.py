"""File 7 of the Indices of Deprivation: checked, laid over, and never one edition in another's place."""

import pytest
from django.core.management import CommandError

from datasets.reference.deprivation import DOMAINS, Edition, deprivation, fifths_of
from datasets.reference.places import districts
from datasets.reference.small_areas import residents
from datasets.reference.sources import source_of
from datasets.reference.updating import deprivation_file

from .conftest import PUBLISHERS, headings_of

NEW = headings_of("iod2025-file-7.csv")
# The edition of 2019 has the same columns, with its own years.
OLD = [heading.replace("(2021)", "(2011)").replace("(2024)", "(2019)") for heading in NEW]
STARTS = {
    "income": "Income Decile",
    "employment": "Employment Decile",
    "education": "Education, Skills and Training Decile",
    "health": "Health Deprivation and Disability Decile",
    "crime": "Crime Decile",
    "housing_and_services": "Barriers to Housing and Services Decile",
    "living_environment": "Living Environment Decile",
}


def place(headings: list[str], start: str) -> int:
    return next(i for i, heading in enumerate(headings) if heading.startswith(start))


RANK = place(NEW, "Index of Multiple Deprivation (IMD) Rank")
INCOME = place(NEW, STARTS["income"])


def file_seven(edition: Edition = Edition.IMD_2025, swap: tuple[str, str] | None = None) -> list[list[str]]:
    """File 7 as it is, or with the ranks of two areas changed for each other; the rest of England made up."""
    known = deprivation(edition)
    ranks = {code: area.rank for code, area in known.items()}
    if swap:
        ranks[swap[0]], ranks[swap[1]] = ranks[swap[1]], ranks[swap[0]]
    tenths = {ranks[code]: area.tenth for code, area in known.items()} if not swap else {}
    others = sorted(set(range(1, edition.ranked + 1)) - set(ranks.values()))
    # Ties share a rank, so that a few ranks are left over.
    others = others[: edition.ranked - len(ranks)]
    rows = [
        row_of(code, area.name, area.district, ranks[code], area.domains, edition, tenths)
        for code, area in known.items()
    ]
    return rows + [row_of(f"E01X{rank}", "Elsewhere", "E09000001", rank, {}, edition, {}) for rank in others]


def row_of(code, name, district, rank, domains, edition, tenths) -> list[str]:
    row = [""] * len(NEW)
    row[0], row[1], row[2], row[RANK] = code, name, district, str(rank)
    row[RANK + 1] = str(tenths.get(rank) or -(-rank * 10 // edition.ranked))
    for domain in DOMAINS:
        row[place(NEW, STARTS[domain])] = str(domains.get(domain, 1))
    return row


@pytest.mark.parametrize(("edition", "headings"), [(Edition.IMD_2025, NEW), (Edition.IMD_2019, OLD)])
def test_the_file_that_came_with_the_product_changes_nothing(take_in, overlay, edition, headings):
    said = take_in(headings, file_seven(edition))
    assert "This is: English Indices of Deprivation, File 7." in said
    assert f"Edition {edition.year}, " in said
    assert f"small areas (LSOA {edition.boundaries}) of the {edition.ranked:,} it ranks" in said
    assert "Nothing to do" in said
    assert not (overlay / "sources.toml").exists()


def test_a_correction_reaches_every_reader_with_its_date(take_in, overlay):
    areas = sorted(deprivation(Edition.IMD_2025).values(), key=lambda one: one.rank)
    worst, best = areas[0], areas[-1]
    old = fifths_of("england", Edition.IMD_2025).people, deprivation(Edition.IMD_2019)
    before = {one.code: fifths_of(one, Edition.IMD_2025).fifths[0] for one in districts()}
    said = take_in(NEW, file_seven(swap=(worst.lsoa, best.lsoa)), "--date", "1 May 2026")
    assert "2 changed, 0 new, 0 gone" in said
    assert f"{worst.lsoa}: rank was {worst.rank}, is {best.rank}" in said
    assert deprivation(Edition.IMD_2025)[worst.lsoa].rank == best.rank
    assert source_of("imd_2025").date == "1 May 2026"
    assert "file.csv" in source_of("imd_2025").source_file
    moved = fifths_of(worst.district, Edition.IMD_2025).fifths[0] - before[worst.district]
    gained = residents(best.lsoa) if best.district == worst.district else 0
    assert moved == gained - residents(worst.lsoa)
    assert (fifths_of("england", Edition.IMD_2025).people, deprivation(Edition.IMD_2019)) == old
    tables = sorted(path.name.partition(".")[0] for path in (overlay / "deprivation").iterdir())
    assert tables == ["imd_2025", "population_2025"]


def test_the_publishers_date_stays_where_none_is_given(take_in):
    areas = sorted(deprivation(Edition.IMD_2025))
    take_in(NEW, file_seven(swap=(areas[0], areas[1])))
    assert source_of("imd_2025").date == "30 October 2025"


def test_a_dry_run_writes_nothing(take_in, overlay):
    said = take_in(NEW, file_seven(swap=("E01013453", "E01013454")), "--dry-run")
    assert "2 changed" in said
    assert "Nothing was written" in said
    assert not (overlay / "sources.toml").exists()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda rows: rows[1:], "ranks 33,754 areas; the 2025 edition ranks 33,755. Give the whole file"),
        (
            lambda rows: [with_cell(rows[0], RANK + 1, "10" if rows[0][RANK + 1] != "10" else "1"), *rows[1:]],
            "does not lie in tenth",
        ),
        (lambda rows: [with_cell(rows[0], INCOME, "11"), *rows[1:]], "a part of the index"),
        (lambda rows: [with_cell(rows[0], 0, "E01999999"), *rows[1:]], "exactly once: see E01013453, E01999999"),
        (lambda rows: [with_cell(rows[0], RANK, "first"), *rows[1:]], "no number that can be right"),
        (lambda rows: [rows[0][:3], *rows[1:]], "Row 2 is shorter than the headings"),
    ],
)
def test_figures_that_cannot_be_right_are_refused(take_in, overlay, spoil, message):
    with pytest.raises(CommandError, match=message) as refused:
        take_in(NEW, spoil(file_seven()))
    assert refused.value.returncode == 2
    assert not (overlay / "sources.toml").exists()


def with_cell(row: list[str], column: int, value: str) -> list[str]:
    return [*row[:column], value, *row[column + 1 :]]


def test_another_edition_on_the_same_boundaries_is_refused(take_in):
    """The next edition may rank the same areas; it must not take the place of that of 2025."""
    known = sorted(deprivation(Edition.IMD_2025).values(), key=lambda one: one.rank)
    rows = {row[0]: row for row in file_seven()}
    for one, other in zip(known, reversed(known), strict=True):
        rows[one.lsoa][RANK] = str(other.rank)
        rows[one.lsoa][RANK + 1] = str(other.tenth)
    with pytest.raises(CommandError, match="this is another edition"):
        take_in(NEW, list(rows.values()))


def test_the_2019_edition_is_final(take_in):
    known = sorted(deprivation(Edition.IMD_2019).values(), key=lambda one: one.rank)
    with pytest.raises(CommandError, match="2 of our 642 small areas have another tenth than in the 2019 edition"):
        take_in(OLD, file_seven(Edition.IMD_2019, swap=(known[0].lsoa, known[-1].lsoa)))


def test_the_other_files_of_the_edition_are_told_from_file_seven(update):
    with pytest.raises(CommandError, match="download “File 7: all ranks, scores, deciles"):
        update(PUBLISHERS / "iod2025-file-1.csv")
    assert not deprivation_file.recognises(("LSOA code (2021)",))


def test_an_edition_on_boundaries_to_come_needs_a_newer_version(take_in):
    headings = [heading.replace("(2021)", "(2031)") for heading in NEW]
    with pytest.raises(CommandError, match="a newer one needs a newer version of the product"):
        take_in(headings, file_seven())
