"""Everything that changes a project. Keyword-only; `by` is the person doing it."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from accounts.audit import record
from accounts.models import Organisation
from accounts.roles import ProjectRole
from design.words import in_one_line

from .models import BreakGlass, Project, ProjectMember

BREAK_GLASS_LASTS = timedelta(hours=1)


class LastLead(ValueError):
    """A project always keeps at least one lead."""


class SomebodySavedFirst(Exception):
    """The project was changed by somebody else since this person opened it."""


@transaction.atomic
def create_project(*, organisation, name: str, by, pk=None, **fields) -> Project:
    """Starts a project with its maker as lead. `pk` comes from the form, so that a double click starts it once."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    present = Project.objects.filter(pk=pk).first() if pk else None
    if present and present.created_by_id == by.pk:
        return present
    # The id of somebody else's project tells nothing and changes nothing: the new one gets its own.
    chosen = {"pk": pk} if pk and not present else {}
    project = Project.objects.create(
        **chosen, organisation=organisation, name=name, slug=free_slug(name), created_by=by, **fields
    )
    ProjectMember.objects.create(project=project, user=by, role=ProjectRole.LEAD)
    record(by=by, verb="created project", on=project, project=project)
    return project


def free_slug(name: str) -> str:
    """A readable name for commands and addresses that no other project has."""
    base = slugify(name)[:140] or "project"
    taken = set(Project.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@transaction.atomic
def change_project(*, project: Project, version: int, by, **fields) -> Project:
    """Saves the project's own facts. Raises SomebodySavedFirst where it is no longer the version this person saw,
    unless it says the same already, as after a double click."""
    taken = Project.objects.filter(pk=project.pk, version=version).update(version=F("version") + 1)
    project.refresh_from_db()
    if not taken and all(getattr(project, name) == value for name, value in fields.items()):
        return project
    if not taken:
        raise SomebodySavedFirst
    for name, value in fields.items():
        setattr(project, name, value)
    project.moved_at = timezone.now()
    project.save()
    record(by=by, verb="changed project details", on=project, project=project)
    return project


def note_movement(project: Project) -> None:
    """Remembers that work was done on the project, for "last moved"."""
    Project.objects.filter(pk=project.pk).update(moved_at=timezone.now())


@transaction.atomic
def set_member(*, project: Project, user, role: ProjectRole, by, job: str = "") -> ProjectMember:
    """Adds a person to the team or changes what they may do."""
    _lock_team(project)
    present = ProjectMember.objects.filter(project=project, user=user).first()
    if present and present.role == ProjectRole.LEAD and role != ProjectRole.LEAD:
        _check_another_lead(project, user)
    member, _ = ProjectMember.objects.update_or_create(project=project, user=user, defaults={"role": role, "job": job})
    record(by=by, verb="set team role", on=member, project=project, note=role.label)
    return member


@transaction.atomic
def remove_member(*, project: Project, user, by) -> None:
    _lock_team(project)
    member = ProjectMember.objects.filter(project=project, user=user).first()
    if member is None:
        return
    if member.role == ProjectRole.LEAD and not project.is_archived:
        _check_another_lead(project, user)
    record(by=by, verb="removed from team", on=member, project=project)
    member.delete()


def _lock_team(project: Project) -> None:
    """One change to a team at a time, so that two leads who remove each other do not both go."""
    Project.objects.select_for_update().get(pk=project.pk)


def _check_another_lead(project: Project, user) -> None:
    if not project.members.filter(role=ProjectRole.LEAD).exclude(user=user).exists():
        raise LastLead("A project needs at least one lead. Make somebody else lead first.")


@transaction.atomic
def share_with_icb(*, project: Project, by) -> None:
    if _set_moment(project, "shared_at", timezone.now()):
        record(by=by, verb="shared with ICB", on=project, project=project)


@transaction.atomic
def stop_sharing(*, project: Project, by) -> None:
    if _set_moment(project, "shared_at", None):
        record(by=by, verb="stopped sharing with ICB", on=project, project=project)


@transaction.atomic
def archive_project(*, project: Project, by) -> None:
    if _set_moment(project, "archived_at", timezone.now()):
        record(by=by, verb="archived project", on=project, project=project)


@transaction.atomic
def restore_project(*, project: Project, by) -> None:
    if _set_moment(project, "archived_at", None):
        record(by=by, verb="restored project", on=project, project=project)


def _set_moment(project: Project, field: str, moment) -> bool:
    """False where it stands so already."""
    present = Project.objects.select_for_update().get(pk=project.pk)
    if bool(getattr(present, field)) == bool(moment):
        return False
    setattr(project, field, moment)
    project.save(update_fields=[field])
    return True


@transaction.atomic
def break_glass(*, project_id, reason: str, by) -> BreakGlass | None:
    """Opens a project to a system administrator for an hour, and tells its leads why. None where there is no such
    project."""
    project = Project.objects.filter(pk=project_id).select_related("organisation").first()
    if project is None:
        return None
    now = timezone.now()
    opening = BreakGlass.objects.create(
        project=project, user=by, reason=reason, opened_at=now, until=now + BREAK_GLASS_LASTS
    )
    record(by=by, verb="opened project with a reason", on=project, project=project, note=reason)
    leads = list(project.members.filter(role=ProjectRole.LEAD).values_list("user__email", flat=True))
    transaction.on_commit(lambda: _tell_leads(leads, project, reason, by))
    return opening


def _tell_leads(leads: list[str], project: Project, reason: str, by) -> None:
    send_mail(
        f"{settings.SITE_NAME}: {in_one_line(by.name)} opened your project",
        f"{by.name}, a system administrator, opened “{project.name}” for one hour.\n\nReason given: {reason}\n\n"
        "Nothing in it can be changed this way. If this surprises you, ask your IT department.",
        None,
        leads,
    )
