"""Published figures as the eligible people of a service: census categories brought to the standard groups."""

from datasets.analysis.eligible import Population
from datasets.analysis.fields import field_of
from datasets.analysis.matching.ages import BANDS, OLDEST, Band, band_of_age
from datasets.reference.figures import Figure, figure, residents_aged
from datasets.reference.places import Place, place_of
from datasets.reference.sources import source_of

# The census table that holds the groups of each field.
TABLES = {
    "ethnicity": "ethnic_group",
    "ethnicity_broad": "ethnic_group",
    "religion": "religion",
    "sexual_orientation": "sexual_orientation",
    "marital_status": "legal_partnership",
    "gender_identity": "gender_identity",
    "disability_broad": "disability",
    "carer": "unpaid_care",
    "sex": "sex",
    "gender": "sex",
}
AGE_AND_SEX = "age_sex_rounded"
COMPARABLE = (*TABLES, "age", "district")
EVERY_AGE = (0, None)


def population_of(
    field: str, districts: tuple[Place, ...], seen: tuple[str, ...] = (), ages: tuple[int, int | None] = EVERY_AGE
) -> Population | None:
    """Who lives in some districts, by the groups of a field; None where nothing is published for it.

    seen: the groups the file uses, since a broad one (“any other White background”) covers finer census categories only
    where the file does not use those. ages: the first and the last age the service sees; age bands and residents of
    districts are limited to them, other tables are published for the ages their own words name.
    """
    if field == "age":
        return _ages(districts, ages)
    if field == "district":
        source = source_of("age_single_year").in_words
        people = {place.name: float(residents_aged(place, *ages)) for place in districts}
        return Population("district", _aged(ages), source, {"": people})
    if field in ("sex", "gender") and ages != EVERY_AGE:
        return _sexes(field, districts, ages)
    if field not in TABLES:
        return None
    figures = {place.name: figure(TABLES[field], place) for place in districts}
    some = next(iter(figures.values()))
    groups = groups_of_census(field, tuple(one.category for one in some.counts), seen)
    if not groups:
        return None
    by_district = {name: _gathered(one, groups) for name, one in figures.items()}
    return Population(field, some.people, some.source.in_words, by_district)


def groups_of_census(field: str, published: tuple[str, ...], seen: tuple[str, ...]) -> dict[str, str]:
    """Census category -> group of the field. Each category is counted once, under the narrowest group the file uses;
    what it uses no group for stands under a group of its own, which then shows with nobody seen."""
    standard = field_of(field)
    scheme = (field_of(standard.of) if standard.of else standard).scheme
    made: dict[str, str] = {}
    for one in sorted(scheme.categories, key=lambda one: (one.label not in seen, len(one.census))):
        free = [category for category in one.census if category in published and category not in made]
        if free:
            made |= {category: (one.broad if standard.of else one.label) for category in free}
    return made


def _gathered(table: Figure, groups: dict[str, str]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for one in table.counts:
        if one.category in groups:
            sums[groups[one.category]] = sums.get(groups[one.category], 0.0) + one.count
    return sums


def _ages(districts: tuple[Place, ...], ages: tuple[int, int | None]) -> Population:
    """Residents by the bands of ages, of the ages served; a band only partly served is only partly counted."""
    first, last = ages[0], OLDEST if ages[1] is None else ages[1]
    served = [one for one in BANDS if one.last >= first and one.first <= last]
    bands = [Band(max(one.first, first), min(one.last, last)) for one in served]
    by_district = {
        place.name: {band_of_age(band.first): float(residents_aged(place, band.first, band.last)) for band in bands}
        for place in districts
    }
    return Population("age", _aged(ages), source_of("age_single_year").in_words, by_district)


def _sexes(field: str, districts: tuple[Place, ...], ages: tuple[int, int | None]) -> Population:
    """Women and men in the five-year bands that lie in the ages served, from the table of both (rounded to 100)."""
    first, last = ages[0], OLDEST if ages[1] is None else ages[1]
    by_district: dict[str, dict[str, float]] = {}
    for place in districts:
        sums = by_district.setdefault(place.name, {"Female": 0.0, "Male": 0.0})
        for one in figure(AGE_AND_SEX, place).counts:
            sex, _, band = one.category.partition(": ")
            if first - 4 <= first_year_in(band) <= last:
                sums[sex] += one.count
    return Population(field, _aged(ages), source_of(AGE_AND_SEX).in_words, by_district)


def first_year_in(band: str) -> int:
    """The first year of a census age band: “Aged 4 years and under” is 0, “Aged 90 years and over” 90."""
    return 0 if band.endswith("and under") else int("".join(sign for sign in band.split(" to ")[0] if sign.isdigit()))


def _aged(ages: tuple[int, int | None]) -> str:
    first, last = ages
    if last is None:
        return f"residents aged {first} and over" if first else "all residents"
    return f"residents aged {first} to {last}"


def districts_named(words: tuple[str, ...]) -> tuple[Place, ...]:
    """The districts of some places, each once; words are keys of the guide’s places, names or codes."""
    codes = dict.fromkeys(code for word in words for code in place_of(word).districts)
    return tuple(place_of(code) for code in codes)
