"""Typing counts, for a service that has no file: what is counted, one table for each characteristic, the report."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PAGE
from accounts.roles import Permission
from projects.access import with_project

from .. import typed_counts as actions
from ..actions import TooManyFiles
from ..forms_typed import TypeCountsForm
from ..pages import context_of, dataset_crumbs
from ..queries import whole_datasets_of
from ..typed_page import boxes_asked, lines_to_type, read_typed
from ..typing_tables import typing_tables


@require_http_methods(PAGE)
@with_project(Permission.UPLOAD_DATA)
def type_counts(request, project):
    form = TypeCountsForm(request.POST or None)
    if request.method != "POST":
        return _show_form(request, project, TypeCountsForm())
    if not form.is_valid():
        return _show_form(request, project, form, status=422)
    given = dict(form.cleaned_data)
    table = given.pop("table")
    try:
        dataset = actions.begin_typing(project=project, by=request.user, **given)
    except TooManyFiles as fault:
        form.add_error("label", str(fault))
        return _show_form(request, project, form, status=422)
    return redirect("datasets:type_groups", project.pk, dataset.pk, table)


def _show_form(request, project, form, status=200):
    context = context_of(project, dataset_crumbs(project)) | {
        "form": form,
        "page_title": "Type your counts",
        "submit_text": "Go on to the numbers",
        "cancel_href": reverse("datasets:list_datasets", args=[project.pk]),
    }
    return render(request, "datasets/type_counts.jinja", context, status=status)


def with_typed(view):
    """Gives the view a dataset that was typed; one that was uploaded has pages of its own."""

    @wraps(view)
    def found(request, project, dataset_id, **more):
        dataset = get_object_or_404(whole_datasets_of(project), pk=dataset_id)
        if not dataset.is_typed:
            return redirect("datasets:show_dataset", project.pk, dataset.pk)
        return view(request, project, dataset, **more)

    return found


def _table(key: str):
    table = typing_tables().get(key)
    if table is None:
        raise Http404
    return table


@require_http_methods(PAGE)
@with_project(Permission.UPLOAD_DATA)
@with_typed
def typed_tables(request, project, dataset):
    """What has been typed so far, and what may be added. Its button leads to the report."""
    if request.method == "POST" and dataset.read_as["tables"]:
        actions.count_typed_anew(dataset=dataset, by=request.user)
        return redirect("datasets:show_profile", project.pk, dataset.pk)
    tables = typing_tables()
    typed = actions.typed_so_far(dataset)
    kept = {field: tables[one["table"]] for field, one in typed.items()}
    context = context_of(project, dataset_crumbs(project)) | {
        "dataset": dataset,
        "asked": boxes_asked(dataset.read_as["measure"]),
        "tables": [(table, typed[field]["lines"]) for field, table in kept.items()],
        "more": [table for table in tables.values() if table.field not in kept],
        "page_title": f"Counts typed: {dataset.label}",
    }
    return render(request, "datasets/typed_tables.jinja", context)


@require_http_methods(PAGE)
@with_project(Permission.UPLOAD_DATA)
@with_typed
def type_groups(request, project, dataset, table_key):
    table = _table(table_key)
    if request.method != "POST":
        return _show_groups(request, project, dataset, table)
    typed = read_typed(dataset, table, request.POST)
    if typed.faults:
        return _show_groups(request, project, dataset, table, typed.faults, status=422)
    actions.save_typed_table(dataset=dataset, table=table, lines=typed.lines, by=request.user)
    if "report" in request.POST:
        return redirect("datasets:show_profile", project.pk, dataset.pk)
    messages.success(request, f"Saved: {table.label}")
    return redirect("datasets:typed_tables", project.pk, dataset.pk)


def _show_groups(request, project, dataset, table, faults=(), status=200):
    posted = request.POST if request.method == "POST" else None
    other = dataset.read_as["tables"].get(table.field, {}).get("table", table.key)
    context = context_of(project, dataset_crumbs(project)) | {
        "dataset": dataset,
        "table": table,
        "lines": lines_to_type(dataset, table, posted),
        "asked": boxes_asked(dataset.read_as["measure"]),
        "replaces": typing_tables()[other].label if other != table.key else "",
        "faults": faults,
        "page_has_errors": bool(faults),
        "page_title": table.label,
    }
    return render(request, "datasets/type_groups.jinja", context, status=status)


@require_POST
@with_project(Permission.UPLOAD_DATA)
@with_typed
def remove_typed(request, project, dataset, table_key):
    table = _table(table_key)
    actions.remove_typed_table(dataset=dataset, field=table.field, by=request.user)
    messages.success(request, f"Removed: {table.label}")
    return redirect("datasets:typed_tables", project.pk, dataset.pk)
