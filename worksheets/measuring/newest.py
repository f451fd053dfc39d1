"""The newest figure of an indicator, as outcomes recorded it, under the small-number rule."""

import datetime as dt
import re
from dataclasses import dataclass

from datasets.analysis.statistics.suppression import is_small

from ..saying import PART_OF_WHOLE, gives_small_part
from .baselines import TOO_SMALL
from .figures import number_in

SHARES = re.compile(r"%|\bin \d+|\bper\b|\bpoints?\b|\bout of\b|\bof \d")


@dataclass(frozen=True)
class Newest:
    """What was found when somebody last looked, and on which day."""

    text: str
    on: dt.date


def newest_of(s, indicator) -> Newest | None:
    """None where no outcome with a day and a figure tells of it."""
    told = s.thread.pointing(indicator, "outcome", "indicator")
    found = [one for one in told if one.recorded_on and one.details.get("value")]
    last = max(found, key=lambda one: (one.recorded_on, one.number), default=None)
    return last and Newest(released(last, s.project.hidden_below), last.recorded_on)


def released(outcome, hidden_below: int) -> str:
    """The figure of an outcome as it may leave the project: nothing that rests on a small number."""
    value, gap = outcome.details["value"].strip(), (outcome.details.get("gap") or "").strip()
    people = outcome.details.get("count")
    if (people and is_small(people, hidden_below)) or _is_small(value, hidden_below):
        return TOO_SMALL
    return f"{value}, a gap of {gap}" if gap and not _is_small(gap, hidden_below) else value


def _is_small(text: str, hidden_below: int) -> bool:
    """Whether typed words give a small count: a part of a whole that it or the rest of it is, or a bare number."""
    if PART_OF_WHOLE.search(text):
        return gives_small_part(text, hidden_below)
    number = number_in(text)
    return number is not None and not SHARES.search(text) and is_small(round(number), hidden_below)
