"""Which groups have been met or heard, and what the conversations brought up."""

import datetime as dt
from dataclasses import dataclass

from .models import Engagement, FocusGroup, Insight, Record
from .situation import Situation

SPEAKS_FOR_GROUP = {"people", "trusted_partner", "carers"}
STEP = "co-production"


def is_held(activity: Engagement, today: dt.date) -> bool:
    return activity.held_on is not None and activity.held_on <= today


def hears_people(activity: Engagement) -> bool:
    """Whether people from the group, or somebody they trust, take part. Where nobody said who does, it is believed."""
    who = set(activity.details.get("took_part") or ())
    return not who or bool(who & SPEAKS_FOR_GROUP)


@dataclass(frozen=True)
class Hearing:
    """How a focus group has been heard so far."""

    group: FocusGroup
    held: tuple[Engagement, ...]
    planned: tuple[Engagement, ...]
    voices: tuple[Insight, ...]
    is_left_for_now: bool

    @property
    def is_met(self) -> bool:
        return bool(self.held)

    @property
    def is_heard(self) -> bool:
        return bool(self.held or self.voices)


def hearings(s: Situation) -> list[Hearing]:
    """Every focus group, the main ones first."""
    left = set(s.answers(STEP).get("not_engaged_groups") or ())
    groups = sorted(s.thread.of("focus_group"), key=lambda group: not group.is_primary)
    return [_hearing(s, group, str(group.pk) in left) for group in groups]


def _hearing(s: Situation, group: FocusGroup, is_left: bool) -> Hearing:
    activities = [one for one in s.thread.pointing(group, "engagement", "focus_groups") if hears_people(one)]
    voices = s.thread.pointing(group, "insight", "focus_groups")
    return Hearing(
        group,
        held=tuple(one for one in activities if is_held(one, s.today)),
        planned=tuple(one for one in activities if not is_held(one, s.today)),
        voices=tuple(one for one in voices if one.is_community_voice),
        is_left_for_now=is_left,
    )


def main_groups(s: Situation) -> list[Hearing]:
    """The main focus groups; all of them where none is marked as main."""
    found = hearings(s)
    return [one for one in found if one.group.is_primary] or found


@dataclass(frozen=True)
class Conversation:
    """One time people were listened to, and the barriers it brought up that none had before."""

    name: str
    on: dt.date
    new_barriers: tuple[Record, ...]


def conversations(s: Situation) -> list[Conversation]:
    """Every dated conversation that gave an insight, in order: an activity, or what one partner said on one day."""
    said: dict[tuple, list[Insight]] = {}
    for insight in s.thread.of("insight"):
        if insight.is_community_voice and (key := _conversation_of(s, insight)):
            said.setdefault(key, []).append(insight)
    known, found = set(), []
    for key in sorted(said, key=lambda key: key[:2]):
        pointed = [barrier for one in said[key] for barrier in s.thread.pointing(one, "barrier", "insights")]
        fresh = [barrier for barrier in dict.fromkeys(pointed) if barrier.pk not in known]
        known |= {barrier.pk for barrier in fresh}
        found.append(Conversation(name=key[1], on=key[0], new_barriers=tuple(fresh)))
    return found


def _conversation_of(s: Situation, insight: Insight) -> tuple | None:
    for question, date in (("engagement", "held_on"), ("partner", None)):
        for record in s.thread.linked(insight, question):
            on = (getattr(record, date) if date else None) or insight.heard_on
            if on:
                return on, f"{record.ref} {record.title}", record.pk
    return None
