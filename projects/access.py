"""Who may see and change a project. Views get their project from here and nowhere else."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect

from accounts.roles import (
    ADMIN_ON_PROJECT,
    PROJECT_PERMISSIONS,
    REVIEWER_ON_PROJECT,
    OrganisationRole,
    Permission,
    ProjectRole,
)

from . import policies
from .models import BreakGlass, Project


def permissions_on(user, project) -> frozenset[Permission]:
    """Everything a person may do on one project, all their roles taken together. Empty: they may not know it exists."""
    granted = set()
    member = project.members.filter(user=user).first()
    if member:
        granted |= PROJECT_PERMISSIONS[ProjectRole(member.role)]
    roles = set(user.memberships.filter(organisation=project.organisation_id).values_list("role", flat=True))
    if OrganisationRole.ADMIN in roles:
        granted |= ADMIN_ON_PROJECT
    if project.is_shared and user.memberships.filter(
        organisation__organisations=project.organisation_id, role=OrganisationRole.REVIEWER
    ):
        granted |= REVIEWER_ON_PROJECT | {Permission.REVIEW}
    if project.is_example:
        granted |= REVIEWER_ON_PROJECT
    if BreakGlass.open_now(user).filter(project=project).exists():
        granted |= {Permission.VIEW_PROJECT, Permission.VIEW_HISTORY}
    return frozenset(granted)


def may(user, permission: Permission, project) -> bool:
    return permission in permissions_on(user, project)


def with_project(permission: Permission):
    """Give the view its project: 404 if the person may not see it, 403 if they may not do this to it.

    The project carries what this person may do on it now as `project.permissions`, for templates."""

    def decorate(view):
        @wraps(view)
        def guarded(request, project_id, *args, **kwargs):
            project = Project.objects.visible_to(request.user).select_related("organisation").filter(pk=project_id)
            project = project.first()
            if project is None:
                return _door(request, project_id)
            granted = permissions_on(request.user, project)
            if permission not in granted:
                raise PermissionDenied
            policies.check_allowed_now(permission, project)
            project.permissions = frozenset(one for one in granted if policies.is_allowed_now(one, project))
            return view(request, project, *args, **kwargs)

        guarded.required_permission = permission
        return guarded

    return decorate


def _door(request, project_id):
    """A system administrator is asked for a reason before a project opens; to anyone else it does not exist."""
    asked = request.user.is_system_administrator and request.method == "GET"
    if asked and Project.objects.filter(pk=project_id).exists():
        return redirect("projects:break_glass", project_id)
    raise Http404
