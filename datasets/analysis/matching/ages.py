"""Ages in the forms people write them, brought to bands: years, months, bands of an export, “90+”."""

import re
from dataclasses import dataclass

from datasets.analysis.matching.words import shown

OLDEST = 120


@dataclass(frozen=True)
class Band:
    """From first to last year of age, both within."""

    first: int
    last: int

    @property
    def label(self) -> str:
        return f"{self.first}+" if self.last >= OLDEST else f"{self.first}-{self.last}"


# Under school age, school age, 15 to 17 and ten-year bands of adults: the bands of NHS workforce and outpatient figures
# that keep children, young people and adults apart.
BANDS = (
    Band(0, 4), Band(5, 14), Band(15, 17), Band(18, 24), Band(25, 34), Band(35, 44),
    Band(45, 54), Band(55, 64), Band(65, 74), Band(75, 84), Band(85, OLDEST),
)  # fmt: skip
_WHOLE = re.compile(r"(\d{1,3})(?:[.,]\d+)?(?:\s*(?:y|yr|yrs|years?|years? old|yo))?\.?$", re.I)
_MONTHS = re.compile(r"(\d{1,3})\s*(?:m|mo|mths?|months?)(?:\s*old)?$", re.I)
_TWELFTHS = re.compile(r"(\d{1,2})/12$")
_DAYS_WEEKS = re.compile(r"\d{1,3}\s*(?:d|days?|w|wks?|weeks?)(?:\s*old)?$", re.I)
_YEARS_MONTHS = re.compile(r"(\d{1,3})\s*y\w*\s*,?\s*\d{1,2}\s*m\w*$", re.I)
_RANGE = re.compile(r"(?:aged?\s*)?(\d{1,3})\s*(?:-|–|—|to|_)\s*(\d{1,3})(?:\s*(?:y|yrs?|years?))?$", re.I)
_AND_OVER = re.compile(
    r"(?:aged?\s*)?(?:over\s*|>=?\s*)?(\d{1,3})\s*(?:\+|plus|and over|and above|or over|years? and over)?$", re.I
)
_OPEN = re.compile(r"\+|plus|over|above|>", re.I)
_UNDER = re.compile(r"(?:under|below|<)\s*(\d{1,3})$", re.I)


def age_in_years(text: str) -> int | None:
    """Whole years of one age, or None: “62”, “45 yrs”, “6 months” (0), “3/12” (3 months: 0), “2y 4m” (2), “45.0”."""
    text = shown(text)
    for pattern in (_WHOLE, _YEARS_MONTHS):
        if found := pattern.match(text):
            years = int(found[1])
            return years if years <= OLDEST else None
    for pattern in (_MONTHS, _TWELFTHS):
        if found := pattern.match(text):
            return int(found[1]) // 12
    return 0 if _DAYS_WEEKS.match(text) else None


def band_of_age(years: int) -> str:
    """The label of the band that holds this age."""
    return next(band.label for band in BANDS if band.first <= years <= band.last)


def age_category(text: str) -> str | None:
    """The standard band of an age or of a band as written. A band that is not within one of ours is kept as written,
    “20-24” as “18-24” but “25-64” as “25-64”; None for what is no age (-1, 199, forty)."""
    text = shown(text)
    years = age_in_years(text)
    if years is not None:
        return band_of_age(years)
    if found := _RANGE.match(text):
        return _own_or_written(int(found[1]), int(found[2]))
    if found := _UNDER.match(text):
        return _own_or_written(0, int(found[1]) - 1)
    if (found := _AND_OVER.match(text)) and _OPEN.search(text):
        return _own_or_written(int(found[1]), OLDEST)
    return None


def _own_or_written(first: int, last: int) -> str | None:
    if first > last or first > OLDEST:
        return None
    within = next((band for band in BANDS if band.first <= first and min(last, OLDEST) <= band.last), None)
    return (within or Band(first, last)).label


def first_year(label: str) -> int:
    """For putting bands in order: the first number in the label, 999 where there is none."""
    found = re.match(r"\d+", label)
    return int(found[0]) if found else 999
