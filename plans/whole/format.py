"""What the file of a whole project is, and which numbers in it are counts of people (docs/project-file.md)."""

from datasets.analysis.statistics.suppression import SmallNumberRule, release_count
from guide.questions import Question

FORMAT = "equity-steps-project"
VERSION = 1
# The project's own facts that travel; the others (who may read it, when it moved) belong to where it is.
FACTS = (
    "name",
    "about",
    "setting",
    "places",
    "start_on",
    "end_on",
    "meeting_name",
    "meeting_on",
    "hours_a_month",
    "unknown_threshold",
    "hidden_below",
    "rounded_to",
)
# Number questions that count people of the public, by kind of record. They leave under the small-number rule.
COUNTS = {
    "needs_count": frozenset({"people", "asked", "need_recorded", "provided"}),
    "indicator": frozenset({"baseline_count", "baseline_hits", "comparator_count", "comparator_hits"}),
    "engagement": frozenset({"planned_number", "actual_number"}),
    "focus_group": frozenset({"people_count"}),
    "adjustment": frozenset({"reach"}),
    "method": frozenset({"number_of_people"}),
    "outcome": frozenset({"count"}),
}
# Answers that no question asks: what the product notes beside them.
NOTED = ("stated_in_guide", "stated_note", "readings", "kept_texts")
# Where the figures frozen with a record lie.
FROZEN = {"finding": "figures", "indicator": "baseline"}
PARTS = (
    "format",
    "version",
    "made_on",
    "project",
    "people",
    "steps",
    "records",
    "comments",
    "links",
    "needs",
    "commitments",
    "reviews",
    "closing",
    "plans",
    "put_away",
)


def is_count(kind_key: str, question: Question) -> bool:
    return question.key in COUNTS.get(kind_key, ())


def released(value, rule: SmallNumberRule):
    """A count as it may leave: 0 stays, a small one is left out, others are rounded."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        return None
    return release_count(round(value), rule).value
