"""In what state of a project something may happen, whoever asks."""

from django.core.exceptions import PermissionDenied

from accounts.roles import Permission

READING = frozenset(
    {
        Permission.VIEW_PROJECT,
        Permission.VIEW_HISTORY,
        Permission.VIEW_PROFILE,
        Permission.VIEW_COUNTS,
        Permission.MAKE_PLAN,
        Permission.TAKE_PROJECT,
    }
)
# What stays possible once a project is put away: reading it, bringing it back, and later deleting it.
ALLOWED_WHEN_ARCHIVED = READING | {Permission.ARCHIVE_PROJECT, Permission.DELETE_DATA, Permission.DELETE_PROJECT}
ALLOWED_ON_EXAMPLE = READING


class ProjectIsClosed(PermissionDenied):
    """The project is put away, or is the worked example, so nothing in it changes."""


def is_allowed_now(permission: Permission, project) -> bool:
    if project.is_example:
        return permission in ALLOWED_ON_EXAMPLE
    return permission in ALLOWED_WHEN_ARCHIVED or not project.is_archived


def check_allowed_now(permission: Permission, project) -> None:
    if not is_allowed_now(permission, project):
        raise ProjectIsClosed
