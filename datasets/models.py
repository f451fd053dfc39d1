"""A file a service uploaded: what is kept of it (counts, never rows), and how far its reading has come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Identified, Organisation
from datasets.analysis.counts import READABLE
from projects.models import Project


class Status(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    TO_MATCH = "to_match", "Ready for you to check"
    COUNTING = "counting", "Being read again"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be read"
    CANCELLED = "cancelled", "Stopped"


# Faults that another sheet, row of headings, delimiter or encoding may mend: the file stays a while, to be read anew.
READ_ANOTHER_WAY = frozenset({"no_such_sheet", "no_rows", "header_row", "delimiter", "encoding"})
# The format of what was typed and not uploaded.
TYPED = "typed"
# Every status is in exactly one of these three; a test holds it.
WORKING = frozenset({Status.WAITING, Status.READING, Status.COUNTING})
STANDING = frozenset({Status.TO_MATCH, Status.READY})
GIVEN_UP = frozenset({Status.FAILED, Status.CANCELLED})


class Unit(models.TextChoices):
    PERSON = "person", "A person"
    REFERRAL = "referral", "A referral"
    APPOINTMENT = "appointment", "An appointment"
    COUNTED = "counted", "A group that is already counted"


class DatasetQuerySet(models.QuerySet):
    LARGE = ("counts", "mapping", "headings", "columns", "problems", "set_aside")

    def of(self, project):
        return self.filter(project=project)

    def light(self):
        """Without what only the report and the matching page need."""
        return self.defer(*self.LARGE)

    def ready(self):
        return self.filter(status=Status.READY, analysis_version__in=READABLE)

    def kept(self):
        """Those that count towards the limit of files, and that the same file is compared with."""
        return self.exclude(status__in=GIVEN_UP)


class Dataset(Identified):
    """One uploaded file. The file itself lies under a random name until it is profiled; its own name is never kept.

    `attempt` is the fence: whoever reads the file writes only where the number is still the one they started with.
    `heartbeat_at` is empty until somebody has started on the attempt."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="datasets")
    label = models.CharField(max_length=120)
    unit = models.CharField(max_length=20, choices=Unit, blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    missing_as = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=32, blank=True)
    stored_at = models.DateTimeField(null=True, blank=True)
    # What the person said of how to read the file (see reading_choices), and what a reading asked for later, in place
    # of the one that stands, is to follow; `wanted` goes once that reading has worked.
    read_as = models.JSONField(default=dict)
    wanted = models.JSONField(null=True, blank=True)
    # Who waits for the present reading, whether they have still to be told of its end, and where a letter leads to.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    to_tell = models.BooleanField(default=False)
    mail_link = models.CharField(max_length=500, blank=True)

    status = models.CharField(max_length=20, choices=Status, default=Status.WAITING)
    stage = models.CharField(max_length=40, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    brought_back = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    task_id = models.CharField(max_length=36, blank=True)

    facts = models.JSONField(default=dict)
    layout = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    set_aside = models.JSONField(default=list)
    rows = models.JSONField(default=dict)
    mapping = models.JSONField(null=True)
    counts = models.JSONField(null=True)
    unknown_shares = models.JSONField(default=dict)
    # The same under the small-number rule, for words that leave the project; null where it may not be said.
    unknown_released = models.JSONField(default=dict)
    analysis_version = models.PositiveIntegerField(default=0)
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    matched_at = models.DateTimeField(null=True, blank=True)
    # What nobody has used for 24 months is deleted; its team is warned before.
    last_used_at = models.DateTimeField(default=timezone.now, db_index=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    objects = DatasetQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "sha256"],
                condition=~Q(status__in=["failed", "cancelled"]),
                name="one_dataset_per_file_and_project",
            )
        ]

    def __str__(self):
        return self.label

    @property
    def is_working(self) -> bool:
        return self.status in WORKING

    @property
    def is_ready(self) -> bool:
        return self.status == Status.READY and not self.is_outdated

    @property
    def is_outdated(self) -> bool:
        """Counted by an earlier version of the analysis, whose counts this one cannot read."""
        return self.status in STANDING and self.analysis_version not in READABLE

    @property
    def has_file(self) -> bool:
        return bool(self.stored_as)

    @property
    def is_typed(self) -> bool:
        """Its counts were typed by a person; there never was a file."""
        return self.facts.get("format") == TYPED

    @property
    def reading_faults(self) -> list[dict]:
        """Why a reading asked for in place of the one that stands did not work."""
        return (self.wanted or {}).get("problems", [])

    @property
    def may_read_another_way(self) -> bool:
        """The file is still here, and another sheet, heading row, delimiter or encoding may be all it needs."""
        codes = {problem["code"] for problem in self.problems if problem["severity"] == "error"}
        return self.may_try_again and not codes.isdisjoint(READ_ANOTHER_WAY)

    @property
    def may_try_again(self) -> bool:
        """A reading that was stopped by us or by a fault may be tried again while the file is still there."""
        return self.status in GIVEN_UP and self.has_file


class RememberedMapping(Identified):
    """What one heading, and each value under it, stood for when somebody of this organisation last confirmed it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="remembered_mappings")
    heading = models.CharField(max_length=300)
    field = models.CharField(max_length=60, blank=True)
    values = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["heading"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "heading"], name="one_mapping_per_organisation_and_heading")
        ]

    def __str__(self):
        return f"{self.heading} at {self.organisation}"


class NeedFactor(Identified):
    """How many times as often one group needs the service, as a source says. 1 is everybody else."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="need_factors")
    field = models.CharField(max_length=60)
    group = models.CharField(max_length=200)
    factor = models.DecimalField(max_digits=5, decimal_places=2)
    reason = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["field", "group"]
        constraints = [
            models.UniqueConstraint(fields=["project", "field", "group"], name="one_need_factor_per_project_and_group")
        ]

    def __str__(self):
        return f"{self.group}: {self.factor.normalize():f} times"


class TypedPopulation(Identified):
    """People a service is compared with that no census counts: those registered, or with a condition; by the groups of
    one field, typed from a source. `counts` is group -> people."""

    class Kind(models.TextChoices):
        REGISTERED = "registered", "People registered with our practices"
        CONDITION = "condition", "People with the condition"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="typed_populations")
    kind = models.CharField(max_length=20, choices=Kind)
    field = models.CharField(max_length=60)
    people = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    counts = models.JSONField(default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind", "field"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "field"], name="one_typed_population_per_kind_and_field")
        ]

    def __str__(self):
        return self.people
