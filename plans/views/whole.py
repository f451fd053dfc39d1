"""A whole project as one file: taken out by its leads, and a new project started from it."""

import json

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PAGE, organisations_where, requires
from accounts.audit import record as note_in_trail
from accounts.roles import Permission
from datasets.small_numbers import rule_in_words
from design.http import attached_file
from design.words import sentence_list
from projects.access import with_project
from worksheets.pages import crumbs_to, shows_private

from ..whole.forms import StartForm
from ..whole.out import project_out
from ..whole.starting import start_project


@require_safe
@with_project(Permission.TAKE_PROJECT)
def show_project_file(request, project):
    """What is in the file, what stays behind, and the button that takes it."""
    page = {
        "project": project,
        "rule_words": rule_in_words(project),
        "with_private": shows_private(project),
        "stays": project.attachments.exclude(file="").count(),
        "crumbs": crumbs_to(project),
        "page_title": "Take the whole project as a file",
    }
    return render(request, "plans/show_project_file.jinja", page)


@require_safe
@with_project(Permission.TAKE_PROJECT)
def download_project(request, project):
    found = project_out(project, today=timezone.localdate(), with_private=shows_private(project))
    note_in_trail(by=request.user, verb="took project file", on=project, project=project)
    content = json.dumps(found, ensure_ascii=False, indent=1)
    return attached_file(content, f"{project.slug}-project.json", "application/json")


@require_http_methods(PAGE)
@requires(Permission.CREATE_PROJECT)
def start_from_file(request):
    organisations = organisations_where(request.user, Permission.CREATE_PROJECT)
    form = StartForm(request.POST or None, request.FILES or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        started = start_project(
            found=given["file"], organisation=given["organisation"], by=request.user, pk=given["pk"]
        )
        messages.success(request, f"“{started.project.name}” is ready. You lead it.")
        if started.strangers:
            messages.warning(request, _strangers_in_words(started.strangers))
        return redirect("worksheets:list_steps", started.project.pk)
    page = {
        "form": form,
        "page_title": "Load a saved project",
        "submit_text": "Start the project",
        "cancel_href": reverse("projects:list_projects"),
        "crumbs": [{"text": "My projects", "href": reverse("projects:list_projects")}],
    }
    return render(request, "plans/start_from_file.jinja", page, status=422 if request.method == "POST" else 200)


def _strangers_in_words(names: tuple[str, ...]) -> str:
    shown = names[:10] if len(names) <= 10 else (*names[:10], "others")
    return (
        f"Not people of this organisation: {sentence_list(shown)}. What they owned has no owner yet. "
        "Comments they wrote stand under your name, with theirs before the words."
    )
