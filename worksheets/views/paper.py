"""A step on paper: the page to print, and the Word document."""

from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.audit import record as note_in_trail
from accounts.roles import Permission
from design.http import attached_file
from guide.steps import find_step
from projects.access import with_project

from ..attached.reading import KINDS
from ..pages import crumbs_to
from ..paper.sheet import Sheet, sheet_of
from ..paper.word import as_word
from ..queries import picture_of


def _sheet(request, project, step_key: str) -> Sheet:
    step = find_step(step_key)
    if step is None:
        raise Http404
    return sheet_of(step, picture_of(project).situation, is_blank="blank" in request.GET)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def print_step(request, project, step_key):
    sheet = _sheet(request, project, step_key)
    page = {"project": project, "step_key": step_key, "sheet": sheet, "crumbs": crumbs_to(project)}
    return render(request, "worksheets/print_step.jinja", page | {"page_title": f"{sheet.title}, on paper"})


@require_safe
@with_project(Permission.VIEW_PROJECT)
def download_step(request, project, step_key):
    name, document = f"{slugify(step_key)}.docx", as_word(_sheet(request, project, step_key))
    if "blank" in request.GET:
        name = f"{slugify(step_key)}-blank.docx"
    else:
        note_in_trail(by=request.user, verb="took step as Word", on=project, project=project, note=step_key)
    return attached_file(document, name, KINDS["docx"].content_type)
