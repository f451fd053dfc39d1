"""Key question 3: whether the adjustments rest on barriers and voices, and were made together with people."""

from design.words import count, some_of

from ..answering import has_community_barrier, is_made_together
from ..loose_ends import ends_of
from ..models import Adjustment
from ..situation import Situation
from . import Board, Cell, Table, board, named

# Loose ends that bear on the question: priority barriers left open, adjustments without a barrier, digital ones alone.
RULES = (4, 5, 9)


@board
def planned_with_others(s: Situation) -> Board | None:
    """How many adjustments have a barrier, a barrier heard from the community, and people who helped to make them."""
    changes = [one for one in s.thread.of("adjustment") if not one.is_turned_down]
    if not changes:
        return None
    together = tuple(one for one in changes if is_made_together(s.thread, one))
    unnamed = [one for one in changes if one.designed_with == "co_produced" and one not in together]
    tests = (
        ("Answer a barrier", tuple(one for one in changes if s.thread.linked(one, "barriers"))),
        ("Answer a barrier the community named", tuple(one for one in changes if has_community_barrier(s.thread, one))),
        ("Were made together with people or partners", together),
        ("Were asked about", tuple(one for one in changes if one.designed_with == "consulted")),
    )
    rows = tuple(
        (Cell(name), Cell(f"{len(found)} of {len(changes)}", tone="good" if found else "gap"), Cell("", found))
        for name, found in tests
    )
    tables = [Table("What the adjustments rest on", ("They", "How many", "Which"), rows)]
    if together:
        with_whom = tuple((named(one), _with_whom(s, one)) for one in together)
        tables.append(Table("Made together with", ("Adjustment", "With whom"), with_whom))
    hints = tuple(f"{one.ref}: say with whom it was made, or it does not count as made together." for one in unnamed)
    return Board("planned_with_others", "What the records show", _sentence(together, changes), tuple(tables), hints)


def _with_whom(s: Situation, one: Adjustment) -> Cell:
    linked = [other for name in ("engagements", "partners") for other in s.thread.linked(one, name)]
    return Cell(one.said("designed_with_whom") or "", tuple(linked))


def _sentence(together, changes) -> str:
    if not together:
        return f"No adjustment of {len(changes)} is recorded as made together with people or partners."
    many = some_of(len(together), len(changes), "adjustment", "was", "were")
    return f"{many} made together with people or partners."


@board
def adjustments_left_hanging(s: Situation) -> Board | None:
    """Loose ends 4, 5 and 9. Nothing is drawn before there is a barrier or an adjustment to leave hanging."""
    if not s.thread.of("adjustment") and not s.thread.of("barrier"):
        return None
    ends = ends_of(s, *RULES)
    if not ends:
        sentence = (
            "No priority barrier is left open, each adjustment answers a barrier, and each digital one has an equal."
        )
        return Board("adjustments_left_hanging", "Loose ends", sentence)
    rows = tuple((named(end.record), Cell(end.text, tone="gap")) for end in ends)
    table = Table("Loose ends", ("What", "What is missing"), rows)
    return Board("adjustments_left_hanging", "Loose ends", f"{count(len(ends), 'loose end')} to join up.", (table,))
