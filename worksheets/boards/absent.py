"""Step 4: the register of groups the service does not see."""

from design.words import count, day
from guide.vocabularies import vocabulary

from ..absent import NotSeen, groups_not_seen
from ..situation import Situation
from . import Board, Cell, Table, board, offer

HEADINGS = ("Group", "Found in", "Why not seen", "Who to ask", "Next step")


@board
def groups_not_seen_yet(s: Situation) -> Board | None:
    """Every group that steps 1 and 3 or a finding say is not seen, with what is planned."""
    found = groups_not_seen(s)
    if not found:
        return None
    waiting = sum(not one.has_next_step for one in found)
    rest = f"{waiting} of them still {_need(waiting)} a next step." if waiting else "Each has a next step."
    sentence = (
        f"{count(len(found), 'group')} who may need this service {'is' if len(found) == 1 else 'are'} not seen. {rest}"
    )
    rows = tuple(_row(one) for one in found)
    return Board("groups_not_seen_yet", "Register of groups not seen", sentence, (Table("Register", HEADINGS, rows),))


def _need(number: int) -> str:
    return "needs" if number == 1 else "need"


def _row(one: NotSeen) -> tuple[Cell, ...]:
    reasons = {option.value: option.text for option in vocabulary("absence_reasons")}
    return (
        Cell(one.name, (one.finding,) if one.finding else (), offer=None if one.finding else _as_finding(one)),
        Cell(", ".join(one.found_in)),
        Cell(reasons.get(one.why, "")),
        Cell(one.who or "Nobody yet", tone="" if one.who else "gap"),
        _next_step(one),
    )


def _next_step(one: NotSeen) -> Cell:
    if one.is_put_off:
        return Cell(f"Not now: {one.finding.not_now_reason}", tone="doubt")
    if not one.has_next_step:
        return Cell("None yet", tone="gap")
    words = one.next_step or f"Ask {one.who}"
    return Cell(f"{words.rstrip('.')}, by {day(one.by)}" if one.by else words, tone="good")


def _as_finding(one: NotSeen):
    """A finding begun with what the register knows."""
    answers = {"title": f"We do not see this group: {one.name}", "kind": "absence", "group": one.name}
    answers |= {"absence_reason": one.why, "who_to_ask": one.who, "strength": "cannot_tell"}
    source = f"{' and '.join(one.found_in)} of this project"
    return offer("Make it a finding", "finding", one.name, source=source, **answers)
