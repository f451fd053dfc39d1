"""Step 13: everything with a day on one timeline, drawn in lanes and said again as a table."""

import datetime as dt
from dataclasses import dataclass, replace

from design.words import count, day

from ..measuring.calendar import add_months, month_of
from ..situation import Situation
from ..timing.days import AHEAD, DONE, KINDS, LATE, Entry, entries_of
from . import Board, Cell, Table, board

# The drawing, in its own units.
LEFT, RIGHT, TOP, LANE = 92, 628, 28, 30
# Beyond this many months a mark in each would be too many.
MOST_TICKS = 7
# So many of those to come stand open beside what is late; the others are folded away.
NEXT = 6
# A year typed wrong must not squeeze everything else together: what lies further off stands in the tables only.
MONTHS_BEFORE, MONTHS_AFTER = 24, 60


@dataclass(frozen=True)
class Mark:
    x: float
    shape: str
    title: str


@dataclass(frozen=True)
class Lane:
    name: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Timeline:
    """Lanes from the first to the last day; `today` is where the line stands, None outside of them."""

    title: str
    height: int
    ticks: tuple[tuple[float, str], ...]
    lanes: tuple[Lane, ...]
    today: float | None


SHAPES = {DONE: "done", LATE: "late", AHEAD: "ahead"}


@board
def timeline(s: Situation) -> Board | None:
    """Milestones, actions, reviews, counts, listening, tests, sharing and promises, each on its day."""
    entries = entries_of(s)
    if not entries:
        return None
    ahead = [one for one in entries if one.state(s.today) == AHEAD]
    behind = [one for one in entries if one.state(s.today) not in (AHEAD, LATE)]
    sentence = _sentence(s, entries, ahead)
    parts = {
        "Late, or next": [*_late(s, entries), *ahead[:NEXT]],
        "Later on": ahead[NEXT:],
        "Done or passed": behind,
    }
    tables = [_table(s, caption, found) for caption, found in parts.items() if found]
    if behind:
        tables[-1] = replace(tables[-1], on_paper=False)
    return Board(
        "timeline",
        "Timeline",
        sentence,
        tuple(tables),
        template="worksheets/boards/timeline.jinja",
        drawing=_drawn(s, entries, sentence),
    )


def _late(s: Situation, entries: list[Entry]) -> list[Entry]:
    return [one for one in entries if one.state(s.today) == LATE]


def _sentence(s: Situation, entries: list[Entry], ahead: list[Entry]) -> str:
    end, late = s.project.end_on, len(_late(s, entries))
    left = f"{count((end - s.today).days, 'day')} left. " if end and end >= s.today else ""
    after = f"The end date was {day(end)}. " if end and end < s.today else ""
    following = f"Next: {ahead[0].words.rstrip('.')}, {day(ahead[0].day)}." if ahead else "Nothing lies ahead."
    return (
        f"{left}{after}{following} {count(late, 'thing is', 'things are')} late."
        if late
        else f"{left}{after}{following}"
    )


def _table(s: Situation, caption: str, entries: list[Entry]) -> Table:
    rows = tuple(
        (Cell(day(one.day)), Cell(one.words, one.records), Cell(one.kind), _state_cell(one, s.today)) for one in entries
    )
    return Table(caption, ("Day", "What", "Kind", "How it stands"), rows)


def _state_cell(entry: Entry, today: dt.date) -> Cell:
    state = entry.state(today)
    if state == LATE:
        return Cell(f"Late by {count(entry.days_late(today), 'day')}", tone="gap")
    if state == AHEAD:
        away = (entry.day - today).days
        return Cell(f"In {count(away, 'day')}" if away else "Today")
    return Cell(state, tone="good" if state == DONE else "")


def _drawn(s: Situation, entries: list[Entry], title: str) -> Timeline:
    first, last = _ends(s, entries)
    whole = max(1, (last - first).days)

    def across(when: dt.date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (when - first).days / whole, 1)

    drawn = [one for one in entries if first <= one.day <= last]
    lanes = [(name, [one for one in drawn if one.kind == name]) for name in KINDS]
    lanes = [lane for lane in lanes if lane[1]]
    return Timeline(
        title=title,
        height=TOP + LANE * len(lanes) + 24,
        ticks=_ticks(first, last, across),
        lanes=tuple(
            Lane(name, TOP + LANE * at + LANE // 2, tuple(_mark(one, s.today, across) for one in found))
            for at, (name, found) in enumerate(lanes)
        ),
        today=across(s.today) if first <= s.today <= last else None,
    )


def _ends(s: Situation, entries: list[Entry]) -> tuple[dt.date, dt.date]:
    """From the month of the first day to the last day of all there is, the project’s own among them."""
    project = s.project
    days = [one.day for one in entries] + [one for one in (project.start_on, project.end_on) if one]
    middle = project.start_on or s.today
    earliest, latest = add_months(middle, -MONTHS_BEFORE), add_months(middle, MONTHS_AFTER)
    days = [one for one in days if earliest <= one <= latest] or [middle]
    return month_of(min(days)), max(days)


def _mark(entry: Entry, today: dt.date, across) -> Mark:
    state = entry.state(today)
    refs = ", ".join(record.ref for record in entry.records)
    said = f"{entry.words} {refs}".strip()
    return Mark(across(entry.day), SHAPES.get(state, "past"), f"{day(entry.day)}: {said} ({state.lower()})")


def _ticks(first: dt.date, last: dt.date, across) -> tuple[tuple[float, str], ...]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = -(-months // MOST_TICKS)
    starts = [add_months(first, at) for at in range(0, months, step)]
    return tuple((across(one), _month(one, with_year=one == first or one.month <= step)) for one in starts)


def _month(day: dt.date, *, with_year: bool) -> str:
    return f"{day:%b %Y}" if with_year else f"{day:%b}"
