"""Small areas (LSOAs): their names and districts, both sets of boundaries, and Census counts for each."""

from dataclasses import dataclass

from datasets.reference.figures import Count, Figure, residents_aged
from datasets.reference.places import Place, place_of
from datasets.reference.sources import source_of
from datasets.reference.store import kept, rows_of

BOUNDARIES = (2011, 2021)
CENSUS = "small_areas_census_2021"
TOPICS = {
    "age": ("Age, in six bands", "residents"),
    "ethnic_group": ("Ethnic group", "residents"),
    "disability": ("Disability", "residents"),
    "household_deprivation": ("Household deprivation", "households"),
}


@dataclass(frozen=True)
class SmallArea:
    """One LSOA of one set of boundaries. district is the code; ward is empty for 2011."""

    code: str
    name: str
    district: str
    neighbourhood: str
    ward: str = ""


@kept
def small_areas(boundaries: int = 2021) -> dict[str, SmallArea]:
    """Every LSOA of Derby and Derbyshire by its code, for the boundaries of 2011 or 2021."""
    if boundaries not in BOUNDARIES:
        raise ValueError("LSOA boundaries are those of 2011 or 2021.")
    return {
        row["lsoa"]: SmallArea(row["lsoa"], row["name"], row["district"], row["neighbourhood"], row.get("ward", ""))
        for row in rows_of(f"lsoa_{boundaries}")
    }


def small_areas_of(place: str | Place, boundaries: int = 2021) -> tuple[SmallArea, ...]:
    """The LSOAs of a place."""
    districts = place_of(place).districts
    return tuple(area for area in small_areas(boundaries).values() if area.district in districts)


def district_of(lsoa: str) -> Place | None:
    """The district an LSOA of either set of boundaries lies in; None where it lies elsewhere."""
    area = small_areas(2021).get(lsoa) or small_areas(2011).get(lsoa)
    return place_of(area.district) if area else None


@kept
def _steps(origin: str, end: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows_of("lsoa_2011_2021"):
        found[row[origin]] = (*found.get(row[origin], ()), row[end])
    return found


def areas_2021(lsoa_2011: str) -> tuple[str, ...]:
    """The LSOAs of 2021 that an LSOA of 2011 became: itself, or the parts it was split into. () where not known."""
    return _steps("lsoa_2011", "lsoa_2021").get(lsoa_2011, ())


def area_2011(lsoa_2021: str) -> str | None:
    """The LSOA of 2011 that an LSOA of 2021 lies in; None where not known."""
    return next(iter(_steps("lsoa_2021", "lsoa_2011").get(lsoa_2021, ())), None)


@kept
def _census(topic: str) -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    """(categories, counts of each LSOA in their order) of one topic."""
    rows = rows_of(CENSUS)
    headings = [heading for heading in rows[0] if heading.startswith(f"{topic}|")]
    counts = {row["lsoa"]: tuple(int(row[heading]) for heading in headings) for row in rows}
    return tuple(heading.partition("|")[2] for heading in headings), counts


def area_figure(topic: str, lsoas: tuple[str, ...], place: Place) -> Figure:
    """Census counts of a topic over some LSOAs of 2021, as a figure of the place they lie in.

    topic is one of TOPICS; KeyError for any other, and for an LSOA that is not of 2021.
    """
    title, people = TOPICS[topic]
    categories, counts = _census(topic)
    sums = [sum(column) for column in zip(*(counts[lsoa] for lsoa in lsoas), strict=True)] or [0] * len(categories)
    pairs = tuple(Count(category, count) for category, count in zip(categories, sums, strict=True))
    return Figure(f"{CENSUS}:{topic}", title, people, place, pairs, source_of(CENSUS))


@kept
def residents(lsoa: str) -> int:
    """Everyone living in an LSOA of 2021 on census day."""
    return sum(_census("age")[1][lsoa])


# The six bands that ages are published in by small area: (first age, last age or None).
AGE_BANDS = ((0, 15), (16, 24), (25, 34), (35, 49), (50, 64), (65, None))


def fits_bands(first: int, last: int | None) -> bool:
    """Whether an age range begins and ends where bands do, so that small areas can be counted for it."""
    return first in [band[0] for band in AGE_BANDS] and last in [band[1] for band in AGE_BANDS]


def residents_of_ages(lsoa: str, first: int, last: int | None) -> int:
    """Residents of an LSOA of 2021 from one age to another. ValueError where the range cuts a band in two."""
    if not fits_bands(first, last):
        raise ValueError("By small area, ages are published in bands only: 0-15, 16-24, 25-34, 35-49, 50-64, 65+.")
    counts = _census("age")[1][lsoa]
    return sum(
        count
        for (low, high), count in zip(AGE_BANDS, counts, strict=True)
        if low >= first and (last is None or (high is not None and high <= last))
    )


def estimated_residents(lsoa: str, first: int, last: int | None) -> float:
    """Residents of an LSOA of 2021 of any ages. Where the range cuts a band of ages, the band is split as it is in the
    whole district, whose single years of age are published."""
    district, counts = place_of(small_areas(2021)[lsoa].district), _census("age")[1][lsoa]
    return sum(
        count * _share_of_band(district, band, first, last) for band, count in zip(AGE_BANDS, counts, strict=True)
    )


@kept
def _share_of_band(district: Place, band: tuple[int, int | None], first: int, last: int | None) -> float:
    low, high = band
    begin, end = max(low, first), high if last is None else last if high is None else min(high, last)
    if end is not None and end < begin:
        return 0.0
    return residents_aged(district, begin, end) / residents_aged(district, low, high)
