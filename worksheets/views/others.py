"""The partner finder and the shelf of a project: whom to ask, and what others have asked already."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Permission
from design.http import render_page_or_partial
from directory.models import Partner
from projects.access import with_project

from ..others import actions
from ..others.forms import ShelfForm
from ..others.partner_finder import suggestions_for
from ..others.shelf import KINDS, item_for, shelf_for
from ..pages import crumbs_to
from ..thread import load_thread


@require_safe
@with_project(Permission.COMMENT)
def find_partners(request, project):
    thread = load_thread(project)
    page = {
        "project": project,
        "suggestions": suggestions_for(request.user, project, thread, shows_all="all" in request.GET),
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
        "crumbs": crumbs_to(project),
        "page_title": "Find partners",
    }
    return render_page_or_partial(request, "worksheets/find_partners.jinja", "worksheets/_find_partners.jinja", page)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def add_partner(request, project, slug):
    """The partner goes into the contact log, for the focus groups it was suggested for."""
    partner = get_object_or_404(Partner.objects.current(), slug=slug)
    groups = load_thread(project).of("focus_group")
    record = actions.add_partner(project=project, partner=partner, focus_groups=groups, by=request.user)
    messages.success(request, f"{partner.name} is in your contact log as {record.ref}")
    return redirect("worksheets:show_record", project.pk, "partner_link", record.pk)


@require_safe
@with_project(Permission.COMMENT)
def list_shelf(request, project):
    form, asked = ShelfForm.read(request.GET)
    shelf = shelf_for(request.user, project, **asked)
    page = {
        "project": project,
        "form": ShelfForm(initial=asked, themes=shelf.themes),
        "shelf": shelf,
        "asked": any(asked.values()),
        "is_panel": request.htmx and request.htmx.target != "shelf",
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
        "crumbs": crumbs_to(project),
        "page_title": "Has somebody asked already?",
    }
    return render_page_or_partial(request, "worksheets/list_shelf.jinja", "worksheets/_shelf.jinja", page)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def use_from_shelf(request, project, kind, item_id):
    item = item_for(request.user, project, kind, item_id) if kind in KINDS else None
    if item is None:
        raise Http404
    record = actions.use_as_evidence(project=project, item=item, by=request.user)
    messages.success(request, f"It is now evidence {record.ref}. Say how well it applies to your service.")
    return redirect("worksheets:edit_record", project.pk, "evidence", record.pk)
