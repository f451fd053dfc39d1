"""Part Two’s records: what research says, who helps, what people told us, and what stands in their way."""

from django.db import models

from .base import Record, choice, day, link, links, long_words, whole_number, words, yes_no


class Evidence(Record):
    """A paper, report or guideline, and whether it holds here."""

    kind_key = "evidence"
    focus_groups = links("worksheets.FocusGroup", "evidence")
    year = whole_number()
    strength = choice()
    applies = choice()


class PartnerLink(Record):
    """A partner the project is in touch with, and what was promised to them."""

    kind_key = "partner_link"
    partner = models.ForeignKey(
        "directory.Partner", null=True, blank=True, on_delete=models.SET_NULL, related_name="project_links"
    )
    focus_groups = links("worksheets.FocusGroup", "partner_links")
    status = choice()
    contacted_on = day()
    next_contact_on = day()
    promise = words()
    promise_due_on = day()
    promise_kept_on = day()
    sharing = choice()


class Engagement(Record):
    """An activity held with people: listening, or designing together."""

    kind_key = "engagement"
    focus_groups = links("worksheets.FocusGroup", "engagements")
    partners = links("worksheets.PartnerLink", "engagements")
    approach = choice()
    level_aimed = choice()
    level_reached = choice()
    held_on = day()
    planned_number = whole_number()
    actual_number = whole_number()
    feed_back_by = day()
    fed_back_on = day()


class Insight(Record):
    """What people said, in short."""

    # Sources in which the community itself speaks; the others are staff, incidents or unknown voices.
    COMMUNITY_SOURCES = frozenset(
        {
            "fft",
            "complaint",
            "compliment",
            "survey",
            "healthwatch_derby",
            "healthwatch_derbyshire",
            "insight_library",
            "ppg",
            "vcse",
            "locality",
            "community",
        }
    )

    kind_key = "insight"
    source = choice()
    engagement = link("worksheets.Engagement", "insights")
    partner = link("worksheets.PartnerLink", "insights")
    focus_groups = links("worksheets.FocusGroup", "insights")
    aspect = choice()
    voices = choice()
    sharing = choice()
    heard_on = day()
    com_b = models.JSONField(default=list, blank=True)

    @property
    def is_community_voice(self) -> bool:
        return self.engagement_id is not None or self.source in self.COMMUNITY_SOURCES


class Barrier(Record):
    """What stands in people’s way, said from their side."""

    kind_key = "barrier"
    focus_groups = links("worksheets.FocusGroup", "barriers")
    findings = links("worksheets.Finding", "barriers")
    evidence = links("worksheets.Evidence", "barriers")
    insights = links("worksheets.Insight", "barriers")
    insights_against = links("worksheets.Insight", "barriers_against")
    strength = choice()
    com_b = models.JSONField(default=list, blank=True)
    is_priority = yes_no()
    changeable = choice()
    cannot_act_reason = long_words()
