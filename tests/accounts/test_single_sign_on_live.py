"""Single sign-on from end to end, against a real OpenID provider on the loopback address."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from tests.factories import UserFactory
from tests.pages import open_page

from .identity_provider import CLIENT, SECRET, running_provider

pytestmark = pytest.mark.django_db
LOGIN = reverse("openid_connect_login", args=["trust"])


@pytest.fixture
def provider(settings):
    with running_provider() as provider:
        app = {
            "provider_id": "trust",
            "name": "Trust sign-in",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": provider.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield provider


@pytest.fixture
def known(provider):
    """Somebody who has added the provider to their account."""
    person = UserFactory(email="known@example.test")
    SocialAccount.objects.create(user=person, provider="trust", uid=provider.subject)
    return person


def sent_back(client, address: str = LOGIN) -> str:
    """Goes to the provider as a browser does, and gives the address the provider sends the browser back to."""
    there = client.post(address)
    assert there.status_code == 302
    answer = requests.get(there["Location"], allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def signed_in_as(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_somebody_who_added_it_signs_in_with_it(client, provider, known):
    answer = client.get(sent_back(client))
    assert answer.status_code == 302
    assert signed_in_as(client) == str(known.pk)
    assert provider.asked["code_challenge_method"] == "S256"
    assert AuditEvent.objects.filter(by_id=known.pk, verb="signed in").exists()


def test_the_same_address_with_another_identity_stays_out(client, provider, known):
    provider.subject, provider.email = "subject-2", known.email
    page = open_page(client, sent_back(client), status=403)
    assert page.h1 == "There is no account for you yet"
    assert signed_in_as(client) is None
    assert SocialAccount.objects.count() == 1


def test_a_token_of_another_issuer_is_refused(client, provider, known):
    provider.issuer = "https://login.example.test/another-tenant"
    page = open_page(client, sent_back(client), status=401)
    assert page.h1 == "Signing in did not work"
    assert signed_in_as(client) is None


def test_an_answer_cannot_be_used_twice_or_by_another_browser(client, provider, known):
    back = sent_back(client)
    other = Client()
    assert other.get(back).status_code == 401
    assert signed_in_as(other) is None
    client.get(back)
    client.logout()
    assert client.get(back).status_code == 401
    assert signed_in_as(client) is None


def test_a_code_the_provider_no_longer_takes_is_said_and_nobody_is_signed_in(client, provider, known):
    back = sent_back(client)
    provider.codes.clear()
    page = open_page(client, back, status=401)
    assert page.h1 == "Signing in did not work"
    assert signed_in_as(client) is None


def test_somebody_adds_it_to_their_account_and_signs_in_with_it_next_time(client, provider):
    person = UserFactory()
    client.force_login(person)
    client.get(sent_back(client, LOGIN + "?process=connect"))
    assert SocialAccount.objects.get().user == person
    client.logout()
    client.get(sent_back(client))
    assert signed_in_as(client) == str(person.pk)
