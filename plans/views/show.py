"""The plan on screen, as it stands now."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from projects.access import with_project
from worksheets.pages import crumbs_to

from ..forms import options_asked
from ..gather import build_plan
from ..options import Form


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_plan(request, project):
    options = options_asked(request.GET)
    context = {
        "project": project,
        "plan": build_plan(project, options),
        "options": options,
        "forms": Form,
        "versions": project.plan_versions.defer("document")[:3],
        "crumbs": crumbs_to(project),
        "page_title": f"Plan: {project.name}",
    }
    return render(request, "plans/show_plan.jinja", context)
