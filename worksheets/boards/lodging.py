"""Steps 7 and 13: what the team heard, chose to share, and has not lodged in the region's insight library yet."""

from design.words import count, day

from ..situation import Situation
from . import Board, Cell, Table, board

TITLE, LIBRARY = "For the insight library", "JUCD Public and Patient Insight Library"
SHARED = frozenset({"icb", "everyone"})


@board
def insights_to_lodge(s: Situation) -> Board | None:
    """Insights that others may see and that the library does not hold."""
    shared = [one for one in s.thread.of("insight") if one.sharing in SHARED]
    waiting = [one for one in shared if not one.details.get("lodged_on")]
    if not shared:
        return None
    if not waiting:
        return Board("insights_to_lodge", TITLE, f"All that you share is in the {LIBRARY}.", printed=False)
    verb = "is" if len(waiting) == 1 else "are"
    text = f"{count(len(waiting), 'insight')} that others may see {verb} not in the {LIBRARY} yet."
    rows = tuple((Cell(one.title, (one,)), Cell(day(one.heard_on) or "No date")) for one in waiting)
    hints = ("Lodge them, and note the date on each. Then nobody needs to ask these people again.",)
    table = Table("Insights to lodge", ("Insight", "Heard"), rows)
    return Board("insights_to_lodge", TITLE, text, (table,), hints, printed=False)
