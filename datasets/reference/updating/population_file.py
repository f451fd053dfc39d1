"""ONS mid-year estimates in detail (MYEB1): one row for each local authority, sex and single year of age."""

import re
from collections.abc import Iterator

from datasets.reference.places import ENGLAND, districts
from datasets.reference.store import rows_of
from datasets.reference.updating.tables import NewTable, NotUsable

_CODE = re.compile(r"ladcode\d{2}$")
_YEAR = re.compile(r"population_(\d{4})$")
HEADINGS = (
    *("place", "year", "people", "female", "male"),
    *("median_age", "percent_aged_0_to_15", "percent_aged_16_to_64", "percent_aged_65_and_over"),
)
FEMALE = {"2", "F", "f", "Female"}
# English local authorities; with fewer, England is not whole.
_ENGLISH = 290


def recognises(headings: tuple[str, ...]) -> bool:
    lower = [heading.lower() for heading in headings]
    return any(map(_CODE.match, lower)) and {"sex", "age"} <= set(lower) and any(map(_YEAR.match, lower))


def read(headings: tuple[str, ...], rows: Iterator[list[str]], name: str) -> tuple[NewTable, ...]:
    """The estimates of the file's years for each district, and for England where the file is whole."""
    lower = [heading.lower() for heading in headings]
    code, sex, age = next(i for i, one in enumerate(lower) if _CODE.match(one)), lower.index("sex"), lower.index("age")
    years = {int(found[1]): i for i, one in enumerate(lower) if (found := _YEAR.match(one))}
    counts: dict[tuple[str, int], dict[tuple[bool, int], float]] = {}
    english = set()
    for row in rows:
        place = row[code].strip() if row else ""
        if place.startswith("E"):
            english.add(place)
        for one in _counted_for(place):
            for year, column in years.items():
                cell = counts.setdefault((one, year), {})
                key = (row[sex].strip() in FEMALE, int(row[age]))
                cell[key] = cell.get(key, 0) + float(row[column])
    made = [_row(place, year, cells) for (place, year), cells in counts.items() if _is_whole(place, english)]
    _check(made, list(years))
    replaced = {(row[0], row[1]) for row in made} | {("E10000007", str(year)) for year in years}
    kept = [tuple(row.values()) for row in rows_of("mid_year") if (row["place"], row["year"]) not in replaced]
    return (NewTable("mid_year", 2, HEADINGS, tuple(sorted([*made, *kept])), name),)


def _counted_for(place: str) -> tuple[str, ...]:
    """The places a local authority's people are counted for: itself, where it is one of ours, and England."""
    own = (place,) if place in {one.code for one in districts()} else ()
    return (*own, ENGLAND.code) if place.startswith("E") else own


def _is_whole(place: str, english: set[str]) -> bool:
    return place != ENGLAND.code or len(english) >= _ENGLISH


def _row(place: str, year: int, cells: dict[tuple[bool, int], float]) -> tuple[str, ...]:
    people = sum(cells.values())
    female = sum(count for (is_female, _), count in cells.items() if is_female)

    def percent(first: int, last: int) -> str:
        return f"{100 * sum(count for (_, age), count in cells.items() if first <= age <= last) / people:.1f}"

    totals = (f"{people:.0f}", f"{female:.0f}", f"{people - female:.0f}")
    return (place, str(year), *totals, "", percent(0, 15), percent(16, 64), percent(65, 200))


def _check(made: list[tuple[str, ...]], years: list[int]) -> None:
    for place in districts():
        found = [row for row in made if row[0] == place.code]
        if len(found) != len(years):
            raise NotUsable(f"{place.name} is not in the file for every year.")
        if any(not 50_000 < int(row[2]) < 500_000 or not 0.4 < int(row[3]) / int(row[2]) < 0.6 for row in found):
            raise NotUsable(f"The figures for {place.name} cannot be right.")
