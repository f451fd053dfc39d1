"""The action plan: who does what by when, in the order the meeting will ask about it."""

from django.utils import timezone

from design.words import count, day
from guide.records import record_kind

from ..document import Section, Subsection, Table, Words
from .steps import joined_to

HEADERS = ("Action", "For", "Owner", "Due", "Status")
FROM = "{} in the plan, from the team’s list as it stood on {}."


def action_section(source) -> Section:
    """Actions by 30, 60 and 90 days and later; those with no time chosen are said openly."""
    actions = source.thread.of("action")
    horizons = record_kind("action").question("horizon").options
    groups = [(option.text, [a for a in actions if a.horizon == option.value]) for option in horizons]
    groups.append(("No time chosen yet", [action for action in actions if not action.horizon]))
    subsections = tuple(
        Subsection(title, (Table(f"Actions: {title}", HEADERS, rows, headed=True),))
        for title, found in groups
        if (rows := tuple(_row(source, action) for action in found))
    )
    said = FROM.format(count(len(actions), "action"), day(timezone.localdate()))
    lead = Words(said if actions else "No action is written yet.", follows=True)
    return Section("actions", "Action plan", (lead,), subsections)


def _row(source, action) -> tuple[str, ...]:
    return (
        f"{action.ref} {action.title}",
        joined_to(source.thread, action) or "Not linked yet",
        action.owner.name if action.owner else "Not yet decided",
        day(action.due_on) or "Not yet decided",
        _status(action),
    )


def _status(action) -> str:
    words = record_kind("action").question("status").text_of(action.status) if action.status else "Not said"
    if action.status == "blocked" and action.blocked_by:
        return f"{words}: {action.blocked_by}"
    if action.status == "dropped" and action.dropped_reason:
        return f"{words}: {action.dropped_reason}"
    return words
