"""You said, we did: who is to be told what came of their help, and the note to each."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from projects.access import with_project
from worksheets.queries import picture_of
from worksheets.readability import reading_of

from ..kinds import PAPER_KINDS
from ..options import Form
from ..pages import plan_crumbs
from ..you_said.helpers import nobodys_insights
from ..you_said.paper import PAPER, notes_of, section_of


@require_safe
@with_project(Permission.VIEW_PROJECT)
def list_notes(request, project):
    picture = picture_of(project)
    page = _page(project, PAPER) | {"notes": notes_of(picture), "unheard": nobodys_insights(picture.situation)}
    return render(request, "plans/list_notes.jinja", page)


@require_safe
@with_project(Permission.VIEW_PROJECT)
def show_note(request, project, ref):
    """One note, to be read, copied or taken as a file, with what the record lacks for it beside it."""
    note = next((note for note in notes_of(picture_of(project)) if note.helper.ref == ref), None)
    if note is None:
        raise Http404
    page = _page(project, f"{PAPER}: {note.helper.name}", {"text": PAPER, "href": _home(project)})
    page |= {"note": note, "section": section_of(note), "reading": reading_of(note.words), "about": ref}
    return render(request, "plans/show_note.jinja", page)


def _page(project, title: str, *crumbs) -> dict:
    page = {"project": project, "page_title": title, "crumbs": [*plan_crumbs(project), *crumbs]}
    return page | {"form": Form.YOU_SAID, "kinds": PAPER_KINDS}


def _home(project) -> str:
    return reverse("plans:list_notes", args=[project.pk])
