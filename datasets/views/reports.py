"""The gap report and what goes out from it. Without leave to see counts, everything is under the small-number rule."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.audit import record as note_in_trail
from accounts.roles import Permission
from datasets.analysis.rows.recording import quality_rows
from design.tables_out import as_csv
from projects.access import with_project

from .. import report_page as show
from ..detail_page import details_of
from ..downloads import profile_rows, seen_lines, set_aside_rows
from ..handing_on import Made
from ..pages import context_of, csv_file, dataset_crumbs
from ..plan_charts import compared_first
from ..profiles import days_of, profile_of_dataset
from ..queries import newest_ready, whole_datasets_of
from ..report import Report
from ..report_sections import sections_of
from ..retention import is_soon_deleted, kept_until, note_opened
from ..small_numbers import rule_in_words
from ..what_was_read import what_was_read


def _may_see_counts(project) -> bool:
    return Permission.VIEW_COUNTS in project.permissions


def _ready(project, dataset_id):
    return get_object_or_404(whole_datasets_of(project).ready(), pk=dataset_id)


@require_safe
@with_project(Permission.VIEW_PROFILE)
def show_profile(request, project, dataset_id):
    dataset = get_object_or_404(whole_datasets_of(project), pk=dataset_id)
    if not dataset.is_ready:
        return redirect("datasets:show_dataset", project.pk, dataset.pk)
    was_due = is_soon_deleted(dataset)
    note_opened(dataset)
    report, made = Report(dataset, released=not _may_see_counts(project)), Made(project)
    rates = show.rates_shown(report.profile, request.GET.get("measure", ""), request.GET.get("field", ""))
    context = context_of(project, dataset_crumbs(project)) | {
        "dataset": dataset,
        "profile": report.profile,
        "gaps_chart": show.gaps_chart(report.profile),
        "rates": rates,
        "over_time": show.measure_charts(report.profile, rates.measure) if rates else [],
        "pathway": show.pathway_chart(report.profile),
        "gaps": show.gaps_of(report, made),
        "problems": tuple(zip(report.profile.problems, quality_rows(report.profile), strict=True)),
        "made": made,
        "more": sections_of(report, rates, request.GET),
        "days": days_of(report.profile),
        "appointments_counted": report.appointments_counted,
        "rule_words": rule_in_words(project),
        "kept_until": {"day": kept_until(dataset), "soon": was_due},
        "facts": what_was_read(dataset) if _may_see_counts(project) else [],
        "page_title": f"Gap report: {dataset.label}",
    }
    return render(request, "datasets/show_profile.jinja", context)


@require_safe
@with_project(Permission.VIEW_COUNTS)
def show_detail(request, project, dataset_id):
    """One comparison in every figure, for whoever checks it. True figures, so only for those who may see counts."""
    report = Report(_ready(project, dataset_id), released=False)
    chosen = show.rates_chosen(report.profile, request.GET.get("measure", ""), request.GET.get("field", ""))
    if chosen is None:
        raise Http404
    measure, rates = chosen
    context = context_of(project, dataset_crumbs(project, report.dataset)) | {
        "dataset": report.dataset,
        "measure": measure,
        "field": rates.field,
        "details": details_of(report, measure, rates.field),
        "page_title": f"Figures in detail: {measure.label.lower()} by {rates.label[0].lower() + rates.label[1:]}",
    }
    return render(request, "datasets/show_detail.jinja", context)


@require_safe
@with_project(Permission.VIEW_PROFILE)
def show_field(request, project, dataset_id, field_key):
    dataset = _ready(project, dataset_id)
    profile = profile_of_dataset(dataset, released=not _may_see_counts(project))
    field = profile.field(field_key)
    if field is None:
        raise Http404
    context = context_of(project, dataset_crumbs(project, dataset)) | {
        "dataset": dataset,
        "profile": profile,
        "field": field,
        "charts": show.field_charts(profile, field_key),
        "rule_words": rule_in_words(project),
        "page_title": f"How well {field.label.lower() if not field.label.isupper() else field.label} is recorded",
    }
    return render(request, "datasets/show_field.jinja", context)


@require_safe
@with_project(Permission.VIEW_PROFILE)
def download_profile(request, project, dataset_id):
    """Leaves the project, so it is released whoever asks."""
    dataset = _ready(project, dataset_id)
    report = Report(dataset, released=True)
    text = as_csv([*profile_rows(report.profile), *seen_lines(compared_first(report))])
    note_in_trail(by=request.user, verb="downloaded profile", on=dataset, project=project)
    return csv_file(text, "gap-report.csv")


@require_safe
@with_project(Permission.VIEW_COUNTS)
def download_set_aside(request, project, dataset_id):
    dataset = get_object_or_404(whole_datasets_of(project), pk=dataset_id)
    note_in_trail(by=request.user, verb="downloaded rows set aside", on=dataset, project=project)
    return csv_file(as_csv(set_aside_rows(dataset.set_aside)), "rows-set-aside.csv")


@require_safe
@with_project(Permission.VIEW_PROFILE)
def profile_panel(request, project):
    """What step 1’s page shows of the data; a whole page of its own without JavaScript."""
    dataset = newest_ready(project)
    report = Report(dataset, released=not _may_see_counts(project)) if dataset else None
    context = context_of(project) | {
        "dataset": dataset,
        "sentences": show.key_sentences(report) if report else [],
        "page_title": "Your data so far",
    }
    template = "datasets/_profile_panel.jinja" if request.htmx else "datasets/profile_panel.jinja"
    return render(request, template, context)
