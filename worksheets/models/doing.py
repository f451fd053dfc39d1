"""Getting it done and passing it on: actions, staff needs, sharing, milestones, tests of change, learning."""

import datetime as dt

from .base import Record, choice, day, link, links, person, whole_number, words


class Action(Record):
    ENDED = frozenset({"done", "dropped"})

    kind_key = "action"
    adjustments = links("worksheets.Adjustment", "actions")
    development_need = link("worksheets.DevelopmentNeed", "actions")
    findings = links("worksheets.Finding", "actions")
    partners = links("worksheets.PartnerLink", "actions")
    owner = person()
    start_on = day()
    due_on = day()
    horizon = choice()
    status = choice()
    blocked_by = words()
    dropped_reason = words()
    done_on = day()

    @property
    def is_open(self) -> bool:
        return self.status not in self.ENDED

    def is_late(self, today: dt.date) -> bool:
        """An action without a date is never called late, nor on time."""
        return self.is_open and self.due_on is not None and self.due_on < today


class DevelopmentNeed(Record):
    kind_key = "development_need"
    area = choice()
    staff_group = choice()
    course = choice()
    headcount = whole_number()
    target = whole_number()
    done = whole_number()
    focus_groups = links("worksheets.FocusGroup", "development_needs")
    barriers = links("worksheets.Barrier", "development_needs")
    adjustments = links("worksheets.Adjustment", "development_needs")
    owner = person()
    due_on = day()


class Dissemination(Record):
    kind_key = "dissemination"
    audience = choice()
    owner = person()
    due_on = day()
    sent_on = day()
    focus_groups = links("worksheets.FocusGroup", "disseminations")
    outcomes = links("worksheets.Outcome", "disseminations")


class Milestone(Record):
    kind_key = "milestone"
    due_on = day()
    reached_on = day()
    owner = person()


class PdsaCycle(Record):
    kind_key = "pdsa_cycle"
    adjustments = links("worksheets.Adjustment", "pdsa_cycles")
    started_on = day()
    study_on = day()
    decision = choice()


class Learning(Record):
    kind_key = "learning"
    learned_on = day()
    sharing = choice()
