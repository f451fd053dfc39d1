"""Addresses of signing in and proving who one is: of allauth's pages only those we draw, and no way to sign up.

allauth finds its own pages by these names, so the names stay as they are."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as single_sign_on
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from . import forms_signin as forms
from .access import PAGE, public, requires
from .roles import Permission
from .views.sign_in import gone_from_caches, identity_providers, may_lead_to_provider

page = require_http_methods(PAGE)
own = requires(Permission.USE_ACCOUNT)

providers = {"identity_providers": identity_providers}


def opened_by_anybody(view):
    return public(page(view))


def opened_by_oneself(view):
    return own(page(view))


sign_in = opened_by_anybody(account.LoginView.as_view(form_class=forms.SignIn, extra_context=providers))
sign_out = opened_by_anybody(gone_from_caches(account.logout))
reset_password = opened_by_anybody(account.PasswordResetView.as_view(form_class=forms.ResetPassword))
choose_password = opened_by_anybody(account.PasswordResetFromKeyView.as_view(form_class=forms.ChooseNewPassword))
change_password = opened_by_oneself(account.PasswordChangeView.as_view(form_class=forms.ChangePassword))
set_password = opened_by_oneself(account.PasswordSetView.as_view(form_class=forms.SetPassword))
confirm_password = opened_by_oneself(account.ReauthenticateView.as_view(form_class=forms.ConfirmByPassword))
enter_code = opened_by_anybody(factor.AuthenticateView.as_view(form_class=forms.SecondFactorCode))
confirm_code = opened_by_oneself(factor.ReauthenticateView.as_view(form_class=forms.ConfirmByCode))
set_up_app = opened_by_oneself(totp.ActivateTOTPView.as_view(form_class=forms.SetUpApp))
connections = opened_by_oneself(single_sign_on.ConnectionsView.as_view(extra_context=providers))

urlpatterns = [
    path("login/", sign_in, name="account_login"),
    path("logout/", sign_out, name="account_logout"),
    path("inactive/", opened_by_anybody(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", confirm_password, name="account_reauthenticate"),
    path("password/change/", change_password, name="account_change_password"),
    path("password/set/", set_password, name="account_set_password"),
    path("password/reset/", reset_password, name="account_reset_password"),
    path(
        "password/reset/done/",
        opened_by_anybody(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "password/reset/key/done/",
        opened_by_anybody(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        choose_password,
        name="account_reset_password_from_key",
    ),
    path("2fa/", opened_by_oneself(factor.index), name="mfa_index"),
    path("2fa/authenticate/", enter_code, name="mfa_authenticate"),
    path("2fa/reauthenticate/", confirm_code, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", set_up_app, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", opened_by_oneself(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        opened_by_oneself(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        opened_by_oneself(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        opened_by_oneself(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("3rdparty/", connections, name="socialaccount_connections"),
    path(
        "3rdparty/login/cancelled/",
        opened_by_anybody(single_sign_on.login_cancelled),
        name="socialaccount_login_cancelled",
    ),
    path("3rdparty/login/error/", opened_by_anybody(single_sign_on.login_error), name="socialaccount_login_error"),
    path(
        "oidc/<str:provider_id>/login/",
        opened_by_anybody(may_lead_to_provider(openid_connect.login)),
        name="openid_connect_login",
    ),
    path(
        "oidc/<str:provider_id>/login/callback/",
        opened_by_anybody(openid_connect.callback),
        name="openid_connect_callback",
    ),
]
