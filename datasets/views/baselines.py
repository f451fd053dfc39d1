"""Choosing a figure of the data as where an indicator starts from."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import PAGE
from accounts.roles import Permission
from projects.access import with_project

from .. import handing_on
from ..frozen import Place
from ..pages import context_of, dataset_crumbs
from ..profiles import profile_of_dataset
from ..queries import indicators_of, ready_datasets_of, whole_datasets_of
from ..report_page import rates_shown


@require_http_methods(PAGE)
@with_project(Permission.UPLOAD_DATA)
def choose_baseline(request, project):
    asked = request.POST or request.GET
    indicator = _one(indicators_of(project), asked.get("indicator"))
    dataset = _one(whole_datasets_of(project).ready(), asked.get("dataset"))
    if request.method == "POST" and indicator and dataset:
        return _set(request, project, indicator, dataset)
    dataset = dataset or whole_datasets_of(project).ready().first()
    profile = profile_of_dataset(dataset) if dataset else None
    context = context_of(project, dataset_crumbs(project)) | {
        "indicator": indicator,
        "indicators": indicators_of(project),
        "datasets": ready_datasets_of(project),
        "dataset": dataset,
        "profile": profile,
        "rates": rates_shown(profile, asked.get("measure", ""), asked.get("field", "")) if profile else None,
        "page_title": f"Choose the baseline of {indicator.ref}" if indicator else "Choose a baseline",
    }
    return render(request, "datasets/choose_baseline.jinja", context)


def _one(rows, pk):
    """The row with this id among those this person may use; 404 where the id is another project’s or nonsense."""
    if not pk:
        return None
    try:
        return get_object_or_404(rows, pk=pk)
    except ValidationError:
        raise Http404 from None


def _set(request, project, indicator, dataset):
    place = Place(*(request.POST.get(name, "") for name in ("measure", "field", "group")))
    try:
        handing_on.set_baseline(indicator=indicator, dataset=dataset, place=place, by=request.user)
    except handing_on.NoSuchGap:
        messages.warning(request, "That figure is not in this data. Choose another.")
        return redirect(f"{request.path}?indicator={indicator.pk}&dataset={dataset.pk}")
    messages.success(
        request, f"{indicator.ref} has its baseline. It stays as it is today, whatever becomes of the data."
    )
    return redirect("worksheets:show_record", project.pk, "indicator", indicator.pk)
