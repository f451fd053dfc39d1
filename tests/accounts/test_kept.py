"""Nothing typed is lost when the sign-in has run out before it could be saved."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import kept
from accounts.models import User
from tests.factories import PASSWORD, UserFactory
from tests.pages import check_page, open_page

EDIT = "/people/me/edit/"
TYPED = "Ward sister, nights “and” weekends"


@pytest.fixture
def person(db):
    return UserFactory()


def form_of(person, **fields) -> dict:
    return {"typed_by": kept.token_for(person), "name": person.name, "job": TYPED} | fields


def sign_in_at(client, address, person):
    return client.post(address, {"login": person.email, "password": PASSWORD})


def test_the_form_says_whose_it_is(client_for, person):
    page = open_page(client_for(person), EDIT)
    token = re.search(r'name="typed_by" value="([^"]+)"', page.html).group(1)
    assert token.split(":")[0] == kept.token_for(person).split(":")[0]


def test_what_was_typed_is_there_after_signing_in_again_and_is_saved(client, person):
    sent = client.post(EDIT, form_of(person))
    assert sent["Location"] == f"/accounts/login/?next={EDIT}"
    back = sign_in_at(client, sent["Location"], person)
    assert back["Location"] == EDIT
    page = open_page(client, EDIT)
    assert TYPED in page.html
    assert kept.MESSAGE in page.text
    assert TYPED in open_page(client, EDIT).html, "loading the page again loses nothing"
    client.post(EDIT, form_of(person))
    assert User.objects.get(pk=person.pk).job == TYPED
    assert kept.MESSAGE not in open_page(client, EDIT).text, "once saved it no longer waits"


def test_somebody_else_signing_in_never_sees_it(client, person):
    other = UserFactory()
    sent = client.post(EDIT, form_of(person))
    sign_in_at(client, sent["Location"], other)
    assert TYPED not in open_page(client, EDIT).html
    client.post(reverse("account_logout"))
    sign_in_at(client, sent["Location"], person)
    assert TYPED not in open_page(client, EDIT).html


def test_a_token_made_up_or_taken_from_elsewhere_keeps_nothing(client, person):
    for token in ("", "made:up:token", kept.token_for(person) + "x"):
        client.post(EDIT, form_of(person, typed_by=token))
    assert kept.SESSION_KEY not in client.session


def test_passwords_and_files_are_not_kept(client, person):
    upload = SimpleUploadedFile("notes.txt", b"words in a file")
    client.post(EDIT, form_of(person, password="secret words", new_password1="more", upload=upload))
    form = client.session[kept.SESSION_KEY][EDIT]
    assert set(form["fields"]) == {"name", "job"}
    assert "words in a file" not in str(client.session.items())


def test_a_form_too_long_to_keep_stays_in_the_browser(client, person):
    page = open_page(client, EDIT, post=form_of(person, job="x" * (kept.LARGEST + 1)), status=401)
    assert page.h1 == "You have been signed out"
    assert "back button" in page.text
    assert kept.SESSION_KEY not in client.session


def test_the_upload_of_somebody_signed_out_is_not_even_read(client, person, monkeypatch):
    def read(request):
        raise AssertionError("the body was read")

    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest._load_post_and_files", read)
    upload = SimpleUploadedFile("big.csv", b"x" * (5 * kept.LARGEST))
    # Its view checks the form's token only after its own door keeper has looked at the size.
    monkeypatch.setattr("django.middleware.csrf.CsrfViewMiddleware.process_view", lambda *args: None)
    page = open_page(client, EDIT, post=form_of(person, upload=upload), status=401)
    assert page.h1 == "You have been signed out"


def test_several_pages_wait_side_by_side_and_the_oldest_makes_room(client, person):
    for number in range(kept.PAGES + 2):
        client.post(f"/projects/?page={number}", form_of(person))
        client.post(f"/people/organisations/00000000-0000-4000-8000-00000000000{number}/invite/", form_of(person))
    waiting = list(client.session[kept.SESSION_KEY])
    assert len(waiting) == kept.PAGES
    assert waiting[-1].endswith("6/invite/")


def test_several_values_of_one_field_are_kept(client, person):
    client.post(EDIT, form_of(person) | {"places": ["derby", "bolsover"]})
    assert client.session[kept.SESSION_KEY][EDIT]["fields"]["places"] == ["derby", "bolsover"]


def test_an_autosave_without_a_session_says_so_and_leaves_the_page_alone(client, person):
    response = client.post(EDIT, form_of(person), headers={"HX-Request": "true"})
    assert response.status_code == 401
    text = response.content.decode()
    assert "<html" not in text
    assert "still on the page" in text
    assert 'target="_blank"' in text


def test_a_plain_button_leads_back_to_the_page_it_stood_on(client, person):
    address = reverse("accounts:end_other_sessions")
    response = client.post(address, headers={"Referer": "http://testserver/people/me/sessions/"})
    assert response["Location"] == "/accounts/login/?next=http%3A//testserver/people/me/sessions/"
    elsewhere = client.post(address, headers={"Referer": "https://example.com/"})
    assert "example.com" not in elsewhere["Location"]


def test_a_form_whose_safety_token_is_old_is_kept_too(client_for, person):
    """Somebody signed in again in another tab; the first tab’s form no longer proves it is ours, but says whose."""
    client = client_for(person, enforce_csrf_checks=True)
    response = client.post(EDIT, form_of(person))
    assert response["Location"] == EDIT
    page = open_page(client, EDIT)
    assert TYPED in page.html
    assert kept.MESSAGE in page.text
    assert User.objects.get(pk=person.pk).job != TYPED, "nothing is saved before the person has looked at it"


def test_a_form_from_elsewhere_is_refused_with_advice(client_for, person):
    client = client_for(person, enforce_csrf_checks=True)
    response = client.post(EDIT, {"name": "Somebody", "job": ""})
    assert response.status_code == 403
    assert "back button" in check_page(response).text
    assert User.objects.get(pk=person.pk).name == person.name
