"""Files made from a plan: asked for, watched, taken, deleted."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import kept
from accounts.access import PAGE
from accounts.audit import record
from accounts.logos import has_logo
from accounts.roles import Permission
from design.http import attached_file, whole_number
from projects.access import with_project

from .. import actions
from ..forms import FileForm
from ..kinds import KINDS
from ..making import tend
from ..options import PlanOptions
from ..pages import files_seen_by, plan_crumbs, shown_files


@require_http_methods(PAGE)
@with_project(Permission.MAKE_PLAN)
def list_files(request, project):
    """The files there are, and the form for another. `version` names a frozen version to make it from."""
    may = Permission.COMMENT in project.permissions
    version = project.plan_versions.filter(number=whole_number(request.GET.get("version"))).first()
    given = request.POST or kept.take(request)
    with_logo = has_logo(project.organisation)
    form = FileForm(given, may_see_comments=may, has_logo=with_logo, of_version=version is not None)
    if request.method == "POST" and form.is_valid():
        kind, options = form.cleaned_data["kind"], form.options()
        try:
            actions.ask_for_file(project=project, kind=kind, options=options, version=version, by=request.user)
        except actions.TooManyWaiting as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("plans:list_files", project.pk)
    tend(project=project)
    page = {"project": project, "form": form, "version": version, "files": shown_files(project)}
    page |= {"crumbs": plan_crumbs(project), "page_title": "Take the plan as a file"}
    return render(request, "plans/list_files.jinja", page, status=422 if request.POST else 200)


@require_safe
@with_project(Permission.MAKE_PLAN)
def show_files(request, project):
    """The list by itself, for the page to draw again while something is being made."""
    tend(project=project)
    return render(request, "plans/_files.jinja", {"project": project, "files": shown_files(project)})


@require_safe
@with_project(Permission.MAKE_PLAN)
def download_file(request, project, file_id):
    made = get_object_or_404(files_seen_by(project).exclude(file="").select_related("version"), pk=file_id)
    kind = KINDS[made.kind]
    version = f"-version-{made.version.number}" if made.version else ""
    record(by=request.user, verb="took plan file", on=made, project=project, note=kind.label)
    paper = PlanOptions.from_kept(made.options).form.file_word
    name = f"{project.slug}-{paper}{version}.{kind.ending}"
    with made.file.open() as file:
        return attached_file(file.read(), name, kind.content_type)


@require_POST
@with_project(Permission.MAKE_PLAN)
def make_file_again(request, project, file_id):
    actions.try_again(made=get_object_or_404(files_seen_by(project), pk=file_id), by=request.user)
    return redirect("plans:list_files", project.pk)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def delete_file(request, project, file_id):
    actions.remove_file(made=get_object_or_404(project.plan_files, pk=file_id), by=request.user)
    messages.success(request, "Deleted the file")
    return redirect("plans:list_files", project.pk)
