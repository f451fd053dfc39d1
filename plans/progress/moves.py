"""Where each action stands, and what that is since the start of the paper."""

from dataclasses import dataclass

from design.words import count, day
from worksheets.doing.standing import status_words
from worksheets.doing.tracker import STUCK, Tracked, tracked
from worksheets.saying import without_contacts
from worksheets.situation import Situation

from .since import Since

MOST = 6
DONE, STARTED, LATE, STUCK_NOW, ENDED, NEW = HEADINGS = (
    "Done since then",
    "Started since then",
    "Late",
    "Blocked, or to discuss",
    "Paused or dropped since then",
    "New since then",
)
# What an action was before it is said to have started.
NOT_STARTED = frozenset({"To start", "Not said"})


@dataclass(frozen=True)
class Moves:
    """Lines under each heading, and how many actions there are in all."""

    lines: dict[str, list[str]]
    total: int
    done: int

    def number(self, heading: str) -> int:
        return len(self.lines[heading])


def moves_of(s: Situation, since: Since) -> Moves:
    """Every action that moved, is late or is stuck, in words. One that is stuck and late stands among the stuck."""
    lines: dict[str, list[str]] = {heading: [] for heading in HEADINGS}
    found = tracked(s)
    for one in found:
        if heading := _heading(one, since):
            lines[heading].append(_line(one, heading))
    return Moves(lines, len(found), sum(one.action.status == "done" for one in found))


def _heading(one: Tracked, since: Since) -> str:
    action, now = one.action, status_words(one.action.status)
    was = since.statuses.get(action.ref)
    if action.status in STUCK:
        return STUCK_NOW
    if one.days_late:
        return LATE
    if was == now:
        return ""
    if action.status == "done":
        return DONE
    if action.status in ("paused", "dropped"):
        return ENDED
    if was is None and since.key:
        return NEW
    return STARTED if action.status == "under_way" and (was in NOT_STARTED or was is None) else ""


def _line(one: Tracked, heading: str) -> str:
    action = one.action
    name = f"{action.ref} {action.title.rstrip('.')}"
    owner = action.owner.name if action.owner else "nobody yet"
    late = f"{count(one.days_late, 'day')} late" if one.days_late else ""
    match heading:
        case "Done since then":
            words = f"{name}{f', on {day(action.done_on)}' if action.done_on else ''}"
        case "Late":
            words = f"{name}: due {day(action.due_on)}, {late} ({owner})"
        case "Blocked, or to discuss":
            why = action.blocked_by if action.status == "blocked" else "the team wants to discuss it"
            words = f"{name}: {why or 'nobody wrote down by what'}{f' ({late})' if late else ''}"
        case "Paused or dropped since then":
            why = f" because {action.dropped_reason}" if action.status == "dropped" and action.dropped_reason else ""
            words = f"{name}: {action.status}{why}"
        case _:
            when = f", due {day(action.due_on)}" if action.due_on else ", with no date yet"
            words = f"{name}{when} ({owner})"
    return without_contacts(f"{words.rstrip('.')}.")


def shortened(lines: list[str]) -> tuple[str, ...]:
    """The first few lines; of the others only their references."""
    rest = [line.partition(" ")[0] for line in lines[MOST:]]
    return (*lines[:MOST], *([f"And {len(rest)} more: {', '.join(rest)}."] if rest else []))
