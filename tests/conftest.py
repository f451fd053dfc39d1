"""What every test may ask for: people of each role, their project, and a browser signed in as one of them."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from .world import build_world


@pytest.fixture(scope="session", autouse=True)
def fast_passwords():
    """Argon2 is slow on purpose; tests make hundreds of people."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def fresh_limits():
    """Sign-in limits are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def world(db):
    """Own ICB, organisation, people and project."""
    return build_world("Ashby")


@pytest.fixture
def other_world(db):
    """The same roles in another organisation and another ICB."""
    return build_world("Brinley")


@pytest.fixture
def people(world):
    return world.people


@pytest.fixture
def other_people(other_world):
    return other_world.people


@pytest.fixture
def organisation(world):
    return world.organisation


@pytest.fixture
def icb(world):
    return world.icb


@pytest.fixture
def project(world):
    """A project of `organisation` with `people.viewer`, `people.editor` and `people.lead` as its team; not shared."""
    return world.project


@pytest.fixture
def client_for():
    """A browser signed in as somebody, or as nobody: `client_for(people.editor)`, `client_for(None)`."""

    def signed_in(person=None, **options) -> Client:
        client = Client(**options)
        if person is not None:
            client.force_login(person)
        return client

    return signed_in
