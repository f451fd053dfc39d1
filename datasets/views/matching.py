"""The page on which a person checks how a file was read."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import PAGE
from accounts.roles import Permission
from projects.access import with_project

from .. import actions
from ..matching_page import columns_to_match, field_choices, identifiers_found, read_answers
from ..models import Unit
from ..pages import context_of, dataset_crumbs
from ..queries import whole_datasets_of
from ..rereading import keep_columns_for_file
from ..what_was_read import noticed, what_was_read


@require_http_methods(PAGE)
@with_project(Permission.UPLOAD_DATA)
def match_columns(request, project, dataset_id):
    dataset = get_object_or_404(whole_datasets_of(project), pk=dataset_id)
    if dataset.is_typed:
        return redirect("datasets:typed_tables", project.pk, dataset.pk)
    if dataset.counts is None or dataset.is_working or dataset.is_outdated:
        return redirect("datasets:show_dataset", project.pk, dataset.pk)
    if request.method != "POST":
        return _show_matching(request, project, dataset)
    answered = read_answers(dataset, request.POST)
    if answered.faults:
        return _show_matching(request, project, dataset, answered.faults, status=422)
    try:
        actions.confirm_matching(dataset=dataset, mapping=answered.mapping, unit=answered.unit, by=request.user)
    except actions.FileIsGone:
        keep_columns_for_file(dataset=dataset, mapping=answered.mapping, unit=answered.unit, by=request.user)
        return redirect("datasets:read_again", project.pk, dataset.pk)
    return redirect("datasets:show_dataset", project.pk, dataset.pk)


def _show_matching(request, project, dataset, faults=(), status=200):
    columns, identifiers = columns_to_match(dataset), identifiers_found(dataset)
    context = context_of(project, dataset_crumbs(project)) | {
        "dataset": dataset,
        "used": [column for column in columns if column.field],
        "to_look_at": [column for column in columns if column.needs_a_look],
        "unused": [column for column in columns if not column.field],
        "identifiers": identifiers,
        "noticed": noticed(dataset, said_already=[one.heading for one in identifiers]),
        "facts": what_was_read(dataset),
        "field_choices": field_choices(),
        "units": Unit.choices,
        "chosen": request.POST,
        "faults": faults,
        "page_has_errors": bool(faults),
        "page_title": "Check how we read your file",
    }
    return render(request, "datasets/match_columns.jinja", context, status=status)
