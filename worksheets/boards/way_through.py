"""The introduction: how long the steps take in the hours there are, and an order that fits this service."""

import datetime as dt

from design.words import count, day
from guide.steps import find_step

from ..situation import Situation
from ..time_needed import NEEDED, SHORT, WHOLE, StepTime, TimeMap
from ..time_needed import time_map as fitted
from . import Board, Cell, Table, board

SOON = dt.timedelta(days=42)
MOST = 5


@board
def time_map(s: Situation) -> Board:
    """The thirteen steps with the time each takes, fitted to the hours given."""
    start = max(s.today, s.project.start_on) if s.project.start_on else s.today
    settled = {key for key, state in s.states.items() if state.is_settled}
    made = fitted(settled, s.project.hours_a_month, start, s.project.end_on)
    rows = tuple(_time_row(one) for one in made.steps)
    headings = ("Step", "All of it", "Only what is needed", "Ready by about")
    links = (("See what fits into ten minutes", "worksheets:list_short_tasks"),)
    if not s.project.hours_a_month:
        links = (("Say how many hours you have", "projects:edit_project"), *links)
    table, title = Table("Time for the thirteen steps", headings, rows), "The thirteen steps in your time"
    return Board("time_map", title, _time_sentence(s, made), (table,), printed=False, links=links)


def _time_row(one: StepTime) -> tuple[Cell, ...]:
    name = Cell(one.step.label, step=one.step.key)
    if one.is_settled:
        return name, Cell("Settled", tone="good"), Cell("Settled"), Cell()
    ready = Cell(f"{one.ends_on:%B %Y}" if one.ends_on else "")
    return name, Cell(in_hours(one.whole)), Cell(in_hours(one.needed)), ready


def _time_sentence(s: Situation, made: TimeMap) -> str:
    if not made.whole:
        return "Every step is settled."
    takes = f"The steps still open take about {_round(made.whole)}, or {_round(made.needed)} for what is needed only."
    hours = s.project.hours_a_month
    if not hours:
        return f"{takes} Say how many hours a month your team can give, and this shows how far you get."
    if made.available is None:
        return f"{takes} With {count(hours, 'hour')} a month that is about {_months(made.whole, hours)}."
    has = f"Until {day(s.project.end_on)} your team has about {_round(made.available)}."
    return f"{takes} {has} {FITS[made.fit]}"


FITS = {
    WHOLE: "There is time for every step.",
    NEEDED: "That is enough for what is needed, so the dates below leave the rest out.",
    SHORT: "That is too little. Find more hours, move the end date, or leave steps out and say why.",
}


def _months(minutes: int, hours: int) -> str:
    return count(max(1, round(minutes / 60 / hours)), "month")


def _round(minutes: int) -> str:
    return count(max(1, round(minutes / 60)), "hour")


def in_hours(minutes: int) -> str:
    """1 hour 30 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour")] if hours else []
    return " ".join([*parts, count(rest, "minute")] if rest or not hours else parts)


@board
def suggested_order(s: Situation) -> Board | None:
    """The next few steps, in an order that fits what the team has said."""
    reasons: dict[str, str] = {}
    for key, why in _ideas(s):
        if not _is_settled(s, key):
            reasons.setdefault(key, why)
    if not reasons:
        return None
    first = list(reasons.items())[:MOST]
    rows = tuple((Cell(find_step(key).label, step=key), Cell(why)) for key, why in first)
    table = Table("Order we suggest", ("Step", "Why now"), rows)
    return Board("suggested_order", "An order for you", _order_sentence(s, first), (table,), printed=False)


def _order_sentence(s: Situation, first: list[tuple[str, str]]) -> str:
    label, is_begun = find_step(first[0][0]).label, any(state.is_settled for state in s.states.values())
    return f"Go on with “{label}”." if is_begun else f"Start with “{label}”."


def _is_settled(s: Situation, key: str) -> bool:
    return key in s.states and s.states[key].is_settled


def _ideas(s: Situation):
    """(step, reason), the most pressing first. A step may come twice: its first reason counts."""
    meeting = s.project.meeting_on
    if meeting and s.today <= meeting <= s.today + SOON and not s.thread.of("focus_group"):
        days = count((meeting - s.today).days, "day")
        yield "combined-picture", f"The plan is due in {days}, and it needs a focus first."
    if _has_no_file(s):
        yield "patient-insights", "You have no file yet. What people have said needs none."
        yield "local-data", "Published figures need no file of yours."
        yield "service-data", "Ask for a file now, and come back when it is there."
    else:
        yield "service-data", "Your own data shows who gets to you and who does not."
        yield "patient-insights", "People can say why the numbers are as they are."
        yield "local-data", "It shows who lives here and could come."
    yield "combined-picture", "Put the sources together and choose a focus."
    yield "local-knowledge", "Partners need time to answer, so write to them early."
    yield "literature", "A library can search for you while you wait."
    yield "staff-development", "It runs beside all the other parts."
    yield from ((key, "It comes next in the guide.") for key in s.states if find_step(key).number)


def _has_no_file(s: Situation) -> bool:
    plans_none = s.answers("introduction").get("file_detail") == "no_files"
    return plans_none or s.answers("service-data").get("file_ready") == "no"
