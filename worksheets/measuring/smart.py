"""What an indicator lacks before it is specific, measurable, achievable, relevant and time-bound."""

from ..models import Record
from ..thread import Thread

PARTS = ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound")


def faults_of(indicator: Record, thread: Thread) -> dict[str, list[str]]:
    """What is missing, in a few words each, under each of the five words; all empty for a sound indicator."""
    said, gap = indicator.said, bool(indicator.measures_gap)
    needs_bottom = said("figure") != "amount"
    baseline = indicator.baseline_value or indicator.collect_by
    return {
        "Specific": _missing(
            ("what is counted", said("numerator")),
            ("out of what", said("denominator") or not needs_bottom),
            ("for which focus group", thread.linked(indicator, "focus_groups")),
            ("whom you compare with", said("comparator") or not gap),
        ),
        "Measurable": _missing(
            ("the source", said("source")),
            ("the unit", said("unit")),
            ("the figure now, or when you will have it", baseline),
        ),
        "Achievable": _missing(
            ("the target", indicator.target_value),
            ("why this target", said("target_reason")),
            ("how small the gap should become", said("gap_to") is not None or not gap),
        ),
        "Relevant": _missing(
            ("the adjustment it judges", thread.linked(indicator, "adjustments")),
            ("what it is for", indicator.role),
        ),
        "Time-bound": _missing(
            ("the target date", indicator.target_on),
            ("how often", indicator.frequency),
            ("when you first look", indicator.first_review_on),
            ("who looks after it", indicator.owner_id),
        ),
    }


def _missing(*parts: tuple[str, object]) -> list[str]:
    return [words for words, there in parts if not there]
