"""Who lives where a service works, and how deprived the places are: published figures, each with its source."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from projects.access import with_project

from .. import area_page as show
from ..area_figures import SHADES
from ..pages import context_of


@require_safe
@with_project(Permission.VIEW_PROJECT)
def area_profile(request, project):
    page = show.area_page(show.choice_of(project, request.GET))
    context = context_of(project) | {
        "page": page,
        "places": show.other_places(),
        "wards": show.wards_by_district(),
        "shades": SHADES,
        "page_title": f"Who lives in {page.name}",
    }
    return render(request, "datasets/area_profile.jinja", context)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def area_map(request, project):
    """The map for Plotly, by itself since it is large."""
    return JsonResponse(show.map_for_plotly(show.choice_of(project, request.GET)))


@require_safe
@with_project(Permission.VIEW_PROJECT)
def area_panel(request, project):
    """What step 3’s page says of the area; a whole page of its own without JavaScript."""
    context = context_of(project) | {"sentences": show.area_said(project), "page_title": "Your area in short"}
    template = "datasets/_area_panel.jinja" if request.htmx else "datasets/area_panel.jinja"
    return render(request, template, context)
