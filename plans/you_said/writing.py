"""Writes a note: follows the links from what a helper told us to what came of it, and says each thing once."""

from datasets.analysis.statistics.suppression import is_small
from design.words import day
from worksheets.models import Record
from worksheets.saying import people_in_words
from worksheets.situation import Situation

from .helpers import Helper
from .note import NOTHING_YET, Lack, Note
from .plain import has_number, plain

NOT_SORTED = "We have not worked out yet what to do about this."
CORRECT_US = "Did we get something wrong, or leave something out? Please tell us."


def note_for(s: Situation, helper: Helper) -> Note:
    return _Writer(s, helper).note


class _Writer:
    """Follows the links from what a helper told us to what came of it, and writes each thing once."""

    def __init__(self, s: Situation, helper: Helper):
        self.s, self.thread, self.helper = s, s.thread, helper
        self.note = Note(helper)
        self._told()
        barriers = self._barriers()
        for change in self._changes(barriers):
            self._change(change)
        for action in self._actions():
            self._action(action)
        self._promise()
        if not self.note.changed:
            self.note.changed.append(NOTHING_YET)
        self._thanks()

    def _plain(self, text: str) -> str:
        return plain(text, self.s.project.hidden_below)

    def _put(self, lines: list[str], text: str) -> None:
        if text not in lines:
            lines.append(text)

    def _lack(self, words: str, record: Record) -> None:
        self.note.lacks.append(Lack(words, record))

    def _told(self) -> None:
        for insight in self.helper.insights:
            self._put(self.note.told, self._plain(insight.title))
        told = self.helper.record.details.get("told_us") if self.helper.is_partner else ""
        if not self.note.told and told:
            self.note.told.append(self._plain(told))
        if not self.helper.insights:
            self._lack("told you nothing that is recorded as an insight. Add what they said.", self.helper.record)
        if not self.note.told:
            self.note.told.append("We have not written down yet what you told us.")

    def _barriers(self) -> list[Record]:
        """The barriers that what they said points to, or speaks against; what leads to none stays open."""
        found = []
        for insight in self.helper.insights:
            barriers = self.thread.pointing(insight, "barrier", "insights")
            barriers += self.thread.pointing(insight, "barrier", "insights_against")
            if not barriers and not self.thread.pointing(insight, "finding", "insights"):
                self._put(self.note.still_open, f"You said: “{self._plain(insight.title).strip('“”.')}”. {NOT_SORTED}")
                self._lack("leads to no barrier and no finding. Link it, or say what you make of it.", insight)
            found += barriers
        found = list(dict.fromkeys(found))
        for barrier in found:
            if not self.thread.pointing(barrier, "adjustment", "barriers"):
                self._open_barrier(barrier)
        return found

    def _open_barrier(self, barrier: Record) -> None:
        name = self._plain(barrier.title)
        if barrier.cannot_act_reason:
            self._put(self.note.still_open, f"{name} We cannot change this: {self._plain(barrier.cannot_act_reason)}")
        else:
            self._put(self.note.still_open, f"{name} We have no answer to this yet.")
            self._lack("has no adjustment, and no reason why you cannot act.", barrier)

    def _changes(self, barriers: list[Record]) -> list[Record]:
        """Adjustments that answer those barriers, or that the helper had a hand in."""
        found = [one for barrier in barriers for one in self.thread.pointing(barrier, "adjustment", "barriers")]
        for activity in self.helper.activities:
            found += self.thread.pointing(activity, "adjustment", "engagements")
        if self.helper.is_partner:
            found += self.thread.pointing(self.helper.record, "adjustment", "partners")
        return list(dict.fromkeys(found))

    def _change(self, change: Record) -> None:
        name, reason = self._plain(change.title), self._plain(change.choice_reason)
        if change.is_chosen:
            self._chosen(change, name)
            return
        to = self._plain(change.details.get("escalated_to") or "")
        why = {
            "later": "Not now." + (f" {reason}" if reason else ""),
            "not_doing": "We will not do this." + (f" {reason}" if reason else ""),
            "escalate": f"We cannot do this alone, so we passed it on{f' to {to}' if to else '.'}",
        }.get(change.choice, "We have not decided on this yet.")
        self._put(self.note.still_open, f"{name} {why}")
        if not change.choice:
            self._lack("has no choice yet: do it, test it, later, not, or pass it on.", change)
        elif change.choice in ("later", "not_doing") and not reason:
            self._lack("says no reason for the choice.", change)

    def _chosen(self, change: Record, name: str) -> None:
        actions = [one for one in self.thread.pointing(change, "action", "adjustments") if one.status != "dropped"]
        done = [one for one in actions if one.status == "done"]
        begun = [one for one in actions if one.status == "under_way"]
        outcomes = self.thread.pointing(change, "outcome", "adjustments")
        if actions and len(done) == len(actions):
            self._put(self.note.changed, f"{name} This is done.")
        elif done or begun or outcomes:
            self._put(self.note.changed, f"{name} We have begun.")
        else:
            due = min((one.due_on for one in actions if one.due_on), default=None)
            when = f"We plan it by {day(due)}." if due else "There is no date yet."
            self._put(self.note.still_open, f"{name} We decided to do this. It has not started. {when}")
        if not actions:
            self._lack("is chosen, but no action carries it out.", change)
        for outcome in outcomes:
            self._put(self.note.changed, f"What came of it: {self._outcome(outcome)}")
        for action in actions:
            self._stuck(action)

    def _outcome(self, outcome: Record) -> str:
        people = outcome.details.get("count")
        if people and is_small(people, self.s.project.hidden_below) and has_number(outcome.title):
            return "The numbers are too small to share."
        return self._plain(outcome.title)

    def _actions(self) -> list[Record]:
        """Actions a partner takes part in."""
        return self.thread.pointing(self.helper.record, "action", "partners") if self.helper.is_partner else []

    def _action(self, action: Record) -> None:
        name = self._plain(action.title)
        if action.status == "done":
            self._put(self.note.changed, f"{name} This is done.")
        elif action.status == "under_way":
            self._put(self.note.changed, f"{name} We have begun.")
        elif action.status == "dropped":
            reason = self._plain(action.dropped_reason)
            self._put(self.note.still_open, f"{name} We stopped this.{f' {reason}' if reason else ''}")
            if not reason:
                self._lack("was dropped, and no reason is written down.", action)
        else:
            self._stuck(action)

    def _stuck(self, action: Record) -> None:
        if action.status == "blocked":
            reason = self._plain(action.blocked_by)
            why = f"It waits for this: {reason}" if reason else "It is held up."
            self._put(self.note.still_open, f"{self._plain(action.title)} {why}")
            if not reason:
                self._lack("is blocked, and nobody wrote down by what.", action)
        elif action.is_late(self.s.today):
            words = f"{self._plain(action.title)} This is late. We said {day(action.due_on)}."
            self._put(self.note.still_open, words)

    def _promise(self) -> None:
        partner = self.helper.record
        if not self.helper.is_partner or not partner.promise:
            return
        promise = self._plain(partner.promise)
        if partner.promise_kept_on:
            self._put(
                self.note.changed, f"We promised: {promise} We kept this promise on {day(partner.promise_kept_on)}."
            )
        elif partner.promise_due_on is None:
            self._put(self.note.still_open, f"We promised: {promise} There is no date yet.")
            self._lack("was promised something with no date.", partner)
        else:
            late = partner.promise_due_on < self.s.today
            when = f"We said {day(partner.promise_due_on)}. We are late, and we are sorry." if late else ""
            self._put(
                self.note.still_open,
                f"We promised: {promise} {when or f'We will do it by {day(partner.promise_due_on)}.'}",
            )

    def _thanks(self) -> None:
        for activity in self.helper.activities:
            came = people_in_words(self.s.project, activity.actual_number)
            with_whom = f" with {came} people" if came.startswith("about") else ""
            name = self._plain(activity.title).rstrip(".")
            on = f" on {day(activity.held_on)}" if activity.held_on else ""
            self._put(self.note.thanks, f"Thank you for your time at “{name}”{with_whom}{on}.")
            if not activity.fed_back_on:
                self._lack("was held, and nobody noted the day when people were told what came of it.", activity)
        if not self.note.thanks:
            self.note.thanks.append("Thank you for your help.")
        self.note.thanks.append(CORRECT_US)
