"""The smallest change that an indicator’s numbers would reliably show, and whether its aim is as big as that."""

from dataclasses import dataclass
from functools import lru_cache

from datasets.analysis.change_words import detectable_in_words
from datasets.analysis.detecting import FEWEST, Showing
from datasets.analysis.statistics.detectability import Detectable, detectable_change
from datasets.analysis.wording import percent

from .baselines import aim_of
from .figures import Figures

PERIODS = {"quarter": 3, "year": 12}
SEEN, NOT_SEEN, NOT_KNOWN = "seen", "not_seen", "not_known"


@dataclass(frozen=True)
class WouldShow:
    """The sentences, and whether the aim would be `seen`, `not_seen`, or is `not_known`."""

    smallest: str
    aim: str = ""
    verdict: str = NOT_KNOWN


def would_show(indicator, figures: Figures | None) -> WouldShow | None:
    """None where the indicator is no share with counts. Two equal periods, 80 % power, as the data pages say it.

    Source: datasets.analysis.statistics.detectability.detectable_change."""
    if figures is None:
        return None
    if figures.group.rate is None:
        words = "With so few, no change would reliably show. Count for longer, or count a step on the way."
        return WouldShow(words, verdict=NOT_SEEN)
    direction, rate = indicator.details.get("direction"), figures.group.rate
    showing = tuple(_showing(figures, direction, period, total) for period, total in _totals(figures).items())
    said = detectable_in_words(indicator.ref, figures.noun, rate, showing).removeprefix(f"{indicator.ref}: ")
    return _with_aim(said, aim_of(indicator, rate), rate, showing)


def _totals(figures: Figures) -> dict[str, float]:
    """How many come in each period; in one as long as the baseline where nobody said how long that is."""
    if figures.months is None:
        return {"period of that length": figures.group.total}
    return {period: figures.group.total * months / figures.months for period, months in PERIODS.items()}


def _showing(figures: Figures, direction: str, period: str, total: float) -> Showing:
    if total < FEWEST:
        return Showing(period, total, None)
    return Showing(period, total, _wanted(_change(figures.group.rate, total), direction))


@lru_cache(maxsize=1024)
def _change(rate: float, total: float) -> Detectable:
    """Kept, since the same few baselines are looked at on every visit."""
    return detectable_change(rate, total, total)


def _wanted(change: Detectable, direction: str) -> float | None:
    """In the direction that is better; where neither is, the smaller of the two changes."""
    if direction in ("lower", "higher"):
        return change.below if direction == "lower" else change.above
    found = [one for one in (change.below, change.above) if one is not None]
    return min(found, key=lambda one: abs(one - change.baseline), default=None)


def _with_aim(said: str, aim: float | None, rate: float, showing: tuple[Showing, ...]) -> WouldShow:
    if aim is None or aim == rate:
        return WouldShow(said)
    for one in showing:
        if one.rate is not None and (one.rate - rate) * (aim - rate) > 0 and abs(aim - rate) >= abs(one.rate - rate):
            return WouldShow(said, f"Your aim, {percent(aim)}, would show in a {one.period}.", SEEN)
    last = showing[-1].period
    words = f"The aim, {percent(aim)}, would not reliably show in a {last}. Count longer, or count a step on the way."
    return WouldShow(said, words, NOT_SEEN)
