"""Step 2: each group is heard or somebody will ask about it, and the three activities are spelled out."""

from guide.vocabularies import vocabulary

from ..groups_in_view import GroupInView, groups_to_hear
from ..situation import Situation
from ..ties import is_in_touch, is_planned
from . import Short, rule

STEP = "patient-insights"


@rule
def each_group_is_heard_or_asked_about(s: Situation) -> Short | None:
    """Each group has an insight, or a partner who is asked about it, or the step names a partner and a day. Where no
    group is named yet, there is one insight at least."""
    answers = s.answers(STEP)
    if answers.get("will_ask_partner") and answers.get("partner_to_ask") and answers.get("partner_to_ask_on"):
        return None
    groups = groups_to_hear(s)
    if not groups:
        return None if s.thread.of("insight") else Short()
    unheard = tuple(one.name for one in groups if not one.insights and not _is_asked_about(s, one))
    return Short(unheard) if unheard else None


def _is_asked_about(s: Situation, group: GroupInView) -> bool:
    """A partner of this focus group is in touch, or will be on a day that is written down."""
    if not group.record or group.record.kind_key != "focus_group":
        return False
    partners = s.thread.pointing(group.record, "partner_link", "focus_groups")
    return any(is_in_touch(one) or is_planned(one) for one in partners)


@rule
def activities_are_spelled_out(s: Situation) -> Short | None:
    """What is planned has somebody and a day; what is not now has a reason."""
    filled = s.answers(STEP).get("activities_state") or {}
    short = tuple(one.text for one in vocabulary("insight_activities") if not _is_whole(filled.get(one.value, {})))
    return Short(short) if short else None


def _is_whole(row: dict) -> bool:
    match row.get("state"):
        case "planned":
            return bool(row.get("who") and row.get("when"))
        case "not_now":
            return bool(row.get("why_not"))
    return True
