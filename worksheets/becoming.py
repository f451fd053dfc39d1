"""Answers that become records once a person has saved the step: what a service does the same for everyone is a hunch.

A step that saves itself while somebody types makes nothing: half a sentence is no finding."""

from collections.abc import Callable

from django.db import transaction

from guide.steps import Step
from projects.models import Project

from .actions import add_record, change_record
from .models import Finding, Record
from .saying import brief
from .values import values_of

LONGEST = 300
HUNCH_KEY = "answer:same_for_everyone"
HUNCH = {"kind": Finding.HUNCH, "strength": "cannot_tell", "source": "Set-up of the project"}


@transaction.atomic
def make_records(*, project: Project, step: Step, by) -> list[Record]:
    """Makes or follows the records that this step’s answers become. Gives those that are new."""
    record = project.steps.filter(step_key=step.key).first()
    make = MAKERS.get(step.key)
    return make(project, record.answers, by) if make and record else []


def _hunch(project: Project, answers: dict, by) -> list[Record]:
    """One finding, ever: it follows the answer until somebody words it anew, and is not made again once removed."""
    said = brief(answers.get("same_for_everyone"), LONGEST)
    if not said:
        return []
    present = Finding.objects.of(project, removed=None).filter(figures_key=HUNCH_KEY).first()
    if present is None:
        told = {"title": said, "said_in_set_up": said, **HUNCH}
        return [add_record(project=project, kind="finding", answers=told, by=by, figures_key=HUNCH_KEY)]
    if present.removed_at is None and present.title == present.details.get("said_in_set_up") != said:
        changed = values_of(present) | {"title": said, "said_in_set_up": said}
        change_record(record=present, answers=changed, seen_version=present.version, by=by)
    return []


MAKERS: dict[str, Callable[[Project, dict, object], list[Record]]] = {"introduction": _hunch}
