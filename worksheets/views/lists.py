"""Actions and indicators as an Excel file: taken out, looked at again before anything is saved, loaded."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PAGE
from accounts.audit import record as note_in_trail
from accounts.roles import Permission
from design.http import attached_file
from design.words import count
from guide.records import record_kind
from projects.access import with_project

from ..lists.actions import ChangedMeanwhile, load_list, seal, unseal
from ..lists.columns import LISTED
from ..lists.forms import LoadForm
from ..lists.gathering import list_out
from ..lists.workbook import CONTENT_TYPE, as_workbook
from ..pages import crumbs_to, shows_private

CHANGED_MEANWHILE = (
    "Somebody changed the same thing while you looked, so nothing was saved. "
    "Choose the file again to see what stands now."
)
LEFT = "Left as somebody else had changed them meanwhile: {}. To use your words, change them on the page of the {}."
MOST_LEFT = 10
TOO_OLD = "That page was open for too long, so nothing was saved. Choose the file again."


def _kind(key: str):
    if key not in LISTED:
        raise Http404
    return record_kind(key)


@require_safe
@with_project(Permission.MAKE_PLAN)
def take_list(request, project, kind_key):
    """Those who work on the project take it to change it; others read it without anybody’s contact details."""
    kind = _kind(kind_key)
    out = list_out(project, kind_key, today=timezone.localdate(), with_contacts=shows_private(project))
    note_in_trail(by=request.user, verb=f"took list of {kind.plural}", on=project, project=project)
    return attached_file(as_workbook(out), f"{project.slug}-{kind.plural}.xlsx", CONTENT_TYPE)


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def load_changes(request, project, kind_key):
    """Choose a file, see what it would change, then say yes: only then is anything saved."""
    kind = _kind(kind_key)
    if sealed := request.POST.get("sealed"):
        return _carry_out(request, project, kind, sealed)
    form = LoadForm(request.POST or None, request.FILES or None, project=project, kind_key=kind_key)
    page = {
        "project": project,
        "kind": kind,
        "form": form,
        "crumbs": crumbs_to(project, {"text": kind.heading, "href": _home(project, kind)}),
        "page_title": f"Load {kind.plural} from Excel",
        "cancel_href": _home(project, kind),
    }
    if request.method != "POST":
        return render(request, "worksheets/load_changes.jinja", page)
    if not form.is_valid():
        return render(request, "worksheets/load_changes.jinja", page, status=422)
    proposal = form.cleaned_data["file"]
    ready = proposal.has_changes and not proposal.faults
    page |= {"proposal": proposal, "sealed": seal(proposal, project) if ready else ""}
    page["page_title"] = f"Check {kind.plural} from Excel"
    return render(request, "worksheets/check_changes.jinja", page)


def _carry_out(request, project, kind, sealed: str):
    again = redirect("worksheets:load_changes", project.pk, kind.key)
    held = unseal(sealed, project, kind.key)
    if held is None:
        messages.warning(request, TOO_OLD)
        return again
    try:
        changed, added = load_list(project=project, held=held, by=request.user)
    except ChangedMeanwhile:
        messages.warning(request, CHANGED_MEANWHILE)
        return again
    parts = [f"{number} {verb}" for number, verb in ((changed, "changed"), (added, "added")) if number]
    messages.success(request, f"{count(changed + added, kind.name, kind.plural)} saved: {', '.join(parts)}")
    if left := held["left"]:
        messages.warning(request, LEFT.format("; ".join(left[:MOST_LEFT]), kind.name))
    return redirect(_home(project, kind))


def _home(project, kind) -> str:
    """The page a list is taken from."""
    if kind.key == "action":
        return reverse("worksheets:track_actions", args=[project.pk])
    return reverse("worksheets:list_records", args=[project.pk, kind.key])
