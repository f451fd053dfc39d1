"""What done means for staff development: Part Five."""

from ..situation import Situation
from ..staffing.areas import areas_of
from ..staffing.suggesting import changes_without_need
from . import Short, rule, short_of


@rule
def areas_have_a_next_step(s: Situation) -> Short | None:
    """Each of the five areas has a development need, or words on what comes next or why nothing is needed."""
    idle = tuple(area.name for area in areas_of(s) if not area.has_next_step)
    return Short(idle) if idle else None


@rule
def adjustments_have_their_training(s: Situation) -> Short | None:
    """Each chosen adjustment has a development need, or says that no training is needed."""
    return short_of(changes_without_need(s))
