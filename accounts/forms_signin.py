"""The forms of signing in, drawn as NHS fields: allauth's own forms with our labels, hints and messages.

Pasting and password managers work in all of them: every field says what it is for by its autocomplete name."""

from allauth.account.adapter import get_adapter
from allauth.account.fields import SetPasswordField
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from design.fields import EmailField, NhsField, PasswordField, TextField

PASSWORD_HINT = (
    "At least 12 characters. Three words that do not belong together are easy to remember and hard to guess."
)


class NewPasswordField(NhsField, SetPasswordField):
    """A password somebody chooses, checked for length and against the most used ones."""

    component = "input"
    input_type, inputmode, width, autocomplete = "password", "", "", "new-password"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("error_messages", {"required": "Enter a new password"})
        super().__init__(*args, help_text="", hint=PASSWORD_HINT, **kwargs)


class CodeField(TextField):
    """Six figures from an app, or eight of a recovery code; spaces are what people type, not what is meant."""

    inputmode = "numeric"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("error_messages", {"required": "Enter the code"})
        super().__init__(*args, autocomplete="one-time-code", width="nhsuk-input--width-10", max_length=20, **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace(" ", "")


def current_password(label="Password", required="Enter your password"):
    return PasswordField(label=label, error_messages={"required": required})


def new_password_again():
    return PasswordField(
        label="New password again", autocomplete="new-password", error_messages={"required": "Enter it again"}
    )


class SamePasswordTwice:
    """Says in our words that two passwords differ."""

    def clean(self):
        cleaned = forms.Form.clean(self)
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two new passwords are not the same")
        return cleaned


class SignIn(LoginForm):
    password = current_password()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        missing = {"required": "Enter your email address", "invalid": "Enter an email address like name@nhs.net"}
        self.fields["login"] = EmailField(label="Email address", autocomplete="username", error_messages=missing)
        self.order_fields(["login", "password"])

    def clean(self):
        """A wrong pair of address and password is told at the address, so that the summary has somewhere to lead."""
        try:
            return super().clean()
        except forms.ValidationError as problem:
            self.add_error("login", problem)
            return self.cleaned_data

    def clean_login(self):
        return self.cleaned_data["login"].strip().lower()


class ChangePassword(SamePasswordTwice, ChangePasswordForm):
    oldpassword = current_password("Password you use now", "Enter the password you use now")
    password1 = NewPasswordField(label="New password")
    password2 = new_password_again()


class SetPassword(SamePasswordTwice, SetPasswordForm):
    password1 = NewPasswordField(label="New password")
    password2 = new_password_again()


class ResetPassword(ResetPasswordForm):
    email = EmailField(
        label="Email address",
        autocomplete="username",
        error_messages={"required": "Enter your email address", "invalid": "Enter an email address like name@nhs.net"},
    )

    def save(self, request, **kwargs):
        """Writes to the address either way, so that neither the page nor its speed tells who has an account."""
        if self.users:
            return super().save(request, **kwargs)
        get_adapter(request).send_mail("account/email/unknown_account", self.cleaned_data["email"], {})
        return self.cleaned_data["email"]


class ChooseNewPassword(SamePasswordTwice, ResetPasswordKeyForm):
    password1 = NewPasswordField(label="New password")
    password2 = new_password_again()


class ConfirmByPassword(ReauthenticateForm):
    password = current_password()


class ConfirmByCode(ReauthenticateByCodeForm):
    code = CodeField(label="Code", hint="From your authenticator app, or one of your recovery codes.")


class SecondFactorCode(AuthenticateForm):
    code = CodeField(label="Code", hint="From your authenticator app, or one of your recovery codes.")


class SetUpApp(ActivateTOTPForm):
    code = CodeField(label="Code from the app", hint="Six figures. The app shows a new code every 30 seconds.")
