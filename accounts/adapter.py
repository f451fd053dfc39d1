"""How sign-in behaves: accounts are by invitation, guessing is stopped, one password is enough for a while."""

import base64
import hashlib
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render


class InvitedOnly(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right",
        "incorrect_password": "The password is not right",
        "enter_current_password": "Enter the password you use now",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
        "rate_limited": "Too many tries. Wait five minutes, then try again",
        "invalid_password_reset": "This link has been used or is too old",
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        hours = settings.PASSWORD_RESET_TIMEOUT // 3600
        super().send_mail(template_prefix, email, {"reset_link_hours": hours} | context)

    def pre_authenticate(self, request, **credentials):
        """The sixth wrong password within five minutes gets the same answer, 429, whether the account exists or not."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise ImmediateHttpResponse(respond_429(request)) from None

    def is_reauthentication_required(self, *, app, **kwargs):
        """A sign-in of the last quarter of an hour is as good as typing the password again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT


class InvitedOnlySingleSignOn(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """An identity that belongs to no account is turned away before its email address is even looked at."""
        connecting = sociallogin.state.get("process") == AuthProcess.CONNECT and request.user.is_authenticated
        if not sociallogin.is_existing and not connecting:
            title = "There is no account for you yet"
            page = render(request, "account/signup_closed.html", {"page_title": title}, status=403)
            raise ImmediateHttpResponse(page)


class EncryptedSecondFactor(DefaultMFAAdapter):
    """The secrets that codes are made from are not readable in a copy of the database.

    The key comes from SECRET_KEY; one named in SECRET_KEY_FALLBACKS still opens what it closed."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": "The code is not right"}

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second factor {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
