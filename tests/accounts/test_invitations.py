"""Invitations are the one way in: single use, seven days, bound to one address."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import invitations
from accounts.models import AuditEvent, Invitation, User
from accounts.policies import OnlySystemAdministrators
from accounts.roles import OrganisationRole
from tests.factories import PASSWORD, MembershipFactory, UserFactory
from tests.pages import open_page

NEW = {"name": "Nadia Newcomer", "job": "Nurse", "password": "four silver bridges"}


@pytest.fixture
def invite(people, organisation, django_capture_on_commit_callbacks):
    """Invites an address and gives the path in the letter."""

    def send(email="new@example.test", role=OrganisationRole.EDITOR, by=people.org_admin) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            invitations.invite(
                email=email,
                organisation=organisation,
                role=role,
                by=by,
                address_of=lambda path: f"https://example.test{path}",
            )
        return path_in_letter()

    return send


def path_in_letter() -> str:
    return re.search(r"https?://[^/]+(/people/invitations/\S+)", mail.outbox[-1].body).group(1)


def test_an_administrator_invites_and_the_letter_says_who_where_and_what(
    client_for, people, organisation, django_capture_on_commit_callbacks
):
    address = reverse("accounts:invite_person", args=[organisation.pk])
    page = open_page(client_for(people.org_admin), address)
    assert "Starts projects and works on" in page.text
    assert "Directory curator" not in page.text
    with django_capture_on_commit_callbacks(execute=True):
        client_for(people.org_admin).post(address, {"email": "New@Example.test", "role": "editor"})
    letter = mail.outbox[-1]
    assert letter.to == ["new@example.test"]
    assert people.org_admin.name in letter.body
    assert organisation.name in letter.body
    assert Invitation.objects.get().secret_digest not in letter.body
    assert AuditEvent.objects.filter(verb="invited", organisation_id=organisation.pk).exists()


def test_accepting_makes_the_account_signs_in_and_leads_on(client, invite, organisation):
    path = invite()
    page = open_page(client, path)
    assert page.h1 == f"Join {organisation.name}"
    kinds = {attributes["name"]: attributes["autocomplete"] for _, attributes in page.parsed.inputs}
    assert kinds == {"name": "name", "job": "organization-title", "password": "new-password"}
    assert client.post(path, NEW).status_code == 302
    person = User.objects.get(email="new@example.test")
    assert (person.name, person.job) == ("Nadia Newcomer", "Nurse")
    assert person.memberships.get().role == OrganisationRole.EDITOR
    assert "Nadia Newcomer" in open_page(client, reverse("accounts:show_profile")).text


def test_where_a_second_factor_is_compulsory_it_comes_next(client, invite, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    path = invite()
    onward = client.post(path, NEW)
    assert client.get(onward["Location"])["Location"] == reverse("mfa_activate_totp")
    assert open_page(client, reverse("mfa_activate_totp")).h1 == "Set up your second factor"


def test_an_invitation_works_once(client, client_for, invite):
    path = invite()
    client.post(path, NEW)
    page = open_page(client_for(), path, status=410)
    assert page.h1 == "This invitation no longer works"
    with pytest.raises(invitations.InvitationIsClosed):
        invitations.accept_as_new_person(secret=path.split("/")[-2], **NEW)


def test_an_invitation_works_for_seven_days(client, invite):
    path = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(path, NEW).status_code == 410
    assert not User.objects.filter(email="new@example.test").exists()


def test_a_made_up_link_says_the_same_as_an_old_one(client, db):
    page = open_page(client, reverse("accounts:accept_invitation", args=["x" * 43]), status=404)
    assert page.h1 == "This invitation no longer works"


def test_the_password_is_checked_and_what_was_typed_stays(client, invite):
    page = open_page(client, invite(), post=NEW | {"password": "password1234"})
    assert "too common" in page.text
    assert 'value="Nadia Newcomer"' in page.html
    assert "password1234" not in page.html


def test_a_withdrawn_invitation_stops_working(client, client_for, invite, people, organisation):
    path = invite()
    waiting = Invitation.objects.get()
    client_for(people.org_admin).post(
        reverse("accounts:withdraw_invitation", args=[organisation.pk, waiting.pk]), follow=True
    )
    assert client.get(path).status_code == 410
    again = reverse("accounts:send_invitation_again", args=[organisation.pk, waiting.pk])
    assert client_for(people.org_admin).post(again).status_code == 404


def test_sending_again_makes_a_new_link_and_ends_the_old_one(
    client, client_for, invite, people, organisation, django_capture_on_commit_callbacks
):
    old = invite()
    waiting = Invitation.objects.get()
    Invitation.objects.update(expires_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        client_for(people.org_admin).post(reverse("accounts:send_invitation_again", args=[organisation.pk, waiting.pk]))
    assert client.get(old).status_code == 404
    assert client.get(path_in_letter()).status_code == 200


@pytest.mark.parametrize("role", [OrganisationRole.ADMIN, OrganisationRole.CURATOR, OrganisationRole.REVIEWER])
def test_only_system_administrators_invite_to_roles_beyond_the_team(client_for, invite, people, organisation, role):
    with pytest.raises(OnlySystemAdministrators):
        invite(role=role)
    address = reverse("accounts:invite_person", args=[organisation.pk])
    page = open_page(client_for(people.org_admin), address, post={"email": "a@example.test", "role": role.value})
    assert page.title.startswith("Error: ")
    assert not Invitation.objects.exists()


def test_a_system_administrator_invites_an_administrator(client, invite, people, organisation):
    client.post(invite(role=OrganisationRole.ADMIN, by=people.sys_admin), NEW)
    assert User.objects.get(email="new@example.test").memberships.get().role == OrganisationRole.ADMIN


def test_the_same_address_is_not_invited_twice(client_for, invite, people, organisation):
    invite()
    address = reverse("accounts:invite_person", args=[organisation.pk])
    page = open_page(client_for(people.org_admin), address, post={"email": "NEW@example.test", "role": "editor"})
    assert "an invitation is waiting" in page.text


def test_somebody_with_an_account_signs_in_and_joins(client, invite, organisation):
    known = UserFactory(email="known@example.test")
    path = invite(email="known@example.test")
    asked = client.get(path)
    assert asked["Location"] == f"/accounts/login/?next={path}"
    client.post(asked["Location"], {"login": known.email, "password": PASSWORD})
    assert open_page(client, path).h1 == f"Join {organisation.name}"
    client.post(path)
    assert known.memberships.get().organisation == organisation


def test_an_invitation_is_of_no_use_to_somebody_else_who_has_an_account(client_for, invite, people):
    UserFactory(email="known@example.test")
    path = invite(email="known@example.test")
    client = client_for(people.outsider)
    assert open_page(client, path, status=403).h1 == "This invitation is for somebody else"
    client.post(path)
    assert not people.outsider.memberships.exists()
    assert Invitation.objects.get().accepted_at is None


def test_a_role_somebody_has_already_is_not_given_twice(people, organisation, invite):
    MembershipFactory(user=people.outsider, organisation=organisation, role=OrganisationRole.EDITOR)
    with pytest.raises(invitations.AlreadyInvited):
        invite(email=people.outsider.email)
