"""Part Three’s records: the pathway as people walk it, what each step does to them, and what will change."""

from django.db import models
from django.db.models import Max

from .base import Record, choice, day, link, links, long_words, whole_number, yes_no


class PathwayStep(Record):
    """One step of the pathway. A step that is given no place comes last; `branches_to` are the ways that skip steps or
    go back."""

    kind_key = "pathway_step"
    position = whole_number()
    stage = choice()
    branches_to = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="branches_from")
    barriers = links("worksheets.Barrier", "pathway_steps")

    class Meta(Record.Meta):
        ordering = ["position", "number"]

    def save(self, *args, **kwargs):
        if self.position is None:
            steps = PathwayStep.objects.of(self.project_id).exclude(pk=self.pk)
            self.position = (steps.aggregate(last=Max("position"))["last"] or 0) + 1
        super().save(*args, **kwargs)


class Judgement(Record):
    """What one step does to one focus group."""

    HINDERS, UNKNOWN = "hinders", "unknown"

    kind_key = "judgement"
    pathway_step = link("worksheets.PathwayStep", "judgements")
    focus_group = link("worksheets.FocusGroup", "judgements")
    effect = choice()
    is_assumed = yes_no()
    findings = links("worksheets.Finding", "judgements")
    evidence = links("worksheets.Evidence", "judgements")
    insights = links("worksheets.Insight", "judgements")
    barriers = links("worksheets.Barrier", "judgements")
    stays_reason = long_words()


class Adjustment(Record):
    """A change to the whole pathway, or for one person at a time."""

    # What a team has chosen to carry out; the rest is put off, passed on or turned down.
    CHOSEN = frozenset({"do_now", "test_small"})
    WHOLE_PATHWAY, INDIVIDUAL = "whole_pathway", "individual"

    kind_key = "adjustment"
    level = choice()
    barriers = links("worksheets.Barrier", "adjustments")
    pathway_steps = links("worksheets.PathwayStep", "adjustments")
    kind = choice()
    designed_with = choice()
    engagements = links("worksheets.Engagement", "adjustments")
    partners = links("worksheets.PartnerLink", "adjustments")
    choice = choice()
    choice_reason = long_words()
    escalated_on = day()
    is_digital = yes_no()
    non_digital_equal = long_words()
    digital_check_on = day()
    is_legal_duty = yes_no()

    @property
    def is_chosen(self) -> bool:
        return self.choice in self.CHOSEN

    @property
    def is_turned_down(self) -> bool:
        return self.choice == "not_doing"


class Material(Record):
    """Something people are given to read, watch or listen to."""

    kind_key = "material"
    item = choice()
    pathway_steps = links("worksheets.PathwayStep", "materials")
    adjustments = links("worksheets.Adjustment", "materials")
    tested = choice()


class NeedsCount(Record):
    """How many people of a group were asked, had a need written down, and got what they need. True counts: they leave
    the project only by the small-number rule (boards/needs_counts.py)."""

    kind_key = "needs_count"
    focus_group = link("worksheets.FocusGroup", "needs_counts")
    people = whole_number()
    asked = whole_number()
    need_recorded = whole_number()
    provided = whole_number()
