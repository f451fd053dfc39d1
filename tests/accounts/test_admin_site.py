"""The admin site exists for system administrators only, and shows nothing that teams write."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import AuditEvent, Membership, Organisation, User

PAGES = [
    "/admin/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/password_change/",
    "/admin/no-such-page/",
    "/admin/accounts/user/",
    "/admin/accounts/organisation/add/",
    "/admin/jsi18n/",
]


@pytest.mark.parametrize("path", PAGES)
def test_it_does_not_exist_for_anybody_else(client_for, people, path):
    everybody = [None] + [person for name, person in people.items() if name != "sys_admin"]
    for person in everybody:
        for method in ("get", "post"):
            assert getattr(client_for(person), method)(path).status_code == 404, (path, person, method)


def test_it_holds_people_and_organisations_and_nothing_else():
    assert set(admin.site._registry) == {User, Organisation, Membership}


@pytest.mark.parametrize("name", ["user", "organisation", "membership"])
def test_a_system_administrator_opens_its_lists(client_for, people, name):
    assert client_for(people.sys_admin).get(reverse(f"admin:accounts_{name}_changelist")).status_code == 200


def test_an_organisation_is_added_and_recorded(client_for, people):
    form = {"name": "Another Trust", "short_name": "Another", "kind": "trust", "icb": ""}
    client_for(people.sys_admin).post(reverse("admin:accounts_organisation_add"), form)
    made = Organisation.objects.get(name="Another Trust")
    assert AuditEvent.objects.filter(verb="added in admin site", on_id=str(made.pk)).exists()


def test_deactivating_somebody_here_ends_their_sessions_too(client_for, people):
    theirs = client_for(people.viewer)
    theirs.get("/people/me/")
    form = {"name": people.viewer.name, "job": people.viewer.job}
    client_for(people.sys_admin).post(reverse("admin:accounts_user_change", args=[people.viewer.pk]), form)
    assert AuditEvent.objects.filter(verb="deactivated account", on_id=str(people.viewer.pk)).exists()
    assert theirs.get("/people/me/").status_code == 302


def test_nobody_changes_their_own_role_here(client_for, people):
    form = {"name": "A new name", "job": ""}
    client_for(people.sys_admin).post(reverse("admin:accounts_user_change", args=[people.sys_admin.pk]), form)
    people.sys_admin.refresh_from_db()
    assert people.sys_admin.name == "A new name"
    assert people.sys_admin.is_system_administrator
    assert people.sys_admin.is_active


def test_nothing_is_deleted_or_given_here(client_for, people, organisation):
    client = client_for(people.sys_admin)
    for name, row in (("user", people.viewer), ("organisation", organisation)):
        assert client.post(reverse(f"admin:accounts_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:accounts_membership_add")).status_code == 403
