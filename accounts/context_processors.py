"""What every page knows of the person reading it."""

from django.conf import settings

from .access import may
from .roles import Permission


def signed_in(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_overview": False, "nav_people": False, "session_seconds": 0}
    return {
        "nav_overview": may(user, Permission.SEE_OVERVIEW),
        "nav_people": may(user, Permission.INVITE_PEOPLE),
        "session_seconds": int(settings.SESSION_IDLE.total_seconds()),
    }
