"""What every test may ask for: people of each role, their project, and a browser signed in as one of them."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings

from accounts import audit_lock

from .migrated import begin_from, keep, kept_file, wait_for_turn
from .world import build_world

# How long an example takes says how busy the machine is, nothing of the product.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
WAS_LOCKED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def migrated(django_db_modify_db_settings):
    """The database that is kept from an earlier run; where none fits, one process makes it and the others wait."""
    if connection.vendor != "sqlite":
        return None
    turn = wait_for_turn()
    kept = kept_file()
    if kept.is_file():
        begin_from(kept)
        turn.close()
        return None
    return turn


@pytest.fixture(scope="session")
def django_db_setup(migrated, django_db_setup, django_db_blocker, pytestconfig):
    """Tests that commit empty all tables afterwards, the audit trail too, so its lock is taken off after migrating."""
    with django_db_blocker.unblock():
        if migrated:
            keep(kept_file())
            migrated.close()
        pytestconfig.stash[WAS_LOCKED] = audit_lock.is_locked(connection)
        audit_lock.unlock(connection)


@pytest.fixture
def locked_trail(db):
    """The audit trail locked as in a real database. Goes with the test's transaction."""
    audit_lock.lock(connection)


@pytest.fixture
def was_locked_by_migrations(db, pytestconfig) -> bool:
    return pytestconfig.stash[WAS_LOCKED]


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests(tmp_path_factory):
    """Argon2 is slow on purpose, and tests make hundreds of people; no static files are collected for tests."""
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(PASSWORD_HASHERS=[hasher], STATIC_ROOT=tmp_path_factory.mktemp("static")):
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
