"""The ICB’s view across projects: a table of those shared, who is covered, and what they have in common."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.audit import record as note_in_trail
from accounts.roles import Permission
from design.http import attached_file, render_page_or_partial
from design.tables_out import as_csv

from .across import learning_of, tallies_of
from .coverage import coverage_of
from .forms import OverviewFilter
from .queries import overview_rows, projects_shared_with, situations_of
from .table import table_of


def _filtered(request):
    """The filter form, and the rows that pass it, of how many shared projects."""
    projects = list(projects_shared_with(request.user))
    organisations = {project.organisation_id: project.organisation for project in projects}.values()
    form = OverviewFilter(request.GET, organisations=sorted(organisations, key=lambda one: one.name))
    return form, [row for row in overview_rows(projects, timezone.localdate()) if form.keeps(row)], len(projects)


@require_safe
@requires(Permission.SEE_OVERVIEW)
def show_overview(request):
    form, rows, shared = _filtered(request)
    context = {"form": form, "rows": rows, "shared": shared, "page_title": "All projects"}
    return render_page_or_partial(request, "portfolio/show_overview.jinja", "portfolio/_overview_table.jinja", context)


@require_safe
@requires(Permission.SEE_OVERVIEW)
def take_overview(request):
    """The table as it is filtered, for a spreadsheet. It holds no counts of patients."""
    _, rows, _ = _filtered(request)
    note_in_trail(by=request.user, verb="took overview of projects")
    return attached_file(as_csv(table_of(rows)), "projects.csv", "text/csv; charset=utf-8")


@require_safe
@requires(Permission.SEE_OVERVIEW)
def show_coverage(request):
    situations = situations_of(projects_shared_with(request.user), timezone.localdate())
    context = {"coverage": coverage_of(situations), "shared": len(situations), "page_title": "Who is covered"}
    return render(request, "portfolio/show_coverage.jinja", context)


@require_safe
@requires(Permission.SEE_OVERVIEW)
def show_across(request):
    situations = situations_of(projects_shared_with(request.user), timezone.localdate())
    context = {
        "tallies": tallies_of(situations),
        "learning": learning_of(situations),
        "shared": len(situations),
        "page_title": "Across projects",
    }
    return render(request, "portfolio/show_across.jinja", context)
