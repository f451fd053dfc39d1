"""Invitations: the one way to an account. Single use, seven days, for one address; only a digest is kept."""

import hashlib
import secrets

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from design.words import in_one_line

from . import policies
from .audit import record
from .models import Invitation, Membership, Organisation, User
from .roles import OrganisationRole


class AlreadyInvited(ValueError):
    """There is an open invitation for this address, or this person has this role already."""


class InvitationIsClosed(ValueError):
    """Used, withdrawn, or older than seven days."""


def find(secret: str) -> Invitation | None:
    """The invitation with this secret, open or not."""
    return Invitation.objects.select_related("organisation").filter(secret_digest=_digest(secret)).first()


@transaction.atomic
def invite(*, email: str, organisation: Organisation, role: OrganisationRole, by, address_of) -> Invitation:
    """Invites one address to one role. `address_of(path)` makes a whole web address, for the letter."""
    policies.check_may_give(by, role, organisation)
    email = email.strip().lower()
    held = Membership.objects.filter(user__email__iexact=email, organisation=organisation, role=role)
    if held.exists() or _open_for(email, organisation).exists():
        raise AlreadyInvited
    secret, now = secrets.token_urlsafe(32), timezone.now()
    invitation = Invitation.objects.create(
        email=email,
        organisation=organisation,
        role=role,
        secret_digest=_digest(secret),
        invited_by=by,
        invited_at=now,
        expires_at=now + settings.INVITATION_LIFETIME,
    )
    record(by=by, verb="invited", on=invitation, organisation=organisation, note=role.label)
    _send(invitation, secret, address_of)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation, by, address_of) -> None:
    """Sends a new letter, good for another seven days; the link in the old one stops working."""
    policies.check_may_give(by, OrganisationRole(invitation.role), invitation.organisation)
    _check_not_finished(invitation)
    secret, now = secrets.token_urlsafe(32), timezone.now()
    invitation.secret_digest, invitation.invited_at = _digest(secret), now
    invitation.expires_at = now + settings.INVITATION_LIFETIME
    invitation.save(update_fields=["secret_digest", "invited_at", "expires_at"])
    record(by=by, verb="invited again", on=invitation, organisation=invitation.organisation)
    _send(invitation, secret, address_of)


@transaction.atomic
def withdraw(*, invitation: Invitation, by) -> None:
    """The link stops working."""
    _check_not_finished(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(by=by, verb="withdrew invitation", on=invitation, organisation=invitation.organisation)


@transaction.atomic
def accept_as_new_person(*, secret: str, name: str, job: str, password: str) -> User:
    """Makes the account the invitation was for."""
    invitation = _use(secret)
    person = User.objects.create_user(invitation.email, name=name, password=password, job=job)
    _join(invitation, person)
    return person


@transaction.atomic
def accept_as(*, secret: str, person: User) -> None:
    """Adds the role to somebody who has an account with that address already."""
    invitation = _use(secret)
    if invitation.email.lower() != person.email.lower():
        raise InvitationIsClosed
    _join(invitation, person)


def _use(secret: str) -> Invitation:
    """Marks it used. One of two at once wins: the row is changed only while it is still open."""
    now = timezone.now()
    still_open = Invitation.objects.filter(
        secret_digest=_digest(secret), accepted_at=None, withdrawn_at=None, expires_at__gt=now
    )
    if not still_open.update(accepted_at=now):
        raise InvitationIsClosed
    return find(secret)


def _join(invitation: Invitation, person: User) -> None:
    Membership.objects.get_or_create(user=person, organisation=invitation.organisation, role=invitation.role)
    note = OrganisationRole(invitation.role).label
    record(by=person, verb="accepted invitation", on=invitation, organisation=invitation.organisation, note=note)


def _open_for(email: str, organisation: Organisation):
    return Invitation.objects.filter(
        email__iexact=email,
        organisation=organisation,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    )


def _check_not_finished(invitation: Invitation) -> None:
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationIsClosed


def _send(invitation: Invitation, secret: str, address_of) -> None:
    """Leaves once the invitation is really stored."""
    facts = {
        "invitation": invitation,
        "invited_by": invitation.invited_by.name,
        "organisation": invitation.organisation.name,
        "role": OrganisationRole(invitation.role),
        "link": address_of(reverse("accounts:accept_invitation", args=[secret])),
        "site_name": settings.SITE_NAME,
    }
    body = render_to_string("accounts/email/invitation.txt", facts)
    subject = f"{settings.SITE_NAME}: you are invited to join {in_one_line(invitation.organisation.name)}"
    transaction.on_commit(lambda: send_mail(subject, body, None, [invitation.email]))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
