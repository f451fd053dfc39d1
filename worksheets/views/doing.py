"""After the plan: actions followed, reviews kept, the lead handed over, the project closed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import kept
from accounts.access import PAGE
from accounts.roles import Permission
from projects.access import with_project

from ..doing import actions
from ..doing.closing import left_to_settle, recap_of
from ..doing.forms import ClosingForm, HandOverForm, ReviewForm, UpdateForm
from ..doing.standing import standing_of, what_moved
from ..doing.tracker import grouped, tracked
from ..models import Action
from ..pages import crumbs_to
from ..queries import others_on, picture_of


def _page(project, title: str, *crumbs, **more) -> dict:
    may_edit = Permission.EDIT_PROJECT in project.permissions
    return {"project": project, "crumbs": crumbs_to(project, *crumbs), "page_title": title, "may_edit": may_edit} | more


def _crumb(words: str, name: str, project) -> dict:
    return {"text": words, "href": reverse(f"worksheets:{name}", args=[project.pk])}


@require_safe
@with_project(Permission.VIEW_PROJECT)
def track_actions(request, project):
    mine = "mine" in request.GET
    found = tracked(picture_of(project).situation, request.user.pk if mine else None)
    page = _page(project, "Actions", groups=grouped(found), count=len(found), mine=mine)
    return render(request, "worksheets/track_actions.jinja", page)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def update_action(request, project, record_id):
    action = get_object_or_404(Action.objects.of(project), pk=record_id)
    reason = action.blocked_by or action.dropped_reason
    form = UpdateForm(request.POST or kept.take(request), initial={"status": action.status, "reason": reason})
    if request.method == "POST" and form.is_valid():
        actions.update_action(action=action, by=request.user, **form.cleaned_data)
        messages.success(request, f"Saved how {action.ref} stands")
        return redirect("worksheets:track_actions", project.pk)
    page = _page(project, f"How does {action.ref} stand?", _crumb("Actions", "track_actions", project))
    return render(request, "worksheets/update_action.jinja", page | {"form": form, "action": action})


@require_safe
@with_project(Permission.VIEW_PROJECT)
def list_reviews(request, project):
    page = _page(project, "Reviews", reviews=project.reviews.select_related("kept_by"))
    return render(request, "worksheets/list_reviews.jinja", page)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def add_review(request, project):
    """What moved since the last review stands above the form, so that the meeting can go through it."""
    form = ReviewForm(request.POST or kept.take(request), initial={"held_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        review = actions.keep_review(project=project, by=request.user, **form.cleaned_data)
        messages.success(request, f"{review} is kept")
        return redirect("worksheets:show_review", project.pk, review.number)
    last, picture = project.reviews.first(), picture_of(project)
    moved = what_moved(last.snapshot, standing_of(picture)) if last else []
    stuck = [one for one in tracked(picture.situation) if one.group in ("late", "stuck")]
    page = _page(project, "Review the work", _crumb("Reviews", "list_reviews", project))
    page |= {"form": form, "last": last, "moved": moved, "stuck": stuck}
    return render(request, "worksheets/add_review.jinja", page)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_review(request, project, number):
    review = get_object_or_404(project.reviews.select_related("kept_by"), number=number)
    before = project.reviews.filter(number__lt=number).first()
    moved = what_moved(before.snapshot, review.snapshot) if before else []
    page = _page(project, f"{review}", _crumb("Reviews", "list_reviews", project))
    page |= {"review": review, "before": before, "moved": moved}
    return render(request, "worksheets/show_review.jinja", page)


@require_http_methods(PAGE)
@with_project(Permission.MANAGE_TEAM)
def hand_over(request, project):
    people = others_on(project, request.user)
    form = HandOverForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        to, stays = people.get(pk=form.cleaned_data["to"]), form.cleaned_data["stays"] == "yes"
        moved = actions.hand_over(project=project, to=to, stays=stays, by=request.user)
        messages.success(request, f"{to.name} leads the project now, and took over {moved} of your open tasks")
        return redirect("projects:show_team" if stays else "projects:list_projects", *([project.pk] if stays else []))
    return render(
        request, "worksheets/hand_over.jinja", _page(project, "Hand over the project", form=form, people=people)
    )


@require_http_methods(PAGE)
@with_project(Permission.ARCHIVE_PROJECT)
def close_project(request, project):
    if hasattr(project, "closing"):
        return redirect("worksheets:show_closing", project.pk)
    picture = picture_of(project)
    left, form = left_to_settle(picture), ClosingForm(request.POST or kept.take(request))
    if request.method == "POST" and form.is_valid() and not left:
        actions.close_project(project=project, by=request.user, **form.cleaned_data)
        messages.success(request, "The project is closed")
        return redirect("worksheets:show_closing", project.pk)
    page = _page(project, "Close the project", form=form, left=left, recap=recap_of(picture))
    return render(request, "worksheets/close_project.jinja", page)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_closing(request, project):
    if not hasattr(project, "closing"):
        raise Http404
    page = _page(project, "How it ended", closing=project.closing, recap=recap_of(picture_of(project)))
    return render(request, "worksheets/show_closing.jinja", page)
