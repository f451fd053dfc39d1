"""Step 7: how far power was shared, and whether those who took part are told what came of it."""

from collections import Counter
from datetime import date

from design.words import count, day
from guide.vocabularies import vocabulary

from ..meeting import is_held
from ..models import Engagement
from ..situation import Situation
from . import Board, Cell, Table, board, offer

STEP = "co-production"
TOLD_FIRST = {"contributors", "focus_community", "partners"}


@board
def power_shared(s: Situation) -> Board | None:
    """The four tests in a sentence, and the five levels with the activities that aimed for and reached each."""
    tests = s.answers(STEP).get("co_production_tests") or {}
    activities = s.thread.of("engagement")
    met = Counter(cells.get("met") for cells in tests.values())
    levels = vocabulary("co_production_levels")
    reached = [one for one in activities if one.level_reached]
    if not reached and not any(met[answer] for answer in ("yes", "partly", "no")):
        return None
    text = f"{met['yes']} of the {len(vocabulary('co_production_tests'))} tests met, and {met['partly']} in part."
    furthest = [level for level in levels if any(one.level_reached == level.value for one in reached)]
    if furthest:
        text += f" The furthest level reached is “{furthest[-1].text.lower()}”."
    rows = tuple(
        (
            Cell(f"{level.text}. {level.hint}"),
            _at(activities, "level_aimed", level),
            _at(activities, "level_reached", level),
        )
        for level in reversed(levels)
    )
    table = Table("Levels of sharing power", ("Level", "Aimed for", "Reached"), rows)
    return Board("power_shared", "How far we shared power", text, (table,), tuple(_doubts(reached, tests)))


def _at(activities, key: str, level) -> Cell:
    return Cell(records=tuple(one for one in activities if getattr(one, key) == level.value))


def _doubts(reached: list[Engagement], tests: dict):
    """Where the level that is claimed and the tests do not fit together."""
    shared, early = ((tests.get(key) or {}).get("met") for key in ("shared_power", "early"))
    for one in reached:
        if one.level_reached == "co_produce" and shared in ("no", "partly"):
            yield f"{one.ref} says “co-produce”, but power is not fully shared. Look at both again."
        elif one.level_reached in ("co_design", "co_produce") and early == "no":
            yield f"{one.ref} says people planned it with you, but they were not involved early. Look at both again."


@board
def feeding_back(s: Situation) -> Board | None:
    """Every activity held: by when those who took part are told what came of it, and what they are sent."""
    held = [one for one in s.thread.of("engagement") if is_held(one, s.today)]
    if not held:
        return None
    told = sum(one.fed_back_on is not None for one in held)
    text = f"People from {told} of {count(len(held), 'activity', 'activities')} have been told what came of it."
    headings = ("Activity", "To be told by", "State", "What they are sent")
    table = Table("Telling people what came of it", headings, tuple(_feedback_row(s, one) for one in held))
    return Board("feeding_back", "Who has been told", text, (table,))


def _feedback_row(s: Situation, one: Engagement) -> tuple[Cell, ...]:
    groups = s.thread.linked(one, "focus_groups")
    by = one.feed_back_by or _date_for_all(s)
    items = [item for group in groups for item in s.thread.pointing(group, "dissemination", "focus_groups")]
    sent = tuple(item for item in dict.fromkeys(items) if item.audience in TOLD_FIRST)
    known = {"title": f"What came of “{one.title}”", "audience": "contributors", "focus_groups": groups}
    if by:
        known["due_on"] = by
    fresh = offer("Add a sharing item", "dissemination", one.ref, **known)
    return (
        Cell(records=(one,), titled=True),
        Cell(day(by)),
        _told(s, one, by),
        Cell(records=sent, offer=None if sent else fresh),
    )


def _told(s: Situation, one: Engagement, by) -> Cell:
    if one.fed_back_on:
        return Cell(f"Told on {day(one.fed_back_on)}", tone="good")
    if by is None:
        return Cell("No date yet", tone="gap")
    return Cell("Late", tone="gap") if by < s.today else Cell("Still to come")


def _date_for_all(s: Situation):
    """The day by which the step says everybody is told."""
    given = s.answers(STEP).get("feed_back_on")
    return date.fromisoformat(given) if given else None
