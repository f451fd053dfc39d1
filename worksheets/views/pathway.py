"""The process map on pages of its own: the whole map, the order of its steps, and every step judged for one group."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import kept
from accounts.access import PAGE
from accounts.roles import Permission
from design.words import sentence_list
from guide.steps import find_step
from projects.access import with_project

from ..actions_pathway import add_steps
from ..actions_pathway import judge_steps as save_judgements
from ..actions_pathway import move_step as put_step
from ..boards import all_makers
from ..clash import SomebodySavedFirst
from ..judging import JudgingForm, StepsForm, initial_of
from ..models import PathwayStep
from ..pages import crumbs_to
from ..pathway import pathway_of
from ..queries import picture_of

STEP = "process-mapping"
ON_THE_MAP_PAGE = ("process_map", "hot_spots", "as_is_and_to_be")


def _page(project, title: str, **more) -> dict:
    step = find_step(STEP)
    may_edit = Permission.EDIT_PROJECT in project.permissions
    home = reverse("worksheets:edit_step" if may_edit else "worksheets:show_step", args=[project.pk, STEP])
    crumbs = crumbs_to(project, {"text": step.label, "href": home})
    return {"project": project, "home": home, "crumbs": crumbs, "page_title": title, "may_edit": may_edit} | more


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_map(request, project):
    situation = picture_of(project).situation
    boards = [made for name in ON_THE_MAP_PAGE if (made := all_makers()[name](situation))]
    return render(
        request, "worksheets/show_map.jinja", _page(project, "Process map", section_boards=boards, on_map_page=True)
    )


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def order_steps(request, project):
    form = StepsForm(kept.sent_or_kept(request))
    if request.method == "POST" and form.is_valid():
        added = add_steps(project=project, titles=form.cleaned_data["names"], by=request.user)
        messages.success(request, f"Added {sentence_list(step.ref for step in added) or 'nothing new'}")
        return redirect("worksheets:order_steps", project.pk)
    page = _page(project, "Steps in order", steps=PathwayStep.objects.of(project), form=form)
    return render(request, "worksheets/order_steps.jinja", page, status=422 if form.errors else 200)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def move_step(request, project, record_id):
    step = get_object_or_404(PathwayStep.objects.of(project), pk=record_id)
    place = put_step(step=step, up=request.POST.get("to") == "up", by=request.user)
    steps = PathwayStep.objects.of(project)
    said = f"{step.title} is now step {place} of {len(steps)}"
    if request.htmx:
        return render(request, "worksheets/_step_order.jinja", {"project": project, "steps": steps, "said": said})
    messages.success(request, said)
    return redirect(reverse("worksheets:order_steps", args=[project.pk]) + f"#step-{step.pk}")


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def judge_steps(request, project, record_id):
    pathway = pathway_of(picture_of(project).situation)
    group = next((one for one in pathway.groups if one.pk == record_id), None)
    if group is None:
        raise Http404
    form = JudgingForm(kept.sent_or_kept(request), initial=initial_of(pathway, group), steps=pathway.steps)
    if request.method == "POST" and form.is_valid() and _keep(request, project, group, pathway, form):
        return redirect(reverse("worksheets:edit_step", args=[project.pk, STEP]) + "#part-judgements")
    page = _page(project, f"Judge the steps for {group.title}", form=form, group=group)
    return render(request, "worksheets/judge_steps.jinja", page, status=422 if form.errors else 200)


def _keep(request, project, group, pathway, form) -> bool:
    """Saves what was said. False where somebody changed one of the judgements first; the form then says so."""
    said = [one for step in pathway.steps if (one := form.said_of(step, pathway.judged(step, group)))]
    try:
        number = save_judgements(project=project, group=group, judged=said, by=request.user)
    except SomebodySavedFirst as clash:
        form.mark_clash(clash)
        return False
    messages.success(request, f"Saved {number} {'judgement' if number == 1 else 'judgements'} for {group.ref}")
    return True
