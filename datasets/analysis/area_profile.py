"""The area profile of step 3: who lives in a project's places and how deprived they are, each chart with its source."""

from dataclasses import dataclass

from datasets.analysis import area_people as people
from datasets.analysis.area_charts import Compared, compared_places
from datasets.analysis.area_deprivation import AreaMap, core20_chart, deprivation_map, fifths_chart, pockets_chart
from datasets.analysis.area_health import (
    healthy_life_chart,
    indicator_charts,
    life_expectancy_chart,
    newer_life_chart,
)
from datasets.analysis.charts import Chart
from datasets.reference.deprivation import Edition
from datasets.reference.places import Place

EVERY_AGE = (0, None)
# The charts whose sentence stands in the short version, in the order of their parts.
IN_SHORT = frozenset(
    f"area:{key}"
    for key in (
        *("fifths", "core20", "pockets", "eligible", "age-sex", "ethnic-5", "religion", "english", "disability"),
        *("carers", "veterans", "households", "cars", "orientation", "life", "health"),
    )
)


@dataclass(frozen=True)
class Part:
    """Some charts under one heading."""

    key: str
    title: str
    charts: tuple[Chart, ...]

    @property
    def in_short(self) -> tuple[str, ...]:
        """What matters most of it, a sentence each."""
        return tuple(chart.sentence for chart in self.charts if chart.key in IN_SHORT)


@dataclass(frozen=True)
class AreaProfile:
    """All charts for some places in their parts. map is None for an edition whose boundaries are not drawn."""

    compared: Compared
    edition: Edition
    parts: tuple[Part, ...]
    map: AreaMap | None

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(chart for part in self.parts for chart in part.charts)


def area_profile(
    places: tuple[Place, ...],
    *,
    ages: tuple[int, int | None] = EVERY_AGE,
    sex: str | None = None,
    edition: Edition = Edition.IMD_2025,
) -> AreaProfile:
    """The profile of some places, all of Derby and Derbyshire where none is given.

    ages: first and last age a service sees, both included, None for no highest. sex: "female", "male" or None. They
    narrow the number of people, the ages drawn and, in the 2025 edition, the Core20 share.
    """
    compared = compared_places(places)
    parts = (
        Part("deprivation", "Deprivation", _deprivation(compared, edition, ages)),
        Part("age", "Age and sex", _age(compared, ages, sex)),
        Part("ethnicity", "Ethnicity, religion and language", _belonging(compared)),
        Part("needs", "Disability, care and service", _needs(compared)),
        Part("households", "Households and partnership", _homes(compared)),
        Part("identity", "Sexual orientation and gender identity", people.orientation_and_identity(compared)),
        Part("health", "Health and length of life", _health(compared)),
    )
    return AreaProfile(compared, edition, parts, deprivation_map(compared) if edition is Edition.IMD_2025 else None)


def area_sentences(places: tuple[Place, ...]) -> tuple[str, ...]:
    """The few sentences that say most about some places."""
    compared = compared_places(places)
    charts = (
        core20_chart(compared, Edition.IMD_2025),
        pockets_chart(compared, Edition.IMD_2025),
        people.ethnic_groups(compared)[0],
        people.disability(compared),
        people.age_and_sex(compared),
    )
    return tuple(chart.sentence for chart in charts)


def _deprivation(compared: Compared, edition: Edition, ages: tuple[int, int | None]) -> tuple[Chart, ...]:
    return (
        fifths_chart(compared, edition),
        core20_chart(compared, edition, ages),
        pockets_chart(compared, edition),
    )


def _age(compared: Compared, ages: tuple[int, int | None], sex: str | None) -> tuple[Chart, ...]:
    drawn = people.age_and_sex(compared, sex)
    return (people.eligible_people(compared, ages), drawn) if ages != EVERY_AGE else (drawn,)


def _belonging(compared: Compared) -> tuple[Chart, ...]:
    return (*people.ethnic_groups(compared), people.religion(compared), *people.languages(compared))


def _needs(compared: Compared) -> tuple[Chart, ...]:
    return people.disability(compared), people.unpaid_carers(compared), people.veterans(compared)


def _homes(compared: Compared) -> tuple[Chart, ...]:
    return people.household_deprivation(compared), people.without_a_car(compared), people.legal_partnership(compared)


def _health(compared: Compared) -> tuple[Chart, ...]:
    made = (life_expectancy_chart(), newer_life_chart(compared), healthy_life_chart(), people.general_health(compared))
    return (*filter(None, made), *indicator_charts(compared))
