"""Part Four’s records: what will be counted, whom we will hear, and what came of it."""

from django.db import models

from .base import Record, choice, day, link, links, person, words, yes_no


class Indicator(Record):
    """One number watched over time. `baseline` holds the figures it was taken from, frozen."""

    kind_key = "indicator"
    adjustments = links("worksheets.Adjustment", "indicators")
    focus_groups = links("worksheets.FocusGroup", "indicators")
    domain = choice()
    role = choice()
    measures_gap = yes_no()
    baseline_value = words()
    baseline_period = words()
    baseline = models.JSONField(null=True, blank=True)
    collect_by = day()
    target_value = words()
    target_on = day()
    owner = person()
    frequency = choice()
    first_review_on = day()


class Method(Record):
    """A way of hearing what changed, in people’s own words."""

    kind_key = "method"
    adjustments = links("worksheets.Adjustment", "methods")
    kind = choice()
    focus_groups = links("worksheets.FocusGroup", "methods")
    when = choice()
    lead = person()
    planned_on = day()
    held_on = day()
    barriers_eased = links("worksheets.Barrier", "eased_by_methods")
    barriers_same = links("worksheets.Barrier", "same_by_methods")
    barriers_worse = links("worksheets.Barrier", "worse_by_methods")


class Outcome(Record):
    """What came of a change, and what the team decided."""

    kind_key = "outcome"
    indicator = link("worksheets.Indicator", "outcomes")
    method = link("worksheets.Method", "outcomes")
    adjustments = links("worksheets.Adjustment", "outcomes")
    recorded_on = day()
    decision = choice()
