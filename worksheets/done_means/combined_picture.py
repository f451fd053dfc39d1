"""Step 4: what done means for the candidate groups, the groups not seen, the unknowns and the focus."""

from ..absent import groups_not_seen
from ..boards.candidates import is_answered_in_full
from ..boards.focus import MOST, UNKNOWN_TOO_OFTEN, faults_without_action
from ..boards.priorities import is_focus, is_put_off
from ..focus import missing_of
from ..situation import Situation
from . import Short, rule, short_of


@rule
def four_questions_are_answered(s: Situation) -> Short | None:
    """Every chosen group has its four answers, and one is chosen."""
    chosen = [one for one in s.thread.of("candidate_group") if is_focus(s, one)]
    return short_of([one for one in chosen if not is_answered_in_full(one)]) if chosen else Short()


@rule
def absent_groups_have_a_next_step(s: Situation) -> Short | None:
    without = tuple(one.name for one in groups_not_seen(s) if not one.has_next_step)
    return Short(without) if without else None


@rule
def unknowns_have_an_action(s: Situation) -> Short | None:
    """No field is unknown too often with nothing planned, and no fault found is without an action or a reason."""
    faults = faults_without_action(s)
    if faults or any(one.rule == UNKNOWN_TOO_OFTEN for one in s.ends_above):
        return Short(tuple(one.ref for one in faults))
    return None


@rule
def runners_up_are_answered(s: Situation) -> Short | None:
    """Each candidate group is a focus, or is put off with a reason and a day to look again."""
    return short_of([one for one in s.thread.of("candidate_group") if not is_focus(s, one) and not is_put_off(one)])


@rule
def a_focus_is_complete(s: Situation) -> Short | None:
    """One focus has all its parts. Where none has, those begun are named."""
    groups = s.thread.of("focus_group")
    if any(not missing_of(s, one) for one in groups):
        return None
    return Short(tuple(one.ref for one in groups))


@rule
def one_focus_is_the_main_one(s: Situation) -> Short | None:
    groups = s.thread.of("focus_group")
    if not groups:
        return Short()
    main = [one for one in groups if one.is_primary]
    return None if len(main) == 1 and len(groups) <= MOST else Short(tuple(one.ref for one in main or groups))
