"""Step 1’s data inventory, read across its lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from guide.steps import find_step

from .situation import Situation

STEP = "service-data"
LISTS = {
    "inventory_activity": "Activity",
    "inventory_activity_more": "More on the pathway",
    "inventory_equality": "The guide’s eight fields",
    "inventory_national": "Expected nationally",
}
EXPORT, NO_EXPORT, NO, UNKNOWN = "export", "no_export", "no", "unknown"


@dataclass(frozen=True)
class Entry:
    """One kind of data: its list, its name, whether the service has it, and who can get it or find out."""

    listed: str
    name: str
    have: str
    who: str


def inventory(s: Situation) -> Iterable[Entry]:
    """Every row of the four lists, answered or not, in the guide’s order."""
    answers = s.answers(STEP)
    for question in find_step(STEP).questions:
        if question.key in LISTS:
            filled = answers.get(question.key) or {}
            for row in question.rows:
                cells = filled.get(row.value, {})
                yield Entry(question.key, row.text, cells.get("have", ""), cells.get("who", ""))
