"""What the file of a whole project is, and how numbers of people stand in it (docs/project-file.md)."""

from datasets.analysis.statistics.suppression import SmallNumberRule, release_count

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
# Words that give a figure, by kind of record: they stay where they tell of a small number.
FIGURE_WORDS = {"indicator": ("baseline_value", "target_value"), "outcome": ("value", "gap")}
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


def released(value, rule: SmallNumberRule):
    """A count as it may leave: 0 stays, a small one is left out, others are rounded."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        return None
    return release_count(round(value), rule).value
