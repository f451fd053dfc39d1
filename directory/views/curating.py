"""Pages of a curator: the queue, and adding, changing, checking, retiring and merging entries."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import kept
from accounts.access import PAGE, requires
from accounts.roles import Permission

from ..curation import actions
from ..curation.forms import MergeForm
from ..curation.history import changes_of
from ..curation.kinds import kind_named, kind_of
from ..curation.queue import waiting_on

QUEUE = {"text": "Curator’s queue"}


def _crumbs(*more) -> list[dict]:
    directory = {"text": "Directory", "href": reverse("directory:list_partners")}
    return [directory, QUEUE | {"href": reverse("directory:show_queue")}, *more]


def _entry(kind_name: str, slug: str):
    kind = kind_named(kind_name)
    return kind, get_object_or_404(kind.model, slug=slug)


@require_safe
@requires(Permission.CURATE_DIRECTORY)
def show_queue(request):
    waiting = waiting_on(timezone.localdate())
    page = {"waiting": waiting, "kind_of": kind_of, "crumbs": _crumbs()[:1], "page_title": QUEUE["text"]}
    return render(request, "directory/show_queue.jinja", page)


@require_http_methods(PAGE)
@requires(Permission.CURATE_DIRECTORY)
def add_entry(request, kind_name):
    kind = kind_named(kind_name)
    form = kind.form(request.POST or kept.take(request))
    if request.method == "POST" and form.is_valid():
        entry = actions.add_entry(model=kind.model, values=form.cleaned_data, by=request.user)
        messages.success(request, f"Added {entry}")
        return redirect(kind.address(entry))
    page = {"kind": kind, "form": form, "crumbs": _crumbs(), "page_title": f"Add a {kind.name}"}
    return render(request, "directory/edit_entry.jinja", page)


@require_http_methods(PAGE)
@requires(Permission.CURATE_DIRECTORY)
def edit_entry(request, kind_name, slug):
    kind, entry = _entry(kind_name, slug)
    form = kind.form(request.POST or kept.take(request), initial=_initial(kind, entry))
    if request.method == "POST" and form.is_valid():
        actions.change_entry(entry=entry, values=form.cleaned_data, by=request.user)
        messages.success(request, f"Saved {entry}")
        return redirect("directory:show_curated", kind.name, entry.slug)
    page = {"kind": kind, "entry": entry, "form": form, "crumbs": _crumbs(), "page_title": f"Change {entry}"}
    return render(request, "directory/edit_entry.jinja", page)


def _initial(kind, entry) -> dict:
    initial = {name: getattr(entry, name) for name in kind.form.base_fields}
    website = entry.website or entry.suggested_address
    return initial | {"website": website, "confirmed": "yes" if entry.confirmed else "no"}


@require_safe
@requires(Permission.CURATE_DIRECTORY)
def show_curated(request, kind_name, slug):
    """An entry as a curator sees it, retired or not: what only curators know of it, and all that was done to it."""
    kind, entry = _entry(kind_name, slug)
    page = {
        "kind": kind,
        "entry": entry,
        "reports": entry.reports.select_related("reported_by", "settled_by"),
        "changes": changes_of(entry),
        "crumbs": _crumbs(),
        "page_title": str(entry),
    }
    return render(request, "directory/show_curated.jinja", page)


@require_POST
@requires(Permission.CURATE_DIRECTORY)
def mark_checked(request, kind_name, slug):
    kind, entry = _entry(kind_name, slug)
    actions.mark_checked(entry=entry, by=request.user)
    messages.success(request, f"Noted that you checked {entry} today")
    return redirect("directory:show_queue")


@require_POST
@requires(Permission.CURATE_DIRECTORY)
def retire_entry(request, kind_name, slug):
    """Retires an entry, or brings a retired one back: the page shows which."""
    kind, entry = _entry(kind_name, slug)
    if entry.is_current:
        actions.retire_entry(entry=entry, by=request.user)
    else:
        actions.bring_back_entry(entry=entry, by=request.user)
    return redirect("directory:show_curated", kind.name, entry.slug)


@require_http_methods(PAGE)
@requires(Permission.CURATE_DIRECTORY)
def merge_entry(request, kind_name, slug):
    kind, entry = _entry(kind_name, slug)
    others = kind.model.objects.current().exclude(pk=entry.pk)
    form = MergeForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        into = others.get(slug=form.cleaned_data["into"])
        actions.merge_entries(entry=entry, into=into, by=request.user)
        messages.success(request, f"{entry} is now part of {into}")
        return redirect("directory:show_curated", kind.name, into.slug)
    page = {"kind": kind, "entry": entry, "form": form, "crumbs": _crumbs(), "page_title": f"Merge {entry}"}
    return render(request, "directory/merge_entry.jinja", page)
