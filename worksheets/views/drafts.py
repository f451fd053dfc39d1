"""Fills an empty box of a step with a draft, when the team asks for it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.roles import Permission
from guide.steps import find_step
from projects.access import with_project

from .. import actions
from ..drafting import draft_of
from ..queries import picture_of
from .steps import save_posted


@require_POST
@with_project(Permission.EDIT_PROJECT)
def draft_answer(request, project, step_key, question_key):
    """The whole worksheet is posted with the button: what was typed is saved first. Words that stand are never
    overwritten."""
    step = find_step(step_key)
    if step is None or question_key not in {one.key for one in step.questions if one.drafted and not one.retired}:
        raise Http404
    if "version" in request.POST and (stopped := save_posted(request, project, step)):
        return stopped
    answers = draft_of(step, question_key, picture_of(project).situation)
    filled = actions.fill_empty_answers(project=project, step=step, answers=answers, by=request.user)
    messages.success(request, _told(answers, filled))
    where = reverse("worksheets:edit_step", args=[project.pk, step.key])
    return redirect(f"{where}#section-{question_key}")


def _told(answers: dict, filled: list) -> str:
    if filled:
        return "Drafted. Read it, and change what you like."
    return "Nothing was changed: words stand there already." if answers else "There is nothing yet to draft it from."
