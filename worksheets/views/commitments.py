"""Ready for action: people say what they will do, or somebody writes it down for them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import kept
from accounts.access import PAGE
from accounts.roles import Permission, ProjectRole
from guide.steps import find_step
from projects.access import with_project

from .. import actions_commitments as actions
from ..commitment_forms import NoteForm, OwnForm
from ..models import Commitment
from ..pages import crumbs_to

STEP = "key-question-4"


@require_http_methods(PAGE)
@with_project(Permission.COMMENT)
def state_commitment(request, project):
    parts = {Commitment.Part.SPONSOR, Commitment.Part.PARTNER}
    if project.members.filter(user=request.user, role=ProjectRole.LEAD).exists():
        parts.add(Commitment.Part.LEAD)
    return _ask(request, project, OwnForm(request.POST or kept.take(request), parts=parts), "Say what you will do")


@require_http_methods(PAGE)
@with_project(Permission.REVIEW)
def state_as_reviewer(request, project):
    form = OwnForm(request.POST or kept.take(request), parts={Commitment.Part.REVIEWER})
    return _ask(request, project, form, "Say what the ICB will do")


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def note_commitment(request, project):
    form = NoteForm(request.POST or kept.take(request))
    mine = [one for one in _standing(project) if one.said_by_id in (None, request.user.pk)]
    return _ask(request, project, form, "Write down what somebody said", mine)


def _standing(project):
    return project.commitments.filter(taken_back_at=None).select_related("noted_by")


def _ask(request, project, form, title: str, to_take_back=()):
    where = reverse("worksheets:show_step", args=[project.pk, STEP]) + "#board-ready-for-action"
    if request.method == "POST" and form.is_valid():
        commitment = form.carry_out(project=project, by=request.user)
        messages.success(request, f"Recorded: {commitment}")
        return redirect(where)
    step = find_step(STEP)
    page = {
        "project": project,
        "form": form,
        "back": where,
        "to_take_back": to_take_back,
        "crumbs": crumbs_to(project, {"text": step.title, "href": where}),
        "page_title": title,
    }
    return render(request, "worksheets/state_commitment.jinja", page, status=422 if request.POST else 200)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def take_back_commitment(request, project, commitment_id):
    """What a person said here only they can take back."""
    commitment = get_object_or_404(project.commitments, pk=commitment_id)
    if commitment.said_by_id and commitment.said_by_id != request.user.pk:
        raise PermissionDenied
    actions.take_back(commitment=commitment, by=request.user)
    messages.success(request, f"Taken back: {commitment}")
    return redirect(reverse("worksheets:show_step", args=[project.pk, STEP]) + "#board-ready-for-action")
