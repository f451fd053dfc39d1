"""Mid-year population estimates by place and year."""

from dataclasses import dataclass

from datasets.reference.places import Place, place_of
from datasets.reference.sources import Source, source_of
from datasets.reference.store import kept, rows_of


def _number(text: str) -> float | None:
    return float(text) if text else None


@dataclass(frozen=True)
class MidYear:
    """Everyone living in a place in the middle of a year. median_age is None where it was not published."""

    place: Place
    year: int
    people: int
    female: int
    male: int
    median_age: float | None
    source: Source


@kept
def years() -> tuple[int, ...]:
    return tuple(sorted({int(row["year"]) for row in rows_of("mid_year")}))


@kept
def mid_year(place: str | Place, year: int | None = None) -> MidYear:
    """The estimate for a place, newest where no year is given. KeyError where there is none for it."""
    place, year = place_of(place), year or years()[-1]
    rows = {row["place"]: row for row in rows_of("mid_year") if int(row["year"]) == year}
    codes = (place.code,) if place.code in rows else place.districts
    if not codes or not set(codes) <= set(rows):
        raise KeyError(f"There is no estimate for {place.name} in {year}")
    people, female, male = (sum(int(rows[code][name]) for code in codes) for name in ("people", "female", "male"))
    median = _number(rows[codes[0]]["median_age"]) if codes == (place.code,) else None
    return MidYear(place, year, people, female, male, median, source_of("mid_year"))
