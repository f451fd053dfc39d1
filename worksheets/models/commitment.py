"""What each person said they will do to make the plan work."""

from django.conf import settings
from django.db import models

from accounts.models import Identified
from projects.models import Project


class Commitment(Identified):
    """One person’s commitment, in their own words, on a day. Nothing in it changes: who thinks again says something
    new, or it is taken back, and the earlier words stay. `said_by` said it here; where that is empty, `noted_by` wrote
    down what was said elsewhere."""

    class Part(models.TextChoices):
        LEAD = "lead", "Project lead"
        SPONSOR = "sponsor", "Senior sponsor"
        PARTNER = "partner", "Community partner"
        REVIEWER = "reviewer", "ICB reviewer"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="commitments")
    part = models.CharField(max_length=10, choices=Part)
    name = models.CharField(max_length=150)
    words = models.TextField()
    said_on = models.DateField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["noted_at"]

    def __str__(self):
        return f"{self.name}, {self.get_part_display()}"

    @property
    def how_known(self) -> str:
        """Whether they said it here, or who wrote it down for them."""
        return "Said here" if self.said_by_id else f"Written down by {self.noted_by.name}"
