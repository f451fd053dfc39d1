"""Pages for when something goes wrong."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import reverse

from accounts.views import errors, health
from tests.pages import check_page, open_page


def test_a_page_that_is_not_there(client, db):
    page = open_page(client, "/no-such-page/", status=404)
    assert page.h1 == "Page not found"
    assert "/" in page.links


def test_a_page_somebody_may_not_open(client_for, people, organisation):
    page = open_page(client_for(people.viewer), reverse("accounts:list_people", args=[organisation.pk]), status=403)
    assert page.h1 == "You cannot do this"
    assert reverse("projects:list_projects") in page.links


def bare(view, client, monkeypatch, raised):
    """Lets the sign-in page fail with `raised`, as a whole request."""

    def fail(request):
        raise raised

    monkeypatch.setattr("accounts.context_processors.signed_in", fail)
    monkeypatch.setattr("allauth.account.views.LoginView.get", lambda self, request: fail(request))
    client.raise_request_exception = False
    return client.get(reverse("account_login"))


@pytest.mark.parametrize(
    ("raised", "status", "h1"),
    [
        (RuntimeError("words of an answer"), 500, "Something went wrong on our side"),
        (OperationalError("connection refused"), 503, "We are not available for a moment"),
    ],
)
def test_a_fault_of_ours_shows_plain_words_and_nothing_of_what_was_being_done(
    client, db, monkeypatch, raised, status, h1
):
    response = bare(errors.server_error, client, monkeypatch, raised)
    assert response.status_code == status
    page = check_page(response)
    assert page.h1 == h1
    assert str(raised) not in page.html
    assert "Traceback" not in page.html


def test_the_page_of_a_fault_needs_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = errors.server_error(RequestFactory().get("/"))
        bad = errors.bad_request(RequestFactory().get("/"))
    assert (response.status_code, bad.status_code) == (500, 400)
    assert "We could not read what was sent" in bad.content.decode()


def test_the_health_check_says_up_or_down_and_no_more(db, monkeypatch):
    assert health.healthz(RequestFactory().get("/healthz")).content == b"up"

    class Away:
        def cursor(self):
            raise OperationalError("host db.internal refused")

    monkeypatch.setattr(health, "connection", Away())
    response = health.healthz(RequestFactory().get("/healthz"))
    assert (response.status_code, response.content) == (503, b"down")
