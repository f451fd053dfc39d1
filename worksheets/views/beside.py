"""Comments, files and links beside a step: for the team alone, and questions of the ICB, which both read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import kept
from accounts.access import PAGE
from accounts.audit import record as note_in_trail
from accounts.roles import Permission
from design.http import attached_file
from guide.steps import find_step
from projects.access import with_project

from .. import actions_beside as actions
from ..attached.reading import KINDS
from ..beside_forms import AttachmentForm, CommentForm, QuestionForm, ReplyForm
from ..pages import crumbs_to


def _page(project, step_key: str) -> dict:
    step = find_step(step_key)
    if step is None:
        raise Http404
    step_page = {"text": step.label, "href": reverse("worksheets:show_step", args=[project.pk, step.key])}
    return {
        "project": project,
        "step": step,
        "crumbs": crumbs_to(project, step_page),
        "may_comment": Permission.COMMENT in project.permissions,
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
    }


@require_http_methods(PAGE)
@with_project(Permission.COMMENT)
def list_comments(request, project, step_key):
    page = _page(project, step_key)
    comments = _comments(project, step_key)
    make_form = ReplyForm if any(comment.for_icb for comment in comments) else CommentForm
    form = make_form(request.POST or kept.take(request))
    if request.method == "POST" and form.is_valid():
        actions.add_comment(project=project, step=page["step"], by=request.user, **form.cleaned_data)
        return redirect("worksheets:list_comments", project.pk, step_key)
    page |= {"form": form, "comments": comments, "page_title": f"Comments: {page['step'].title}"}
    return render(request, "worksheets/list_comments.jinja", page, status=422 if request.POST else 200)


def _comments(project, step_key: str):
    return project.comments.filter(step_key=step_key).select_related("written_by", "settled_by")


@require_http_methods(PAGE)
@with_project(Permission.REVIEW)
def ask_team(request, project, step_key):
    """An ICB lead asks about a step, and reads what the team answered: never what the team says among itself."""
    page = _page(project, step_key)
    form = QuestionForm(request.POST or kept.take(request))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        actions.add_comment(project=project, step=page["step"], text=text, by=request.user, for_icb=True)
        messages.success(request, "Sent. The team sees it on its list of steps.")
        return redirect("worksheets:ask_team", project.pk, step_key)
    asked = _comments(project, step_key).filter(for_icb=True)
    page |= {"form": form, "comments": asked, "page_title": f"Ask the team: {page['step'].title}"}
    return render(request, "worksheets/ask_team.jinja", page, status=422 if request.POST else 200)


@require_POST
@with_project(Permission.COMMENT)
def settle_comment(request, project, step_key, comment_id):
    comment = get_object_or_404(project.comments.filter(step_key=step_key), pk=comment_id)
    actions.settle_comment(comment=comment, is_settled=not comment.settled_at, by=request.user)
    return redirect("worksheets:list_comments", project.pk, step_key)


@require_safe
@with_project(Permission.COMMENT)
def list_attachments(request, project, step_key):
    return _show_attachments(request, project, _page(project, step_key), AttachmentForm())


@require_POST
@with_project(Permission.EDIT_PROJECT)
def add_attachment(request, project, step_key):
    page = _page(project, step_key)
    form = AttachmentForm(request.POST, request.FILES)
    if not form.is_valid() or not form.carry_out(project=project, step=page["step"], by=request.user):
        return _show_attachments(request, project, page, form, status=422)
    messages.success(request, f"Added “{form.cleaned_data['title']}”")
    return redirect("worksheets:list_attachments", project.pk, step_key)


def _show_attachments(request, project, page: dict, form, status: int = 200):
    attachments = project.attachments.filter(step_key=page["step"].key).select_related("added_by")
    page |= {"form": form, "attachments": attachments, "kinds": KINDS}
    page |= {"page_title": f"Files and links: {page['step'].title}"}
    return render(request, "worksheets/list_attachments.jinja", page, status=status)


@require_safe
@with_project(Permission.COMMENT)
def open_attachment(request, project, step_key, attachment_id):
    """The file goes out as a download: nothing that was uploaded is ever shown as a page of ours."""
    attached = get_object_or_404(project.attachments.exclude(file="").filter(step_key=step_key), pk=attachment_id)
    kind = KINDS[attached.kind]
    note_in_trail(by=request.user, verb="took attached file", on=attached, project=project, note=step_key)
    name = f"{attached.title}.{kind.key}"
    with attached.file.open() as file:
        return attached_file(file.read(), name, kind.content_type)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def remove_attachment(request, project, step_key, attachment_id):
    attached = get_object_or_404(project.attachments.filter(step_key=step_key), pk=attachment_id)
    actions.remove_attachment(attachment=attached, by=request.user)
    messages.success(request, f"Removed “{attached.title}”")
    return redirect("worksheets:list_attachments", project.pk, step_key)
