"""A second factor: set up, asked for, compulsory where the setting says so, and reset when a phone is lost."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.urls import get_resolver, reverse

from accounts.middleware import SecondFactorRequired
from accounts.models import AuditEvent
from accounts.second_factor import has_second_factor
from tests.factories import PASSWORD, UserFactory
from tests.pages import check_page, open_page

from .codes import KEY, code_now, set_up_app

SET_UP = "/accounts/2fa/totp/activate/"
SIGN_IN = "/accounts/login/"


@pytest.fixture(autouse=True)
def one_step_of_tolerance(settings):
    """The half minute may end between making a code and sending it."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def compulsory(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def person(db):
    return UserFactory()


def sign_in(client, person):
    return client.post(SIGN_IN, {"login": person.email, "password": PASSWORD})


@pytest.fixture
def set_up_by_hand(monkeypatch):
    """As a person does it: read the key off the page, type the code of it. What follows a commit follows at once."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, *args, **kwargs: act())

    def set_up(client):
        page = open_page(client, SET_UP)
        key = client.session["mfa.totp.secret"]
        assert key in page.text
        return client.post(SET_UP, {"code": code_now(key)})

    return set_up


def test_somebody_who_just_signed_in_sets_up_an_app_and_gets_recovery_codes(client, person, set_up_by_hand):
    sign_in(client, person)
    response = set_up_by_hand(client)
    assert response.status_code == 302, check_page(response).text
    page = open_page(client, response["Location"])
    assert page.h1 == "Your recovery codes"
    assert "second factor set up" in mail.outbox[-1].subject
    download = client.get(reverse("mfa_download_recovery_codes"))
    assert len(download.content.decode().split("\n\n")[-1].split()) == 10
    assert "attachment" in download["Content-Disposition"]


def test_a_wrong_code_is_refused_in_words(client, person):
    sign_in(client, person)
    open_page(client, SET_UP)
    page = open_page(client, SET_UP, post={"code": "1"})
    assert page.title.startswith("Error: ")
    assert page.parsed.error_links == ["#id_code"]


def test_the_code_is_asked_for_after_the_password(client, person):
    set_up_app(person)
    response = sign_in(client, person)
    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:show_profile")).status_code == 302
    page = open_page(client, response["Location"])
    assert page.parsed.inputs[0][1]["autocomplete"] == "one-time-code"
    code = code_now(KEY)
    client.post(response["Location"], {"code": f"{code[:3]} {code[3:]}"})
    assert client.get(reverse("accounts:show_profile")).status_code == 200


def test_a_code_works_once_only(client, client_for, person):
    set_up_app(person)
    code = code_now(KEY)
    for browser, status in ((client, 302), (client_for(), 200)):
        sign_in(browser, person)
        assert browser.post(reverse("mfa_authenticate"), {"code": code}).status_code == status


def test_guessing_codes_is_stopped(client, person):
    set_up_app(person)
    sign_in(client, person)
    texts = [open_page(client, reverse("mfa_authenticate"), post={"code": "000000"}).text for _ in range(6)]
    assert "Too many tries" in texts[-1]
    assert AuditEvent.objects.filter(verb="failed second factor", on_id=str(person.pk)).count() == 5


def test_without_a_second_factor_nothing_but_its_set_up_can_be_reached(client_for, person, compulsory, project):
    client = client_for(person)
    for name in ("accounts:show_profile", "accounts:list_sessions", "mfa_index", "account_change_password"):
        assert client.get(reverse(name))["Location"] == SET_UP, name
    assert client.get("/projects/")["Location"] == SET_UP
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("guide:home")).status_code == 200
    assert client.get("/projects/", headers={"HX-Request": "true"})["HX-Redirect"] == SET_UP


def every_name(patterns=None, prefix=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from every_name(pattern.url_patterns, inner)
        else:
            yield prefix + (pattern.name or "")


def test_the_pages_open_without_a_second_factor_are_these_and_no_more():
    assert set(every_name()) >= SecondFactorRequired.OPEN


def test_with_a_second_factor_everything_is_open_again(client, person, compulsory, set_up_by_hand):
    sign_in(client, person)
    set_up_by_hand(client)
    assert client.get(reverse("accounts:show_profile")).status_code == 200


def test_a_recovery_code_alone_is_not_a_second_factor(person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not has_second_factor(person)


def test_a_changed_second_factor_ends_the_sessions_elsewhere(client, client_for, person, set_up_by_hand):
    elsewhere = client_for(person)
    elsewhere.get(reverse("accounts:show_profile"))
    sign_in(client, person)
    set_up_by_hand(client)
    assert elsewhere.get(reverse("accounts:show_profile")).status_code == 302
    assert client.get(reverse("accounts:show_profile")).status_code == 200


def test_an_app_can_be_removed_after_the_password(client_for, person):
    set_up_app(person)
    client = client_for(person)
    asked = client.get(reverse("mfa_deactivate_totp"))
    assert asked.status_code == 302
    page = open_page(client, asked["Location"])
    assert page.h1 == "Confirm it is you"
    confirmed = client.post(asked["Location"], {"password": PASSWORD})
    assert open_page(client, confirmed["Location"]).h1 == "Remove your authenticator app"
    client.post(reverse("mfa_deactivate_totp"))
    assert not has_second_factor(person)


def test_a_code_confirms_it_is_you_as_well(client_for, person):
    set_up_app(person)
    client = client_for(person)
    page = open_page(client, reverse("mfa_reauthenticate") + "?next=/people/me/")
    assert page.h1 == "Confirm it is you"
    assert client.post(reverse("mfa_reauthenticate") + "?next=/people/me/", {"code": code_now(KEY)}).status_code == 302


def test_new_recovery_codes_replace_the_old_ones(client, person):
    set_up_app(person)
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_now(KEY)})
    cache.clear()
    open_page(client, reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_generate_recovery_codes"))
    page = open_page(client, reverse("mfa_view_recovery_codes"))
    assert page.html.count("<code>") == 10
    assert "Recovery codes 10 left" in open_page(client, reverse("mfa_index")).text


@pytest.mark.parametrize(("knows", "status"), [(True, 200), (False, 302)])
def test_single_sign_on_counts_only_where_the_provider_is_known_to_ask(
    client_for, person, settings, compulsory, knows, status
):
    settings.SINGLE_SIGN_ON_HAS_SECOND_FACTOR = knows
    client = client_for(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "at": 0}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    assert client.get(reverse("accounts:show_profile")).status_code == status


def test_the_secret_of_the_app_is_not_readable_in_the_database(person, settings):
    settings.MFA_ADAPTER = "accounts.adapter.EncryptedSecondFactor"
    set_up_app(person)
    assert KEY not in str(Authenticator.objects.get(user=person).data)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a new key"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert Authenticator.objects.get(user=person).wrap().validate_code(code_now(KEY))


def test_there_is_no_code_that_lets_everybody_in(settings):
    assert not getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None)
