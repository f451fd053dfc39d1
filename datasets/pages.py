"""What the pages about data share: breadcrumbs, what this person may do, and files to download."""

from django.http import HttpResponse
from django.urls import reverse

from accounts.roles import Permission
from design.http import attached_file


def context_of(project, crumbs=None) -> dict:
    """What this person may do here, in the words the templates use."""
    allowed = project.permissions
    return {
        "project": project,
        "may_upload": Permission.UPLOAD_DATA in allowed,
        "may_see_counts": Permission.VIEW_COUNTS in allowed,
        "may_edit": Permission.EDIT_PROJECT in allowed,
        "may_delete": Permission.DELETE_DATA in allowed,
        "crumbs": crumbs or project_crumbs(project),
    }


def project_crumbs(project) -> list[dict]:
    return [
        {"text": "My projects", "href": reverse("projects:list_projects")},
        {"text": project.name, "href": reverse("worksheets:list_steps", args=[project.pk])},
    ]


def dataset_crumbs(project, dataset=None) -> list[dict]:
    crumbs = [
        *project_crumbs(project),
        {"text": "Service data", "href": reverse("datasets:list_datasets", args=[project.pk])},
    ]
    if dataset:
        crumbs.append({"text": dataset.label, "href": reverse("datasets:show_dataset", args=[project.pk, dataset.pk])})
    return crumbs


def csv_file(text: str, name: str) -> HttpResponse:
    return attached_file(text, name, "text/csv; charset=utf-8")
