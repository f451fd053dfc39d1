"""What to do with ten minutes, half an hour or an hour."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from projects.access import with_project

from ..pages import crumbs_to
from ..queries import picture_of
from ..short_tasks import CHOICES, tasks_within


@require_safe
@with_project(Permission.EDIT_PROJECT)
def list_short_tasks(request, project):
    given = request.GET.get("minutes", "")
    minutes = int(given) if given in map(str, CHOICES) else CHOICES[0]
    page = {
        "project": project,
        "minutes": minutes,
        "choices": CHOICES,
        "tasks": tasks_within(picture_of(project), minutes),
        "crumbs": crumbs_to(project),
        "page_title": f"You have {minutes} minutes",
    }
    return render(request, "worksheets/list_short_tasks.jinja", page)
