"""One click from a gap to a finding, and from a fault in the data to an action."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.roles import Permission
from projects.access import with_project

from .. import handing_on
from ..queries import whole_datasets_of

NO_LONGER = "That gap is no longer in this report: its values may have been matched anew. Look at the list again."


@require_POST
@with_project(Permission.EDIT_PROJECT)
def make_finding(request, project, dataset_id):
    dataset = get_object_or_404(whole_datasets_of(project).ready(), pk=dataset_id)
    try:
        finding, is_new = handing_on.make_finding(
            dataset=dataset, candidate_key=request.POST.get("gap", ""), by=request.user
        )
    except handing_on.NoSuchGap:
        messages.warning(request, NO_LONGER)
    else:
        said = f"Made finding {finding.ref}" if is_new else f"This gap is finding {finding.ref} already"
        messages.success(request, f"{said}: {finding.title}")
    return redirect(f"{_report(project, dataset)}#gaps")


def _report(project, dataset) -> str:
    return reverse("datasets:show_profile", args=[project.pk, dataset.pk])


@require_POST
@with_project(Permission.EDIT_PROJECT)
def plan_action(request, project, dataset_id):
    dataset = get_object_or_404(whole_datasets_of(project).ready(), pk=dataset_id)
    try:
        action, is_new = handing_on.plan_action(
            dataset=dataset, candidate_key=request.POST.get("gap", ""), by=request.user
        )
    except handing_on.NoSuchGap:
        messages.warning(request, NO_LONGER)
        return redirect(f"{_report(project, dataset)}#gaps")
    if is_new:
        messages.success(request, f"Planned action {action.ref}. Say who will do it, and by when.")
    return redirect("worksheets:edit_record", project.pk, "action", action.pk)
