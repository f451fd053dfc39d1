"""The wards or small areas of a very local service: what is published by small area, beside districts and England."""

from dataclasses import dataclass

from datasets.analysis.area_charts import Share, beside_england, parts_of_places, share_by_place
from datasets.analysis.area_deprivation import AreaMap, chart_of_fifths, map_of
from datasets.analysis.area_people import DISABLED
from datasets.analysis.charts import Chart
from datasets.analysis.wording import and_list, percent
from datasets.reference.boundaries import area_shapes, district_shapes
from datasets.reference.deprivation import Edition, FifthsOfPlace, deprivation, fifths_of
from datasets.reference.figures import Count, Figure, figure, residents_aged
from datasets.reference.neighbourhoods import Neighbourhood
from datasets.reference.places import ENGLAND, WHOLE_AREA, Place, place_of
from datasets.reference.small_areas import AGE_BANDS, CENSUS, area_figure, residents
from datasets.reference.sources import source_of

# With more names than this, charts show them together alone; and with more, the name counts them.
MOST_ROWS, MOST_NAMES = 8, 3
EDITION = Edition.IMD_2025


@dataclass(frozen=True)
class Local:
    """Some wards and small areas together, and each by itself where there are few."""

    own: Place
    lsoas: tuple[str, ...]
    parts: tuple[tuple[Place, tuple[str, ...]], ...]

    @property
    def name(self) -> str:
        return self.own.name

    @property
    def rows(self) -> tuple[tuple[Place, tuple[str, ...]], ...]:
        return ((self.own, self.lsoas), *self.parts)

    @property
    def beside(self) -> tuple[Place, ...]:
        """The districts they lie in, and England."""
        return (*(place_of(code) for code in self.own.districts), ENGLAND)


def local_of(found: tuple[Neighbourhood, ...]) -> Local:
    """Wards, neighbourhoods and small areas as one, each small area once."""
    lsoas = tuple(dict.fromkeys(lsoa for one in found for lsoa in one.lsoas))
    codes = tuple(dict.fromkeys(one.district for one in found))
    name = and_list([one.name for one in found]) if len(found) <= MOST_NAMES else f"the {len(found)} areas you chose"
    parts = tuple((Place(one.name, one.name, "", (one.district,)), one.lsoas) for one in found)
    return Local(Place("local", name, "", codes), lsoas, parts if 1 < len(found) <= MOST_ROWS else ())


def local_charts(local: Local) -> tuple[Chart, ...]:
    """Deprivation, age, ethnic group, disability and household deprivation of some wards or small areas."""
    return (_fifths(local), _ages(local), _ethnic_groups(local), _disability(local), _households(local))


def local_map(local: Local) -> AreaMap:
    shapes = tuple(one for one in area_shapes(WHOLE_AREA) if one.code in local.lsoas)
    outlines = tuple(one.path for code in local.own.districts for one in district_shapes(code))
    return map_of("area:local-map", local.name, shapes, outlines)


def _fifths(local: Local) -> Chart:
    spread = (_spread(place, lsoas) for place, lsoas in local.rows)
    beside = (fifths_of(place, EDITION) for place in local.beside)
    return chart_of_fifths("area:local-fifths", (*spread, *beside), source_of(CENSUS).in_words)


def _spread(place: Place, lsoas: tuple[str, ...]) -> FifthsOfPlace:
    people, areas = [0] * 10, [0] * 10
    for lsoa in lsoas:
        tenth = deprivation(EDITION)[lsoa].tenth - 1
        people[tenth] += residents(lsoa)
        areas[tenth] += 1
    return FifthsOfPlace(place, EDITION, tuple(people), tuple(areas), source_of("small_areas_census_2021"))


def _figures(topic: str, local: Local, beside: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The topic for every row, then the figures of the districts and England in the same order of categories."""
    own = tuple(area_figure(topic, lsoas, place) for place, lsoas in local.rows)
    names = [one.category for one in own[0].counts]
    return (*own, *(_ordered(one, names) for one in beside))


def _ordered(one: Figure, names: list[str]) -> Figure:
    counts = tuple(Count(name, one.count(name)) for name in names)
    return Figure(one.table, one.title, one.people, one.place, counts, one.source)


def _ages(local: Local) -> Chart:
    names = [one.category for one in area_figure("age", local.lsoas[:1], local.own).counts]
    beside = tuple(
        Figure(
            CENSUS,
            "Age",
            "residents",
            place,
            tuple(
                Count(name, residents_aged(place, first, last))
                for name, (first, last) in zip(names, AGE_BANDS, strict=True)
            ),
            source_of("age_single_year"),
        )
        for place in local.beside
    )
    figures = _figures("age", local, beside)
    young, old = (figures[0].share(names[i]) for i in (0, -1))
    sentence = (
        f"In {local.name}, {percent(young)} of people are under 16. {percent(old)} are 65 or over, "
        f"{beside_england(old, figures[-1].share(names[-1]))}."
    )
    return parts_of_places("area:local-age", f"Age of people in {local.name}", sentence, figures)


def _ethnic_groups(local: Local) -> Chart:
    figures = _figures("ethnic_group", local, tuple(figure("ethnic_group", place).broad() for place in local.beside))
    other, england = (1 - figures[i].share("White") for i in (0, -1))
    sentence = (
        f"In {local.name}, {percent(other)} of people are from Asian, Black, Mixed or other ethnic groups, "
        f"{beside_england(other, england)}."
    )
    return parts_of_places("area:local-ethnic", "Ethnic group, five broad groups", sentence, figures)


def _disability(local: Local) -> Chart:
    figures = _figures("disability", local, tuple(figure("disability", place) for place in local.beside))
    shares = tuple(Share(one.place, one.count(DISABLED), one.total) for one in figures)
    sentence = (
        f"In {local.name}, {percent(shares[0].share)} of people are disabled under the Equality Act, "
        f"{beside_england(shares[0].share, shares[-1].share)}."
    )
    headers = ("Disabled people", "All residents")
    return share_by_place(
        "area:local-disability", "Disabled people", sentence, shares, headers, figures[0].source.in_words
    )


def _households(local: Local) -> Chart:
    figures = _figures(
        "household_deprivation", local, tuple(figure("household_deprivation", place) for place in local.beside)
    )
    own, england = (sum(part.count for part in figures[i].counts[2:]) / figures[i].total for i in (0, -1))
    sentence = (
        f"In {local.name}, {percent(own)} of households are deprived in two or more of four ways (work, education, "
        f"health, housing), {beside_england(own, england)}."
    )
    return parts_of_places("area:local-households", "Households and deprivation", sentence, figures)
