"""Deprivation of small areas and places, in two editions that are never mixed: 2019 on LSOA 2011, 2025 on LSOA 2021."""

from dataclasses import dataclass
from enum import Enum

from datasets.reference.places import ENGLAND, Place, districts, place_of
from datasets.reference.small_areas import small_areas
from datasets.reference.sources import Source, source_of
from datasets.reference.store import kept, rows_of

DOMAINS = ("income", "employment", "education", "health", "crime", "housing_and_services", "living_environment")
MOST_DEPRIVED_FIFTH = 1


class Edition(Enum):
    """An edition of the Index of Multiple Deprivation, with its boundaries and how many LSOAs of England it ranks."""

    IMD_2019 = (2019, 2011, 32_844)
    IMD_2025 = (2025, 2021, 33_755)

    def __init__(self, year: int, boundaries: int, ranked: int):
        self.year, self.boundaries, self.ranked = year, boundaries, ranked

    @property
    def table(self) -> str:
        return f"imd_{self.year}"

    @property
    def in_words(self) -> str:
        """What stands beside every chart."""
        return f"Index of Multiple Deprivation {self.year}, on small areas (LSOAs) of {self.boundaries}"


class NoSuchArea(LookupError):
    """The code is no LSOA of Derby and Derbyshire in either set of boundaries."""


class OtherBoundaries(ValueError):
    """The LSOA exists only in the other edition's boundaries, so this edition says nothing about it."""


@dataclass(frozen=True)
class AreaDeprivation:
    """One LSOA in one edition. Rank 1 is the most deprived in England; tenth 1 and fifth 1 are the most deprived.

    domains: the tenth of each part of the index, by its name in DOMAINS.
    """

    lsoa: str
    name: str
    district: str
    rank: int
    tenth: int
    domains: dict[str, int]
    edition: Edition

    @property
    def fifth(self) -> int:
        return (self.tenth + 1) // 2


@kept
def deprivation(edition: Edition) -> dict[str, AreaDeprivation]:
    """Every LSOA of Derby and Derbyshire by its code, in one edition and its own boundaries."""
    return {
        row["lsoa"]: AreaDeprivation(
            row["lsoa"],
            row["name"],
            row["district"],
            int(row["rank"]),
            int(row["decile"]),
            {name: int(row[name]) for name in DOMAINS},
            edition,
        )
        for row in rows_of(edition.table)
    }


def deprivation_of(lsoa: str, edition: Edition) -> AreaDeprivation:
    """What an edition says of an LSOA. OtherBoundaries where only the other has it, NoSuchArea where neither."""
    found = deprivation(edition).get(lsoa)
    if found:
        return found
    other = next(one for one in Edition if one is not edition)
    if lsoa in small_areas(other.boundaries):
        raise OtherBoundaries(
            f"{lsoa} is an LSOA of {other.boundaries}. The {edition.year} edition is on LSOAs of {edition.boundaries}."
        )
    raise NoSuchArea(f"{lsoa} is no LSOA of Derby and Derbyshire")


def edition_for(lsoas: tuple[str, ...], boundaries: int | None = None) -> Edition | None:
    """The edition that fits all these LSOAs. None where some are only of 2011 and some only of 2021, or none is known.

    boundaries says which they are, where that is known. Codes that both have in common count as 2021.
    """
    known = {lsoa for lsoa in lsoas if lsoa in small_areas(2011) or lsoa in small_areas(2021)}
    fitting = [one for one in (Edition.IMD_2025, Edition.IMD_2019) if known <= set(small_areas(one.boundaries))]
    if boundaries is not None:
        fitting = [one for one in fitting if one.boundaries == boundaries]
    return fitting[0] if known and fitting else None


@dataclass(frozen=True)
class FifthsOfPlace:
    """How a place's residents (and its LSOAs) spread over England's tenths of deprivation, most deprived first."""

    place: Place
    edition: Edition
    people: tuple[int, ...]
    areas: tuple[int, ...]
    source: Source

    @property
    def total(self) -> int:
        return sum(self.people)

    @property
    def fifths(self) -> tuple[int, ...]:
        """Residents of each fifth."""
        return tuple(self.people[place] + self.people[place + 1] for place in range(0, 10, 2))

    @property
    def core20(self) -> float:
        """The share of residents who live in the most deprived fifth of England, 0 to 1."""
        return self.fifths[0] / self.total


def fifths_of(place: str | Place, edition: Edition) -> FifthsOfPlace:
    """Residents of a place by tenth and fifth of deprivation."""
    return _fifths_of(place_of(place), edition)


@kept
def _fifths_of(place: Place, edition: Edition) -> FifthsOfPlace:
    table = f"population_imd_{edition.year}"
    codes = place.districts or (place.code,)
    people, areas = [0] * 10, [0] * 10
    for row in rows_of(table):
        if row["place"] in codes:
            people[int(row["decile"]) - 1] += int(row["people"])
            areas[int(row["decile"]) - 1] += int(row["areas"])
    return FifthsOfPlace(place, edition, tuple(people), tuple(areas), source_of(table))


def is_deprived_overall(place: str | Place, edition: Edition) -> bool:
    """Whether a larger share of a place's people than of England's lives in the most deprived fifth."""
    return fifths_of(place, edition).core20 > fifths_of(ENGLAND, edition).core20


def hidden_pockets(place: str | Place, edition: Edition) -> tuple[AreaDeprivation, ...]:
    """LSOAs in the most deprived fifth that lie in districts not deprived overall, most deprived first."""
    wanted = [
        one.code
        for one in districts()
        if one.code in place_of(place).districts and not is_deprived_overall(one, edition)
    ]
    found = [
        area for area in deprivation(edition).values() if area.fifth == MOST_DEPRIVED_FIFTH and area.district in wanted
    ]
    return tuple(sorted(found, key=lambda area: area.rank))


@dataclass(frozen=True)
class AreaSummary:
    """What the publisher says of a district or of the care board as a whole, 2025. of is how many are ranked."""

    place: Place
    average_score: float
    rank_of_average_score: int
    average_rank: float
    rank_of_average_rank: int
    share_of_areas_in_most_deprived_tenth: float
    rank_of_share: int
    of: int
    source: Source
    edition: Edition = Edition.IMD_2025


@kept
def area_summary(place: str | Place) -> AreaSummary | None:
    """The publisher's summary, 2025 edition; None for a place it has none of (the county, England)."""
    place = place_of(place)
    row = next((one for one in rows_of("imd_2025_summary") if one["area_code"] == place.code), None)
    if row is None:
        return None
    return AreaSummary(
        place,
        float(row["imd_average_score"]),
        int(row["imd_rank_of_average_score"]),
        float(row["imd_average_rank"]),
        int(row["imd_rank_of_average_rank"]),
        float(row["proportion_lsoas_most_deprived_10_percent"]),
        int(row["rank_of_proportion"]),
        int(row["number_of_areas_ranked"]),
        source_of("imd_2025_summary"),
    )
