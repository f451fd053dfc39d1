"""What done means for key question 4: who stands behind the plan."""

from ..boards.ready import NEEDED, standing
from ..situation import Situation
from . import Short, rule


@rule
def people_stand_behind_it(s: Situation) -> Short | None:
    """The lead, the sponsor and the ICB reviewer have each said what they will do. A community partner may."""
    missing = tuple(part.label for part in NEEDED if part not in standing(s))
    return Short(missing) if missing else None
