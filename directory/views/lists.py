"""The directory as files: CSV for curators, out and in, and Open Referral UK for other directories."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PAGE, public, requires
from accounts.audit import record as note_in_trail
from accounts.roles import Permission
from design.http import attached_file
from design.tables_out import as_csv

from ..curation.forms import ListForm
from ..curation.kinds import kind_named
from ..curation.lists import rows_out, take_in
from ..curation.open_referral import service_list
from ..models import Partner


@require_safe
@requires(Permission.CURATE_DIRECTORY)
def export_list(request, kind_name):
    kind = kind_named(kind_name)
    note_in_trail(by=request.user, verb="took directory list", note=kind.plural)
    return attached_file(as_csv(rows_out(kind.name)), f"{kind.plural}.csv", "text/csv; charset=utf-8")


@require_http_methods(PAGE)
@requires(Permission.CURATE_DIRECTORY)
def import_list(request, kind_name):
    kind, taken = kind_named(kind_name), None
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_in(kind, form.cleaned_data["file"], by=request.user)
        except ValueError as fault:
            form.add_error("file", str(fault))
    if taken and not taken.faults:
        messages.success(request, f"{taken.added} added, {taken.changed} changed, {taken.same} as they were")
        return redirect("directory:show_queue")
    page = {"kind": kind, "form": form, "taken": taken, "page_title": f"Take in a list of {kind.plural}"}
    return render(request, "directory/import_list.jinja", page)


@require_safe
@public
def open_referral(request):
    """Everybody may read it: it holds what the public pages show."""

    def page_of(partner: Partner) -> str:
        return request.build_absolute_uri(reverse("directory:show_partner", args=[partner.slug]))

    return JsonResponse(service_list(Partner.objects.current(), page_of), json_dumps_params={"ensure_ascii": False})
