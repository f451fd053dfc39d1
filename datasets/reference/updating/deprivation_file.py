"""File 7 of the English Indices of Deprivation: ranks and tenths of every LSOA of England."""

import re
from collections.abc import Iterator

from datasets.reference.deprivation import DOMAINS, Edition, deprivation
from datasets.reference.places import districts
from datasets.reference.small_areas import residents, small_areas
from datasets.reference.store import rows_of
from datasets.reference.updating.tables import NewTable, NotUsable

_LSOA = re.compile(r"LSOA code \((2011|2021)\)")
_STARTS = {
    "income": "Income Decile",
    "employment": "Employment Decile",
    "education": "Education, Skills and Training Decile",
    "health": "Health Deprivation and Disability Decile",
    "crime": "Crime Decile",
    "housing_and_services": "Barriers to Housing and Services Decile",
    "living_environment": "Living Environment Decile",
}
_OVERALL = "Index of Multiple Deprivation (IMD) "
HEADINGS = ("lsoa", "name", "district", "rank", "decile", *DOMAINS)


def recognises(headings: tuple[str, ...]) -> bool:
    return any(map(_LSOA.match, headings)) and any(heading.startswith(f"{_OVERALL}Rank") for heading in headings)


def read(headings: tuple[str, ...], rows: Iterator[list[str]], name: str) -> tuple[NewTable, ...]:
    """The small areas of Derby and Derbyshire; for the 2025 edition also people by tenth, counted anew."""
    edition = _edition(headings)
    places = [_place(headings, start) for start in _columns(edition)]
    codes = {place.code for place in districts()}
    ranked, made = 0, []
    for row in rows:
        if not any(row):
            continue
        ranked += 1
        cells = tuple(row[place].strip() for place in places)
        if cells[2] in codes:
            made.append(cells)
    _check(made, ranked, edition)
    if edition is Edition.IMD_2019 and any(deprivation(edition)[row[0]].tenth != int(row[4]) for row in made):
        raise NotUsable("The 2019 edition is final, but this file has other tenths than it.")
    table = NewTable(edition.table, 1, HEADINGS, tuple(sorted(made)), f"File 7 ({name})")
    return (table, _people(made, edition, name)) if edition is Edition.IMD_2025 else (table,)


def _edition(headings: tuple[str, ...]) -> Edition:
    boundaries = int(next(found[1] for found in map(_LSOA.match, headings) if found))
    return next(edition for edition in Edition if edition.boundaries == boundaries)


def _columns(edition: Edition) -> list[str]:
    named = [f"LSOA code ({edition.boundaries})", f"LSOA name ({edition.boundaries})", "Local Authority District code"]
    return [*named, f"{_OVERALL}Rank", f"{_OVERALL}Decile", *(_STARTS[domain] for domain in DOMAINS)]


def _place(headings: tuple[str, ...], start: str) -> int:
    for place, heading in enumerate(headings):
        if heading.startswith(start):
            return place
    raise NotUsable(f"The file has no column that begins “{start}”.")


def _check(made: list[tuple[str, ...]], ranked: int, edition: Edition) -> None:
    """Every small area is there, and every tenth fits its rank among all that are ranked."""
    if ranked != edition.ranked:
        raise NotUsable(f"The file ranks {ranked:,} areas; the {edition.year} edition ranks {edition.ranked:,}.")
    if {row[0] for row in made} != set(small_areas(edition.boundaries)) or len(made) != len({row[0] for row in made}):
        raise NotUsable(
            f"The file does not have every LSOA ({edition.boundaries}) of Derby and Derbyshire exactly once."
        )
    for code, _, _, rank, tenth, *domains in made:
        if not (rank.isdecimal() and tenth.isdecimal() and 1 <= int(rank) <= ranked):
            raise NotUsable(f"{code}: the rank {rank} or the tenth {tenth} is no number that can be right.")
        # Tied ranks may fall on the edge of a tenth.
        if abs(int(tenth) - (int(rank) * 10 / ranked + 0.5)) > 0.51:
            raise NotUsable(f"{code}: rank {rank} does not lie in tenth {tenth}.")
        if not all(one in map(str, range(1, 11)) for one in domains):
            raise NotUsable(f"{code}: a part of the index has a tenth that is not 1 to 10.")


def _people(made: list[tuple[str, ...]], edition: Edition, name: str) -> NewTable:
    """Residents and small areas by tenth: an area whose tenth has changed takes its people along. England's stay."""
    table, before = f"population_imd_{edition.year}", deprivation(edition)
    sums = {(row["place"], int(row["decile"])): [int(row["areas"]), int(row["people"])] for row in rows_of(table)}
    for code, _, district, _, tenth, *_ in made:
        for sign, one in ((-1, before[code].tenth), (1, int(tenth))):
            sums[district, one][0] += sign
            sums[district, one][1] += sign * residents(code)
    rows = tuple((place, str(tenth), str(areas), str(people)) for (place, tenth), (areas, people) in sums.items())
    return NewTable(table, 2, ("place", "decile", "areas", "people"), rows, f"File 7 ({name}); Census 2021")
