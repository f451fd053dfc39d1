"""Step 7: main groups are met or it is said why not; what is acted on first has sources; people are told by a day."""

from ..meeting import main_groups
from ..situation import Situation
from ..sources import ranking
from . import Short, rule, short_of

STEP = "co-production"


@rule
def main_groups_are_met(s: Situation) -> Short | None:
    """An activity was held with people from each main focus group, or a partner they trust; or the group is left for
    now, with a reason and a day to look again."""
    groups = main_groups(s)
    if not groups:
        return Short()
    explained = _is_explained(s)
    return short_of([one.group for one in groups if not one.is_met and not (one.is_left_for_now and explained)])


def _is_explained(s: Situation) -> bool:
    answers = s.answers(STEP)
    return bool(answers.get("groups_not_engaged") and answers.get("groups_not_engaged_review_on"))


@rule
def not_meeting_is_explained(s: Situation) -> Short | None:
    """Who names a group they do not meet says why, and when they will look at it again."""
    answers = s.answers(STEP)
    given = [answers.get(key) for key in ("not_engaged_groups", "groups_not_engaged", "groups_not_engaged_review_on")]
    return None if not any(given) or _is_explained(s) else Short()


@rule
def first_barriers_are_sourced(s: Situation) -> Short | None:
    """Each barrier acted on first has two kinds of source, one of them the community, or is marked as assumed."""
    return short_of(sorted((one.barrier for one in ranking(s) if one.lacks_source), key=lambda one: one.number))


@rule
def telling_people_is_dated(s: Situation) -> Short | None:
    """A day for telling everybody, or one on each activity."""
    if s.answers(STEP).get("feed_back_on"):
        return None
    activities = s.thread.of("engagement")
    undated = [one for one in activities if not (one.feed_back_by or one.fed_back_on)]
    return short_of(undated) if activities else Short()
