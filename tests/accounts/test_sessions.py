"""How long a session lasts, how it says so, and how it is ended."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.urls import reverse
from django.utils import timezone

from accounts import sessions
from accounts.models import User
from tests.factories import UserFactory
from tests.pages import open_page

PROFILE = "/people/me/"


@pytest.fixture
def clock(monkeypatch):
    """Lets time pass: `clock(minutes=31)`."""
    real, gone = timezone.now, [timedelta()]
    monkeypatch.setattr("accounts.middleware.timezone.now", lambda: real() + gone[0])

    def pass_time(**amount):
        gone[0] += timedelta(**amount)

    return pass_time


@pytest.fixture
def person(db):
    return UserFactory()


def test_half_an_hour_of_nothing_ends_the_session(client_for, person, clock):
    client = client_for(person)
    clock(minutes=29)
    assert client.get(PROFILE).status_code == 200
    clock(minutes=29)
    assert client.get(PROFILE).status_code == 200
    clock(minutes=31)
    response = client.get(PROFILE)
    assert response["Location"] == f"/accounts/login/?next={PROFILE}"


def test_twelve_hours_end_even_a_busy_session(client_for, person, clock):
    client = client_for(person)
    for _ in range(35):
        clock(minutes=20)
        assert client.get(PROFILE).status_code == 200
    clock(minutes=21)
    assert client.get(PROFILE).status_code == 302


def test_asking_how_long_is_left_does_not_make_it_longer(client_for, person, clock):
    client = client_for(person)
    clock(minutes=28)
    answer = client.get(reverse("accounts:session_left")).json()
    assert 100 <= answer["seconds"] <= 120
    assert answer["warn_at"] == 120
    clock(minutes=3)
    assert client.get(reverse("accounts:session_left")).json()["seconds"] == 0
    assert client.get(PROFILE).status_code == 302


def test_staying_signed_in_makes_it_longer(client_for, person, clock):
    client = client_for(person)
    clock(minutes=29)
    answer = client.post(reverse("accounts:stay_signed_in")).json()
    assert answer["seconds"] > 29 * 60
    clock(minutes=20)
    assert client.get(PROFILE).status_code == 200


def test_near_twelve_hours_the_answer_says_that_nothing_makes_it_longer(client_for, person, clock):
    client = client_for(person)
    for _ in range(35):
        clock(minutes=20)
        client.get(PROFILE)
    clock(minutes=19)
    answer = client.post(reverse("accounts:stay_signed_in")).json()
    assert answer["seconds"] == answer["at_most"] <= 60


def test_a_page_knows_how_long_it_has(client_for, person):
    page = open_page(client_for(person), PROFILE)
    assert 'data-session-seconds="1800"' in page.html or 'data-session-seconds="1799"' in page.html


def test_the_script_asks_at_addresses_that_exist():
    script = (Path(project_settings.BASE_DIR) / "static" / "session.js").read_text()
    for name in ("accounts:session_left", "accounts:stay_signed_in", "account_login", "account_logout"):
        assert f"'{reverse(name)}'" in script, name


def test_a_page_open_before_a_new_sign_in_gets_a_token_that_works(person, client_for):
    client = client_for(person, enforce_csrf_checks=True)
    token = client.get(reverse("accounts:session_left")).json()["form_token"]
    response = client.post(reverse("accounts:stay_signed_in"), headers={"X-CSRFToken": token})
    assert response.status_code == 200


def test_a_person_sees_their_sessions_and_ends_one(client_for, person):
    here, there = client_for(person), client_for(person)
    here.get(PROFILE, headers={"User-Agent": "Browser at the desk"})
    there.get(PROFILE, headers={"User-Agent": "Browser on the ward"})
    page = open_page(here, reverse("accounts:list_sessions"), headers={"User-Agent": "Browser at the desk"})
    assert "Browser on the ward" in page.text
    assert there.session.session_key not in page.html
    (ward,) = [s for s in sessions.open_sessions(person) if s.user_agent == "Browser on the ward"]
    here.post(reverse("accounts:end_session", args=[sessions.name_of(ward)]))
    assert there.get(PROFILE).status_code == 302
    assert here.get(PROFILE).status_code == 200


def test_nobody_ends_the_session_of_somebody_else(client_for, person):
    other = UserFactory()
    theirs = client_for(other)
    theirs.get(PROFILE)
    (session,) = sessions.open_sessions(other)
    client_for(person).post(reverse("accounts:end_session", args=[sessions.name_of(session)]))
    assert theirs.get(PROFILE).status_code == 200


def test_everywhere_but_here(client_for, person):
    here, there = client_for(person), client_for(person)
    there.get(PROFILE)
    here.post(reverse("accounts:end_other_sessions"))
    assert there.get(PROFILE).status_code == 302
    assert here.get(PROFILE).status_code == 200


def test_a_deactivated_person_is_out_at_the_next_click(client_for, person):
    client = client_for(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(PROFILE).status_code == 302


def test_a_signed_in_page_is_never_kept_by_the_browser(client_for, person):
    assert "no-store" in client_for(person).get(PROFILE)["Cache-Control"]
