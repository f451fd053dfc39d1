"""How long the thirteen steps take, fitted to the hours a team can give. Pure sums; no clock of its own."""

import datetime as dt
from dataclasses import dataclass

from guide.steps import Section, Step, numbered_steps

DAYS_A_MONTH = 30.44
WHOLE, NEEDED, SHORT = "whole", "needed", "short"


@dataclass(frozen=True)
class StepTime:
    """One step: minutes for all of it, minutes for its needed parts only, and the day it ends if done in order (None
    where it is settled, or where no hours were given)."""

    step: Step
    whole: int
    needed: int
    is_settled: bool
    ends_on: dt.date | None = None


@dataclass(frozen=True)
class TimeMap:
    """`whole` and `needed`: minutes of the steps still open. `available`: minutes until the end date, None where hours
    or end date are missing. `fit`: "whole", "needed" or "short", "" where nothing can be said."""

    steps: tuple[StepTime, ...]
    whole: int
    needed: int
    available: int | None
    fit: str


def time_map(settled: set[str], hours: int | None, start: dt.date, end: dt.date | None) -> TimeMap:
    """The thirteen steps from `start`. settled: keys of steps that need no more time. hours: a month."""
    steps = [
        StepTime(step, whole_minutes(step), needed_minutes(step), step.key in settled) for step in numbered_steps()
    ]
    still_open = [one for one in steps if not one.is_settled]
    whole, needed = sum(one.whole for one in still_open), sum(one.needed for one in still_open)
    available = round((end - start).days / DAYS_A_MONTH * hours * 60) if hours and end and end > start else None
    fit = _fit(whole, needed, available)
    return TimeMap(tuple(_dated(steps, hours, start, fit)), whole, needed, available, fit)


def _fit(whole: int, needed: int, available: int | None) -> str:
    if available is None:
        return ""
    if whole <= available:
        return WHOLE
    return NEEDED if needed <= available else SHORT


def _dated(steps: list[StepTime], hours: int | None, start: dt.date, fit: str):
    """Each open step with the day it ends, one after the other; by its needed parts alone where time is short."""
    used = 0
    for one in steps:
        if one.is_settled or not hours:
            yield one
            continue
        used += one.whole if fit in ("", WHOLE) else one.needed
        ends_on = start + dt.timedelta(days=round(used / 60 / hours * DAYS_A_MONTH))
        yield StepTime(one.step, one.whole, one.needed, False, ends_on)


def whole_minutes(step: Step) -> int:
    return sum(section.minutes for section in step.sections)


def needed_minutes(step: Step) -> int:
    """Minutes of the sections without which a step cannot be finished."""
    places = {need.anchor.partition("-")[2] for need in step.needs} | {need.record for need in step.needs}
    return sum(section.minutes for section in step.sections if _is_needed(section, places))


def _is_needed(section: Section, places: set[str]) -> bool:
    named = {section.record, *(question.key for question in section.questions), *_boards(section)} - {""}
    return any(question.needed for question in section.questions) or bool(named & places)


def _boards(section: Section) -> set[str]:
    return {name.replace("_", "-") for name in section.boards}
