"""Partner organisations and resources: what the directory knows, and where it knows it from."""

import re

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from accounts.models import Identified

from .search_words import search_marks, search_text
from .vocabularies import all_places


class EntryQuerySet(models.QuerySet):
    def current(self):
        """Entries people should find: not the retired ones."""
        return self.filter(retired_at__isnull=True)


class Entry(Identified):
    """What partners and resources share. `search_text` and `search_marks` repeat the rest in the form searches read."""

    class Provenance(models.TextChoices):
        GUIDE = "guide", "Named in the guide"
        ADDED = "added", "Added to the directory"

    slug = models.SlugField(max_length=80, unique=True)
    description = models.TextField()
    steps = models.JSONField(default=list, blank=True)
    website = models.URLField(max_length=300, blank=True)
    website_source = models.CharField(max_length=300, blank=True)
    suggested_address = models.URLField(max_length=300, blank=True)
    confirmed = models.BooleanField(default=False)
    last_checked_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    provenance = models.CharField(max_length=10, choices=Provenance, default=Provenance.ADDED)
    guide_section = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    edited_by_curator = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged_from"
    )
    changed_at = models.DateTimeField(auto_now=True)
    search_text = models.TextField(blank=True, editable=False)
    search_marks = models.TextField(blank=True, editable=False)
    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_current(self) -> bool:
        return self.retired_at is None

    @property
    def confirmed_website(self) -> str:
        """The address to show people: only one that was confirmed."""
        return self.website if self.confirmed else ""

    @property
    def named_in(self) -> str:
        """Where the guide names it, without the line numbers that only a curator needs."""
        return re.sub(r"\s*\(l\.[^)]*\)", "", self.guide_section)

    def refresh_search_words(self) -> None:
        """Call before saving: makes the entry findable by what it now says."""
        self.search_text, self.search_marks = search_text(self), search_marks(self)


class Partner(Entry):
    """An organisation, forum or team that knows people or places."""

    class Kind(models.TextChoices):
        SYSTEM_BODY = "system body", "System body"
        STATUTORY_BODY = "statutory body", "Council or other public body"
        LOCALITY_PARTNERSHIP = "locality partnership", "Locality partnership"
        SPECIALITY_PARTNERSHIP = "specialty partnership", "Speciality partnership"
        PUBLIC_VOICE = "patient and public voice", "Patient and public voice"
        VCSE_ALLIANCE = "voluntary sector alliance", "Voluntary sector alliance"
        CVS = "voluntary infrastructure (CVS)", "Council for Voluntary Service or voluntary action group"
        COMMUNITY_GROUP = "community group", "Community group"
        DIRECTORY = "directory", "Directory of groups"
        LIBRARY = "library & evidence", "Library and evidence"
        PUBLIC_LIBRARY = "public library (digital access)", "Public library with computers"
        ENGAGEMENT_TEAM = "NHS engagement team", "NHS engagement team"
        WELLBEING_TEAM = "NHS staff wellbeing team", "NHS staff wellbeing team"
        IMPROVEMENT_TEAM = "NHS improvement team", "NHS improvement team"
        NHS_PROVIDER = "NHS provider", "NHS provider"
        OWN_ORGANISATION = "your own organisation", "Your own organisation"
        TRAINING_PROVIDER = "training provider", "Training provider"
        NATIONAL_BODY = "national body", "National body"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=Kind)
    areas = models.JSONField(default=list, blank=True)
    groups = models.JSONField(default=list, blank=True)
    email = models.EmailField(blank=True)
    history = HistoricalRecords(excluded_fields=["search_text", "search_marks", "changed_at"])

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def confirmed_email(self) -> str:
        return self.email if self.confirmed else ""

    @property
    def area_names(self) -> list[str]:
        return [all_places()[area].name for area in self.areas]

    @property
    def group_names(self) -> list[str]:
        """The groups it works with, the first with a capital letter, to be written as one line."""
        first, *others = self.groups or ["nobody in particular"]
        return [first[0].upper() + first[1:], *others]


class Resource(Entry):
    """Something to read, use or attend: a guide, a data source, a tool, a course."""

    class Kind(models.TextChoices):
        DATA_SOURCE = "data source", "Data source"
        GUIDANCE = "guidance", "Guidance"
        E_LEARNING = "e-learning", "E-learning"
        TOOL = "tool", "Tool"
        REPORT = "report", "Report"
        VIDEO = "video", "Video"
        LIBRARY = "library", "Library"
        DIRECTORY = "directory", "Directory"
        TRAINING = "training", "Training"
        RESEARCH_PAPER = "research paper", "Research paper"
        LEGISLATION = "legislation", "Law"
        CASE_STUDY = "case study", "Case study"

    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=150)
    kind = models.CharField(max_length=40, choices=Kind)
    history = HistoricalRecords(excluded_fields=["search_text", "search_marks", "changed_at"])

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class Report(Identified):
    """What a reader says is wrong, missing or gone in the directory, until a curator settles it."""

    class About(models.TextChoices):
        WRONG = "wrong", "Something is wrong"
        GONE = "gone", "It has closed or moved"
        NEW = "new", "An entry is missing"

    about = models.CharField(max_length=10, choices=About)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    resource = models.ForeignKey(Resource, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    text = models.TextField()
    reported_at = models.DateTimeField(auto_now_add=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["reported_at"]

    def __str__(self):
        return f"Report: {self.get_about_display()}"

    @property
    def entry(self) -> Entry | None:
        return self.partner or self.resource
