"""Step 6: when the team was in touch with whom, what it promised, and what it takes to be true."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from design.words import count, day
from guide.vocabularies import vocabulary

from ..models import PartnerLink
from ..saying import in_words, without_contacts
from ..situation import Situation
from ..ties import contacts_of, rows_of_grid
from . import Board, Cell, Table, board, offer

STEP = "local-knowledge"


@dataclass(frozen=True)
class Event:
    """One moment with a partner. `is_late` where it lies behind and has not happened."""

    on: dt.date
    partner: PartnerLink
    words: str
    is_late: bool = False


@dataclass(frozen=True)
class Timeline:
    """What lies behind, latest first, and what comes next, soonest first."""

    past: tuple[Event, ...]
    coming: tuple[Event, ...]


@board
def contact_timeline(s: Situation) -> Board | None:
    """Who the team works with, since when; and every contact, promise and plan by its date."""
    partners = s.thread.of("partner_link")
    if not partners:
        return None
    events = [event for partner in partners for event in _events(s, partner)]
    coming = sorted((one for one in events if one.on >= s.today or one.is_late), key=lambda one: one.on)
    past = sorted((one for one in events if one.on < s.today and not one.is_late), key=lambda one: one.on, reverse=True)
    rows = tuple(_partner_row(s, one) for one in partners)
    headings = ("Partner", "Part they play", "Status", "Since", "Next contact", "Knows")
    table = Table("Who we are working with", headings, rows)
    return Board(
        "contact_timeline",
        "Who we are working with",
        _sentence(s, partners, coming),
        (table,),
        template="worksheets/boards/contact_timeline.jinja",
        drawing=Timeline(tuple(past), tuple(coming)),
    )


def _sentence(s: Situation, partners: list, coming: list[Event]) -> str:
    together = sum(one.status == "working_together" for one in partners)
    late = sum(one.is_late for one in coming)
    text = f"{count(len(partners), 'partner')}; the team works together with {together}."
    if late:
        return f"{text} {count(late, 'date has', 'dates have')} passed with nothing noted."
    return f"{text} Next: {coming[0].partner.ref} on {day(coming[0].on)}." if coming else text


def _events(s: Situation, partner: PartnerLink):
    contacts = contacts_of(partner)
    for number, (on, how) in enumerate(contacts):
        yield Event(on, partner, f"{'In touch' if number else 'First contact'}{f' ({how.lower()})' if how else ''}")
    if partner.next_contact_on and partner.next_contact_on not in {on for on, _ in contacts}:
        late = partner.next_contact_on < s.today and all(on < partner.next_contact_on for on, _ in contacts)
        yield Event(partner.next_contact_on, partner, "Next contact", late)
    promise = without_contacts(partner.promise)
    if promise and partner.promise_kept_on:
        yield Event(partner.promise_kept_on, partner, f"Promise kept: {promise}")
    elif promise and partner.promise_due_on:
        yield Event(partner.promise_due_on, partner, f"Promise due: {promise}", partner.promise_due_on < s.today)


def _partner_row(s: Situation, partner: PartnerLink) -> tuple[Cell, ...]:
    contacts = contacts_of(partner)
    return (
        Cell(records=(partner,), titled=True),
        Cell(in_words(partner, "roles")),
        Cell(in_words(partner, "status") or "Not said yet"),
        Cell(day(contacts[0][0]) if contacts else "Not yet"),
        Cell(day(partner.next_contact_on)),
        Cell(records=tuple(s.thread.linked(partner, "focus_groups"))),
    )


@board
def promises(s: Situation) -> Board | None:
    """What was promised to partners: late ones first, then by date; kept ones last."""
    promised = [one for one in s.thread.of("partner_link") if one.promise]
    if not promised:
        return None
    promised.sort(key=lambda one: (one.promise_kept_on is not None, one.promise_due_on or dt.date.min))
    states = Counter(_state(s, one) for one in promised)
    open_ones = len(promised) - states["kept"]
    text = f"{count(states['kept'], 'promise')} kept, {open_ones} still open" + (
        f", {states['late']} of them late." if states["late"] else "."
    )
    headings = ("Partner", "What we promised", "By when", "State", "Action")
    table = Table("Promises to partners", headings, tuple(_promise_row(s, one) for one in promised))
    return Board("promises", "What we promised", text, (table,))


def _state(s: Situation, partner: PartnerLink) -> str:
    if partner.promise_kept_on:
        return "kept"
    if partner.promise_due_on is None:
        return "undated"
    return "late" if partner.promise_due_on < s.today else "open"


def _promise_row(s: Situation, partner: PartnerLink) -> tuple[Cell, ...]:
    state, promise = _state(s, partner), without_contacts(partner.promise)
    words, tone = {
        "kept": (f"Kept on {day(partner.promise_kept_on)}", "good"),
        "undated": ("No date yet", "gap"),
        "late": ("Late", "gap"),
        "open": ("Still open", ""),
    }[state]
    actions = tuple(one for one in s.thread.of("action") if one.title == promise)
    findings = [one for group in s.thread.linked(partner, "focus_groups") for one in s.thread.linked(group, "findings")]
    known = {"title": promise, "partners": [partner], "findings": list(dict.fromkeys(findings))}
    if partner.promise_due_on:
        known["due_on"] = partner.promise_due_on
    fresh = None if actions or state == "kept" else offer("Add as an action", "action", partner.ref, **known)
    when = Cell(day(partner.promise_due_on))
    return (
        Cell(records=(partner,), titled=True),
        Cell(promise),
        when,
        Cell(words, tone=tone),
        Cell(records=actions, offer=fresh),
    )


@board
def assumptions_register(s: Situation) -> Board | None:
    """What the team takes to be true, by whether it was."""
    rows = [cells for _, cells in rows_of_grid(s, STEP, "assumptions") if cells.get("assumption")]
    if not rows:
        return None
    states = Counter(cells.get("state") or "open" for cells in rows)
    text = f"You were right about {states['confirmed']} and wrong about {states['wrong']}. {states['open']} still open."
    order = ("wrong", "open", "confirmed")
    rows.sort(key=lambda cells: order.index(cells.get("state") or "open"))
    table = Table(
        "What you assumed", ("You assumed", "Were you right?", "Who can tell you"), tuple(map(_assumed, rows))
    )
    return Board("assumptions_register", "What became of it", text, (table,), printed=False)


def _assumed(cells: dict) -> tuple[Cell, ...]:
    state = cells.get("state") or "open"
    words = next(option.text for option in vocabulary("assumption_states") if option.value == state)
    tone = {"confirmed": "good", "wrong": "gap"}.get(state, "doubt")
    return Cell(cells["assumption"]), Cell(words, tone=tone), Cell(cells.get("who_knows", ""))


@board
def localisation_to_do(s: Situation) -> Board | None:
    """What is needed to fit the place, and the adjustments made of it."""
    rows = tuple(
        _localised(s, name, cells) for name, cells in rows_of_grid(s, STEP, "localisation") if _is_needed(cells)
    )
    if not rows:
        return None
    waiting = sum(not row[-1].records for row in rows)
    text = f"You need {count(len(rows), 'way', 'ways')} to fit the place. " + (
        f"{count(waiting, 'is', 'are')} not an adjustment yet." if waiting else "Each is an adjustment."
    )
    table = Table("To fit the place", ("Way", "What you will do", "Adjustments"), rows)
    return Board("localisation_to_do", "What it takes to fit the place", text, (table,), printed=False)


def _is_needed(cells: dict) -> bool:
    return cells.get("needed") == "needed" and bool(cells.get("what"))


def _localised(s: Situation, name: str, cells: dict) -> tuple[Cell, ...]:
    made = tuple(one for one in s.thread.of("adjustment") if one.title == cells["what"])
    known = {"title": cells["what"], "designed_with_whom": cells.get("who_checks", "")}
    fresh = None if made else offer("Add this adjustment", "adjustment", name, **known)
    return Cell(name), Cell(cells["what"]), Cell(records=made, offer=fresh)
