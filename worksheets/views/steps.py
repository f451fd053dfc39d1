"""The task list and the pages of a step: read, fill in, save itself, finish."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import kept
from accounts.access import PAGE
from accounts.roles import Permission
from guide.steps import find_step
from projects.access import with_project

from .. import actions
from ..becoming import make_records
from ..clash import SomebodySavedFirst
from ..editing import Posted, choices_in, read_post, shown_after
from ..folds import folds_of
from ..forms import form_class, initial_from
from ..pages import conflict_context, crumbs_to, list_context, step_context, worksheet_context
from ..step_forms import FinishForm, NoteForm


def _step(key: str):
    step = find_step(key)
    if step is None:
        raise Http404
    return step


@require_safe
@with_project(Permission.VIEW_PROJECT)
def list_steps(request, project):
    return render(request, "worksheets/list_steps.jinja", list_context(project))


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_step(request, project, step_key):
    context = worksheet_context(project, _step(step_key))
    return render(request, "worksheets/show_step.jinja", context)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def edit_step(request, project, step_key):
    step = _step(step_key)
    if request.method == "POST":
        return _save(request, project, step)
    context = worksheet_context(project, step)
    typed = kept.take(request)
    make_form = form_class(step.questions, choices_in(project, thread=context["picture"].thread))
    form = make_form(typed) if typed else make_form(initial=initial_from(context["answers"], step.questions))
    if typed:
        context |= {"version": typed.get("version", 0), "base": typed.get("base", "")}
    folds = folds_of(context["state"], context["answers"])
    return render(request, "worksheets/edit_step.jinja", context | {"form": form, "folds": folds})


def _save(request, project, step):
    if stopped := save_posted(request, project, step):
        return stopped
    messages.success(request, f"Saved at {timezone.localtime():%H:%M}")
    for made in make_records(project=project, step=step, by=request.user):
        messages.success(request, f"Added {made.ref} to your {made.spec.plural}")
    return redirect("worksheets:edit_step", project.pk, step.key)


def save_posted(request, project, step):
    """Saves what was posted of a step. Gives the page to answer with where something stands in the way."""
    posted = _read(request, project, step)
    try:
        record = _save_answers(project, step, posted, request.user)
    except SomebodySavedFirst as clash:
        page = {"project": project, "crumbs": crumbs_to(project)}
        page |= conflict_context(request, clash, posted, step.questions, step.label)
        return render(request, "worksheets/show_conflict.jinja", page, status=409)
    if posted.form.errors:
        context = worksheet_context(project, step)
        context |= {"form": posted.form, "version": record.version, "base": _base_after(record, posted)}
        context["folds"] = folds_of(context["state"], context["answers"], faults=posted.form.errors)
        return render(request, "worksheets/edit_step.jinja", context, status=422)
    return None


def _read(request, project, step) -> Posted:
    """The posted answers. Reads no more of the project than the step: a page saves itself every few seconds."""
    record = project.steps.filter(step_key=step.key).first()
    return read_post(request, step.questions, choices_in(project), record.answers if record else {})


def _save_answers(project, step, posted: Posted, by):
    return actions.save_step(
        project=project, step=step, answers=posted.answers, seen_version=posted.seen_version, base=posted.base, by=by
    )


def _base_after(record, posted: Posted) -> str:
    """What the page that stays open starts its next save from, where it does not show just what is saved."""
    before = posted.base if posted.base is not None else actions.answers_at(record, posted.seen_version)
    return shown_after(record.answers, before, posted.answers)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def autosave_step(request, project, step_key):
    """Saves what is sound, and says what is not; the person goes on typing."""
    step = _step(step_key)
    posted = _read(request, project, step)
    try:
        record = _save_answers(project, step, posted, request.user)
    except SomebodySavedFirst as clash:
        names = [question.label for question in step.questions if question.key in {c.key for c in clash.clashes}]
        context = {"clash_labels": names, "theirs": clash.saved.updated_by}
        return render(request, "worksheets/_saved.jinja", context, status=409)
    at_fault = [posted.form.fields[name] for name in posted.form.errors if name in posted.form.fields]
    faults = [field.place or field.label for field in at_fault]
    saved = {"record": record, "now": timezone.now(), "faults": faults, "base": _base_after(record, posted)}
    return render(request, "worksheets/_saved.jinja", saved)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def finish_step(request, project, step_key):
    step = _step(step_key)
    context = step_context(project, step)
    form = FinishForm(request.POST or None, state=context["state"])
    if request.method == "POST" and form.is_valid():
        form.carry_out(project=project, step=step, by=request.user)
        return redirect("worksheets:list_steps", project.pk)
    page = {"form": form, "page_title": f"Finish: {step.title}"}
    return render(request, "worksheets/finish_step.jinja", context | page)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def edit_note(request, project, step_key):
    step = _step(step_key)
    context = step_context(project, step)
    form = NoteForm(request.POST or kept.take(request), initial={"note": context["note"]})
    if request.method == "POST" and form.is_valid():
        actions.save_note(project=project, step=step, note=form.cleaned_data["note"], by=request.user)
        return redirect("worksheets:edit_step", project.pk, step.key)
    page = {"form": form, "page_title": f"Team note: {step.title}", "submit_text": "Save note"}
    return render(request, "worksheets/edit_note.jinja", context | page)
