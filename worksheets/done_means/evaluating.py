"""What done means for the evaluation: steps 11 and 12."""

from ..measuring.adjustments import without
from ..measuring.voices import hears_focus_group, hears_workforce
from ..models import Record
from ..situation import Situation
from . import Short, rule, short_of

COUNTING, LISTENING = "quantitative-evaluation", "qualitative-evaluation"


@rule
def adjustments_are_counted(s: Situation) -> Short | None:
    """Each chosen adjustment has an indicator, or the team named it and said why people’s words are enough."""
    return short_of(without(s.thread, "indicator", s.answers(COUNTING).get("adjustments_without_indicator")))


@rule
def indicators_are_complete(s: Situation) -> Short | None:
    """Each indicator has a baseline or a day for it, a target, a rhythm and an owner."""
    return short_of([one for one in s.thread.of("indicator") if not _is_complete(one)])


def _is_complete(indicator: Record) -> bool:
    baseline = indicator.baseline_value or indicator.collect_by
    return bool(baseline and indicator.target_value and indicator.frequency and indicator.owner_id)


@rule
def gap_is_measured(s: Situation) -> Short | None:
    """At least one indicator measures the gap of a focus group."""
    found = (one for one in s.thread.of("indicator") if one.measures_gap and s.thread.linked(one, "focus_groups"))
    return None if any(found) else Short()


@rule
def harm_is_watched(s: Situation) -> Short | None:
    """At least one indicator is there to show harm."""
    return None if any(one.role == "balancing" for one in s.thread.of("indicator")) else Short()


@rule
def adjustments_are_listened_for(s: Situation) -> Short | None:
    """Each chosen adjustment has a qualitative method, or the team named it and said why numbers are enough."""
    return short_of(without(s.thread, "method", s.answers(LISTENING).get("adjustments_without_method")))


@rule
def focus_group_is_heard(s: Situation) -> Short | None:
    """At least one method hears people of a focus group who use the service, or stayed away from it."""
    return None if any(hears_focus_group(s.thread, one) for one in s.thread.of("method")) else Short()


@rule
def workforce_is_heard(s: Situation) -> Short | None:
    """At least one method hears the people who work here."""
    return None if any(hears_workforce(one) for one in s.thread.of("method")) else Short()
