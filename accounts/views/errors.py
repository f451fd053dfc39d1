"""Pages for when something goes wrong: plain words, and somewhere to go."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template

from accounts import kept
from accounts.audit import record


def bad_request(request, exception=None):
    return _bare_page(request, "errors/bad_request.jinja", 400)


def forbidden(request, exception=None):
    _record_refusal(request)
    return render(request, "errors/forbidden.jinja", {"page_title": "You cannot do this"}, status=403)


def not_found(request, exception=None):
    if _asked_for_a_project(request):
        _record_refusal(request)
    return render(request, "errors/not_found.jinja", {"page_title": "Page not found"}, status=404)


def too_many(request, exception=None):
    title = "Wait a few minutes, then try again"
    response = render(request, "errors/too_many.jinja", {"page_title": title}, status=429)
    response["Retry-After"] = "300"
    return response


def server_error(request):
    """Needs no database and nobody signed in, since either may be what failed. 503 where the database is away."""
    is_database_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    if is_database_away:
        return _bare_page(request, "errors/unavailable.jinja", 503)
    return _bare_page(request, "errors/server_error.jinja", 500)


def form_expired(request, reason=""):
    """The form's safety token no longer fits, most often because somebody signed in again in another tab.

    A form that says who typed it is put aside and shown again to that person, to be checked and saved."""
    if request.method == "POST" and not request.htmx and kept.keep(request):
        return redirect(request.get_full_path())
    return render(request, "errors/form_expired.jinja", {"page_title": "This page was open too long"}, status=403)


def _bare_page(request, template: str, status: int) -> HttpResponse:
    nonce = str(getattr(request, "csp_nonce", ""))
    return HttpResponse(get_template(template).render({"cspNonce": nonce}), status=status)


def _asked_for_a_project(request) -> bool:
    return request.resolver_match is not None and "project_id" in request.resolver_match.kwargs


def _record_refusal(request) -> None:
    """Refusals of signed-in people go into the trail; nobody is named for those of strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    match = request.resolver_match
    asked = match.kwargs if match else {}
    record(
        by=user,
        verb="refused",
        project_id=asked.get("project_id"),
        organisation_id=asked.get("organisation_id"),
        note=f"{request.method} {match.view_name if match else 'unknown page'}",
    )
