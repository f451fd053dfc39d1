"""Deprivation of places as charts: fifths, Core20 share, hidden pockets, the map. One edition at a time, and named."""

from dataclasses import dataclass

from datasets.analysis.area_charts import Compared, Share, beside_england, share_by_place, share_text
from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.analysis.wording import percent
from datasets.reference.boundaries import Shape, area_shapes, district_shapes
from datasets.reference.deprivation import (
    Edition,
    FifthsOfPlace,
    deprivation,
    fifths_of,
    hidden_pockets,
    is_deprived_overall,
)
from datasets.reference.places import ENGLAND, districts, place_of
from datasets.reference.small_areas import estimated_residents, fits_bands, small_areas, small_areas_of
from datasets.reference.sources import source_of

FIFTHS = ("Most deprived fifth", "Second", "Third", "Fourth", "Least deprived fifth")
# Said where a range of ages cuts one of the bands that small areas are published in.
SPLIT = (
    "By small area, ages are published in bands. A band that your ages cut in two is split as in the whole district, "
    "so these figures are close estimates."
)
AREA_HEADERS = ("Small area", "Neighbourhood", "District", "Rank in England", "Tenth", "Fifth")


def _edition_source(edition: Edition, table: str = "population_imd") -> str:
    return f"{edition.in_words}. {source_of(f'{table}_{edition.year}').in_words}"


def fifths_chart(compared: Compared, edition: Edition) -> Chart:
    """Residents of each place by national fifth of deprivation."""
    return chart_of_fifths("area:fifths", tuple(fifths_of(place, edition) for place in compared.places))


def chart_of_fifths(key: str, spread: tuple[FifthsOfPlace, ...], more_source: str = "") -> Chart:
    """The same for any places, all in one edition; the sentence is about the first. more_source follows the rest."""
    series = tuple(
        Series(name, tuple(Point(one.place.name, 100 * one.fifths[i] / one.total) for one in spread))
        for i, name in enumerate(FIFTHS)
    )
    rows = tuple(
        (
            one.place.name,
            f"{one.total:,}",
            *(f"{people:,} ({share_text(people / one.total)})" for people in one.fifths),
        )
        for one in spread
    )
    own = spread[0]
    edition = own.edition
    sentence = (
        f"In {own.place.name}, {percent(own.core20)} of people live in the most deprived fifth of areas in England and "
        f"{percent(own.fifths[4] / own.total)} in the least deprived fifth ({edition.year} edition)."
    )
    return Chart(
        key,
        f"Deprivation by fifth of England ({edition.year} edition)",
        sentence,
        "percent",
        "stacked",
        series,
        ChartTable(("Place", "All residents", *FIFTHS), rows),
        source=f"{_edition_source(edition)} {more_source}".strip(),
    )


def core20_chart(compared: Compared, edition: Edition, ages: tuple[int, int | None] = (0, None)) -> Chart:
    """The share of people in the most deprived fifth of England: of the ages a service sees (2025 edition; England has
    no such figure), otherwise of everyone."""
    is_of_ages = ages != (0, None) and edition is Edition.IMD_2025
    if is_of_ages:
        shares = tuple(_core20_of_ages(place, edition, ages) for place in compared.local)
        people = f"people aged {ages[0]} and over" if ages[1] is None else f"people aged {ages[0]} to {ages[1]}"
        source = f"{edition.in_words}. {source_of('imd_2025').in_words} {source_of('small_areas_census_2021').in_words}"
        if not fits_bands(*ages):
            source += f" {SPLIT}"
        beside = f"; for everyone in England it is {percent(fifths_of(ENGLAND, edition).core20)}"
    else:
        spread = (fifths_of(place, edition) for place in compared.places)
        shares = tuple(Share(one.place, one.fifths[0], one.total) for one in spread)
        people, source = "people", _edition_source(edition)
        beside = f", {beside_england(shares[0].share, shares[-1].share)}"
    sentence = f"{percent(shares[0].share)} of {people} in {compared.name} are in the Core20{beside}."
    if ages != (0, None) and not is_of_ages:
        sentence += f" The {edition.year} edition counts people of all ages."
    return share_by_place(
        "area:core20",
        f"Core20: people in the most deprived fifth of England ({edition.year} edition)",
        sentence,
        shares,
        ("In the most deprived fifth", f"All {people}"),
        source,
    )


def _core20_of_ages(place, edition: Edition, ages: tuple[int, int | None]) -> Share:
    known = deprivation(edition)
    areas = [(known[one.code].fifth, estimated_residents(one.code, *ages)) for one in small_areas_of(place)]
    return Share(
        place, round(sum(people for fifth, people in areas if fifth == 1)), round(sum(people for _, people in areas))
    )


def pockets_chart(compared: Compared, edition: Edition) -> Chart:
    """How many small areas of each district are in the most deprived fifth though the district as a whole is not
    deprived; the table names each."""
    pockets = hidden_pockets(compared.own, edition)
    wanted = [one for one in districts() if one.code in compared.own.districts]
    better_off = [one for one in wanted if not is_deprived_overall(one, edition)]
    points = tuple(Point(one.name, sum(area.district == one.code for area in pockets)) for one in better_off)
    if not better_off:
        sentence = f"{compared.name} is deprived overall, so no pocket is hidden ({edition.year} edition)."
    elif not pockets:
        sentence = f"No small area of {compared.name} is a hidden pocket ({edition.year} edition)."
    else:
        areas = "1 small area is" if len(pockets) == 1 else f"{len(pockets)} small areas are"
        sentence = (
            f"{areas} in the most deprived fifth of England but in a district where fewer people than in England as a "
            f"whole live in such areas ({edition.year} edition)."
        )
    return Chart(
        "area:pockets",
        f"Hidden pockets of deprivation ({edition.year} edition)",
        sentence,
        "areas",
        "bars",
        (Series("Hidden pockets", points),),
        ChartTable(AREA_HEADERS, tuple(map(_area_row, pockets))),
        source=f"{edition.in_words}. {source_of(edition.table).in_words}",
    )


def _area_row(area) -> tuple[str, ...]:
    known = small_areas(area.edition.boundaries)[area.lsoa]
    district = place_of(area.district).name
    named = f"{area.lsoa} {area.name}"
    return (named, known.neighbourhood, district, f"{area.rank:,}", str(area.tenth), str(area.fifth))


@dataclass(frozen=True)
class DrawnArea:
    """One small area on the map: its path, its tenth of deprivation and its name."""

    code: str
    path: str
    tenth: int
    name: str


@dataclass(frozen=True)
class AreaMap:
    """Small areas of some places coloured by tenth of deprivation, 2025 edition. box: left, top, width, height."""

    key: str
    title: str
    sentence: str
    areas: tuple[DrawnArea, ...]
    outlines: tuple[str, ...]
    box: tuple[int, int, int, int]
    table: ChartTable
    source: str


def deprivation_map(compared: Compared) -> AreaMap:
    """The map of the chosen places, with the table of every small area, most deprived first."""
    outlines = tuple(one.path for one in district_shapes(compared.own))
    return map_of("area:map", compared.name, area_shapes(compared.own), outlines)


def map_of(key: str, name: str, shapes: tuple[Shape, ...], outlines: tuple[str, ...] = ()) -> AreaMap:
    """A map of some small areas in their shades, 2025 edition. name: of what they are together."""
    edition = Edition.IMD_2025
    known = deprivation(edition)
    names = small_areas(edition.boundaries)
    drawn = tuple(
        DrawnArea(one.code, one.path, known[one.code].tenth, f"{known[one.code].name}, {names[one.code].neighbourhood}")
        for one in shapes
    )
    ordered = sorted((known[one.code] for one in shapes), key=lambda area: area.rank)
    worst = sum(area.fifth == 1 for area in ordered)
    left, top = (min(one.box[i] for one in shapes) for i in (0, 1))
    right, bottom = (max(one.box[i] for one in shapes) for i in (2, 3))
    are = "is" if worst == 1 else "are"
    return AreaMap(
        key,
        f"Small areas of {name} by deprivation (2025 edition)",
        f"{worst} of the {len(ordered)} small areas {are} in the most deprived fifth of England. The darkest are in "
        "the most deprived tenth.",
        drawn,
        outlines,
        (left, top, right - left, bottom - top),
        ChartTable(AREA_HEADERS, tuple(map(_area_row, ordered))),
        f"{edition.in_words}. {source_of(edition.table).in_words} {source_of('shapes_2021').in_words}",
    )
