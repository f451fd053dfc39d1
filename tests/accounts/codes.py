"""Codes of an authenticator app, as a phone would show them."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

KEY = "JBSWY3DPEHPK3PXP"


def set_up_app(person) -> str:
    """Gives a person an authenticator app and returns its key."""
    TOTP.activate(person, KEY)
    return KEY


def code_now(key: str) -> str:
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))
