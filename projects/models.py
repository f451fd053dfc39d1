"""A service project: the service, its places and dates, and the people who work on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from simple_history.models import HistoricalRecords

from accounts.models import Identified, Organisation
from accounts.roles import OrganisationRole, ProjectRole


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Projects a person may open: their own, all of an organisation they administer, those shared with their ICB,
        the worked example, and one a system administrator has opened with a reason."""
        return self.filter(
            Q(pk__in=ProjectMember.objects.filter(user=user).values("project"))
            | Q(organisation__in=_organisations(user, OrganisationRole.ADMIN))
            | Q(shared_at__isnull=False, organisation__icb__in=_organisations(user, OrganisationRole.REVIEWER))
            | Q(pk__in=BreakGlass.open_now(user).values("project"))
            | Q(is_example=True)
        )

    def active(self):
        return self.filter(archived_at__isnull=True)


def _organisations(user, role):
    return user.memberships.filter(role=role).values("organisation")


class Project(Identified):
    """One service's work through the guide."""

    class Setting(models.TextChoices):
        COMMUNITY = "community", "Community"
        HOSPITAL = "hospital", "Hospital"
        MENTAL_HEALTH = "mental_health", "Mental health"
        PRIMARY_CARE = "primary_care", "Primary care"
        URGENT_CARE = "urgent_care", "Urgent care"
        OTHER = "other", "Other"

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=160, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    about = models.TextField(blank=True)
    setting = models.CharField(max_length=20, choices=Setting, blank=True)
    places = models.JSONField(default=list, blank=True)
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    meeting_name = models.CharField(max_length=150, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    hours_a_month = models.PositiveSmallIntegerField(null=True, blank=True)
    unknown_threshold = models.PositiveSmallIntegerField(default=10)
    # The small-number rule: counts under `hidden_below` are hidden, others rounded to `rounded_to`; at least 8 and 5.
    hidden_below = models.PositiveSmallIntegerField(default=8)
    rounded_to = models.PositiveSmallIntegerField(default=5)
    shared_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(auto_now_add=True, db_index=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()
    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class ProjectMember(Identified):
    """One person's role on one project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="project_roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in ProjectRole])
    job = models.CharField("part in the team", max_length=120, blank=True)

    class Meta:
        ordering = ["user__name"]
        constraints = [models.UniqueConstraint(fields=["project", "user"], name="one_role_per_person_and_project")]

    def __str__(self):
        return f"{self.user} on {self.project}"


class BreakGlass(Identified):
    """A system administrator's look inside one project, with a reason, for one hour."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self):
        return f"{self.project} opened by {self.user}"

    @classmethod
    def open_now(cls, user):
        return cls.objects.filter(user=user, user__is_system_administrator=True, until__gt=Now())
