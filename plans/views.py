"""The plan on screen and as a file to take to the meeting."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.roles import Permission
from projects.access import with_project
from worksheets.pages import crumbs_to

from .gather import build_plan


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_plan(request, project):
    plan = build_plan(project)
    context = {"project": project, "plan": plan, "crumbs": crumbs_to(project), "page_title": f"Plan: {plan.title}"}
    return render(request, "plans/show_plan.jinja", context)


@require_safe
@with_project(Permission.MAKE_PLAN)
def download_plan(request, project):
    from .pdf import plan_pdf  # WeasyPrint costs half a second to import; only this page needs it

    response = HttpResponse(plan_pdf(build_plan(project)), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{project.slug}-plan.pdf")
    record(by=request.user, verb="made plan PDF", on=project, project=project)
    return response
