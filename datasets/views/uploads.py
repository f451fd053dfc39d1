"""Taking a file in, watching it being read, and getting rid of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PAGE
from accounts.roles import Permission
from design.http import attached_file
from projects.access import with_project

from .. import actions
from ..blank_tables import XLSX, as_text, as_workbook, blank_tables
from ..forms import UploadForm, chosen_for
from ..models import STANDING, Status
from ..notices import mark_told, next_page
from ..pages import context_of, csv_file, dataset_crumbs
from ..progress import progress_of
from ..queries import datasets_of, whole_datasets_of
from ..reaper import tend_readings
from ..retention import due_soon, kept_until
from ..small_numbers import rule_in_words
from ..what_was_read import noticed
from .taking import takes_file


@require_safe
@with_project(Permission.VIEW_PROJECT)
def list_datasets(request, project):
    tend_readings(project=project)
    context = context_of(project) | {
        "datasets": [(dataset, progress_of(dataset)) for dataset in datasets_of(project)],
        "most_files": actions.MOST_FILES,
        "kept_until": kept_until,
        "soon": due_soon(project),
        "rule_words": rule_in_words(project),
        "page_title": "Service data",
    }
    return render(request, "datasets/list_datasets.jinja", context)


@takes_file(Permission.UPLOAD_DATA)
def upload_file(request, project):
    if request.method != "POST":
        return _show_form(request, project, UploadForm(initial=_chosen_before(request, project)))
    given, files = request.POST, request.FILES
    refused = getattr(request, "upload_refused", "")
    form = UploadForm(given, files, refused=refused)
    if not form.is_valid():
        return _show_form(request, project, form, status=413 if refused else 422)
    upload = form.cleaned_data["file"]
    try:
        dataset, is_new = actions.add_dataset(
            project=project,
            upload=upload,
            file_name=upload.given_name,
            by=request.user,
            address_of=request.build_absolute_uri if form.cleaned_data["by_mail"] else None,
            **form.described(),
        )
    except actions.TooManyFiles as fault:
        form.add_error("file", str(fault))
        return _show_form(request, project, form, status=422)
    if not is_new and not dataset.is_working:
        messages.info(request, _is_here_already(project, dataset))
    return redirect("datasets:show_dataset", project.pk, dataset.pk)


def _chosen_before(request, project) -> dict:
    """What was said of a file that could not be used, so that nothing has to be chosen twice."""
    try:
        before = datasets_of(project).filter(pk=request.GET.get("like") or None).first()
    except ValidationError:
        return {}
    return chosen_for(before) if before else {}


def _is_here_already(project, dataset) -> str:
    return format_html(
        'This file is here already, as “{}”. We have not read it twice. <a class="nhsuk-link" href="{}">Read it '
        "another way</a>",
        dataset.label,
        reverse("datasets:read_again", args=[project.pk, dataset.pk]),
    )


def _show_form(request, project, form, status=200):
    context = context_of(project, dataset_crumbs(project)) | {
        "form": form,
        "page_title": "Upload a file",
        "submit_text": "Upload and read the file",
        "cancel_href": reverse("datasets:list_datasets", args=[project.pk]),
    }
    return render(request, "datasets/upload_file.jinja", context, status=status)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def download_template(request, project):
    """As CSV or as a workbook, with a row for each record or a line for each group."""
    tables = blank_tables()
    table = tables.get(request.GET.get("table", "rows"))
    if table is None:
        raise Http404
    name = "equity-steps-blank-counts" if table.name == "counted" else "equity-steps-blank-table"
    if request.GET.get("as") == "xlsx":
        return attached_file(as_workbook(table), f"{name}.xlsx", XLSX)
    return csv_file(as_text(table), f"{name}.csv")


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_dataset(request, project, dataset_id):
    """Leads to wherever the dataset stands: being read, to be checked, ready, or given up."""
    tend_readings(only=dataset_id)
    dataset = get_object_or_404(whole_datasets_of(project), pk=dataset_id)
    if dataset.is_typed and not dataset.is_ready and Permission.UPLOAD_DATA in project.permissions:
        return redirect("datasets:typed_tables", project.pk, dataset.pk)
    is_to_match = dataset.status == Status.TO_MATCH and not dataset.is_outdated
    if is_to_match and Permission.UPLOAD_DATA in project.permissions:
        return redirect("datasets:match_columns", project.pk, dataset.pk)
    if dataset.is_ready:
        return redirect("datasets:show_profile", project.pk, dataset.pk)
    context = context_of(project, dataset_crumbs(project)) | {
        "dataset": dataset,
        "progress": progress_of(dataset),
        "noticed": noticed(dataset),
        "page_title": _title_of(dataset),
    }
    return render(request, "datasets/show_dataset.jinja", context)


def _title_of(dataset) -> str:
    if dataset.is_working:
        return "Reading your file"
    if dataset.is_outdated:
        return "This file is needed once more"
    return {
        Status.TO_MATCH: "Waiting to be checked",
        Status.FAILED: "We could not read your file",
        Status.CANCELLED: "Reading was stopped",
    }[dataset.status]


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_progress(request, project, dataset_id):
    """The part of the page that moves. Says nothing while nothing has changed, and leads on once it is over."""
    tend_readings(only=dataset_id)
    dataset = get_object_or_404(datasets_of(project), pk=dataset_id)
    progress = progress_of(dataset)
    if not request.htmx:
        return redirect("datasets:show_dataset", project.pk, dataset.pk)
    if not dataset.is_working and "done" in request.GET:
        return HttpResponse(headers={"HX-Redirect": next_page(dataset)})
    if not dataset.is_working:
        mark_told(dataset, request.user)
    elif request.GET.get("seen") == progress.seen:
        return HttpResponse(status=204)
    context = {
        "project": project,
        "dataset": dataset,
        "progress": progress,
        "title": _title_of_tab(dataset, progress),
        "is_news": request.GET.get("said") != progress.said,
    }
    return render(request, "datasets/_progress.jinja", context)


def _title_of_tab(dataset, progress) -> str:
    """What a person reads who works in another tab meanwhile."""
    if dataset.is_working:
        return f"{progress.percent}% – Reading your file"
    went_well = dataset.status in STANDING and not dataset.reading_faults
    return "Done – Your file has been read" if went_well else "Not done – Your file could not be read"


@require_POST
@with_project(Permission.UPLOAD_DATA)
def cancel_reading(request, project, dataset_id):
    dataset = get_object_or_404(datasets_of(project), pk=dataset_id)
    actions.cancel_reading(dataset=dataset, by=request.user)
    return redirect("datasets:show_dataset", project.pk, dataset.pk)


@require_POST
@with_project(Permission.UPLOAD_DATA)
def try_again(request, project, dataset_id):
    dataset = get_object_or_404(datasets_of(project), pk=dataset_id)
    try:
        dataset = actions.try_again(dataset=dataset, by=request.user)
    except actions.FileIsGone:
        messages.warning(request, "The file is no longer here: files are deleted after a day. Choose it again.")
    return redirect("datasets:show_dataset", project.pk, dataset.pk)


@require_http_methods(PAGE)
@with_project(Permission.DELETE_DATA)
def delete_dataset(request, project, dataset_id):
    dataset = get_object_or_404(datasets_of(project), pk=dataset_id)
    if request.method == "POST":
        actions.delete_dataset(dataset=dataset, by=request.user)
        messages.success(request, f"Deleted “{dataset.label}” and everything kept of it")
        return redirect("datasets:list_datasets", project.pk)
    context = context_of(project, dataset_crumbs(project, dataset)) | {
        "dataset": dataset,
        "page_title": f"Delete “{dataset.label}”?",
    }
    return render(request, "datasets/delete_dataset.jinja", context)
