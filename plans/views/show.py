"""The plan on screen, as it stands now, and the papers made of it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from projects.access import with_project
from worksheets.pages import crumbs_to

from ..forms import PLAN_FORMS, options_asked
from ..gather import build_plan
from ..kinds import PAPER_KINDS
from ..options import Form, PlanOptions
from ..pages import plan_crumbs
from ..papers import paper_of
from ..progress.since import choices_of


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_plan(request, project):
    options = options_asked(request.GET)
    context = {
        "project": project,
        "plan": build_plan(project, options),
        "options": options,
        "forms": PLAN_FORMS,
        "versions": project.plan_versions.defer("document")[:3],
        "crumbs": crumbs_to(project),
        "page_title": f"Plan: {project.name}",
    }
    return render(request, "plans/show_plan.jinja", context)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_progress(request, project):
    """The progress paper on screen, since the version or review that `since` names."""
    choices = choices_of(project)
    asked = request.GET.get("since", "")
    since = asked if asked in dict(choices) else ""
    context = {
        "project": project,
        "plan": paper_of(project, PlanOptions(form=Form.PROGRESS, since=since)),
        "choices": choices,
        "since": since,
        "form": Form.PROGRESS,
        "kinds": PAPER_KINDS,
        "crumbs": plan_crumbs(project),
        "page_title": "Progress paper",
    }
    return render(request, "plans/show_progress.jinja", context)
