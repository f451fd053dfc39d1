"""Pages for every kind of thread record: list, add, show, edit, remove, put back."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import kept
from accounts.access import PAGE
from accounts.roles import Permission
from guide.records import all_record_kinds
from guide.steps import all_steps
from projects.access import with_project

from .. import actions
from ..clash import SomebodySavedFirst
from ..editing import choices_in, read_post, seal, titled
from ..forms import form_class, initial_from
from ..lists.columns import LISTED
from ..pages import conflict_context, crumbs_to, shows_private
from ..presenters import shown_columns, shown_record
from ..registry import link_questions, model_of, next_kinds
from ..thread import load_thread
from ..values import values_of


def _kind(key: str):
    if key not in all_record_kinds():
        raise Http404
    return all_record_kinds()[key]


def _record(project, kind, pk, removed: bool | None = False):
    return get_object_or_404(model_of(kind.key).objects.of(project, removed=removed), pk=pk)


def _home(project, kind) -> dict:
    """The step in which this kind of record is born, as a breadcrumb."""
    step = next(step for step in all_steps() if kind.key in step.records)
    return {"step": step, "crumbs": crumbs_to(project)}


@require_safe
@with_project(Permission.VIEW_PROJECT)
def list_records(request, project, kind_key):
    kind = _kind(kind_key)
    thread = load_thread(project)
    rows = [(record, shown_columns(record, thread)) for record in thread.of(kind.key)]
    removed = model_of(kind.key).objects.of(project, removed=True)
    context = _home(project, kind) | {
        "project": project,
        "kind": kind,
        "rows": rows,
        "removed": removed,
        "listed": LISTED,
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
        "page_title": kind.heading,
    }
    return render(request, "worksheets/list_records.jinja", context)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_record(request, project, kind_key, record_id):
    kind = _kind(kind_key)
    record = _record(project, kind, record_id)
    thread = load_thread(project)
    back = [
        (model_of(other).kind_key, [r for r in thread.pointing(record, other, question.key)])
        for other in all_record_kinds()
        for question in link_questions(other)
        if question.to == kind.key
    ]
    context = _home(project, kind) | {
        "project": project,
        "kind": kind,
        "record": record,
        "shown": shown_record(record, thread, with_private=shows_private(project)),
        "next_kinds": next_kinds(kind.key),
        "back": [(all_record_kinds()[other], records) for other, records in back if records],
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
        "page_title": str(record),
    }
    return render(request, "worksheets/show_record.jinja", context)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def add_record(request, project, kind_key):
    kind = _kind(kind_key)
    choices = choices_in(project)
    context = _home(project, kind) | {"project": project, "kind": kind, "page_title": kind.adding}
    if request.method == "POST":
        posted = titled(read_post(request, kind.questions, choices, {}), kind)
        if not posted.answers.get("title"):
            posted.form.add_error("title", kind.title_question.needed_message or "Write a title")
        if posted.form.errors:
            page = {"form": posted.form, "record_id": request.POST.get("record_id")}
            return render(request, "worksheets/edit_record.jinja", context | page, status=422)
        pk = _uuid(request.POST.get("record_id"))
        record = actions.add_record(project=project, kind=kind.key, answers=posted.answers, by=request.user, pk=pk)
        messages.success(request, f"Added {record.ref}")
        return redirect("worksheets:show_record", project.pk, kind.key, record.pk)
    typed = kept.take(request)
    make_form = form_class(kind.questions, choices)
    form = make_form(typed) if typed else make_form(initial=_suggested(request, kind))
    page = {"form": form, "record_id": uuid.uuid4()}
    return render(request, "worksheets/edit_record.jinja", context | page)


def _suggested(request, kind) -> dict:
    """Answers named in the address (?focus_groups=ID&title=…), so that a new record starts joined to where one came
    from and says what is known already."""
    many = ("links", "choices")
    return {
        question.key: request.GET.getlist(question.key) if question.kind in many else request.GET[question.key]
        for question in kind.questions
        if question.key in request.GET and not question.retired
    }


def _uuid(text):
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def edit_record(request, project, kind_key, record_id):
    kind = _kind(kind_key)
    record = _record(project, kind, record_id)
    present = values_of(record)
    context = _home(project, kind) | {
        "project": project,
        "kind": kind,
        "record": record,
        "page_title": f"Change {record.ref}",
        "version": record.version,
        "base": seal(present),
    }
    choices = choices_in(project, leave_out=record)
    if request.method == "POST":
        return _save(request, record, choices, present, context)
    typed = kept.take(request)
    make_form = form_class(kind.questions, choices)
    form = make_form(typed) if typed else make_form(initial=initial_from(present, kind.questions))
    if typed:
        context |= {"version": typed.get("version", 0), "base": typed.get("base", "")}
    return render(request, "worksheets/edit_record.jinja", context | {"form": form})


def _save(request, record, choices, present, context):
    kind = record.spec
    posted = titled(read_post(request, kind.questions, choices, present), kind, present)
    if not posted.answers.get("title"):
        posted.form.add_error("title", kind.title_question.needed_message or "Write a title")
    if posted.form.errors:
        context |= {"form": posted.form, "version": posted.seen_version, "base": request.POST.get("base", "")}
        return render(request, "worksheets/edit_record.jinja", context, status=422)
    try:
        actions.change_record(
            record=record,
            answers=posted.answers,
            seen_version=posted.seen_version,
            by=request.user,
            base=posted.base,
        )
    except SomebodySavedFirst as clash:
        page = conflict_context(request, clash, posted, kind.questions, str(record))
        return render(request, "worksheets/show_conflict.jinja", context | page, status=409)
    messages.success(request, f"Saved {record.ref}")
    return redirect("worksheets:show_record", record.project_id, kind.key, record.pk)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def remove_record(request, project, kind_key, record_id):
    kind = _kind(kind_key)
    # A second click finds it removed already, which is what was wanted.
    record = _record(project, kind, record_id, removed=None if request.method == "POST" else False)
    if request.method == "POST":
        actions.remove_record(record=record, by=request.user)
        messages.success(request, f"Removed {record.ref}. You can put it back from the list of {kind.plural}.")
        return redirect("worksheets:list_records", project.pk, kind.key)
    context = _home(project, kind) | {
        "project": project,
        "kind": kind,
        "record": record,
        "page_title": f"Remove {record.ref}?",
    }
    return render(request, "worksheets/remove_record.jinja", context)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def put_back_record(request, project, kind_key, record_id):
    kind = _kind(kind_key)
    record = _record(project, kind, record_id, removed=None)
    actions.put_back_record(record=record, by=request.user)
    messages.success(request, f"Put back {record.ref}")
    return redirect("worksheets:show_record", project.pk, kind.key, record.pk)
