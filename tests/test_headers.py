"""Every address answers with the headers that keep a browser safe, whoever asks."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction

from . import sweep, sweep_arguments
from .world import build_world

pytestmark = pytest.mark.django_db
ROWS = sweep.read_rows()
POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self' https://assets.nhs.uk",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """One world for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world("Ashby")
        sweep_arguments.prepare(world)
        made = SimpleNamespace(world=world, browsers=sweep.Browsers())
        made.browsers.of(world.people.lead)
        yield made
        transaction.set_rollback(True)


def directives(response) -> set[str]:
    return {part.strip() for part in response["Content-Security-Policy"].split(";")}


def check(response, url):
    policy = directives(response)
    assert policy >= POLICY, f"{url}: {POLICY - policy} missing"
    (scripts,) = [part for part in policy if part.startswith("script-src ")]
    assert re.fullmatch(r"script-src 'self'( 'nonce-[^']+')?", scripts), f"{url}: {scripts}"
    assert "unsafe" not in response["Content-Security-Policy"], url
    for name, value in ALWAYS.items():
        assert response[name] == value, f"{url}: {name}"
    assert "no-store" in response["Cache-Control"], f"{url}: {response['Cache-Control']}"


@pytest.mark.thorough
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_address(site, row):
    path, body = sweep.path_of(row.url_name, site.world), sweep_arguments.body(row.url_name, site.world)
    for person in (None, site.world.people.lead):
        with sweep.undone():
            check(sweep.ask(site.browsers.of(person), row.method, path, body), f"{row} as {person}")


@pytest.mark.parametrize("path", ["/no-such-page/", "/admin/"])
def test_pages_that_are_not_there(client, path):
    check(client.get(path), path)


def test_a_form_whose_token_does_not_fit(client_for):
    check(client_for(enforce_csrf_checks=True).post("/accounts/login/", {}), "form without token")


def test_cookies_are_not_for_scripts_or_other_sites(site):
    client = site.browsers.of(site.world.people.lead)
    client.get("/people/me/edit/")
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["samesite"] == "Lax", name
    assert client.cookies[settings.SESSION_COOKIE_NAME]["httponly"]


def test_pages_over_https_say_so_for_a_year(client, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    response = client.get("/accounts/login/", secure=True)
    assert response["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")
