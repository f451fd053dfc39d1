"""Dates a told project back. Actions stamp the present, but what a story tells happened over months."""

import datetime as dt

from django.utils import timezone

from projects.models import Project
from worksheets.models import StepRecord
from worksheets.registry import models_by_kind

from .content import Story


def date_back(story: Story, project: Project) -> None:
    """Steps were finished when the story says so, and no record changed after. The audit trail keeps the present."""
    began = _noon(story.start)
    for model in models_by_kind().values():
        model.objects.filter(project=project).update(created_at=began, updated_at=began)
    for key, told in story.steps.items():
        if "finished_on" in told:
            moment = _noon(story.dated(told["finished_on"]))
            StepRecord.objects.filter(project=project, step_key=key).update(said_at=moment, updated_at=moment)
    Project.objects.filter(pk=project.pk).update(created_at=began, moved_at=_noon(story.last_moved_on))


def _noon(day: dt.date) -> dt.datetime:
    return min(timezone.now(), timezone.make_aware(dt.datetime.combine(day, dt.time(12))))
