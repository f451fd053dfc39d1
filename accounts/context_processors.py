"""What every page knows of the person reading it."""

from django.utils.functional import SimpleLazyObject

from . import kept
from .access import permissions_anywhere
from .middleware import seconds_left
from .roles import Permission


def signed_in(request):
    """Permissions are only looked up by pages that show them, not by partials.

    `typed_by` goes into every form; `session_seconds` is how long the page has before it must warn."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_overview": False, "nav_people": False, "nav_queue": False, "session_seconds": 0, "typed_by": ""}
    granted = SimpleLazyObject(lambda: permissions_anywhere(user))
    return {
        "nav_overview": SimpleLazyObject(lambda: Permission.SEE_OVERVIEW in granted),
        "nav_people": SimpleLazyObject(lambda: Permission.INVITE_PEOPLE in granted),
        "nav_queue": SimpleLazyObject(lambda: Permission.CURATE_DIRECTORY in granted),
        "session_seconds": seconds_left(request),
        "typed_by": kept.token_for(user),
    }
