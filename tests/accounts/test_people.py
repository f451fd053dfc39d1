"""An organisation's people: who they are, what they may do, and who may change that."""

import pytest
from django.urls import reverse

from accounts import actions, policies
from accounts.models import AuditEvent, Membership, User
from accounts.roles import OrganisationRole
from accounts.second_factor import has_second_factor
from tests.factories import MembershipFactory, UserFactory
from tests.pages import open_page

from .codes import set_up_app

TEAM = {OrganisationRole.VIEWER, OrganisationRole.EDITOR}


def roles_of(person, organisation) -> set:
    return set(person.memberships.filter(organisation=organisation).values_list("role", flat=True))


def page_of(name, organisation, person) -> str:
    return reverse(f"accounts:{name}", args=[organisation.pk, person.pk])


def test_an_administrator_of_one_organisation_goes_straight_to_its_people(client_for, people, organisation):
    response = client_for(people.org_admin).get(reverse("accounts:list_organisations"))
    assert response["Location"] == reverse("accounts:list_people", args=[organisation.pk])


def test_a_system_administrator_chooses_among_all_organisations(client_for, people, organisation, other_world):
    page = open_page(client_for(people.sys_admin), reverse("accounts:list_organisations"))
    assert organisation.name in page.text
    assert other_world.organisation.name in page.text


def test_the_list_shows_everybody_of_the_organisation_and_nobody_else(
    client_for, people, organisation, other_world, django_assert_max_num_queries
):
    client = client_for(people.org_admin)
    MembershipFactory.create_batch(20, organisation=organisation)
    address = reverse("accounts:list_people", args=[organisation.pk])
    with django_assert_max_num_queries(20):
        page = open_page(client, address)
    for person in (people.viewer, people.editor, people.lead, people.org_admin):
        assert person.name in page.text
    assert people.outsider.name not in page.text
    assert "Brinley" not in page.text


def test_roles_are_changed_and_recorded(client_for, people, organisation):
    address = page_of("change_roles", organisation, people.viewer)
    page = open_page(client_for(people.org_admin), address)
    assert page.h1 == f"Change what {people.viewer.name} may do"
    client_for(people.org_admin).post(address, {"roles": ["editor"]})
    assert roles_of(people.viewer, organisation) == {"editor"}
    lines = AuditEvent.objects.filter(organisation_id=organisation.pk, by_id=people.org_admin.pk)
    assert set(lines.values_list("verb", flat=True)) >= {"gave role", "took role away"}


def test_somebody_keeps_at_least_one_role(client_for, people, organisation):
    address = page_of("change_roles", organisation, people.viewer)
    page = open_page(client_for(people.org_admin), address, post={"roles": []})
    assert "Choose at least one role" in page.text
    assert roles_of(people.viewer, organisation) == {"viewer"}


@pytest.mark.parametrize("name", ["change_roles", "deactivate_person", "reset_second_factor"])
def test_nobody_changes_their_own_role_or_account(client_for, people, organisation, name):
    for method in ("get", "post"):
        response = getattr(client_for(people.org_admin), method)(page_of(name, organisation, people.org_admin))
        assert response.status_code == 403
    assert roles_of(people.org_admin, organisation) == {"admin"}
    assert (
        "This is you"
        in open_page(client_for(people.org_admin), page_of("show_person", organisation, people.org_admin)).text
    )


def test_an_administrator_of_the_organisation_does_not_touch_roles_beyond_the_team(people, organisation):
    second = MembershipFactory(organisation=organisation, role=OrganisationRole.ADMIN).user
    actions.set_roles(person=second, organisation=organisation, roles={OrganisationRole.EDITOR}, by=people.org_admin)
    assert roles_of(second, organisation) == {"admin", "editor"}
    with pytest.raises(policies.OnlySystemAdministrators):
        actions.set_roles(
            person=people.viewer, organisation=organisation, roles={OrganisationRole.ADMIN}, by=people.org_admin
        )


def test_a_system_administrator_gives_and_takes_every_role(people, organisation, icb):
    actions.set_roles(
        person=people.viewer, organisation=organisation, roles={OrganisationRole.ADMIN}, by=people.sys_admin
    )
    assert roles_of(people.viewer, organisation) == {"admin"}
    assert OrganisationRole.REVIEWER not in policies.roles_to_give(people.sys_admin, organisation)
    assert OrganisationRole.REVIEWER in policies.roles_to_give(people.sys_admin, icb)


def test_each_role_is_either_of_the_team_or_for_system_administrators_to_give():
    beyond = set(OrganisationRole) - policies.ROLES_OF_THE_TEAM
    assert policies.ROLES_OF_THE_TEAM == TEAM
    assert beyond == {OrganisationRole.ADMIN, OrganisationRole.REVIEWER, OrganisationRole.CURATOR}


def test_a_deactivated_person_is_out_at_once_and_can_be_let_in_again(client_for, people, organisation):
    theirs, admin = client_for(people.editor), client_for(people.org_admin)
    theirs.get("/people/me/")
    assert open_page(admin, page_of("deactivate_person", organisation, people.editor)).h1.startswith("Deactivate")
    admin.post(page_of("deactivate_person", organisation, people.editor))
    assert theirs.get("/people/me/").status_code == 302
    assert "Deactivated" in open_page(admin, page_of("show_person", organisation, people.editor)).text
    admin.post(page_of("reactivate_person", organisation, people.editor))
    assert client_for(User.objects.get(pk=people.editor.pk)).get("/people/me/").status_code == 200


def test_somebody_who_works_elsewhere_too_is_not_deactivated_by_one_organisation(
    client_for, people, organisation, other_world
):
    MembershipFactory(user=people.editor, organisation=other_world.organisation)
    address = page_of("deactivate_person", organisation, people.editor)
    response = client_for(people.org_admin).post(address, follow=True)
    assert "works for another organisation too" in response.content.decode()
    people.editor.refresh_from_db()
    assert people.editor.is_active
    actions.deactivate(person=people.editor, organisation=organisation, by=people.sys_admin)
    assert not people.editor.is_active


def test_sessions_are_ended_and_a_second_factor_is_reset_for_somebody_in_trouble(client_for, people, organisation):
    theirs, admin = client_for(people.editor), client_for(people.org_admin)
    set_up_app(people.editor)
    theirs.get("/people/me/")
    admin.post(page_of("sign_person_out", organisation, people.editor))
    assert theirs.get("/people/me/").status_code == 302
    assert "speak to them" in open_page(admin, page_of("reset_second_factor", organisation, people.editor)).text
    admin.post(page_of("reset_second_factor", organisation, people.editor))
    assert not has_second_factor(people.editor)
    verbs = set(AuditEvent.objects.filter(on_id=str(people.editor.pk)).values_list("verb", flat=True))
    assert verbs >= {"ended sessions", "reset second factor"}


def test_an_organisations_administrator_does_not_manage_a_system_administrator(client_for, people, organisation):
    MembershipFactory(user=people.sys_admin, organisation=organisation, role=OrganisationRole.VIEWER)
    client = client_for(people.org_admin)
    for name in ("change_roles", "deactivate_person", "reset_second_factor", "sign_person_out", "reactivate_person"):
        assert client.post(page_of(name, organisation, people.sys_admin)).status_code == 403, name
    page = open_page(client, page_of("show_person", organisation, people.sys_admin))
    assert "Only system administrators change this account" in page.text


def test_somebody_of_another_organisation_is_not_found_in_this_one(client_for, people, organisation, other_people):
    for name in ("show_person", "change_roles", "deactivate_person", "reset_second_factor"):
        assert client_for(people.org_admin).get(page_of(name, organisation, other_people.editor)).status_code == 404


def test_a_role_that_was_taken_away_is_gone_at_the_next_click(client_for, people, organisation):
    client = client_for(people.org_admin)
    address = reverse("accounts:list_people", args=[organisation.pk])
    assert client.get(address).status_code == 200
    Membership.objects.filter(user=people.org_admin).delete()
    assert client.get(address).status_code == 403


def test_a_person_changes_their_name_and_job(client_for, people):
    client = client_for(people.viewer)
    assert people.viewer.email in open_page(client, reverse("accounts:show_profile")).text
    client.post(reverse("accounts:edit_profile"), {"name": "Vera Viewer", "job": ""})
    people.viewer.refresh_from_db()
    assert people.viewer.name == "Vera Viewer"
    page = open_page(client, reverse("accounts:edit_profile"), post={"name": "", "job": "Nurse"})
    assert page.parsed.error_links == ["#id_name"]


def test_one_address_is_one_person_in_any_case_of_letters(db):
    UserFactory(email="one@example.test")
    with pytest.raises(Exception, match="one_person_per_email|UNIQUE|unique"):
        UserFactory(email="ONE@example.test")
