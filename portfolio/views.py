"""The ICB’s view across projects: a table of those shared, each opening to read."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Permission
from design.http import render_page_or_partial

from .forms import OverviewFilter
from .queries import overview_rows, projects_shared_with


@require_safe
@requires(Permission.SEE_OVERVIEW)
def show_overview(request):
    projects = list(projects_shared_with(request.user))
    organisations = {project.organisation_id: project.organisation for project in projects}.values()
    form = OverviewFilter(request.GET, organisations=sorted(organisations, key=lambda one: one.name))
    rows = [row for row in overview_rows(projects, timezone.localdate()) if form.keeps(row)]
    context = {"form": form, "rows": rows, "shared": len(projects), "page_title": "All projects"}
    return render_page_or_partial(request, "portfolio/show_overview.jinja", "portfolio/_overview_table.jinja", context)
