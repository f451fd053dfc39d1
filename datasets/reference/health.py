"""Health indicators by place and period, and the life expectancy figures that the guide quotes."""

from dataclasses import dataclass, replace

from datasets.reference.places import Place, find_place, place_of
from datasets.reference.sources import Source, source_of
from datasets.reference.store import kept, rows_of

TABLE = "health_indicators"
GUIDE = "life_expectancy_guide"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Indicator:
    """One value. low and high are its 95 % limits, or None; start is the first day of its period, length ISO 8601."""

    name: str
    place: Place
    start: str
    length: str
    value: float
    unit: str
    low: float | None
    high: float | None
    source: Source

    @property
    def period(self) -> str:
        """“2024”, or “2022 to 2024” where it ends in another year than it begins."""
        first, years = int(self.start[:4]), int(self.length.strip("PY") or 1)
        last = first + years - (self.start[5:] == "01-01")
        return str(first) if last == first else f"{first} to {last}"


@kept
def indicator_series(name: str, place: str | Place) -> tuple[Indicator, ...]:
    """Every period of an indicator for a place, oldest first; () where it is not published for that place."""
    place = place_of(place)
    found = [row for row in rows_of(TABLE) if row["indicator"] == name and row["place"] == place.code]
    return tuple(_indicator(row, place) for row in sorted(found, key=lambda row: row["start"]))


def indicator(name: str, place: str | Place) -> Indicator | None:
    """The newest value; None where it is not published for that place."""
    return next(reversed(indicator_series(name, place)), None)


def _indicator(row: dict[str, str], place: Place) -> Indicator:
    source = replace(source_of(TABLE), publisher=row["publisher"], date=_in_words(row["date"]), note=row["note"])
    low, high = (float(row[name]) if row[name] else None for name in ("low", "high"))
    return Indicator(
        row["indicator"], place, row["start"], row["length"], float(row["value"]), row["unit"], low, high, source
    )


def _in_words(date: str) -> str:
    """“6 May 2026” of 06/05/2026, as the publisher writes it; anything else as it is."""
    day, _, rest = date.partition("/")
    month, _, year = rest.partition("/")
    is_date = all(part.isdecimal() for part in (day, month, year)) and 1 <= int(month) <= 12
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if is_date else date


@dataclass(frozen=True)
class LifeExpectancy:
    """Years at birth for one sex. name says whose: a place, or the most or least deprived areas of England."""

    name: str
    place: Place
    sex: str
    years: float
    source: Source


@kept
def life_expectancy() -> tuple[LifeExpectancy, ...]:
    """The figures the guide prints, 2018 to 2020."""
    source = source_of(GUIDE)
    return tuple(
        LifeExpectancy(row["name"], find_place(row["place"]), row["sex"], float(row["years"]), source)
        for row in rows_of(GUIDE)
    )
