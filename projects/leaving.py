"""Somebody leaves an organisation: they lose its projects and their roles there, and no project loses its only lead."""

from django.db import transaction

from accounts.actions import take_all_roles
from accounts.models import Organisation, User
from accounts.roles import ProjectRole

from .actions import remove_member
from .models import Project, ProjectMember


class LeadsAlone(ValueError):
    """Projects that would be left without a lead."""


def led_alone(person: User, organisation: Organisation) -> list[Project]:
    """Projects under way in the organisation that nobody else leads. One that is put away needs no lead until it is
    brought back, which an administrator of the organisation does."""
    leads = ProjectMember.objects.filter(role=ProjectRole.LEAD)
    theirs = _teams_of(person, organisation).active().filter(pk__in=leads.filter(user=person).values("project"))
    return list(theirs.exclude(pk__in=leads.exclude(user=person).values("project")))


def _teams_of(person: User, organisation: Organisation):
    """Projects whose team they are on. The worked example is nobody’s real work, and its team stays as it is."""
    on_the_team = ProjectMember.objects.filter(user=person).values("project")
    return Project.objects.filter(organisation=organisation, is_example=False, pk__in=on_the_team)


def other_teams(person: User, organisation: Organisation) -> list[Project]:
    """The projects that go on without them."""
    return [project for project in _teams_of(person, organisation) if project not in led_alone(person, organisation)]


@transaction.atomic
def remove_person(*, person: User, organisation: Organisation, by) -> None:
    """Takes a person off every team and takes every role they have here. What they wrote stays, with their name. Raises
    LeadsAlone, and changes nothing, where a project would be left without a lead."""
    projects = list(_teams_of(person, organisation).select_for_update())
    if led_alone(person, organisation):
        raise LeadsAlone
    for project in projects:
        remove_member(project=project, user=person, by=by)
    take_all_roles(person=person, organisation=organisation, by=by)
