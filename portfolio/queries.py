"""One row for each project an ICB lead may see, read in as many queries for two projects as for two hundred."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.roles import OrganisationRole
from datasets.loose_ends import read_for_all
from design.words import day
from projects.models import Project, ProjectMember
from projects.queries import place_names
from worksheets.loose_ends import LooseEnd
from worksheets.models import Commitment, StepRecord
from worksheets.progress import StepState
from worksheets.queries import picture_from
from worksheets.situation import Situation
from worksheets.thread import load_threads

from .coverage import people_and_places

QUIET_AFTER = dt.timedelta(days=60)


@dataclass(frozen=True)
class ProjectRow:
    """What the overview says of one project."""

    project: Project
    places: tuple[str, ...]
    focus: tuple[str, ...]
    stage: str
    settled: int
    loose_ends: int
    late: int
    needs_talk: str
    next: str
    where: frozenset
    groups: frozenset


def projects_shared_with(user):
    """Projects shared with the ICBs this person reviews for. The worked example is nobody’s real work."""
    icbs = user.memberships.filter(role=OrganisationRole.REVIEWER).values("organisation")
    shared = Project.objects.visible_to(user).filter(
        shared_at__isnull=False, organisation__icb__in=icbs, is_example=False
    )
    return shared.filter(archived_at__isnull=True).select_related("organisation").order_by("-moved_at")


def situations_of(projects, today: dt.date) -> list[Situation]:
    """Each project as its rules look at it, in the order given."""
    projects = list(projects)
    read_for_all(projects)
    ids = [project.pk for project in projects]
    threads = load_threads(ids)
    records: dict = {pk: {} for pk in ids}
    for record in StepRecord.objects.filter(project__in=ids):
        records[record.project_id][record.step_key] = record
    said: dict = {pk: [] for pk in ids}
    for one in Commitment.objects.filter(project__in=ids):
        said[one.project_id].append(one)
    teams: dict = {pk: set() for pk in ids}
    for project_id, user_id in ProjectMember.objects.filter(project__in=ids).values_list("project_id", "user_id"):
        teams[project_id].add(user_id)
    return [
        Situation(
            project,
            threads[project.pk],
            frozenset(teams[project.pk]),
            records[project.pk],
            today,
            commitments=tuple(said[project.pk]),
        )
        for project in projects
    ]


def overview_rows(projects, today: dt.date) -> list[ProjectRow]:
    """Rows in the order of the projects given."""
    return [_row(situation) for situation in situations_of(projects, today)]


def _row(situation: Situation) -> ProjectRow:
    project, thread, today = situation.project, situation.thread, situation.today
    picture = picture_from(situation)
    states, ends = picture.states, picture.loose_ends
    late = sum(action.is_late(today) for action in thread.of("action"))
    groups = sorted(thread.of("focus_group"), key=lambda group: not group.is_primary)
    return ProjectRow(
        project=project,
        places=tuple(place_names(project)),
        focus=tuple(group.title.rstrip(".") for group in groups),
        stage=_stage(states),
        settled=sum(state.is_settled for state in states.values() if state.step.kind == "step"),
        loose_ends=len(ends),
        late=late,
        needs_talk=_reason_to_talk(project, late, ends),
        next=_next(project, thread, today),
        where=frozenset(place for _, places in people_and_places(situation) for place in places),
        groups=frozenset(name for name, _ in people_and_places(situation)),
    )


def _next(project, thread, today: dt.date) -> str:
    """The next day that matters: a meeting, a milestone or the end. Empty where none lies ahead."""
    days = [(project.meeting_on, project.meeting_name or "the meeting"), (project.end_on, "the project ends")]
    days += [(one.due_on, one.title.rstrip(".")) for one in thread.of("milestone") if not one.reached_on]
    ahead = sorted((on, what) for on, what in days if on and on >= today)
    return f"{day(ahead[0][0])}: {ahead[0][1]}" if ahead else ""


def _stage(states: dict[str, StepState]) -> str:
    """The step the team is at: the first one under way, else the one after the furthest settled."""
    numbered = [state for state in states.values() if state.step.kind == "step"]
    if all(state.is_settled for state in numbered):
        return "All steps settled"
    settled = [state.step.number for state in numbered if state.is_settled]
    after = max(settled, default=0)
    ahead = [state for state in numbered if not state.is_settled and state.step.number > after]
    return (ahead or [state for state in numbered if not state.is_settled])[0].step.label


def _reason_to_talk(project, late: int, ends: list[LooseEnd]) -> str:
    """Why the project needs a conversation; empty when it is on track. For support, never for blame."""
    if late:
        return f"{late} {'action is' if late == 1 else 'actions are'} late"
    if timezone.now() - project.moved_at > QUIET_AFTER:
        return "Nothing has moved for two months"
    if project.end_on is None:
        return "No end date yet"
    return ""
