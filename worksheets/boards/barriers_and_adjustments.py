"""Barriers beside the adjustments that answer them. What has no partner on the other side stands out."""

from dataclasses import dataclass

from design.words import count, sentence_list, some_of

from ..answering import answers_to, designed_by, is_left_open
from ..models import Adjustment, Barrier
from ..situation import Situation
from ..thread import Thread
from . import Board, Cell, Table, board, named, offer

# More columns than this cannot be read side by side: then the list alone is drawn.
MOST_COLUMNS = 15


@dataclass(frozen=True)
class Matrix:
    """Rows of barriers, each with one box per adjustment; columns are empty where an adjustment answers nothing."""

    adjustments: tuple[Adjustment, ...]
    empty_columns: frozenset
    rows: tuple[tuple[Barrier, tuple[bool, ...], bool], ...]


@board
def barriers_and_adjustments(s: Situation) -> Board | None:
    thread = s.thread
    barriers = sorted(thread.of("barrier"), key=lambda barrier: not barrier.is_priority)
    changes = thread.of("adjustment")
    if not barriers and not changes:
        return None
    unanswered = [one for one in barriers if not _is_settled(thread, one)]
    stray = [one for one in changes if not thread.linked(one, "barriers")]
    return Board(
        "barriers_and_adjustments",
        "Barriers and the adjustments that answer them",
        _sentence(barriers, unanswered, stray),
        (_grouped(thread, barriers, stray),),
        _hints(thread, barriers, stray),
        "worksheets/boards/barriers_and_adjustments.jinja",
        _matrix(thread, barriers, changes) if 0 < len(changes) <= MOST_COLUMNS and barriers else None,
    )


def _is_settled(thread: Thread, barrier: Barrier) -> bool:
    """Something answers it, or the team said why it cannot act."""
    return bool(barrier.cannot_act_reason or answers_to(thread, barrier))


def _sentence(barriers, unanswered, stray) -> str:
    if not barriers:
        return f"No barrier is recorded yet, so {count(len(stray), 'adjustment answers', 'adjustments answer')} none."
    if not unanswered and not stray:
        return "Each barrier has an adjustment or is passed on, and each adjustment answers a barrier."
    open_ones = "Each barrier has an adjustment or is passed on"
    if unanswered:
        open_ones = some_of(len(unanswered), len(barriers), "barrier", "has no adjustment", "have no adjustment")
    strays = f", and {count(len(stray), 'adjustment answers', 'adjustments answer')} no barrier" if stray else ""
    return f"{open_ones}{strays}."


def _hints(thread: Thread, barriers, stray) -> tuple[str, ...]:
    waiting = [one.ref for one in barriers if is_left_open(thread, one)]
    hints = [f"{sentence_list(waiting)}: a priority that nothing will change yet."] if waiting else []
    hints += [f"{sentence_list(one.ref for one in stray)}: link it to the barrier it lowers."] if stray else []
    return tuple(hints)


def _matrix(thread: Thread, barriers, changes) -> Matrix:
    answered_by = {
        barrier.pk: {one.pk for one in thread.pointing(barrier, "adjustment", "barriers")} for barrier in barriers
    }
    used = set().union(*answered_by.values())
    rows = tuple(
        (
            barrier,
            tuple(change.pk in answered_by[barrier.pk] for change in changes),
            _is_settled(thread, barrier),
        )
        for barrier in barriers
    )
    return Matrix(tuple(changes), frozenset(one.pk for one in changes if one.pk not in used), rows)


def _grouped(thread: Thread, barriers, stray) -> Table:
    """The adjustments under the barrier they answer. One that answers two is told under the first."""
    told: set = set()
    rows = [row for barrier in barriers for row in _rows_of(thread, barrier, told)]
    rows += [(Cell("No barrier", tone="gap"), *_facts(thread, change)) for change in stray]
    headings = ("Barrier", "Adjustment", "Level", "How it was designed", "What we chose")
    return Table("Adjustments under the barrier they answer", headings, tuple(rows))


def _rows_of(thread: Thread, barrier: Barrier, told: set):
    """`told` holds the adjustments of the rows above, and those of these rows afterwards."""
    changes = thread.pointing(barrier, "adjustment", "barriers")
    name = Cell("Priority" if barrier.is_priority else "", (barrier,), titled=True)
    if not changes:
        said = f"We cannot act: {barrier.cannot_act_reason}" if barrier.cannot_act_reason else "Nothing yet"
        add = offer("Add an adjustment", "adjustment", f"for {barrier.ref}", barriers=barrier)
        tone = "" if barrier.cannot_act_reason else "gap"
        return [(name, Cell(said, tone=tone, offer=add), Cell(), Cell(), Cell())]
    again = tuple(change for change in changes if change in told)
    rows = [(name, *_facts(thread, change)) for change in changes if change not in told]
    told.update(changes)
    return [*rows, (name, Cell("As above", again), Cell(), Cell(), Cell())] if again else rows


def _facts(thread: Thread, change: Adjustment) -> tuple[Cell, ...]:
    ask = change.spec.question
    with_whom = ", ".join(designed_by(thread, change))
    designed = ask("designed_with").text_of(change.designed_with) + (f" ({with_whom})" if with_whom else "")
    chosen = ask("choice").text_of(change.choice)
    by_law = "Must do by law. " if change.is_legal_duty else ""
    return (
        named(change),
        Cell(ask("level").text_of(change.level) or "Not said"),
        Cell(designed or "Not said"),
        Cell(by_law + (chosen or "Not decided yet"), tone="" if chosen else "gap"),
    )
