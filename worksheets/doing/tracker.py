"""Every action, where it stands, with late worked out: an action with no owner or no date is never on time."""

import datetime as dt
from dataclasses import dataclass

from ..models import Action, Record
from ..situation import Situation

SOON = dt.timedelta(days=30)
GROUPS = (
    ("late", "Late"),
    ("stuck", "Blocked or to discuss"),
    ("soon", "Due in the next 30 days"),
    ("later", "Due later"),
    ("undated", "No owner or no date yet"),
    ("paused", "Paused"),
    ("done", "Done"),
    ("dropped", "Dropped"),
)
STUCK = frozenset({"blocked", "to_discuss"})


@dataclass(frozen=True)
class Tracked:
    """One action with what it is for, and by how many days it is late."""

    action: Action
    purpose: tuple[Record, ...]
    days_late: int
    group: str


def tracked(s: Situation, owner_id=None) -> list[Tracked]:
    """Every action, or those of one owner, by date; those without one last."""
    actions = [one for one in s.thread.of("action") if owner_id is None or one.owner_id == owner_id]
    actions.sort(key=lambda one: (one.due_on or dt.date.max, one.number))
    return [_tracked(s, action) for action in actions]


def grouped(found: list[Tracked]) -> list[tuple[str, str, list[Tracked]]]:
    """(key, words, actions) for each group that has any, in the order in which a meeting asks about them."""
    sets = ((key, words, [one for one in found if one.group == key]) for key, words in GROUPS)
    return [group for group in sets if group[2]]


def _tracked(s: Situation, action: Action) -> Tracked:
    purpose = [one for name in ("adjustments", "development_need", "findings") for one in s.thread.linked(action, name)]
    late = (s.today - action.due_on).days if action.is_late(s.today) else 0
    return Tracked(action, tuple(purpose), late, _group(s, action))


def _group(s: Situation, action: Action) -> str:
    if action.status in ("done", "dropped", "paused"):
        return action.status
    if action.status in STUCK:
        return "stuck"
    if action.owner_id is None or action.due_on is None:
        return "undated"
    if action.is_late(s.today):
        return "late"
    return "soon" if action.due_on <= s.today + SOON else "later"
