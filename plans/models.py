"""Versions of a plan, the names under them, and the files made from them."""

import uuid

from django.conf import settings
from django.db import models

from accounts.models import Identified
from projects.models import Project


def person(**options) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class PlanVersion(Identified):
    """A plan as it stood when somebody froze it: `document` is the whole of it (freezing.py). Nothing in it changes and
    no version is ever destroyed; it is agreed once its lead and its sponsor have signed."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="plan_versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    options = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = person()
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_plan_version_per_number")]

    def __str__(self):
        return f"Version {self.number}"


class Signature(Identified):
    """One name under a version, with what that person commits to. Somebody of the team may write down what a person
    without an account said; who did so is kept."""

    class Role(models.TextChoices):
        LEAD = "lead", "Project lead"
        SPONSOR = "sponsor", "Senior sponsor"
        PARTNER = "partner", "Community partner"
        REVIEWER = "reviewer", "Reviewer"

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=10, choices=Role)
    name = models.CharField(max_length=150)
    commitment = models.TextField()
    signed_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "role", "name"], name="one_signature_per_person_and_role")
        ]

    def __str__(self):
        return f"{self.name}, {self.get_role_display()}"


class FileStatus(models.TextChoices):
    WAITING = "waiting", "Waiting"
    MAKING = "making", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Not made"


WORKING = (FileStatus.WAITING, FileStatus.MAKING)


def place_of_file(made, filename: str) -> str:
    return f"plans/{uuid.uuid4().hex}"


class PlanFile(Identified):
    """One file made from a plan: who asked for it, from which version (none: the plan as it stood then), with which
    options, and how far it is. `attempt` fences its making: a dead or revived worker writes nothing."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="plan_files")
    version = models.ForeignKey(PlanVersion, null=True, blank=True, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20)
    options = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=FileStatus, default=FileStatus.WAITING)
    stage = models.CharField(max_length=40, blank=True)
    attempt = models.PositiveIntegerField(default=1)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    task_id = models.CharField(max_length=60, blank=True)
    brought_back = models.PositiveSmallIntegerField(default=0)
    asked_by = person()
    ready_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to=place_of_file, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-queued_at"]

    def __str__(self):
        return f"{self.kind} of {self.project}"

    @property
    def is_working(self) -> bool:
        return self.status in WORKING

    @property
    def is_ready(self) -> bool:
        return self.status == FileStatus.READY
