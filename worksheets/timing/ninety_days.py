"""The 30, 60 and 90 day plans: the actions that fall into each thirty days, and what was written beside them."""

import datetime as dt
from dataclasses import dataclass

from ..models import Record
from ..situation import Situation

STEP = "sharing-and-learning"
POINTS = (("days_30", 30), ("days_60", 60), ("days_90", 90))
FIRST, LAST = "first", "last"


@dataclass(frozen=True)
class Thirty:
    """Thirty of the first or last ninety days: its actions, and the row that was written by hand."""

    window: str
    until: int
    actions: tuple[Record, ...]
    written: dict

    @property
    def is_empty(self) -> bool:
        return not self.actions and not self.written.get("what")

    @property
    def words(self) -> str:
        start = self.until - 29
        return f"{self.window.capitalize()} 90 days, day {start} to {self.until}"


def windows_chosen(s: Situation) -> tuple[str, ...]:
    """Which ninety days the team plans; none before it has said so."""
    said = s.answers(STEP).get("ninety_days_when")
    return {"both": (FIRST, LAST), FIRST: (FIRST,), LAST: (LAST,)}.get(said, ())


def thirties(s: Situation, window: str) -> list[Thirty]:
    written = s.answers(STEP).get(f"{window}_ninety") or {}
    by_point = {point: [] for point, _ in POINTS}
    for action in s.thread.of("action"):
        if action.status != "dropped" and (point := _point_of(s, window, action)):
            by_point[point].append(action)
    return [Thirty(window, days, tuple(by_point[point]), written.get(point) or {}) for point, days in POINTS]


def _point_of(s: Situation, window: str, action: Record) -> str | None:
    """In the first ninety days what the team said of the action counts, then its due day; in the last, its due day."""
    start, end = s.project.start_on, s.project.end_on
    if window == FIRST:
        if action.horizon:
            return action.horizon if action.horizon != "later" else None
        return _by_day(action.due_on, start)
    return _by_day(action.due_on, end - dt.timedelta(days=90) if end else None)


def _by_day(due: dt.date | None, start: dt.date | None) -> str | None:
    if due is None or start is None or due <= start:
        return None
    after = (due - start).days
    return next((point for point, days in POINTS if after <= days), None)
