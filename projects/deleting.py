"""Deletes a project for good: everything its team wrote and made, the history of it, and the files. What stays is the
trail, which says by ids and short words what was done."""

import datetime as dt

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from accounts.audit import record

from .models import Project

# Put away so long, so that whoever misses it can bring it back.
WAIT = dt.timedelta(days=30)


class TooEarly(ValueError):
    """The project is at work, or was put away not long enough ago."""


def may_be_deleted_from(project: Project) -> dt.datetime | None:
    """None for a project that was never put away."""
    return project.archived_at + WAIT if project.archived_at else None


@transaction.atomic
def delete_project(*, project: Project, by) -> None:
    project = Project.objects.select_for_update().get(pk=project.pk)
    since = may_be_deleted_from(project)
    if since is None or timezone.now() < since:
        raise TooEarly
    files = _files_of(project)
    record(by=by, verb="deleted project", on=project, organisation=project.organisation, project=project)
    pk = project.pk
    project.delete()
    # After the rest: what is deleted writes a last line of its history.
    for history in _histories():
        history.objects.filter(project_id=pk).delete()
    Project.history.filter(id=pk).delete()
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])


def _histories() -> list[type[models.Model]]:
    """Histories point at what they tell of by its id alone, so nothing of them goes by itself."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "instance_type") and "project" in {field.name for field in model._meta.fields}
    ]


def _files_of(project: Project) -> list[tuple]:
    """Each kept file of the project: where it lies, and its name there."""
    found = []
    for relation in Project._meta.related_objects:
        for field in relation.related_model._meta.fields:
            if isinstance(field, models.FileField):
                named = relation.related_model._base_manager.filter(**{relation.field.name: project})
                found += [(field.storage, name) for name in named.values_list(field.name, flat=True) if name]
    return found
