"""Everything that changes who works where and may do what. Keyword-only; `by` is the person doing it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from . import policies, sessions
from .audit import record
from .models import Membership, Organisation, User
from .roles import OrganisationRole
from .second_factor import remove_second_factors


class WorksElsewhere(ValueError):
    """Another organisation would lose this person too."""


class NoRoleLeft(ValueError):
    """A person in an organisation has at least one role there."""


@transaction.atomic
def change_profile(*, person: User, name: str, job: str, by) -> User:
    """A person's own name and job."""
    if by.pk != person.pk:
        raise PermissionDenied
    person.name, person.job = name, job
    person.save(update_fields=["name", "job"])
    record(by=by, verb="changed profile", on=person)
    return person


@transaction.atomic
def set_roles(*, person: User, organisation: Organisation, roles: set[OrganisationRole], by) -> None:
    """Gives exactly these of the roles that `by` may give here; the others stay as they are."""
    policies.check_not_oneself(by, person)
    policies.check_may_manage(by, person)
    for role in roles:
        policies.check_may_give(by, role, organisation)
    may_give = set(policies.roles_to_give(by, organisation))
    held = Membership.objects.select_for_update().filter(user=person, organisation=organisation)
    now = {OrganisationRole(role) for role in held.values_list("role", flat=True)}
    if not (now - may_give) | roles:
        raise NoRoleLeft
    for role in sorted(roles - now):
        membership = Membership.objects.create(user=person, organisation=organisation, role=role)
        record(by=by, verb="gave role", on=membership, organisation=organisation, note=f"{role.label}: {person.pk}")
    for membership in held.filter(role__in=(now & may_give) - roles):
        note = f"{OrganisationRole(membership.role).label}: {person.pk}"
        record(by=by, verb="took role away", on=membership, organisation=organisation, note=note)
        membership.delete()


@transaction.atomic
def take_all_roles(*, person: User, organisation: Organisation, by) -> None:
    """For a leaver: they hold no role here any more and are signed out everywhere. Their account stays, so that
    another organisation can give them a role."""
    policies.check_may_remove(by, person, organisation)
    for membership in Membership.objects.select_for_update().filter(user=person, organisation=organisation):
        note = f"{OrganisationRole(membership.role).label}: {person.pk}"
        record(by=by, verb="took role away", on=membership, organisation=organisation, note=note)
        membership.delete()
    record(by=by, verb="removed from organisation", on=person, organisation=organisation)
    sessions.end_all_sessions(person)


@transaction.atomic
def deactivate(*, person: User, organisation: Organisation | None, by) -> None:
    """Ends an account: nobody signs in with it, and whoever is signed in is not any more. What they wrote stays.

    `organisation` is where the administrator acts from, None for a system administrator in the admin site."""
    policies.check_not_oneself(by, person)
    policies.check_may_manage(by, person)
    if not by.is_system_administrator and policies.works_elsewhere(person, organisation):
        raise WorksElsewhere
    _set_active(person, False)
    record(by=by, verb="deactivated account", on=person, organisation=organisation)
    sessions.end_all_sessions(person)


@transaction.atomic
def reactivate(*, person: User, organisation: Organisation | None, by) -> None:
    """Opens a deactivated account again, with the roles it had."""
    policies.check_not_oneself(by, person)
    policies.check_may_manage(by, person)
    _set_active(person, True)
    record(by=by, verb="reactivated account", on=person, organisation=organisation)


def _set_active(person: User, is_active: bool) -> None:
    person.is_active = is_active
    person.save(update_fields=["is_active"])


@transaction.atomic
def sign_out_everywhere(*, person: User, organisation: Organisation, by) -> int:
    """Ends every session of somebody else. Gives how many there were."""
    policies.check_may_manage(by, person)
    ended = sessions.end_all_sessions(person)
    record(by=by, verb="ended sessions", on=person, organisation=organisation, note=str(ended))
    return ended


@transaction.atomic
def reset_second_factor(*, person: User, organisation: Organisation, by) -> None:
    """For somebody who lost their phone: they set up a new second factor at the next sign-in."""
    policies.check_not_oneself(by, person)
    policies.check_may_manage(by, person)
    remove_second_factors(person)
    record(by=by, verb="reset second factor", on=person, organisation=organisation)
    sessions.end_all_sessions(person)


@transaction.atomic
def end_own_session(*, name: str, by) -> int:
    """Ends one of one's own sessions; 0 where there is no such session of theirs."""
    ended = sessions.end_session(by, name)
    if ended:
        record(by=by, verb="ended own session", on=by)
    return ended


@transaction.atomic
def end_own_other_sessions(*, request, by) -> int:
    """Ends one's sessions in every browser but this one."""
    ended = sessions.end_other_sessions(request)
    record(by=by, verb="ended own sessions", on=by, note=str(ended))
    return ended
