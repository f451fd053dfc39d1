"""Who helped: partners in touch or named by records, and focus groups that were met or heard."""

from dataclasses import dataclass

from worksheets.meeting import hearings
from worksheets.models import Engagement, Insight, Record
from worksheets.saying import name_of, without_contacts
from worksheets.situation import Situation
from worksheets.ties import is_in_touch, may_help


@dataclass(frozen=True)
class Helper:
    """A partner or a focus group, what it told the team, and the activities it helped at."""

    record: Record
    insights: tuple[Insight, ...]
    activities: tuple[Engagement, ...]

    @property
    def ref(self) -> str:
        return self.record.ref

    @property
    def name(self) -> str:
        return without_contacts(name_of(self.record))

    @property
    def is_partner(self) -> bool:
        return self.record.kind_key == "partner_link"


def helpers_in(s: Situation) -> list[Helper]:
    """Partners first, then groups, each in the order it was recorded."""
    partners = (_partner(s, one) for one in s.thread.of("partner_link") if may_help(one))
    groups = (Helper(one.group, one.voices, one.held) for one in hearings(s) if one.is_heard)
    return [*(one for one in partners if _has_helped(s, one)), *groups]


def _partner(s: Situation, partner: Record) -> Helper:
    """What a partner said itself, or what people said at an activity it helped with."""
    activities = s.thread.pointing(partner, "engagement", "partners")
    own = s.thread.pointing(partner, "insight", "partner")
    heard = [one for activity in activities for one in s.thread.pointing(activity, "insight", "engagement")]
    held = tuple(one for one in activities if one.held_on and one.held_on <= s.today)
    return Helper(partner, tuple(dict.fromkeys([*own, *heard])), held)


def _has_helped(s: Situation, helper: Helper) -> bool:
    named = any(s.thread.pointing(helper.record, kind, "partners") for kind in ("adjustment", "action"))
    return bool(helper.insights or helper.activities or named or is_in_touch(helper.record))


def nobodys_insights(s: Situation) -> list[Insight]:
    """What the community said that belongs to no partner and no group: nobody would hear what came of it."""
    reached = {one.pk for helper in helpers_in(s) for one in helper.insights}
    return [one for one in s.thread.of("insight") if one.is_community_voice and one.pk not in reached]
