"""What one person may do to another's account, whoever has opened the page."""

from django.core.exceptions import PermissionDenied

from .roles import OrganisationRole

# Roles that reach beyond one's own team are given by system administrators only.
ROLES_OF_THE_TEAM = frozenset({OrganisationRole.VIEWER, OrganisationRole.EDITOR})


class NotOneself(PermissionDenied):
    """Nobody changes their own role or ends their own account."""


class OnlySystemAdministrators(PermissionDenied):
    """This role, or this person's account, is for system administrators to change."""


def roles_to_give(user, organisation) -> list[OrganisationRole]:
    """The roles this person may give in this organisation. An ICB lead belongs to an ICB."""
    if not user.is_system_administrator:
        return [role for role in OrganisationRole if role in ROLES_OF_THE_TEAM]
    is_icb = organisation.kind == organisation.Kind.ICB
    return [role for role in OrganisationRole if is_icb or role != OrganisationRole.REVIEWER]


def check_may_give(user, role: OrganisationRole, organisation) -> None:
    if role not in roles_to_give(user, organisation):
        raise OnlySystemAdministrators


def check_not_oneself(by, person) -> None:
    if by.pk == person.pk:
        raise NotOneself


def check_may_manage(by, person) -> None:
    """An organisation's administrator does not manage the accounts of system administrators."""
    if person.is_system_administrator and not by.is_system_administrator:
        raise OnlySystemAdministrators


def check_may_remove(by, person, organisation) -> None:
    """Whoever takes all of somebody's roles away must be allowed to give each of them."""
    check_not_oneself(by, person)
    check_may_manage(by, person)
    for role in person.memberships.filter(organisation=organisation).values_list("role", flat=True):
        if OrganisationRole(role) not in roles_to_give(by, organisation):
            raise OnlySystemAdministrators


def may_remove(by, person, organisation) -> bool:
    try:
        check_may_remove(by, person, organisation)
    except PermissionDenied:
        return False
    return True


def works_elsewhere(person, organisation) -> bool:
    """Whether another organisation would lose this person too."""
    return person.memberships.exclude(organisation=organisation).exists()
