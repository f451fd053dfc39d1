"""Ending the sessions a person has open, in this browser and elsewhere."""

import hashlib

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore


def open_sessions(user) -> list[UserSession]:
    """Newest first; those that ended by themselves are cleared away."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda session: session.last_seen_at, reverse=True)


def end_all_sessions(user) -> int:
    """Signs a person out everywhere, at once."""
    return _end(UserSession.objects.filter(user=user))


def end_other_sessions(request) -> int:
    """Signs the person out everywhere but in the browser that asks."""
    return _end(UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key))


def end_session(user, name: str) -> int:
    """Ends one session of a person by its name; 0 where it is not theirs or has ended."""
    return _end([session for session in open_sessions(user) if name_of(session) == name])


def forget_ended_sessions() -> None:
    """Those that ended by themselves, and the lines about them in people’s lists of sessions."""
    SessionStore.clear_expired()
    alive = SessionStore.get_model_class().objects.values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()


def name_of(session: UserSession) -> str:
    """What a page may call a session: its key itself would be enough to take it over."""
    return hashlib.sha256(session.session_key.encode()).hexdigest()[:16]


def _end(sessions) -> int:
    sessions = list(sessions)
    for session in sessions:
        session.end()
    return len(sessions)
