"""Reads that pages, the plan and the overview need."""

from datasets.analysis.charts import Chart, gap_chart, rate_chart
from datasets.analysis.profile import CLEAR, Profile
from worksheets.models import Indicator

from .models import Dataset
from .profiles import profile_of_dataset

# How many charts of rates the plan prints after the gap report.
MOST_RATE_CHARTS = 4


def datasets_of(project):
    """Every upload of a project, newest first, without its large parts."""
    return Dataset.objects.of(project).light().select_related("uploaded_by")


def whole_datasets_of(project):
    """The same with everything kept of each, for the pages about one."""
    return Dataset.objects.of(project).select_related("project__organisation", "uploaded_by")


def ready_datasets_of(project):
    return datasets_of(project).ready()


def indicators_of(project):
    return Indicator.objects.of(project)


def newest_ready(project) -> Dataset | None:
    return whole_datasets_of(project).ready().first()


def latest_profile(project, released: bool) -> tuple[Dataset, Profile] | None:
    """The newest counted upload and what it says, under the small-number rule or as it is."""
    dataset = newest_ready(project)
    return (dataset, profile_of_dataset(dataset, released=released)) if dataset else None


def gap_report_for_plan(project) -> Chart | None:
    """How complete the newest upload’s equality fields are, released; None where nothing has been counted yet."""
    found = latest_profile(project, released=True)
    return gap_chart(found[1]) if found else None


def charts_for_plan(project) -> list[Chart]:
    """The gap report, then the rates by group in which a difference is clear. Released figures only."""
    found = latest_profile(project, released=True)
    if not found:
        return []
    profile = found[1]
    wanted = [
        (measure, rates.field)
        for measure in profile.measures
        for rates in measure.by
        if any(group.label == CLEAR for group in rates.groups)
    ]
    return [gap_chart(profile), *(rate_chart(measure, field) for measure, field in wanted[:MOST_RATE_CHARTS])]
