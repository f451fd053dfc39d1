"""Pages on which a team says what groups need, and types numbers of people to compare with."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import kept
from accounts.access import PAGE
from accounts.roles import Permission
from datasets.analysis.fields import field_of
from projects.access import with_project

from .. import comparing
from ..forms_comparing import NeedForm, NewNeedForm, PopulationForm
from ..handing_on import Made
from ..pages import context_of, dataset_crumbs
from ..queries import needs_of, newest_ready, typed_populations_of
from ..report import Report
from ..report_page import missing_of


@require_safe
@with_project(Permission.VIEW_PROJECT)
def list_needs(request, project):
    stated = comparing.comparing_of(project)
    context = context_of(project, dataset_crumbs(project)) | {
        "needs": [(one, field_of(one.field).label) for one in stated.factors],
        "populations": [(one, field_of(one.field).label) for one in stated.typed],
        "fields": [field_of(key) for key in comparing.fields_to_choose()],
        "page_title": "What groups need, and who is compared",
    }
    return render(request, "datasets/list_needs.jinja", context)


def _field_asked(request) -> str | None:
    """The field in the address; None where it names none, and one has to be chosen first."""
    field = request.GET.get("field", "")
    return field if field in comparing.fields_to_choose() else None


def _home(project) -> str:
    return reverse("datasets:list_needs", args=[project.pk])


def _form_page(request, project, form, title: str, status: int = 200):
    context = context_of(project, _crumbs(project)) | {
        "form": form,
        "page_title": title,
        "submit_text": "Save",
        "cancel_href": _home(project),
    }
    return render(request, "layouts/form_page.jinja", context, status=status)


def _crumbs(project) -> list[dict]:
    return [*dataset_crumbs(project), {"text": "What groups need", "href": _home(project)}]


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def add_need(request, project):
    field = _field_asked(request)
    if field is None:
        return redirect(_home(project))
    form = NewNeedForm(kept.sent_or_kept(request), field=field, initial={"groups": request.GET.getlist("group")})
    title = f"What groups need, by {field_of(field).label.lower()}"
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, project, form, title, status=422 if request.method == "POST" else 200)
    made = comparing.set_need(project=project, field=field, by=request.user, **form.cleaned_data)
    messages.success(request, f"Stated for {len(made)} group{'s' if len(made) > 1 else ''}. The report counts it now.")
    return redirect(_home(project))


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def edit_need(request, project, need_id):
    need = get_object_or_404(needs_of(project), pk=need_id)
    initial = {"factor": f"{float(need.factor):g}", "reason": need.reason, "source": need.source}
    form = NeedForm(kept.sent_or_kept(request), initial=initial)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _form_page(request, project, form, f"What they need: {need.group}", status)
    comparing.change_need(need=need, by=request.user, **form.cleaned_data)
    messages.success(request, f"Saved what was stated for {need.group}")
    return redirect(_home(project))


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def remove_need(request, project, need_id):
    need = get_object_or_404(needs_of(project), pk=need_id)
    if request.method == "POST":
        comparing.remove_need(need=need, by=request.user)
        messages.success(request, f"Removed. {need.group} is expected by its share of people again.")
        return redirect(_home(project))
    words = f"“{need}” is no longer counted. Findings made with it keep what they say."
    return _remove_page(request, project, f"Remove the need of {need.group}?", words)


def _remove_page(request, project, title: str, words: str):
    context = context_of(project, _crumbs(project)) | {"page_title": title, "words": words, "home": _home(project)}
    return render(request, "datasets/remove_stated.jinja", context)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def add_population(request, project):
    field = _field_asked(request)
    if field is None:
        return redirect(_home(project))
    form = PopulationForm(kept.sent_or_kept(request), field=field, initial=_typed_before(project, field, request.GET))
    title = f"Numbers of people, by {field_of(field).label.lower()}"
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, project, form, title, status=422 if request.method == "POST" else 200)
    names = ("kind", "people", "source", "counts")
    given = {name: form.cleaned_data[name] for name in names}
    one = comparing.set_population(project=project, field=field, by=request.user, **given)
    messages.success(request, f"Kept. The report can compare with {one.people} now.")
    return redirect(_home(project))


def _typed_before(project, field: str, asked) -> dict:
    """What was typed before of these people, so that it can be changed."""
    one = typed_populations_of(project).filter(field=field, kind=asked.get("kind", "")).first()
    if one is None:
        return {"kind": asked.get("kind", "")}
    places = {group: f"group_{place}" for place, group in enumerate(comparing.groups_to_choose(field))}
    numbers = {places[group]: number for group, number in one.counts.items() if group in places}
    return {"kind": one.kind, "people": one.people, "source": one.source} | numbers


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def remove_population(request, project, population_id):
    one = get_object_or_404(typed_populations_of(project), pk=population_id)
    if request.method == "POST":
        comparing.remove_population(population=one, by=request.user)
        messages.success(request, f"Removed the numbers of {one.people}")
        return redirect(_home(project))
    words = "The report no longer compares with them. Findings made with them keep what they say."
    return _remove_page(request, project, f"Remove {one.people}?", words)


@require_safe
@with_project(Permission.VIEW_PROFILE)
def need_panel(request, project):
    """What step 4’s page shows of who is missing; a whole page of its own without JavaScript."""
    dataset = newest_ready(project)
    report = Report(dataset, released=Permission.VIEW_COUNTS not in project.permissions) if dataset else None
    context = context_of(project) | {
        "dataset": dataset,
        "gaps": missing_of(report, Made(project)) if report else [],
        "needs": comparing.comparing_of(project).factors,
        "page_title": "Who is missing, and what groups need",
    }
    template = "datasets/_need_panel.jinja" if request.htmx else "datasets/need_panel.jinja"
    return render(request, template, context)
