"""The worker's round: a fault of one thing it looks after leaves the others looked after, today and later."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from projects import housekeeping, tending


@pytest.fixture(autouse=True)
def nothing_done_yet(monkeypatch):
    monkeypatch.setattr(tending, "_done_at", {})


def test_a_fault_of_one_is_logged_by_its_kind_and_stops_no_other(monkeypatch, caplog, db):
    done = []

    def breaks():
        raise ValueError("words of an answer")

    monkeypatch.setattr(tending, "TENDERS", [breaks, lambda: done.append("second")])
    tending.tend_all()
    tending.tend_all()
    assert done == ["second", "second"]
    assert "breaks broke off: ValueError" in caplog.text
    assert "words of an answer" not in caplog.text


def test_what_is_done_once_a_day_is_done_again_the_next_day(monkeypatch):
    done, now = [], [0.0]
    monkeypatch.setattr(tending.time, "monotonic", lambda: now[0])
    daily = tending.once_a_day(lambda: done.append(now[0]))
    for seconds in (0, 20, tending.A_DAY - 1, tending.A_DAY, tending.A_DAY + 20):
        now[0] = float(seconds)
        daily()
    assert done == [0, tending.A_DAY]


def test_the_worker_clears_sign_ins_that_ended_and_what_was_typed_in_them(client_for, people):
    for person in (people.editor, people.lead):
        client_for(person).get(reverse("accounts:show_profile"))
    kept = UserSession.objects.get(user=people.lead).session_key
    ended = UserSession.objects.get(user=people.editor).session_key
    Session.objects.filter(pk=ended).update(expire_date=timezone.now())
    assert housekeeping.clear_what_ended in tending.TENDERS
    housekeeping.clear_what_ended()
    assert list(Session.objects.values_list("pk", flat=True)) == [kept]
    assert [one.session_key for one in UserSession.objects.all()] == [kept]
