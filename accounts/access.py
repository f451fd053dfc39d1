"""Who may open a page that is not about one project. Every view is marked public or says which permission it needs."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from .models import Membership, Organisation
from .roles import EVERYONE, ORGANISATION_PERMISSIONS, SYSTEM_PERMISSIONS, OrganisationRole, Permission

PUBLIC = "public"
# What a page with a form answers to.
PAGE = ["GET", "HEAD", "POST"]


def public(view):
    """Anybody may open it, signed in or not."""
    open_view = login_not_required(view)
    open_view.required_permission = PUBLIC
    return open_view


def permissions_in(user, organisation) -> frozenset[Permission]:
    """What a person may do in one organisation."""
    roles = user.memberships.filter(organisation=organisation).values_list("role", flat=True)
    granted = [ORGANISATION_PERMISSIONS[OrganisationRole(role)] for role in roles]
    return frozenset().union(*granted) | (SYSTEM_PERMISSIONS if user.is_system_administrator else frozenset())


def may(user, permission: Permission) -> bool:
    """Whether a person may do this in any organisation at all."""
    return permission in EVERYONE or permission in permissions_anywhere(user)


def permissions_anywhere(user) -> frozenset[Permission]:
    """What a person may do in any organisation at all, in one query."""
    roles = Membership.objects.filter(user=user).values_list("role", flat=True)
    granted = [ORGANISATION_PERMISSIONS[OrganisationRole(role)] for role in roles]
    return EVERYONE.union(*granted) | (SYSTEM_PERMISSIONS if user.is_system_administrator else frozenset())


def roles_with(permission: Permission) -> list[OrganisationRole]:
    return [role for role, granted in ORGANISATION_PERMISSIONS.items() if permission in granted]


def organisations_where(user, permission: Permission):
    """The organisations in which a person may do this."""
    if user.is_system_administrator and permission in SYSTEM_PERMISSIONS:
        return Organisation.objects.visible_to(user)
    return Organisation.objects.filter(memberships__user=user, memberships__role__in=roles_with(permission)).distinct()


def requires(permission: Permission):
    """403 unless the signed-in person may do this somewhere."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.required_permission = permission
        return guarded

    return decorate


def with_organisation(permission: Permission):
    """Gives the view its organisation: 403 unless this person may do this there (organisations are no secret)."""

    def decorate(view):
        @wraps(view)
        def guarded(request, organisation_id, *args, **kwargs):
            organisation = get_object_or_404(Organisation, pk=organisation_id)
            if permission not in permissions_in(request.user, organisation):
                raise PermissionDenied
            return view(request, organisation, *args, **kwargs)

        guarded.required_permission = permission
        return guarded

    return decorate
