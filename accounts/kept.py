"""Keeps what somebody typed when they had to sign in again before it could be saved.

A form page carries `typed_by`: a signed token that says whose page it was. When such a form arrives and nobody is
signed in, its fields wait in the session until the same person has signed in and opens the same page again."""

import time

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import QueryDict

FIELD = "typed_by"
SESSION_KEY = "kept"
SALT = "accounts.kept"
LARGEST = 500_000  # characters, all fields together
PAGES = 5
NEVER_KEPT = ("csrfmiddlewaretoken", FIELD)
MESSAGE = "We kept what you typed while you were signed out. Check it, then save."


def token_for(user) -> str:
    """Says whose page a form stood on. Only we can make one, and it is good for as long as a session can last."""
    return signing.dumps(str(user.pk), salt=SALT)


def typed_by(request) -> str | None:
    """The id of the person whose form this is, or None where the form does not say so believably."""
    longest = settings.SESSION_LONGEST.total_seconds()
    try:
        return signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=longest)
    except signing.BadSignature:
        return None


def is_too_long_to_read(request) -> bool:
    """Nobody's upload is read before they have signed in; no form that can be kept is nearly as long."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > 4 * LARGEST


def keep(request) -> bool:
    """Puts the posted fields aside. False where the form does not say who typed it, or is too long to keep."""
    person = typed_by(request)
    fields = {name: values for name, values in request.POST.lists() if not _is_never_kept(name)}
    if person is None or sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > LARGEST:
        return False
    others = {path: form for path, form in _forms(request).items() if path != request.path}
    newest = dict(list(others.items())[1 - PAGES :])
    newest[request.path] = {"by": person, "fields": fields, "at": time.time()}
    while sum(len(str(form["fields"])) for form in newest.values()) > LARGEST and len(newest) > 1:
        newest.pop(next(iter(newest)))
    request.session[SESSION_KEY] = newest
    return True


def take(request) -> QueryDict | None:
    """What the signed-in person had typed on this very page; None when there is nothing, or it is somebody else's.

    For the view of a form: fill the form with it instead of with what is stored. Tells the person so. The words stay
    put aside until the page is saved, so that reloading it loses nothing."""
    form = _forms(request).get(request.path)
    if request.method != "GET" or form is None or form["by"] != str(request.user.pk):
        return None
    typed = QueryDict(mutable=True)
    for name, values in form["fields"].items():
        typed.setlist(name, values)
    typed._mutable = False
    messages.info(request, MESSAGE)
    return typed


def sent_or_kept(request) -> QueryDict | None:
    """What a form is filled with: what was just sent, or what waited for the person to sign in again, or nothing."""
    return request.POST if request.method == "POST" else take(request)


def forget_saved(request) -> None:
    """The page was sent again, so its form is no longer waiting."""
    forms = _forms(request)
    if request.method == "POST" and request.path in forms:
        request.session[SESSION_KEY] = {path: form for path, form in forms.items() if path != request.path}


def forget_others(request, user) -> None:
    """Somebody signed in: what anybody else had typed in this browser goes."""
    forms = {path: form for path, form in _forms(request).items() if form["by"] == str(user.pk)}
    if SESSION_KEY in request.session:
        request.session[SESSION_KEY] = forms


def _forms(request) -> dict:
    return request.session.get(SESSION_KEY, {})


def _is_never_kept(name: str) -> bool:
    return name in NEVER_KEPT or "password" in name.lower()
