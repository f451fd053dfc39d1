"""Reads that pages, the plan and the overview need."""

from worksheets.models import Indicator

from .models import Dataset, NeedFactor, TypedPopulation


def datasets_of(project):
    """Every upload of a project, newest first, without its large parts."""
    return Dataset.objects.of(project).light().select_related("uploaded_by")


def whole_datasets_of(project):
    """The same with everything kept of each, for the pages about one."""
    return Dataset.objects.of(project).select_related("project__organisation", "uploaded_by")


def ready_datasets_of(project):
    return datasets_of(project).ready()


def indicators_of(project):
    return Indicator.objects.of(project)


def needs_of(project):
    """What a team stated of its groups’ need."""
    return NeedFactor.objects.filter(project=project).select_related("project")


def typed_populations_of(project):
    """People a team typed the numbers of, to compare with."""
    return TypedPopulation.objects.filter(project=project).select_related("project")


def newest_ready(project) -> Dataset | None:
    return whole_datasets_of(project).ready().first()
