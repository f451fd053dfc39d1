"""Anybody who is signed in may say what should change; a curator settles it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import kept
from accounts.access import PAGE, requires
from accounts.roles import Permission

from ..curation import actions
from ..curation.forms import ReportForm, SettleForm
from ..curation.kinds import kind_named
from ..curation.queue import all_reports


@require_http_methods(PAGE)
@requires(Permission.USE_ACCOUNT)
def report_entry(request, kind_name, slug):
    kind = kind_named(kind_name)
    entry = get_object_or_404(kind.model.objects.current(), slug=slug)
    return _report(request, f"Report a change to {entry}", kind.address(entry), entry)


@require_http_methods(PAGE)
@requires(Permission.USE_ACCOUNT)
def suggest_entry(request, kind_name):
    kind = kind_named(kind_name)
    return _report(request, f"Suggest a {kind.name}", f"directory:list_{kind.plural}", None)


def _report(request, title: str, back: str, entry):
    form = ReportForm(request.POST or kept.take(request), is_new=entry is None)
    if request.method == "POST" and form.is_valid():
        actions.report_change(**form.cleaned_data, entry=entry, by=request.user)
        messages.success(request, "Thank you. A curator will look at it.")
        return redirect(back)
    crumbs = [{"text": "Directory", "href": reverse("directory:list_partners")}]
    if entry:
        crumbs.append({"text": str(entry), "href": back})
    page = {"form": form, "entry": entry, "crumbs": crumbs, "cancel_href": resolve_url(back), "page_title": title}
    return render(request, "directory/report_entry.jinja", page)


@require_http_methods(PAGE)
@requires(Permission.CURATE_DIRECTORY)
def settle_report(request, report_id):
    report = get_object_or_404(all_reports(), pk=report_id)
    form = SettleForm(request.POST or kept.take(request))
    if request.method == "POST" and form.is_valid():
        actions.settle_report(report=report, outcome=form.cleaned_data["outcome"], by=request.user)
        messages.success(request, "Settled")
        return redirect("directory:show_queue")
    page = {"form": form, "report": report, "page_title": "Settle a report"}
    return render(request, "directory/settle_report.jinja", page)
