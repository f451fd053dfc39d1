"""Who changed what, when; and bringing an earlier version of a step back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Permission
from guide.records import all_record_kinds
from guide.steps import find_step
from projects.access import with_project

from .. import actions
from ..models import StepRecord
from ..pages import crumbs_to, shows_private
from ..presenters import shown_answers, shown_record
from ..registry import model_of
from ..thread import load_thread


@require_safe
@with_project(Permission.VIEW_HISTORY)
def show_step_history(request, project, step_key):
    step = find_step(step_key)
    if step is None:
        raise Http404
    record = project.steps.filter(step_key=step.key).first()
    thread, with_private = load_thread(project), shows_private(project)
    versions = [
        {
            "version": past.version,
            "at": past.history_date,
            "by": past.updated_by.name,
            "shown": shown_answers(step.questions, past.answers, with_private=with_private, thread=thread),
        }
        for past in (record.history.select_related("updated_by").filter(version__gt=0) if record else ())
    ]
    context = {
        "project": project,
        "step": step,
        "versions": versions,
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
        "crumbs": crumbs_to(project),
        "page_title": f"History: {step.title}",
    }
    return render(request, "worksheets/show_step_history.jinja", context)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def restore_step(request, project, step_key, version):
    step = find_step(step_key)
    if step is None:
        raise Http404
    try:
        actions.restore_step(project=project, step=step, version=version, by=request.user)
    except StepRecord.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, "The earlier answers are back. What came after them is kept in the history.")
    return redirect("worksheets:edit_step", project.pk, step.key)


@require_safe
@with_project(Permission.VIEW_HISTORY)
def show_record_history(request, project, kind_key, record_id):
    if kind_key not in all_record_kinds():
        raise Http404
    record = get_object_or_404(model_of(kind_key).objects.of(project, removed=None), pk=record_id)
    versions = [
        {
            "version": past.version,
            "at": past.history_date,
            "by": past.updated_by.name,
            "shown": _shown(record, past, with_private=shows_private(project)),
        }
        for past in record.history.select_related("updated_by")
    ]
    context = {
        "project": project,
        "record": record,
        "kind": record.spec,
        "versions": versions,
        "crumbs": crumbs_to(project),
        "page_title": f"History of {record.ref}",
    }
    return render(request, "worksheets/show_record_history.jinja", context)


def _shown(record, past, *, with_private: bool):
    """A past state in words: the record’s own questions over the values of that time."""
    then = type(record)(**{f.name: getattr(past, f.name) for f in record._meta.fields if not f.is_relation})
    return shown_record(then, with_private=with_private)
