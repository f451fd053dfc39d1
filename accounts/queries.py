"""Reads that take more than one line: who works where, who is invited, what was done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from .models import AuditEvent, Invitation, Organisation, User
from .roles import OrganisationRole


@dataclass(frozen=True)
class Colleague:
    """One row of an organisation's people."""

    id: UUID
    name: str
    email: str
    job: str
    roles: tuple[OrganisationRole, ...]
    is_active: bool
    last_seen: datetime | None


def colleagues(organisation: Organisation) -> list[Colleague]:
    """Everybody with a role in the organisation, by name."""
    roles: dict = {}
    for user_id, role in organisation.memberships.values_list("user_id", "role"):
        roles.setdefault(user_id, []).append(OrganisationRole(role))
    people = User.objects.filter(pk__in=roles).order_by("name")
    order = list(OrganisationRole)
    return [
        Colleague(
            id=person.pk,
            name=person.name,
            email=person.email,
            job=person.job,
            roles=tuple(sorted(roles[person.pk], key=order.index)),
            is_active=person.is_active,
            last_seen=person.last_login,
        )
        for person in people
    ]


def person_in(organisation: Organisation, user_id) -> User | None:
    """A person with a role in the organisation."""
    return User.objects.filter(memberships__organisation=organisation, pk=user_id).distinct().first()


def roles_in(organisation: Organisation, person: User) -> list[OrganisationRole]:
    held = set(person.memberships.filter(organisation=organisation).values_list("role", flat=True))
    return [role for role in OrganisationRole if role in held]


def waiting_invitations(organisation: Organisation):
    """Sent and neither used nor withdrawn; those past their seven days too, so that they can be sent again."""
    return organisation.invitations.filter(accepted_at=None, withdrawn_at=None).select_related("invited_by")


def waiting_invitation(organisation: Organisation, invitation_id) -> Invitation | None:
    return waiting_invitations(organisation).filter(pk=invitation_id).first()


def events_of(organisation: Organisation):
    """What was done in one organisation, and the sign-ins of its people."""
    members = list(organisation.memberships.values_list("user_id", flat=True))
    of_members = Q(by_id__in=members) | Q(on_kind=User._meta.verbose_name, on_id__in=[str(pk) for pk in members])
    nowhere_else = Q(organisation_id=None, project_id=None)
    return AuditEvent.objects.filter(Q(organisation_id=organisation.pk) | (nowhere_else & of_members))


def all_events():
    """The whole trail, for system administrators."""
    return AuditEvent.objects.all()


def verbs(events) -> list[str]:
    """The kinds of thing that happened, for the filter."""
    return list(events.order_by("verb").values_list("verb", flat=True).distinct())


def is_expired(invitation: Invitation) -> bool:
    return invitation.expires_at <= timezone.now()


def person_with_email(email: str) -> User | None:
    return User.objects.filter(email__iexact=email).first()
