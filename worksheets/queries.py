"""Reads that more than one page needs."""

from dataclasses import dataclass

from django.utils import timezone

from .loose_ends import LooseEnd, Situation, loose_ends_in
from .progress import StepState, states_of
from .thread import Thread, load_thread


@dataclass(frozen=True)
class ProjectPicture:
    """A project as it stands now: its steps, its thread, and what is left hanging."""

    states: dict[str, StepState]
    thread: Thread
    loose_ends: list[LooseEnd]

    def loose_ends_of(self, step_key: str) -> list[LooseEnd]:
        return [end for end in self.loose_ends if end.step == step_key]


def picture_of(project) -> ProjectPicture:
    thread = load_thread(project)
    records = {one.step_key: one for one in project.steps.select_related("updated_by", "said_by")}
    states = states_of(records, thread)
    team = frozenset(project.members.values_list("user_id", flat=True))
    situation = Situation(project, thread, team, states, timezone.localdate())
    return ProjectPicture(states, thread, loose_ends_in(situation))


def people_on(project) -> list[tuple[str, str]]:
    """The team as (id, name), for choosing an owner."""
    return [(str(member.user_id), member.user.name) for member in project.members.select_related("user")]
