"""The trail is written for what matters, shown to those who may see it, and cannot be changed."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import audit_lock
from accounts.audit import record
from accounts.models import AuditEvent
from tests.factories import PASSWORD
from tests.pages import open_page


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("at").values_list("verb", flat=True))


def test_the_migrations_lock_the_trail(was_locked_by_migrations):
    assert was_locked_by_migrations


@pytest.mark.parametrize("change", ["UPDATE accounts_auditevent SET verb = 'x'", "DELETE FROM accounts_auditevent"])
def test_the_database_refuses_to_change_the_trail(people, locked_trail, change):
    record(by=people.lead, verb="did something")
    with pytest.raises(DatabaseError, match=audit_lock.MESSAGE), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert "did something" in verbs()


def test_signing_in_and_out_and_failing_are_recorded(client, people):
    sign_in = reverse("account_login")
    client.post(sign_in, {"login": people.lead.email, "password": "not the password"})
    client.post(sign_in, {"login": people.lead.email, "password": PASSWORD})
    client.post(reverse("account_logout"))
    assert verbs() == ["failed to sign in", "signed in", "signed out"]
    failed = AuditEvent.objects.get(verb="failed to sign in")
    assert (failed.on_id, failed.by_id, failed.address) == (str(people.lead.pk), None, "127.0.0.1")
    assert "not the password" not in str(list(AuditEvent.objects.values_list()))


def test_a_refusal_is_recorded_with_who_was_refused_what(client_for, people, organisation):
    client_for(people.viewer).get(reverse("accounts:list_people", args=[organisation.pk]))
    refused = AuditEvent.objects.get(verb="refused")
    assert (refused.by_id, refused.organisation_id) == (people.viewer.pk, organisation.pk)
    assert refused.note == "GET accounts:list_people"


def test_an_administrator_sees_what_was_done_at_their_organisation_only(
    client_for, people, organisation, other_people, other_world
):
    record(by=people.editor, verb="invented deed", organisation=organisation)
    record(by=other_people.editor, verb="foreign deed", organisation=other_world.organisation)
    page = open_page(client_for(people.org_admin), reverse("accounts:list_events", args=[organisation.pk]))
    assert "Invented deed" in page.text
    assert "Foreign deed" not in page.text
    assert "Brinley" not in page.text


def test_a_system_administrator_sees_all_of_it_and_can_choose_one_kind(client_for, people, organisation):
    for number in range(60):
        record(by=people.editor, verb="invented deed", organisation=organisation, note=f"deed {number}")
    record(by=people.lead, verb="other deed", organisation=organisation)
    client = client_for(people.sys_admin)
    everything = open_page(client, reverse("accounts:list_all_events"))
    assert "Page 1 of 2" in everything.text
    assert "Older" in everything.text
    chosen = open_page(client, reverse("accounts:list_all_events") + "?verb=other+deed")
    assert "Other deed" in chosen.text
    assert "deed 59" not in chosen.text
