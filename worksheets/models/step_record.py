"""One team’s answers to one step."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from accounts.models import Identified
from projects.models import Project


class StepRecord(Identified):
    """Prose answers of one step of one project, and what the team says of it.

    `said` is what a person decided; whether a step is under way or ready to finish is computed (progress.py)."""

    class Said(models.TextChoices):
        NOTHING = "", "Nothing yet"
        FINISHED = "finished", "Finished"
        NOT_APPLICABLE = "not_applicable", "Not applicable"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="steps")
    step_key = models.SlugField()
    answers = models.JSONField(default=dict)
    said = models.CharField(max_length=20, choices=Said, blank=True, default=Said.NOTHING)
    reason = models.TextField(blank=True, default="")
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_upstream_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "step_key"], name="one_record_per_project_step"),
            models.CheckConstraint(
                condition=models.Q(said="", said_at=None) | models.Q(said_at__isnull=False) & ~models.Q(said=""),
                name="what_is_said_has_a_moment",
            ),
        ]

    def __str__(self):
        return f"{self.step_key} of {self.project}"
