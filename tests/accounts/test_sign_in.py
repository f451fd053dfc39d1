"""Signing in, signing out, and passwords: what a person meets, and what guessing meets."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD, UserFactory
from tests.pages import check_page, open_page

SIGN_IN = "/accounts/login/"


def sign_in(client, person, password=PASSWORD, **options):
    return client.post(SIGN_IN, {"login": person.email, "password": password}, **options)


def is_signed_in(client) -> bool:
    return client.get(reverse("accounts:show_profile")).status_code == 200


@pytest.fixture
def person(db):
    return UserFactory()


def test_the_page_lets_password_managers_help(client, db):
    page = open_page(client, SIGN_IN)
    assert page.h1 == "Sign in"
    kinds = {attributes["name"]: attributes.get("autocomplete") for _, attributes in page.parsed.inputs}
    assert kinds == {"login": "username", "password": "current-password"}
    assert "onpaste" not in page.html


def test_a_person_signs_in_with_any_case_of_their_address(client, person):
    response = client.post(SIGN_IN, {"login": f" {person.email.upper()} ", "password": PASSWORD})
    assert response.status_code == 302
    assert is_signed_in(client)


def test_a_wrong_password_says_so_without_saying_which_was_wrong(client, person):
    known = open_page(client, SIGN_IN, post={"login": person.email, "password": "wrong"})
    unknown = open_page(client, SIGN_IN, post={"login": "nobody@example.test", "password": "wrong"})
    assert known.title == "Error: Sign in – Equity Steps"
    assert "The email address or the password is not right" in known.text
    assert known.text.replace(person.email, "") == unknown.text.replace("nobody@example.test", "")


def test_an_empty_form_names_each_field_that_is_missing(client, db):
    page = open_page(client, SIGN_IN, post={"login": "", "password": ""})
    assert "Enter your email address" in page.text
    assert page.parsed.error_links == ["#id_login", "#id_password"]


@pytest.mark.parametrize("exists", [True, False])
def test_the_sixth_wrong_password_within_five_minutes_is_stopped(client, person, exists):
    email = person.email if exists else "nobody@example.test"
    answers = [client.post(SIGN_IN, {"login": email, "password": "wrong"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    page = check_page(answers[-1])
    assert page.h1 == "Wait a few minutes, then try again"
    assert answers[-1]["Retry-After"] == "300"


def test_after_five_wrong_ones_even_the_right_password_waits(client, person):
    for _ in range(5):
        sign_in(client, person, "wrong")
    assert sign_in(client, person).status_code == 429
    assert not is_signed_in(client)


@pytest.mark.thorough
def test_two_hundred_people_behind_one_address_all_sign_in(client_for, db):
    people = UserFactory.create_batch(200)
    for person in people:
        assert sign_in(client_for(), person).status_code == 302


def test_an_account_that_was_deactivated_says_so_only_to_who_knows_the_password(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert sign_in(client, person, "wrong").status_code == 200
    response = sign_in(client, person)
    assert response["Location"] == reverse("account_inactive")
    assert open_page(client, response["Location"]).h1 == "This account is closed"


def test_signing_in_leads_on_to_the_page_that_was_asked_for_but_never_off_the_site(client, person, client_for):
    asked = reverse("accounts:edit_profile")
    assert sign_in(client, person, QUERY_STRING=f"next={asked}")["Location"] == asked
    elsewhere = sign_in(client_for(), person, QUERY_STRING="next=https://example.com/")
    assert "example.com" not in elsewhere["Location"]


def test_the_session_gets_a_new_key_when_somebody_signs_in(client, person):
    client.get(SIGN_IN)
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["equity_steps_session"] = session.session_key
    sign_in(client, person)
    assert client.session.session_key != session.session_key


def test_signing_out_asks_first_and_clears_what_the_browser_kept(client_for, person):
    client = client_for(person)
    assert open_page(client, reverse("account_logout")).h1 == "Sign out"
    assert is_signed_in(client)
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache"'
    assert not is_signed_in(client)


def test_nobody_can_make_an_account_by_themselves(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/email/").status_code == 404


def test_a_changed_password_ends_the_sessions_elsewhere_but_not_here(client_for, person):
    here, elsewhere = client_for(person), client_for(person)
    new = {"oldpassword": PASSWORD, "password1": "nine orange ladders", "password2": "nine orange ladders"}
    response = here.post(reverse("account_change_password"), new)
    assert response.status_code == 302, response.content.decode()
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert "your password was changed" in mail.outbox[-1].subject
    assert "Your password was changed." in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("password", "words"),
    [("short", "at least 12"), ("password1234", "too common"), ("different entirely", "are not the same")],
)
def test_a_weak_or_mistyped_password_is_refused_in_words(client_for, person, password, words):
    again = "different indeed" if password == "different entirely" else password
    form = {"oldpassword": PASSWORD, "password1": password, "password2": again}
    page = open_page(client_for(person), reverse("account_change_password"), post=form)
    assert words in page.text


def test_a_password_of_a_hundred_characters_is_allowed(client_for, person):
    long = "correct horse battery staple " * 4
    form = {"oldpassword": PASSWORD, "password1": long, "password2": long}
    assert client_for(person).post(reverse("account_change_password"), form).status_code == 302


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, client_for, person):
    elsewhere = client_for(person)
    asked = client.post(reverse("account_reset_password"), {"email": person.email})
    assert open_page(client, asked["Location"]).h1 == "Check your email"
    link = re.search(r"https?://testserver(\S+)", mail.outbox[-1].body).group(1)
    form = client.get(link)["Location"]
    assert open_page(client, form).h1 == "Choose a new password"
    new = {"password1": "nine orange ladders", "password2": "nine orange ladders"}
    done = client.post(form, new)
    assert open_page(client, done["Location"]).h1 == "Your new password is saved"
    assert not is_signed_in(elsewhere)
    assert open_page(client, link).h1 == "This link no longer works"
    assert sign_in(client, person, "nine orange ladders").status_code == 302


def test_asking_for_a_new_password_answers_the_same_whether_there_is_an_account_or_not(client, person):
    known = client.post(reverse("account_reset_password"), {"email": person.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.test"})
    assert known["Location"] == unknown["Location"]
    assert "There is no account" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["nobody@example.test"]


def test_letters_are_plain_words_without_markup(client, person):
    User.objects.filter(pk=person.pk).update(name="Siân O’Hara & Co")
    client.post(reverse("account_reset_password"), {"email": person.email})
    letter = mail.outbox[-1]
    assert letter.subject == "Equity Steps: choose a new password"
    assert "&" not in letter.body
    assert "{" not in letter.body


@pytest.mark.parametrize(
    "name",
    [
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
        "account_reset_password_from_key_done",
        "socialaccount_login_cancelled",
    ],
)
def test_every_open_page_stands(client, db, name):
    open_page(client, reverse(name))


def test_a_sign_in_that_the_identity_provider_refused_says_what_to_do(client, db):
    page = open_page(client, reverse("socialaccount_login_error"), status=401)
    assert page.h1 == "Signing in did not work"


@pytest.mark.parametrize("name", ["account_change_password", "socialaccount_connections", "mfa_index"])
def test_every_page_of_ones_own_stands(client_for, person, name):
    open_page(client_for(person), reverse(name))
