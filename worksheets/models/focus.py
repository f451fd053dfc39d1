"""Part One’s records: what was found, and whom the work is for."""

from django.db import models

from .base import Record, choice, day, link, links, long_words, words, yes_no


class Finding(Record):
    """Something the data, people or reference figures show. `figures` holds the numbers behind it, frozen when it was
    made: counts, rates, interval, file and period. `figures_key` names the gap it came from, so that one gap makes one
    finding."""

    HUNCH = "hunch"

    kind_key = "finding"
    kind = choice()
    group = words()
    place = choice()
    aspect = choice()
    strength = choice()
    insights = links("worksheets.Insight", "findings")
    not_now_reason = long_words()
    figures = models.JSONField(null=True, blank=True)
    figures_key = words(200)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["project", "figures_key"],
                condition=~models.Q(figures_key="") & models.Q(removed_at__isnull=True),
                name="one_finding_per_gap",
            ),
        ]

    @property
    def is_evidence(self) -> bool:
        """A hunch is worth testing, but nothing rests on it."""
        return self.kind != self.HUNCH

    @property
    def has_source(self) -> bool:
        return bool(self.figures or self.details.get("source"))


class CandidateGroup(Record):
    """A group the team thinks about before it chooses: the guide’s four questions, three sources, scores, decision."""

    FOCUS, NOT_NOW = "focus", "not_now"

    kind_key = "candidate_group"
    place = choice()
    findings = links("worksheets.Finding", "candidate_groups")
    insights = links("worksheets.Insight", "candidate_groups")
    decision = choice()
    not_now_reason = long_words()
    look_again_on = day()


class FocusGroup(Record):
    """Whom the work is for: who, where, and which part of access, experience or outcome."""

    kind_key = "focus_group"
    who = words()
    place = choice()
    aspect = choice()
    pathway_point = words()
    is_primary = yes_no()
    findings = links("worksheets.Finding", "focus_groups")
    candidate_group = link("worksheets.CandidateGroup", "focus_groups")
