"""Part One’s records: what was found, and whom the work is for."""

from django.db import models

from .base import Record, choice, links, long_words, words, yes_no


class Finding(Record):
    """Something the data, people or reference figures show. `figures` holds the numbers behind it, frozen when it was
    made: counts, rates, interval, file and period. `figures_key` names the gap it came from, so that one gap makes one
    finding."""

    kind_key = "finding"
    kind = choice()
    group = words()
    place = choice()
    aspect = choice()
    strength = choice()
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


class FocusGroup(Record):
    """Whom the work is for: who, where, and which part of access, experience or outcome."""

    kind_key = "focus_group"
    who = words()
    place = choice()
    aspect = choice()
    pathway_point = words()
    is_primary = yes_no()
    findings = links("worksheets.Finding", "focus_groups")
