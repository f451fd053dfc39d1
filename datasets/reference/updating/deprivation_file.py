"""File 7 of the English Indices of Deprivation: ranks and tenths of every LSOA of England, edition 2019 or 2025."""

import re
from collections.abc import Iterable

from datasets.reference.deprivation import DOMAINS, Edition, deprivation
from datasets.reference.places import districts
from datasets.reference.small_areas import residents, small_areas
from datasets.reference.updating.draft import Draft, NewTable, NotUsable, and_more
from datasets.reference.updating.sheets import Found

_LSOA = re.compile(r"LSOA code \((\d{4})\)")
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
_PARTS = ("Index of Multiple Deprivation", *(start.removesuffix(" Decile") for start in _STARTS.values()))
HEADINGS = ("lsoa", "name", "district", "rank", "decile", *DOMAINS)
# A correction changes a few tenths; another edition changes many.
_MOST_CHANGED = 0.1


def recognises(headings: tuple[str, ...]) -> bool:
    """Any of the files by LSOA, so that the others can be told from File 7."""
    return any(map(_LSOA.match, headings)) and any(heading.startswith(_PARTS) for heading in headings)


def read(found: list[Found], draft: Draft) -> str:
    """The small areas of Derby and Derbyshire; for the 2025 edition also people by tenth, counted anew."""
    one = found[0]
    edition = _edition(one.headings)
    named = [f"LSOA code ({edition.boundaries})", f"LSOA name ({edition.boundaries})", "Local Authority District code"]
    named += [f"{_OVERALL}Rank", f"{_OVERALL}Decile", *(_STARTS[domain] for domain in DOMAINS)]
    places = [_place(one.headings, start) for start in named]
    made, ranked = _ours(one, places)
    _check(made, ranked, edition)
    _check_edition(made, edition)
    source = f"File 7 ({one.name})"
    draft.take(NewTable(edition.table, 1, HEADINGS, tuple(sorted(made)), source))
    if edition is Edition.IMD_2025:
        draft.take(_people(made, edition, draft, one.name))
    return f"Edition {edition.year}, {len(made)} small areas (LSOA {edition.boundaries}) of the {ranked:,} it ranks"


def _edition(headings: tuple[str, ...]) -> Edition:
    boundaries = int(next(found[1] for found in map(_LSOA.match, headings) if found))
    for edition in Edition:
        if edition.boundaries == boundaries:
            return edition
    raise NotUsable(
        f"This is an edition on small areas of {boundaries}. The product knows the editions of 2019 (LSOA 2011) "
        "and 2025 "
        "(LSOA 2021); a newer one needs a newer version of the product."
    )


def _place(headings: tuple[str, ...], start: str) -> int:
    for place, heading in enumerate(headings):
        if heading.startswith(start):
            return place
    raise NotUsable(
        f"The file has no column that begins “{start}”. File 7 has the ranks and tenths of the index and all "
        "its parts: "
        "download “File 7: all ranks, scores, deciles and population denominators”."
    )


def _ours(one: Found, places: list[int]) -> tuple[list[tuple[str, ...]], int]:
    """The rows of our small areas, and how many areas the file ranks in all."""
    codes, ranked, made = {place.code for place in districts()}, 0, []
    for line, row in one.rows:
        if not any(row):
            continue
        if len(row) <= max(places):
            raise NotUsable(f"Row {line} is shorter than the headings. Download the file again.")
        ranked += 1
        cells = tuple(row[place].strip() for place in places)
        if cells[2] in codes:
            made.append(cells)
    return made, ranked


def _check(made: list[tuple[str, ...]], ranked: int, edition: Edition) -> None:
    """Every small area is there, and every tenth fits its rank among all that are ranked."""
    if ranked != edition.ranked:
        raise NotUsable(
            f"The file ranks {ranked:,} areas; the {edition.year} edition ranks {edition.ranked:,}. Give the "
            "whole file, "
            "as it was downloaded."
        )
    codes, wanted = [row[0] for row in made], set(small_areas(edition.boundaries))
    if set(codes) != wanted or len(codes) != len(wanted):
        astray = sorted(wanted.symmetric_difference(codes)) or sorted({code for code in codes if codes.count(code) > 1})
        raise NotUsable(
            f"The file does not have every LSOA ({edition.boundaries}) of Derby and Derbyshire exactly once: see "
            f"{and_more(astray)}."
        )
    for code, _, _, rank, tenth, *domains in made:
        if not (rank.isdecimal() and tenth.isdecimal() and 1 <= int(rank) <= ranked):
            raise NotUsable(f"{code}: the rank {rank} or the tenth {tenth} is no number that can be right.")
        # Tied ranks may fall on the edge of a tenth.
        if abs(int(tenth) - (int(rank) * 10 / ranked + 0.5)) > 0.51:
            raise NotUsable(f"{code}: rank {rank} does not lie in tenth {tenth}.")
        if not all(one in map(str, range(1, 11)) for one in domains):
            raise NotUsable(f"{code}: a part of the index has a tenth that is not 1 to 10.")


def _check_edition(made: list[tuple[str, ...]], edition: Edition) -> None:
    """The editions that are out are final but for corrections: many changes mean another edition."""
    changed = [row[0] for row in made if deprivation(edition)[row[0]].tenth != int(row[4])]
    most = 0 if edition is Edition.IMD_2019 else _MOST_CHANGED * len(made)
    if len(changed) > most:
        raise NotUsable(
            f"{len(changed)} of our {len(made)} small areas have another tenth than in the {edition.year} "
            "edition (such as "
            f"{and_more(changed, 2)}), so this is another edition, or a file that was changed. Editions are "
            "never mixed."
        )


def _people(made: Iterable[tuple[str, ...]], edition: Edition, draft: Draft, name: str) -> NewTable:
    """Residents and small areas by tenth: an area whose tenth has changed takes its people along. England's stay."""
    table, before = f"population_imd_{edition.year}", deprivation(edition)
    rows = draft.rows_of(table)
    sums = {(row["place"], int(row["decile"])): [int(row["areas"]), int(row["people"])] for row in rows}
    for code, _, district, _, tenth, *_ in made:
        for sign, one in ((-1, before[code].tenth), (1, int(tenth))):
            sums[district, one][0] += sign
            sums[district, one][1] += sign * residents(code)
    kept = tuple((place, str(tenth), str(areas), str(people)) for (place, tenth), (areas, people) in sums.items())
    return NewTable(table, 2, ("place", "decile", "areas", "people"), kept, f"File 7 ({name}); Census 2021")
