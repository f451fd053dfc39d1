"""Versions of a plan: frozen, read as they were, compared, signed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import kept
from accounts.access import PAGE
from accounts.roles import Permission
from design.http import whole_number
from projects.access import with_project

from .. import actions
from ..comparing import compare
from ..forms import SignForm, VersionForm
from ..gather import gather_plan
from ..models import Signature
from ..options import PlanOptions, chosen
from ..pages import plan_crumbs
from ..versions import missing_signatures, plan_of_version, words_to_sign

TEAM = frozenset({Signature.Role.LEAD, Signature.Role.SPONSOR, Signature.Role.PARTNER})


@require_safe
@with_project(Permission.VIEW_PROJECT)
def list_versions(request, project):
    versions = project.plan_versions.defer("document").select_related("made_by").prefetch_related("signatures")
    page = {"project": project, "versions": versions, "crumbs": plan_crumbs(project)}
    return render(request, "plans/list_versions.jinja", page | {"page_title": "Versions of the plan"})


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def freeze_version(request, project):
    form = VersionForm(request.POST or kept.take(request))
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        version = actions.freeze_version(project=project, options=PlanOptions(), note=note, by=request.user)
        messages.success(request, f"{version} is kept as the plan stands now")
        return redirect("plans:show_version", project.pk, version.number)
    page = {"project": project, "form": form, "crumbs": plan_crumbs(project), "page_title": "Keep this version"}
    return render(request, "plans/freeze_version.jinja", page)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_version(request, project, number):
    version = get_object_or_404(project.plan_versions, number=number)
    page = {
        "project": project,
        "version": version,
        "plan": chosen(plan_of_version(version), PlanOptions.from_kept(version.options)),
        "missing": missing_signatures(version),
        "crumbs": plan_crumbs(project),
        "page_title": f"{version}: {project.name}",
    }
    return render(request, "plans/show_version.jinja", page)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_changes(request, project, number):
    """What changed from one version to a later one, `to`; to the plan as it stands now where none is named."""
    versions = project.plan_versions.select_related("made_by")
    before = get_object_or_404(versions, number=number)
    later = versions.filter(number__gt=number).defer("document")
    after = versions.filter(number__gt=number, number=whole_number(request.GET.get("to"))).first()
    comparison = compare(plan_of_version(before), _plan_at(after, project))
    until = str(after).lower() if after else "now"
    page = {"project": project, "before": before, "after": after, "later": later, "comparison": comparison}
    page |= {"crumbs": plan_crumbs(project), "page_title": f"What changed from {str(before).lower()} to {until}"}
    return render(request, "plans/show_changes.jinja", page)


def _plan_at(version, project):
    return plan_of_version(version) if version else gather_plan(project, with_appendices=False, with_logo=False)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def sign_version(request, project, number):
    """The team signs for its lead, its sponsor and its partners: whoever writes it down is kept beside the name."""
    return _sign(request, project, number, TEAM)


@require_http_methods(PAGE)
@with_project(Permission.REVIEW)
def sign_as_reviewer(request, project, number):
    return _sign(request, project, number, {Signature.Role.REVIEWER})


def _sign(request, project, number: int, roles):
    """Words somebody said already, under key question 4, can be taken over: `commitment` names them."""
    version = get_object_or_404(project.plan_versions.defer("document"), number=number)
    offered = words_to_sign(version, roles)
    taken = next((one for one in offered if str(one.pk) == request.GET.get("commitment")), None)
    first = {"role": taken.part, "name": taken.name, "commitment": taken.words} if taken else {}
    form = SignForm(request.POST or kept.take(request), roles=roles, initial={"name": request.user.name} | first)
    if request.method == "POST" and form.is_valid():
        actions.sign_version(version=version, by=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['name']} signed {str(version).lower()}")
        return redirect("plans:show_version", project.pk, number)
    page = {"project": project, "version": version, "form": form, "crumbs": plan_crumbs(project), "offered": offered}
    page |= {"taken": taken, "page_title": f"Sign {str(version).lower()}"}
    return render(request, "plans/sign_version.jinja", page)
