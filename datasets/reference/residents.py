"""Residents of a district by single year of age and sex, in the middle of the newest year there is an estimate for.

The bundled estimates are by sex and by three broad ages. They are spread over single years as in Census 2021, so that
both are met: the census says how many of each age and sex there were, the estimate how many there are now.
Source of the method: iterative proportional fitting, Deming and Stephan 1940, Annals of Mathematical Statistics 11:427.
"""

from datasets.reference.figures import figure
from datasets.reference.places import Place, place_of
from datasets.reference.population import mid_year, years
from datasets.reference.sources import source_of
from datasets.reference.store import kept, rows_of

SEXES = ("Female", "Male")
# 100 stands for 100 and over.
AGES = range(101)
BROAD_AGES = ((0, 15), (16, 64), (65, 100))
_PERCENTS = ("percent_aged_0_to_15", "percent_aged_16_to_64", "percent_aged_65_and_over")
_ROUNDS = 50

Cells = dict[tuple[str, int], float]


def residents(place: Place, first: int = 0, last: int | None = None, sex: str | None = None) -> float:
    """How many people from one age to another, both included, live in a place; of one sex, or of both.

    KeyError where there is no estimate for the place.
    """
    return sum(
        sum(number for (one, age), number in _cells(place_of(code)).items() if _is_in(one, age, first, last, sex))
        for code in place.districts
    )


def _is_in(sex: str, age: int, first: int, last: int | None, wanted: str | None) -> bool:
    return first <= age and (last is None or age <= last) and wanted in (None, sex)


def residents_source() -> str:
    """Who published the figures, and what was done to them."""
    return (
        f"{source_of('mid_year').in_words} Middle of {years()[-1]}, by sex and broad age; spread over single years of "
        "age as in Census 2021 (TS007 and first results P03)."
    )


@kept
def _cells(district: Place) -> Cells:
    now = mid_year(district)
    row = next(one for one in rows_of("mid_year") if one["place"] == district.code and one["year"] == str(now.year))
    shares = [float(row[name]) for name in _PERCENTS]
    by_age = [now.people * share / sum(shares) for share in shares]
    cells = _census(district)
    for _ in range(_ROUNDS):
        for ages, wanted in zip(BROAD_AGES, by_age, strict=True):
            _scale(cells, [key for key in cells if ages[0] <= key[1] <= ages[1]], wanted)
        for sex, wanted in zip(SEXES, (now.female, now.male), strict=True):
            _scale(cells, [key for key in cells if key[0] == sex], wanted)
    return cells


def _scale(cells: Cells, keys: list[tuple[str, int]], wanted: float) -> None:
    now = sum(cells[key] for key in keys)
    for key in keys:
        cells[key] *= wanted / now


def _census(district: Place) -> Cells:
    """Single years of the census, parted by sex as their five-year band is."""
    people = [one.count for one in figure("age_single_year", district).counts]
    bands: dict[int, dict[str, int]] = {}
    for one in figure("age_sex_rounded", district).counts:
        sex, _, words = one.category.partition(": ")
        bands.setdefault(first_year_of(words), {})[sex] = one.count
    starts = sorted(bands)
    made: Cells = {}
    for age in AGES:
        band = bands[max(start for start in starts if start <= age)]
        for sex in SEXES:
            made[sex, age] = people[age] * band[sex] / sum(band.values())
    return made


def first_year_of(words: str) -> int:
    """The first year of a census age band: “Aged 4 years and under” is 0, “Aged 90 years and over” 90."""
    return 0 if words.endswith("and under") else int("".join(sign for sign in words.split(" to ")[0] if sign.isdigit()))
