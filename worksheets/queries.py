"""Reads that more than one page needs."""

from dataclasses import dataclass, replace

from django.contrib.auth import get_user_model
from django.utils import timezone

from .loose_ends import LooseEnd, loose_ends_in, read_above
from .progress import StepState, states_of
from .situation import Situation
from .thread import Thread, load_thread


@dataclass(frozen=True)
class ProjectPicture:
    """A project as it stands now: its steps, its thread, and what is left hanging."""

    situation: Situation
    loose_ends: list[LooseEnd]

    @property
    def states(self) -> dict[str, StepState]:
        return self.situation.states

    @property
    def thread(self) -> Thread:
        return self.situation.thread

    def loose_ends_of(self, step_key: str) -> list[LooseEnd]:
        return [end for end in self.loose_ends if end.step == step_key]


def picture_of(project) -> ProjectPicture:
    records = {one.step_key: one for one in project.steps.select_related("updated_by", "said_by")}
    members = tuple(project.members.select_related("user"))
    team = frozenset(member.user_id for member in members)
    thread, today = load_thread(project), timezone.localdate()
    said = tuple(project.commitments.select_related("noted_by", "taken_back_by"))
    return picture_from(Situation(project, thread, team, records, today, members=members, commitments=said))


def picture_from(situation: Situation) -> ProjectPicture:
    """The picture of what was read: the step states, and with them the loose ends."""
    above = read_above(situation.project)
    situation = replace(situation, ends_above=above.ends, facts=above.facts)
    situation = replace(situation, states=states_of(situation))
    return ProjectPicture(situation, loose_ends_in(situation))


def people_on(project) -> list[tuple[str, str]]:
    """The team as (id, name), for choosing an owner."""
    return [(str(member.user_id), member.user.name) for member in project.members.select_related("user")]


def others_on(project, user):
    """The people of a team without this one, by name."""
    people = get_user_model().objects.filter(project_roles__project=project)
    return people.exclude(pk=user.pk).order_by("name")
