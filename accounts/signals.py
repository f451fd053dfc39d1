"""What follows from signing in and out: the audit trail, one verified email address each, old sessions ended."""

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from . import kept, sessions
from .audit import record
from .models import User


@receiver(post_save, sender=User)
def keep_one_verified_address(instance, raw, **kwargs):
    """Sign-in, password letters and the second factor look an address up here. It is known to be right: each account
    begins with a letter sent to it."""
    if not raw:
        EmailAddress.objects.filter(user=instance).exclude(email=instance.email).delete()
        known = {"verified": True, "primary": True}
        EmailAddress.objects.update_or_create(user=instance, email=instance.email, defaults=known)


@receiver(user_logged_in)
def note_sign_in(request, user, **kwargs):
    now = timezone.now().timestamp()
    request.session["began_at"] = request.session["active_at"] = now
    kept.forget_others(request, user)
    record(by=user, verb="signed in", on=user)


@receiver(user_logged_out)
def note_sign_out(user, **kwargs):
    if user is not None:
        record(by=user, verb="signed out", on=user)


@receiver(user_login_failed)
def note_failed_sign_in(credentials, **kwargs):
    """Says which account was tried where there is one, never what was typed."""
    tried = User.objects.filter(email__iexact=credentials.get("email") or "").first()
    record(by=None, verb="failed to sign in", on=tried)


@receiver([password_changed, password_set, password_reset])
def note_new_password(user, signal, **kwargs):
    record(by=user, verb="reset password" if signal is password_reset else "changed password", on=user)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def note_second_factor(request, user, authenticator, signal, **kwargs):
    """A changed second factor ends every other session: one of them may be why it was changed."""
    verb = {
        authenticator_added: "added second factor",
        authenticator_removed: "removed second factor",
        authenticator_reset: "made new recovery codes",
    }[signal]
    record(by=user, verb=verb, on=user, note=str(authenticator.Type(authenticator.type).label))
    sessions.end_other_sessions(request)


@receiver(authentication_failed)
def note_wrong_code(user, **kwargs):
    record(by=None, verb="failed second factor", on=user)


@receiver(social_account_added)
def note_single_sign_on_added(request, sociallogin, **kwargs):
    record(by=sociallogin.user, verb="added single sign-on", on=sociallogin.user)


@receiver(social_account_removed)
def note_single_sign_on_removed(request, socialaccount, **kwargs):
    record(by=socialaccount.user, verb="removed single sign-on", on=socialaccount.user)
