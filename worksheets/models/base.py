"""What every thread record has: its project, its reference, its words, and who changed it when."""

from functools import cache

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from accounts.models import Identified
from guide.records import RecordKind, record_kind
from projects.models import Project


class RecordQuerySet(models.QuerySet):
    def of(self, project, *, removed: bool | None = False):
        """The records that stand in a project, in the order they were made. Removed ones are kept but left out; with
        `removed` true it gives those, with None all there ever were."""
        records = self.filter(project=project)
        return records if removed is None else records.filter(removed_at__isnull=not removed)


class Record(Identified):
    """One linked record of the golden thread.

    What is listed, dated, linked or counted across projects is a column of the child class; everything else a
    record's form asks lies in `details` under the question's key."""

    kind_key = ""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    details = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(inherit=True)
    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="%(class)s_number_once_per_project")]

    def __str__(self):
        return f"{self.ref} {self.title}"

    @property
    def spec(self) -> RecordKind:
        """What its kind is called and asks."""
        return record_kind(self.kind_key)

    @property
    def ref(self) -> str:
        """The short reference people say aloud: F1, G2."""
        return f"{self.spec.letter}{self.number}"

    def said(self, key: str):
        """The answer to one of its questions, wherever it is kept: a column, or `details`."""
        return getattr(self, key) if key in self._columns() else self.details.get(key)

    @classmethod
    @cache
    def _columns(cls) -> frozenset[str]:
        return frozenset(field.name for field in cls._meta.concrete_fields)


def choice() -> models.CharField:
    """A value from a choice list. The list is data, so the database does not repeat it."""
    return models.CharField(max_length=40, blank=True, default="")


def words(length: int = 300) -> models.CharField:
    return models.CharField(max_length=length, blank=True, default="")


def long_words() -> models.TextField:
    return models.TextField(blank=True, default="")


def yes_no() -> models.BooleanField:
    """Yes, no, or not said yet."""
    return models.BooleanField(null=True, blank=True)


def day() -> models.DateField:
    return models.DateField(null=True, blank=True)


def whole_number() -> models.PositiveIntegerField:
    return models.PositiveIntegerField(null=True, blank=True)


def links(to: str, back: str) -> models.ManyToManyField:
    """Links to many records of another kind in the same project."""
    return models.ManyToManyField(to, blank=True, related_name=back)


def link(to: str, back: str) -> models.ForeignKey:
    return models.ForeignKey(to, null=True, blank=True, on_delete=models.SET_NULL, related_name=back)


def person() -> models.ForeignKey:
    """Somebody on the project's team."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
