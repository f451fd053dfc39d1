"""What answers a barrier, and whether an adjustment is said in full: asked alike by rules, loose ends and boards."""

from .models import Adjustment, Barrier
from .thread import Thread

# What a digital adjustment must say before anybody is left out by it.
DIGITAL_CHECKS = (
    ("digital_left_out", "Who is left out"),
    ("digital_causes", "Why"),
    ("non_digital_equal", "What is just as good"),
    ("digital_support", "Local help"),
    ("digital_check_on", "Check on"),
)


def answers_to(thread: Thread, barrier: Barrier) -> list[Adjustment]:
    """The adjustments that answer a barrier. One that the team turned down changes nothing."""
    return [one for one in thread.pointing(barrier, "adjustment", "barriers") if not one.is_turned_down]


def is_left_open(thread: Thread, barrier: Barrier) -> bool:
    """A priority barrier that nothing will change, with no word of why."""
    return bool(barrier.is_priority and not barrier.cannot_act_reason and not answers_to(thread, barrier))


def missing_of(thread: Thread, change: Adjustment) -> list[str]:
    """What an adjustment still has to say, in a word each."""
    wanted = {
        "its level": change.level,
        "its barrier": thread.linked(change, "barriers"),
        "how it was designed": change.designed_with,
        "your choice": change.choice,
    }
    if change.is_turned_down:
        wanted["why not"] = change.choice_reason
    if change.choice == "escalate":
        wanted["who it was passed on to"] = change.said("escalated_to")
    return [words for words, said in wanted.items() if not said]


def digital_gaps(change: Adjustment) -> list[str]:
    """The digital checks that are not answered. An adjustment that is not digital, or turned down, needs none."""
    if not change.is_digital or change.is_turned_down:
        return []
    return [words for key, words in DIGITAL_CHECKS if not change.said(key)]


def says_what_it_takes(change: Adjustment) -> bool:
    """Whether an adjustment says which resources it needs and whether the service can do it."""
    return bool(change.details.get("resources") and change.details.get("capacity"))


def designed_by(thread: Thread, change: Adjustment) -> list[str]:
    """With whom an adjustment was designed: partners and activities by reference, others in words."""
    linked = [one.ref for name in ("engagements", "partners") for one in thread.linked(change, name)]
    whom = change.said("designed_with_whom")
    return [*linked, *([whom] if whom else [])]


def is_made_together(thread: Thread, change: Adjustment) -> bool:
    """Made together with people or partners who are named: a tick alone does not count."""
    return change.designed_with == "co_produced" and bool(designed_by(thread, change))


def has_community_barrier(thread: Thread, change: Adjustment) -> bool:
    """Whether a barrier it answers rests on what the community itself said."""
    barriers = thread.linked(change, "barriers")
    return any(one.is_community_voice for barrier in barriers for one in thread.linked(barrier, "insights"))
