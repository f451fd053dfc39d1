"""How a project stands on a day, as plain data that a review keeps, and what moved between two such days."""

from dataclasses import dataclass

from guide.records import record_kind
from guide.steps import all_steps

from ..models import Action
from ..progress import Status
from ..queries import ProjectPicture

NOT_SAID = "Not said"


@dataclass(frozen=True)
class Moved:
    """One thing that is another than it was: `what` it is, `before` and `after` in words."""

    what: str
    before: str
    after: str


def standing_of(picture: ProjectPicture) -> dict:
    """Steps, actions, outcomes and loose ends as they stand, JSON-ready."""
    thread = picture.thread
    return {
        "steps": {key: state.status.value for key, state in picture.states.items()},
        "actions": {str(one.pk): _action(one) for one in thread.of("action")},
        "outcomes": {str(one.pk): str(one) for one in thread.of("outcome")},
        "loose_ends": len(picture.loose_ends),
        "records": dict(thread.counts()),
    }


def _action(action: Action) -> dict:
    due = action.due_on.isoformat() if action.due_on else ""
    return {"name": str(action), "status": action.status, "due": due}


def what_moved(before: dict, after: dict) -> list[Moved]:
    """What moved from one standing to a later one: steps, actions, outcomes, loose ends, in that order."""
    return [*_steps(before, after), *_actions(before, after), *_outcomes(before, after), *_loose_ends(before, after)]


def _steps(before: dict, after: dict):
    for step in all_steps():
        old, new = (Status(one["steps"].get(step.key, "not_started")) for one in (before, after))
        if old != new:
            yield Moved(step.label, old.label, new.label)


def _actions(before: dict, after: dict):
    for pk, new in after["actions"].items():
        old = before["actions"].get(pk)
        if old is None:
            yield Moved(new["name"], "Not there", status_words(new["status"]))
        elif old["status"] != new["status"]:
            yield Moved(new["name"], status_words(old["status"]), status_words(new["status"]))
        elif old["due"] != new["due"]:
            yield Moved(f"{new['name']}: due", old["due"] or "No date", new["due"] or "No date")
    for pk, old in before["actions"].items():
        if pk not in after["actions"]:
            yield Moved(old["name"], status_words(old["status"]), "Removed")


def _outcomes(before: dict, after: dict):
    for pk, name in after["outcomes"].items():
        if pk not in before["outcomes"]:
            yield Moved(name, "Not there", "Recorded")


def _loose_ends(before: dict, after: dict):
    if before["loose_ends"] != after["loose_ends"]:
        yield Moved("Loose ends", str(before["loose_ends"]), str(after["loose_ends"]))


def status_words(status: str) -> str:
    return record_kind("action").question("status").text_of(status) if status else NOT_SAID
