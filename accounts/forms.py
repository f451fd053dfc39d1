"""Forms about people: one's own profile, inviting, roles, and accepting an invitation."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from design.fields import ChoiceField, ChoicesField, EmailField, FileField, PasswordField, TextField

from .forms_signin import PASSWORD_HINT
from .logos import MOST_BYTES, LogoRefused, picture_of
from .models import User
from .roles import OrganisationRole


def name_field():
    return TextField(
        label="Your name",
        autocomplete="name",
        max_length=150,
        error_messages={"required": "Enter your name"},
    )


def job_field():
    return TextField(label="Your job", autocomplete="organization-title", max_length=150, required=False)


class ProfileForm(forms.Form):
    name = name_field()
    job = job_field()


class InviteForm(forms.Form):
    email = EmailField(
        label="Email address",
        hint="Their work address. The invitation goes there and works for nobody else.",
        autocomplete="off",
        error_messages={"required": "Enter an email address", "invalid": "Enter an email address like name@nhs.net"},
    )
    role = ChoiceField(label="Role", error_messages={"required": "Choose a role"})

    def __init__(self, *args, roles: list[OrganisationRole], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["role"].option_hints = {role.value: role.description for role in roles}

    def clean_role(self):
        return OrganisationRole(self.cleaned_data["role"])


class RolesForm(forms.Form):
    roles = ChoicesField(label="Roles", required=False)

    def __init__(self, *args, roles: list[OrganisationRole], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.value, role.label) for role in roles]
        self.fields["roles"].option_hints = {role.value: role.description for role in roles}

    def clean_roles(self):
        return {OrganisationRole(role) for role in self.cleaned_data["roles"]}


class AcceptInvitationForm(forms.Form):
    name = name_field()
    job = job_field()
    password = PasswordField(
        label="Password",
        hint=PASSWORD_HINT,
        autocomplete="new-password",
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        cleaned = super().clean()
        if "password" in cleaned:
            try:
                validate_password(cleaned["password"], User(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as problem:
                self.add_error("password", problem)
        return cleaned


class LogoForm(forms.Form):
    file = FileField(
        label="Choose the picture",
        hint="A PNG or JPEG file of at most 2 MB. On paper it stands on white, at the head of the cover",
        error_messages={"required": "Choose the picture", "empty": "This file is empty. Choose another."},
    )

    def clean_file(self) -> bytes:
        """The picture made anew."""
        try:
            return picture_of(self.cleaned_data["file"].read(MOST_BYTES + 1))
        except LogoRefused as refused:
            raise ValidationError(str(refused)) from None
