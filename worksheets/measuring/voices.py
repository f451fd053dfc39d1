"""Whom a qualitative method hears."""

from ..models import Record
from ..thread import Thread

FOCUS_VOICES = frozenset({"service_users", "focus_groups", "non_attenders"})
STAFF_VOICES = frozenset({"providers", "wider_workforce"})


def voices_of(method: Record) -> set[str]:
    return set(method.said("voices") or ())


def hears_focus_group(thread: Thread, method: Record) -> bool:
    """It asks people who use the service, or stayed away, and says of which focus group they are."""
    return bool(FOCUS_VOICES & voices_of(method) and thread.linked(method, "focus_groups"))


def hears_workforce(method: Record) -> bool:
    return method.kind == "workforce_feedback" or bool(STAFF_VOICES & voices_of(method))


def hears_only_workforce(method: Record) -> bool:
    """It asks nobody outside, so it is no burden to them."""
    return hears_workforce(method) and not voices_of(method) - STAFF_VOICES
