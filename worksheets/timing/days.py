"""Everything of a project that has a day, from all its records, in order."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from guide.steps import find_step

from ..measuring.calendar import counting_days, span_of
from ..models import Record
from ..situation import Situation

MILESTONE, ACTION, REVIEW, COUNT, LISTENING, TEST, SHARING, PROMISE = KINDS = (
    "Milestones", "Actions", "Reviews", "Counts", "Listening", "Tests", "Sharing", "Promises",
)  # fmt: skip
DONE, LATE, AHEAD, PAST = "Done", "Late", "Still to come", "Past"


@dataclass(frozen=True)
class Entry:
    """One thing on one day. `done` is the day it happened, where somebody noted it; `owner` who sees to it. A count or
    a review that lies behind is past; nobody notes that it was done."""

    day: dt.date
    kind: str
    words: str
    records: tuple[Record, ...] = ()
    done: dt.date | None = None
    owner: str = ""
    notes_done: bool = True

    def state(self, today: dt.date) -> str:
        if self.done:
            return DONE
        if self.day >= today:
            return AHEAD
        return LATE if self.notes_done else PAST

    def days_late(self, today: dt.date) -> int:
        return (today - self.day).days if self.state(today) == LATE else 0


def entries_of(s: Situation) -> list[Entry]:
    """Every entry, by day and then in the order of the kinds."""
    found = [entry for make in _MAKERS for entry in make(s)]
    return sorted(found, key=lambda entry: (entry.day, KINDS.index(entry.kind), entry.words))


def _owner(record: Record, name: str = "owner") -> str:
    person = getattr(record, name, None)
    return person.name if person else ""


def _milestones(s: Situation):
    for one in s.thread.of("milestone"):
        if one.due_on:
            yield Entry(one.due_on, MILESTONE, one.title, (one,), one.reached_on, _owner(one))


def _actions(s: Situation):
    for one in s.thread.of("action"):
        if one.due_on and one.status != "dropped":
            done = one.done_on or (one.due_on if not one.is_open else None)
            yield Entry(one.due_on, ACTION, one.title, (one,), done, _owner(one))


def _reviews(s: Situation):
    project = s.project
    if project.meeting_on:
        yield Entry(project.meeting_on, REVIEW, project.meeting_name or "Governance meeting", notes_done=False)
    points = {row.value: row.text for row in _review_points()}
    for key, cells in (s.answers("sharing-and-learning").get("reviews") or {}).items():
        if day := as_day(cells.get("on")):
            yield Entry(day, REVIEW, cells.get("where") or points.get(key, "Review"), notes_done=False)
    firsts = defaultdict(list)
    for one in s.thread.of("indicator"):
        if one.first_review_on:
            firsts[one.first_review_on].append(one)
    for day, records in firsts.items():
        yield Entry(day, REVIEW, "First look at the numbers", tuple(records), notes_done=False)


def _review_points():
    step = find_step("sharing-and-learning")
    return next(question.rows for question in step.questions if question.key == "reviews")


def as_day(text) -> dt.date | None:
    """A date as answers keep it; None for nothing, or for what is no date."""
    try:
        return dt.date.fromisoformat(text or "")
    except (TypeError, ValueError):
        return None


def _counts(s: Situation):
    first, last = span_of(s.project, s.today)
    days = defaultdict(list)
    for one in s.thread.of("indicator"):
        for day in counting_days(one, first, last):
            days[day].append(one)
        if one.collect_by and not one.baseline_value:
            yield Entry(one.collect_by, COUNT, "Start figure is due", (one,), owner=_owner(one))
    for day, records in days.items():
        yield Entry(day, COUNT, "Count", tuple(records), notes_done=False)


def _listening(s: Situation):
    for one in s.thread.of("method"):
        if day := one.planned_on or one.held_on:
            yield Entry(day, LISTENING, one.title, (one,), one.held_on, _owner(one, "lead"))
    for one in s.thread.of("engagement"):
        if one.held_on:
            yield Entry(one.held_on, LISTENING, one.title, (one,), notes_done=False)


def _tests(s: Situation):
    for one in s.thread.of("pdsa_cycle"):
        decided = one.decision not in ("", "not_yet")
        if one.started_on:
            yield Entry(one.started_on, TEST, f"Start: {one.title}", (one,), notes_done=False)
        if one.study_on:
            done = one.study_on if decided else None
            yield Entry(one.study_on, TEST, f"Look at: {one.title}", (one,), done)


def _sharing(s: Situation):
    for one in s.thread.of("dissemination"):
        if day := one.due_on or one.sent_on:
            yield Entry(day, SHARING, one.title, (one,), one.sent_on, _owner(one))
    for one in s.thread.of("engagement"):
        if one.feed_back_by:
            words = f"Tell people what came of it: {one.title}"
            yield Entry(one.feed_back_by, SHARING, words, (one,), one.fed_back_on)


def _promises(s: Situation):
    for one in s.thread.of("partner_link"):
        if one.promise and one.promise_due_on:
            yield Entry(one.promise_due_on, PROMISE, one.promise, (one,), one.promise_kept_on)


_MAKERS = (_milestones, _actions, _reviews, _counts, _listening, _tests, _sharing, _promises)
