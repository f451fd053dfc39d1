"""Published figures as the eligible people of a service: census categories brought to the standard groups."""

from dataclasses import dataclass

from datasets.analysis.eligible import Population
from datasets.analysis.fields import field_of
from datasets.analysis.matching.ages import BANDS, OLDEST, Band, band_of_age
from datasets.reference.figures import Figure, figure
from datasets.reference.places import Place, place_of
from datasets.reference.residents import SEXES, residents, residents_source

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
}
COMPARABLE = (*TABLES, "sex", "gender", "age", "district")
EVERY_AGE = (0, None)


def population_of(
    field: str,
    districts: tuple[Place, ...],
    seen: tuple[str, ...] = (),
    ages: tuple[int, int | None] = EVERY_AGE,
    sex: str | None = None,
) -> Population | None:
    """Who lives in some districts, by the groups of a field; None where nothing is published for it.

    seen: the groups the file uses, since a broad one (“any other White background”) covers finer census categories only
    where the file does not use those. ages: the first and the last age to compare with; sex: “female” or “male” where
    only that one is. Age, sex and district are residents in the middle of the newest year, limited to both; other
    tables are of the census, published for the people their own words name, whatever their age and sex.
    """
    if field in RESIDENTS_BY:
        return RESIDENTS_BY[field](field, districts, Served(ages, sex))
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


@dataclass(frozen=True)
class Served:
    """The ages, first and last, and the one sex (“female” or “male”) a service sees; every age, and both sexes."""

    ages: tuple[int, int | None] = EVERY_AGE
    sex: str | None = None

    @property
    def bands(self) -> dict[str, Band]:
        """The bands of ages that are served, each cut to the ages served, by its whole band’s label."""
        first, last = self.ages[0], OLDEST if self.ages[1] is None else self.ages[1]
        within = [one for one in BANDS if one.last >= first and one.first <= last]
        return {band_of_age(one.first): Band(max(one.first, first), min(one.last, last)) for one in within}

    @property
    def sexes(self) -> tuple[str, ...]:
        return (self.sex.capitalize(),) if self.sex else SEXES

    @property
    def in_words(self) -> str:
        """“residents aged 18 to 64”, “female residents”, “all residents”."""
        who, (first, last) = f"{self.sex} residents" if self.sex else "residents", self.ages
        if last is not None:
            return f"{who} aged {first} to {last}"
        return f"{who} aged {first} and over" if first else who if self.sex else "all residents"

    def number(self, place: Place, band: Band | None = None, sex: str | None = None) -> float:
        """Those who are served and live in a place, in one band and of one sex, or in all."""
        ages = (band.first, band.last) if band else self.ages
        return sum(residents(place, *ages, one) for one in ([sex] if sex else self.sexes))


def _ages(field: str, districts: tuple[Place, ...], served: Served) -> Population:
    by_district = {
        place.name: {label: served.number(place, band) for label, band in served.bands.items()} for place in districts
    }
    by_sex = {
        ("", sex): {
            label: sum(served.number(place, band, sex) for place in districts) for label, band in served.bands.items()
        }
        for sex in served.sexes
    }
    return Population(field, served.in_words, residents_source(), by_district, by_sex)


def _sexes(field: str, districts: tuple[Place, ...], served: Served) -> Population | None:
    if served.sex:
        return None
    by_district = {place.name: {sex: served.number(place, sex=sex) for sex in SEXES} for place in districts}
    by_age = {
        (label, ""): {sex: sum(served.number(place, band, sex) for place in districts) for sex in SEXES}
        for label, band in served.bands.items()
    }
    return Population(field, served.in_words, residents_source(), by_district, by_age)


def _districts(field: str, districts: tuple[Place, ...], served: Served) -> Population:
    people = {place.name: served.number(place) for place in districts}
    by_age_sex = {
        (label, sex): {place.name: served.number(place, band, sex) for place in districts}
        for label, band in served.bands.items()
        for sex in served.sexes
    }
    return Population(field, served.in_words, residents_source(), {"": people}, by_age_sex)


# Fields whose people are counted by age and sex.
RESIDENTS_BY = {"age": _ages, "sex": _sexes, "gender": _sexes, "district": _districts}


def districts_named(words: tuple[str, ...]) -> tuple[Place, ...]:
    """The districts of some places, each once; words are keys of the guide’s places, names or codes."""
    codes = dict.fromkeys(code for word in words for code in place_of(word).districts)
    return tuple(place_of(code) for code in codes)
