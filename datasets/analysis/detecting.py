"""What the service’s numbers could show: the smallest change a quarter, and a year, would reliably bring to light."""

import datetime as dt
from dataclasses import dataclass

from datasets.analysis.change_words import detectable_in_words
from datasets.analysis.measures import UNIT_NOUNS, measure_of
from datasets.analysis.profile import Profile, Rate, number
from datasets.analysis.statistics.detectability import detectable_change

DAYS = {"quarter": 91.3, "year": 365.25}
# Of fewer than this in a period a rate says nothing.
FEWEST = 10


@dataclass(frozen=True)
class Showing:
    """How many come in a quarter or a year, and the rate that would reliably show beside the present one, or None."""

    period: str
    total: float
    rate: float | None


@dataclass(frozen=True)
class Detecting:
    """What could be shown for everyone (group "") or one group of a field, in the direction that is better."""

    measure: str
    field: str
    group: str
    baseline: float
    showing: tuple[Showing, ...]
    sentence: str


def detecting(profile: Profile, measure: str, field: str = "", group: str = "") -> Detecting | None:
    """The smallest improvement two equal periods would show at 80 % power; None without a rate or without dates.

    The number in a period is taken from the days the file covers. Events clustered in people count for less, by the
    design effect of the whole measure. Source: statistics.detectability.detectable_change.
    """
    found = profile.measure(measure)
    rate = _rate(profile, measure, field, group)
    days = _days(profile)
    if found is None or rate is None or rate.rate is None or days is None:
        return None
    fall = measure_of(measure).worse == "high"
    showing = []
    for period, length in DAYS.items():
        total = number(rate.total) * length / days
        after = None
        if total >= FEWEST:
            change = detectable_change(rate.rate, total, total, design_effect=found.design_effect or 1.0)
            after = change.below if fall else change.above
        showing.append(Showing(period, total, after))
    said = detectable_in_words(found.label, UNIT_NOUNS[profile.unit], rate.rate, tuple(showing), field, group)
    return Detecting(measure, field, group, rate.rate, tuple(showing), said)


def _rate(profile: Profile, measure: str, field: str, group: str) -> Rate | None:
    found = profile.measure(measure)
    if found is None or not field:
        return found.overall if found else None
    rates = found.of(field)
    return next((one.rate for one in rates.groups if one.group == group), None) if rates else None


def _days(profile: Profile) -> int | None:
    """The days the file covers, both ends included."""
    if not profile.first_day or not profile.last_day:
        return None
    return (dt.date.fromisoformat(profile.last_day) - dt.date.fromisoformat(profile.first_day)).days + 1
