"""Inviting somebody, and what they see when they follow the link."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import invitations, kept, policies, queries
from accounts.access import PAGE, public, with_organisation
from accounts.forms import AcceptInvitationForm, InviteForm
from accounts.models import User
from accounts.roles import OrganisationRole, Permission


@require_http_methods(PAGE)
@with_organisation(Permission.INVITE_PEOPLE)
def invite_person(request, organisation):
    roles = policies.roles_to_give(request.user, organisation)
    form = InviteForm(kept.sent_or_kept(request), roles=roles)
    if request.method == "POST" and _invited(request, organisation, form):
        return redirect("accounts:list_people", organisation.pk)
    context = {
        "page_title": "Invite somebody",
        "organisation": organisation,
        "form": form,
        "submit_text": "Send invitation",
    }
    return render(request, "accounts/invite_person.jinja", context)


def _invited(request, organisation, form) -> bool:
    if not form.is_valid():
        return False
    try:
        invitations.invite(
            organisation=organisation, by=request.user, address_of=request.build_absolute_uri, **form.cleaned_data
        )
    except invitations.AlreadyInvited:
        form.add_error("email", "This person has this role already, or an invitation is waiting for them")
        return False
    messages.success(request, f"We have sent an invitation to {form.cleaned_data['email']}. It works for seven days.")
    return True


@require_POST
@with_organisation(Permission.INVITE_PEOPLE)
def send_invitation_again(request, organisation, invitation_id):
    invitation = _waiting(organisation, invitation_id)
    invitations.send_again(invitation=invitation, by=request.user, address_of=request.build_absolute_uri)
    messages.success(request, f"We have sent a new invitation to {invitation.email}.")
    return redirect("accounts:list_people", organisation.pk)


@require_POST
@with_organisation(Permission.INVITE_PEOPLE)
def withdraw_invitation(request, organisation, invitation_id):
    invitation = _waiting(organisation, invitation_id)
    invitations.withdraw(invitation=invitation, by=request.user)
    messages.success(request, f"The invitation to {invitation.email} no longer works.")
    return redirect("accounts:list_people", organisation.pk)


def _waiting(organisation, invitation_id):
    invitation = queries.waiting_invitation(organisation, invitation_id)
    if invitation is None:
        raise Http404
    return invitation


@sensitive_post_parameters("password")
@require_http_methods(PAGE)
@public
def accept_invitation(request, secret: str):
    """The secret in the address is what lets somebody in; it works once, for the address it was sent to."""
    invitation = invitations.find(secret)
    if invitation is None or not invitation.is_open(timezone.now()):
        return _closed(request, 404 if invitation is None else 410)
    accept = _accept_as_known_person if queries.person_with_email(invitation.email) else _accept_as_new_person
    try:
        return accept(request, invitation, secret)
    except invitations.InvitationIsClosed:
        # Used or withdrawn since it was looked at, as by a double click.
        return _closed(request, 410)


def _closed(request, status: int):
    context = {"page_title": "This invitation no longer works"}
    return render(request, "accounts/invitation_closed.jinja", context, status=status)


def _accept_as_new_person(request, invitation, secret: str):
    form = AcceptInvitationForm(kept.sent_or_kept(request), email=invitation.email)
    if request.method == "POST" and form.is_valid():
        person = invitations.accept_as_new_person(secret=secret, **form.cleaned_data)
        return _sign_in(request, person)
    context = _context(invitation) | {
        "page_title": f"Join {invitation.organisation.name}",
        "form": form,
        "submit_text": "Create my account",
    }
    return render(request, "accounts/accept_invitation.jinja", context)


def _accept_as_known_person(request, invitation, secret: str):
    """Somebody with an account signs in first, and then only says yes."""
    if not request.user.is_authenticated:
        messages.info(request, "You have an account already. Sign in to accept the invitation.")
        return redirect_to_login(request.path)
    if request.user.email.lower() != invitation.email.lower():
        context = {"page_title": "This invitation is for somebody else"}
        return render(request, "accounts/invitation_for_somebody_else.jinja", context, status=403)
    if request.method == "POST":
        invitations.accept_as(secret=secret, person=request.user)
        messages.success(request, f"You have joined {invitation.organisation.name}.")
        return redirect("accounts:show_profile")
    context = _context(invitation) | {"page_title": f"Join {invitation.organisation.name}"}
    return render(request, "accounts/accept_role.jinja", context)


def _context(invitation) -> dict:
    return {"invitation": invitation, "role": OrganisationRole(invitation.role)}


def _sign_in(request, person: User):
    """The link proved the address and the password was just chosen; a compulsory second factor comes next."""
    person.backend = "allauth.account.auth_backends.AuthenticationBackend"
    return perform_password_login(request, {"email": person.email}, Login(user=person, email=person.email))
