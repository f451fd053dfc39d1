"""Part Three’s records: the pathway as people walk it, and what will change."""

from .base import Record, choice, links, long_words, whole_number, yes_no


class PathwayStep(Record):
    kind_key = "pathway_step"
    position = whole_number()
    barriers = links("worksheets.Barrier", "pathway_steps")

    class Meta(Record.Meta):
        ordering = ["position", "number"]


class Adjustment(Record):
    """A change to the whole pathway, or for one person at a time."""

    # What a team has chosen to carry out; the rest is put off, passed on or turned down.
    CHOSEN = frozenset({"do_now", "test_small"})

    kind_key = "adjustment"
    level = choice()
    barriers = links("worksheets.Barrier", "adjustments")
    pathway_steps = links("worksheets.PathwayStep", "adjustments")
    kind = choice()
    designed_with = choice()
    choice = choice()
    choice_reason = long_words()
    is_digital = yes_no()
    non_digital_equal = long_words()
    is_legal_duty = yes_no()

    @property
    def is_chosen(self) -> bool:
        return self.choice in self.CHOSEN
