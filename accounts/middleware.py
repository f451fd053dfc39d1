"""What holds for every request: nothing cached, sessions that end, typed text kept, a second factor."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from . import kept
from .audit import current_address
from .second_factor import signed_in_with_two_factors

# Asking how long the session has left must not make it longer.
NOT_ACTIVITY = "accounts:session_left"
NOTED_EVERY = 20  # seconds


def no_store(get_response):
    """Pages are never kept by a browser or a proxy (static files have their own long life)."""

    def middleware(request):
        token = current_address.set(_address(request))
        try:
            response = get_response(request)
        finally:
            current_address.reset(token)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


def _address(request) -> str | None:
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None


class SessionLimits:
    """Ends a session after half an hour of doing nothing, and twelve hours after sign-in however busy it was."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            if seconds_left(request) <= 0:
                logout(request)
            elif request.path != reverse(NOT_ACTIVITY):
                note_activity(request)
        return self.get_response(request)


def note_activity(request) -> None:
    """Notes in the session, and in the person's list of sessions, that they are here: at most every few seconds, so
    that a page which saves itself does not write both each time."""
    now = timezone.now().timestamp()
    if now - request.session.get("active_at", 0) >= NOTED_EVERY or "seen_at" not in request.session:
        request.session["active_at"] = request.session["seen_at"] = now
        UserSession.objects.create_from_request(request)


def seconds_left(request) -> int:
    """How long until this session ends if nothing more is done."""
    now = timezone.now().timestamp()
    began = request.session.setdefault("began_at", now)
    active = request.session.setdefault("active_at", now)
    idle = active + settings.SESSION_IDLE.total_seconds() - now
    return max(0, int(min(idle, seconds_left_at_most(request, began))))


def seconds_left_at_most(request, began: float | None = None) -> int:
    """How long the session can last however busy it is."""
    now = timezone.now().timestamp()
    began = began if began is not None else request.session.get("began_at", now)
    return int(began + settings.SESSION_LONGEST.total_seconds() - now)


class SignedInOrKept(LoginRequiredMiddleware):
    """Every page asks for sign-in unless its view says otherwise, and what was typed waits until then."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.resolver_match.app_name == "admin" and not getattr(request.user, "is_staff", False):
            raise Http404
        if request.user.is_authenticated:
            kept.forget_saved(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if request.htmx:
            return render(request, "accounts/_signed_out.jinja", status=401)
        if request.method == "POST" and (kept.is_too_long_to_read(request) or not kept.keep(request)):
            return self._ask_with_form_lost(request)
        return super().handle_no_permission(request, view_func)

    def _ask_with_form_lost(self, request):
        """A form that cannot be kept stays on the page before; a plain button leads back to the page it stood on."""
        if kept.is_too_long_to_read(request) or kept.typed_by(request):
            title = "You have been signed out"
            return render(request, "errors/too_long_to_keep.jinja", {"page_title": title}, status=401)
        came_from = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
        return redirect_to_login(came_from if is_ours else settings.LOGIN_REDIRECT_URL, settings.LOGIN_URL)


class SecondFactorRequired:
    """Until a second factor is set up, a signed-in person reaches its set-up, sign-out and the public pages only."""

    OPEN = frozenset(
        {
            "account_logout",
            "account_reauthenticate",
            "mfa_activate_totp",
            "mfa_reauthenticate",
            "accounts:session_left",
            "accounts:stay_signed_in",
        }
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        is_public = not getattr(view_func, "login_required", True)
        if is_public or not request.user.is_authenticated or not settings.REQUIRE_SECOND_FACTOR:
            return None
        if request.resolver_match.view_name in self.OPEN or signed_in_with_two_factors(request):
            return None
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": reverse("mfa_activate_totp")})
        return redirect("mfa_activate_totp")
