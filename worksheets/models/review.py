"""What a team keeps of its review meetings, and of its end."""

from django.conf import settings
from django.db import models

from accounts.models import Identified
from projects.models import Project


class Review(Identified):
    """One meeting that looked at the work: what it decided, and how the project stood that day. `snapshot` is what the
    next review compares with (doing/standing.py)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reviews")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    snapshot = models.JSONField()
    stuck = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    new_risks = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField(auto_now_add=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_review_per_number")]

    def __str__(self):
        return f"Review {self.number}"


class Closing(Identified):
    """How a project ended: what changed, what was learned, what becomes of its data, what comes next."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="closing")
    what_changed = models.TextField()
    learned = models.TextField()
    told = models.TextField()
    data_kept = models.TextField()
    what_next = models.TextField()
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"Closing of {self.project}"
