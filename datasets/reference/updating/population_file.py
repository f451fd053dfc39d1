"""ONS mid-year estimates: in detail (MYEB1: a row for each authority, sex and age), or the sheets by sex (MYE2)."""

import re

from datasets.reference.places import ENGLAND, districts, find_place, places
from datasets.reference.sources import source_of
from datasets.reference.updating.draft import Draft, NewTable, NotUsable
from datasets.reference.updating.sheets import Found

_CODE = re.compile(r"ladcode\d{2}$")
_YEAR = re.compile(r"population_(\d{4})$")
_BY_AGE = ("code", "name", "geography", "all ages")
_MID = re.compile(r"mid[- ]?(20\d\d)", re.IGNORECASE)
_SEXES = (("persons", "people"), ("females", "female"), ("males", "male"))
HEADINGS = (
    *("place", "year", "people", "female", "male"),
    *("median_age", "percent_aged_0_to_15", "percent_aged_16_to_64", "percent_aged_65_and_over"),
)
FEMALE = {"2", "F", "f", "Female"}
# English local authorities; with fewer, England is not whole.
_ENGLISH = 290
OLDEST = 90
# (place, year) -> sex -> people by age, 0 to 90 and over.
Ages = dict[tuple[str, int], dict[str, list[float]]]


def recognises(headings: tuple[str, ...]) -> bool:
    lower = [heading.casefold() for heading in headings]
    detailed = any(map(_CODE.match, lower)) and {"sex", "age"} <= set(lower) and any(map(_YEAR.match, lower))
    return detailed or (tuple(lower[:4]) == _BY_AGE and len(lower) > OLDEST)


def read(found: list[Found], draft: Draft) -> str:
    """The estimates of the file's years for each district, Derbyshire, and England where the file is whole."""
    counts: Ages = {}
    for one in found:
        _read_by_sex(one, counts) if one.headings[0].casefold() == "code" else _read_detailed(one, counts)
    years = sorted({year for _, year in counts})
    made = [_row(place, year, sexes) for (place, year), sexes in counts.items()]
    _check(made, years)
    # The county is added up from its districts where the file has no row of its own for it.
    replaced = {(row[0], row[1]) for row in made} | {("E10000007", str(year)) for year in years}
    kept = [tuple(row.values()) for row in draft.rows_of("mid_year") if (row["place"], row["year"]) not in replaced]
    rows = tuple(sorted([*made, *kept]))
    said = f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}"
    name = found[0].name.partition(", tab")[0]
    draft.take(NewTable("mid_year", 2, HEADINGS, rows, name, _others(), f"estimates for mid-{said}"))
    return f"Mid-{said}: {len({row[0] for row in made})} places"


def _others() -> str:
    """Where the years and places come from that the file does not have. What is said already is not said again."""
    now = source_of("mid_year")
    return now.note or f"Other years and places: {now.source_file}, {now.date}."


def _read_detailed(one: Found, counts: Ages) -> None:
    columns = one.columns
    code = next(place for name, place in columns.items() if _CODE.match(name))
    years = {int(found[1]): place for name, place in columns.items() if (found := _YEAR.match(name))}
    ours, english = {place.code for place in districts()}, set()
    for line, row in one.rows:
        place = row[code].strip() if row else ""
        if not place.startswith("E"):
            continue
        english.add(place)
        sex = "female" if row[columns["sex"]].strip() in FEMALE else "male"
        for year, column in years.items():
            age, people = _number(row[columns["age"]], line, "age"), _number(row[column], line, one.headings[column])
            for whose in (place, ENGLAND.code) if place in ours else (ENGLAND.code,):
                ages = counts.setdefault((whose, year), {}).setdefault(sex, [0.0] * (OLDEST + 1))
                ages[min(int(age), OLDEST)] += people
    if len(english) < _ENGLISH:
        for year in years:
            counts.pop((ENGLAND.code, year), None)


def _read_by_sex(one: Found, counts: Ages) -> None:
    """One sheet of three, for everyone, women or men; the others of the workbook are left out."""
    said = f"{one.name} {one.preamble}"
    year, sex = _MID.search(said), _sex_of(one)
    if year is None or sex is None:
        return
    for line, row in one.rows:
        place = find_place(row[0].strip()) if row and row[0].strip() else None
        if place is not None and row[0].strip() == place.code:
            ages = [
                _number(cell, line, heading) for cell, heading in zip(row[4:], one.headings[4:], strict=False) if cell
            ]
            if len(ages) == OLDEST + 1:
                counts.setdefault((place.code, int(year[1])), {})[sex] = ages


def _sex_of(one: Found) -> str | None:
    tab = one.name.rpartition(", tab ")[2].casefold()
    return next((sex for word, sex in _SEXES if re.search(rf"\b{word}\b", tab)), None)


def _number(cell: str, line: int, heading: str) -> float:
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        raise NotUsable(f"Row {line}, column “{heading}”: “{cell}” stands where a number should be.") from None


def _row(place: str, year: int, sexes: dict[str, list[float]]) -> tuple[str, ...]:
    """One place and year. The median age is left open: the publisher gives it in a table of its own."""
    if not {"female", "male"} <= set(sexes):
        raise NotUsable("The file has not both women and men. Give the whole workbook, with the sheets by sex.")
    female, male = (sum(sexes[sex]) for sex in ("female", "male"))
    everyone = [one + other for one, other in zip(sexes["female"], sexes["male"], strict=True)]
    people = sum(everyone)

    def percent(first: int, last: int) -> str:
        return f"{100 * sum(everyone[first : last + 1]) / people:.2f}"

    totals = (f"{people:.0f}", f"{female:.0f}", f"{male:.0f}")
    return (place, str(year), *totals, "", percent(0, 15), percent(16, 64), percent(65, OLDEST))


def _check(made: list[tuple[str, ...]], years: list[int]) -> None:
    if not made:
        raise NotUsable("The file has no place of ours, or does not say of which year it is (“Mid-2024”).")
    names = {place.code: place.name for place in places()}
    for place in districts():
        found = [row for row in made if row[0] == place.code]
        if len(found) != len(years):
            raise NotUsable(f"{names[place.code]} is not in the file for every year.")
        if any(not 50_000 < int(row[2]) < 500_000 or not 0.4 < int(row[3]) / int(row[2]) < 0.6 for row in found):
            raise NotUsable(f"The figures for {names[place.code]} cannot be right.")
