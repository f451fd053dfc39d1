"""Signing in through an identity provider: by issuer and subject, never by address, only where there is an account."""

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.urls import reverse

from accounts.adapter import InvitedOnlySingleSignOn
from accounts.models import User
from tests.factories import UserFactory
from tests.pages import open_page

PROVIDER = {
    "provider_id": "trust",
    "name": "Trust sign-in",
    "client_id": "client",
    "secret": "secret",
    "settings": {"server_url": "https://login.example.test/tenant/v2.0"},
}


@pytest.fixture(autouse=True)
def provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [PROVIDER]}}


def test_the_sign_in_page_offers_it(client, db):
    page = open_page(client, reverse("account_login"))
    assert "Sign in with Trust sign-in" in page.text


def test_its_page_lets_the_form_lead_to_the_provider_and_nowhere_else(client, db):
    address = reverse("openid_connect_login", args=["trust"])
    page = open_page(client, address)
    assert page.h1 == "Sign in with Trust sign-in"
    assert "form-action 'self' https://login.example.test;" in page.response["Content-Security-Policy"] + ";"


def test_a_provider_nobody_set_up_does_not_exist(client, db):
    assert client.get(reverse("openid_connect_login", args=["elsewhere"])).status_code == 404
    assert client.get(reverse("openid_connect_callback", args=["elsewhere"])).status_code == 404


def test_a_callback_without_the_state_we_gave_is_refused(client, db):
    page = open_page(
        client, reverse("openid_connect_callback", args=["trust"]) + "?code=stolen&state=made-up", status=401
    )
    assert page.h1 == "Signing in did not work"


def coming_back(user, process=AuthProcess.LOGIN, email="known@example.test"):
    """What allauth hands to the adapter once the provider has answered."""
    request = RequestFactory().get("/")
    request.user, request.session = user, SessionStore()
    request._messages = FallbackStorage(request)
    request.csp_nonce = "nonce"
    login = SocialLogin(user=User(email=email), account=SocialAccount(provider="trust", uid="sub-1"))
    login.state = {"process": process}
    return request, login


def test_an_identity_we_do_not_know_is_turned_away_even_with_an_address_we_know(db):
    UserFactory(email="known@example.test")
    with pytest.raises(ImmediateHttpResponse) as refused:
        InvitedOnlySingleSignOn().pre_social_login(*coming_back(AnonymousUser()))
    assert refused.value.response.status_code == 403
    assert "by invitation" in refused.value.response.content.decode()
    assert not SocialAccount.objects.exists()


def test_somebody_signed_in_may_add_it_to_their_account(db):
    person = UserFactory()
    assert InvitedOnlySingleSignOn().pre_social_login(*coming_back(person, AuthProcess.CONNECT)) is None


def test_addresses_never_link_accounts(settings):
    assert settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION is False


def test_a_person_sees_and_removes_what_they_added(client_for, db):
    person = UserFactory()
    account = SocialAccount.objects.create(user=person, provider="trust", uid="sub-1", extra_data={"userinfo": {}})
    browser = client_for(person)
    page = open_page(browser, reverse("socialaccount_connections"))
    assert "Sign-ins added to your account" in page.text
    other = SocialAccount.objects.create(user=UserFactory(), provider="trust", uid="sub-2")
    open_page(browser, reverse("socialaccount_connections"), post={"account": other.pk})
    assert SocialAccount.objects.filter(pk=other.pk).exists()
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": 9e9}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    browser.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.filter(pk=account.pk).exists()
