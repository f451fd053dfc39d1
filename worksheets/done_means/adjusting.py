"""What done means for the adjustments: steps 8 and 10, and key question 3."""

from ..answering import digital_gaps, is_left_open, is_made_together, missing_of
from ..models import Adjustment
from ..situation import Situation
from . import Short, rule, short_of


@rule
def priority_barriers_answered(s: Situation) -> Short | None:
    """Each priority barrier has an adjustment, or a word of why the team cannot act."""
    return short_of([barrier for barrier in s.thread.of("barrier") if is_left_open(s.thread, barrier)])


@rule
def adjustments_said_in_full(s: Situation) -> Short | None:
    """Each adjustment has its level, barrier, how it was designed and the choice made."""
    return short_of([change for change in s.thread.of("adjustment") if missing_of(s.thread, change)])


@rule
def digital_checks_done(s: Situation) -> Short | None:
    """Each digital adjustment that the team keeps answers every check."""
    return short_of([change for change in s.thread.of("adjustment") if digital_gaps(change)])


@rule
def individual_action_planned(s: Situation) -> Short | None:
    """At least one action belongs to an adjustment for one person at a time."""
    individual = [one for one in s.thread.of("adjustment") if one.level == Adjustment.INDIVIDUAL]
    planned = any(s.thread.pointing(one, "action", "adjustments") for one in individual)
    return None if planned else Short()


@rule
def planned_together(s: Situation) -> Short | None:
    """At least one adjustment that the team keeps was made together with people or partners who are named."""
    kept = (one for one in s.thread.of("adjustment") if not one.is_turned_down)
    return None if any(is_made_together(s.thread, one) for one in kept) else Short()
