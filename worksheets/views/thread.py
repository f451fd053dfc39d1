"""The golden thread drawn whole, with every loose end."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from projects.access import with_project

from ..pages import crumbs_to
from ..queries import picture_of
from ..thread_rows import COLUMNS, rows_of
from ..thread_table import thread_table


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_thread(request, project):
    picture = picture_of(project)
    context = {
        "project": project,
        "rows": thread_table(rows_of(picture.thread), each_adjustment=True),
        "columns": COLUMNS,
        "loose_ends": picture.loose_ends,
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
        "crumbs": crumbs_to(project),
        "page_title": "Golden thread",
    }
    return render(request, "worksheets/show_thread.jinja", context)
