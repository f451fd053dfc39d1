"""People, the organisations they work for, what they may do there, and the trail of what was done."""

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from .roles import OrganisationRole


class Identified(models.Model):
    """A row whose address cannot be guessed or counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisations a person works for. A system administrator sees all, to invite people to them."""
        return self if user.is_system_administrator else self.filter(memberships__user=user).distinct()


class Organisation(Identified):
    class Kind(models.TextChoices):
        TRUST = "trust", "NHS trust"
        ICB = "icb", "Integrated care board"
        PRIMARY_CARE = "primary_care", "GP practice or primary care network"
        URGENT_CARE = "urgent_care", "Urgent care provider"
        OTHER = "other", "Other"

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind)
    icb = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class OrganisationLogo(models.Model):
    """The picture that an organisation's papers carry. Apart from the organisation, which is read on every page."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, primary_key=True, related_name="logo")
    png = models.BinaryField()

    def __str__(self):
        return f"Logo of {self.organisation}"


class UserManager(BaseUserManager):
    def create_user(self, email, name="", password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        fields = {"name": "System administrator", "is_system_administrator": True} | fields
        return self.create_user(email, password=password, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(Identified, AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an email address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    job = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    is_system_administrator = models.BooleanField(default=False)
    is_superuser = None
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self):
        return self.name

    @property
    def is_staff(self):
        return self.is_active and self.is_system_administrator

    def has_perm(self, perm, obj=None):
        return self.is_staff

    def has_module_perms(self, app_label):
        return self.is_staff

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]


class Membership(Identified):
    """One person's role in one organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in OrganisationRole])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="one_role_once_per_organisation")
        ]

    def __str__(self):
        return f"{self.user} is {self.role} at {self.organisation}"


class Invitation(Identified):
    """Lets one address join one organisation, once, within seven days. Only a digest of its secret is kept."""

    email = models.EmailField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in OrganisationRole])
    secret_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self):
        return f"Invitation to {self.organisation}"

    def is_open(self, now) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at


class AuditEvent(models.Model):
    """One thing somebody did. Labels and ids, no foreign keys, so that it outlives what it speaks of; the database
    itself refuses to change or remove a row (see the migration)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_index=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    on_kind = models.CharField(max_length=60, blank=True)
    on_id = models.CharField(max_length=60, blank=True)
    project_id = models.UUIDField(null=True, db_index=True)
    organisation_id = models.UUIDField(null=True, db_index=True)
    note = models.CharField(max_length=300, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.verb}"
