"""Whether a session stands on two factors."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user) -> bool:
    """An app or a key. Recovery codes alone are a way back in, not a factor."""
    return is_mfa_enabled(user, FACTORS)


def signed_in_with_two_factors(request) -> bool:
    """With an own second factor, or through an identity provider that is known to ask for one."""
    if has_second_factor(request.user):
        return True
    methods = {entry["method"] for entry in get_authentication_records(request, request.user)}
    return settings.SINGLE_SIGN_ON_HAS_SECOND_FACTOR and "socialaccount" in methods


def remove_second_factors(user) -> int:
    """Removes every factor and recovery code, so that the person sets up a new one at the next sign-in."""
    removed, _ = Authenticator.objects.filter(user=user).delete()
    return removed
