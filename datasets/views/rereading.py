"""“Not read as you expected?”: what we found in a file, each part to be said otherwise."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.roles import Permission
from projects.access import with_project

from .. import rereading
from ..actions import FileIsGone
from ..forms_rereading import RereadForm
from ..pages import context_of, dataset_crumbs
from ..queries import whole_datasets_of
from ..what_was_read import what_was_read
from .taking import takes_file


@takes_file(Permission.UPLOAD_DATA)
def read_again(request, project, dataset_id):
    dataset = get_object_or_404(whole_datasets_of(project), pk=dataset_id)
    if dataset.is_working or dataset.is_typed:
        return redirect("datasets:show_dataset", project.pk, dataset.pk)
    if request.method != "POST":
        return _show_form(request, project, dataset, RereadForm(dataset=dataset))
    files, refused = request.FILES, getattr(request, "upload_refused", "")
    form = RereadForm(request.POST, files, dataset=dataset, refused=refused)
    if not form.is_valid():
        return _show_form(request, project, dataset, form, status=413 if refused else 422)
    upload = form.cleaned_data.get("file")
    name = upload.given_name if upload else ""
    try:
        rereading.read_otherwise(dataset=dataset, said=form.said(), upload=upload, file_name=name, by=request.user)
    except (rereading.IsHereAlready, FileIsGone) as fault:
        form.add_error("file" if "file" in form.fields else None, str(fault))
        return _show_form(request, project, dataset, form, status=422)
    return redirect("datasets:show_dataset", project.pk, dataset.pk)


def _show_form(request, project, dataset, form, status=200):
    context = context_of(project, dataset_crumbs(project, dataset)) | {
        "dataset": dataset,
        "form": form,
        "facts": what_was_read(dataset),
        "columns_wait": bool((dataset.wanted or {}).get("columns")),
        "page_title": "Read the file another way",
        "submit_text": "Read the file again",
    }
    return render(request, "datasets/read_again.jinja", context, status=status)


@require_POST
@with_project(Permission.UPLOAD_DATA)
def keep_reading(request, project, dataset_id):
    dataset = get_object_or_404(whole_datasets_of(project), pk=dataset_id)
    rereading.keep_as_it_stands(dataset=dataset, by=request.user)
    messages.success(request, "Nothing was changed: the data stands as it was read before")
    return redirect("datasets:show_dataset", project.pk, dataset.pk)
