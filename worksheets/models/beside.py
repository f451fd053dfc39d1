"""What lies beside a step: the team's comments, and the files and links it goes by."""

from django.conf import settings
from django.db import models

from accounts.models import Identified
from projects.models import Project


class Comment(Identified):
    """Something a team member says about a step, until somebody marks it as settled. Never printed unless asked for.
    `for_icb`: a question of an ICB lead or an answer to one, which the leads of that ICB read too."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="comments")
    step_key = models.SlugField()
    text = models.TextField()
    for_icb = models.BooleanField(default=False)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return f"Comment on {self.step_key}"


def place_of_file(attachment, filename: str) -> str:
    """A random name: what its owner called the file is not kept, since it may name a person."""
    return f"attached/{attachment.pk.hex}"


class Attachment(Identified):
    """A file or a link beside a step. A file is kept under a random name and only goes out to the team."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="attachments")
    step_key = models.SlugField()
    title = models.CharField(max_length=150)
    link = models.URLField(blank=True, max_length=500)
    file = models.FileField(upload_to=place_of_file, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    size = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at"]

    def __str__(self):
        return self.title
