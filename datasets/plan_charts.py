"""What the plan prints of a project’s newest data. Everything here is under the project’s small-number rule."""

from dataclasses import replace

from datasets.analysis.charts import NOT_COLLECTED, Chart, gap_chart, rate_chart
from datasets.analysis.fields import field_of
from datasets.analysis.profile import CLEAR, Profile
from datasets.analysis.representation import Representation
from datasets.analysis.representation_charts import representation_chart, shares_chart
from datasets.analysis.rows.seen import seen_rows

from .models import Dataset
from .profiles import profile_of_dataset
from .queries import newest_ready
from .report import Report
from .report_page import shortened
from .report_rows import first_comparison

# How many charts of rates the plan prints after the gap report, and how many fields it compares with residents.
MOST_RATE_CHARTS, MOST_COMPARED = 3, 2


def latest_profile(project, released: bool) -> tuple[Dataset, Profile] | None:
    """The newest counted upload and what it says, under the small-number rule or as it is."""
    dataset = newest_ready(project)
    return (dataset, profile_of_dataset(dataset, released=released)) if dataset else None


def charts_for_plan(project) -> list[Chart]:
    """The gap report, then the rates by group in which a difference is clear; by broad groups only where those of the
    field itself show none."""
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
    shown = {(measure.key, field) for measure, field in wanted}
    wanted = [(measure, field) for measure, field in wanted if (measure.key, field_of(field).of) not in shown]
    rates = [shortened(rate_chart(measure, field)) for measure, field in wanted[:MOST_RATE_CHARTS]]
    return [_collected(gap_chart(profile)), *rates]


def _collected(chart: Chart) -> Chart:
    """The gap report without a bar for each field that is not collected: its sentence and its table name them."""
    absent = {row[0] for row in chart.table.rows if row[1] == NOT_COLLECTED}
    if len(absent) == len(chart.table.rows):
        return chart
    series = (
        replace(one, points=tuple(point for point in one.points if point.label not in absent))
        for one in chart.series
        if one.name != NOT_COLLECTED
    )
    return replace(chart, series=tuple(series))


def missing_for_plan(project) -> list[Chart]:
    """Who is seen beside who would be expected: fields for which need is stated, then those in which a group is clearly
    missing. With stated need its share and its source are printed as well."""
    dataset = newest_ready(project)
    if dataset is None:
        return []
    report = Report(dataset, released=True)
    telling = [one for one in compared_first(report) if one.need_source or _is_telling(one)]
    telling.sort(key=lambda one: not one.need_source)
    charts = []
    for one in telling[:MOST_COMPARED]:
        charts += [representation_chart(one), *([shares_chart(one)] if one.need_source else [])]
    return [shortened(chart) for chart in charts]


def compared_first(report: Report) -> list[Representation]:
    """Each field that can be compared, in the way and with the people the report starts with."""
    return [one for field in report.fields_compared if (one := first_comparison(report, field))]


def _is_telling(one: Representation) -> bool:
    return any(row.worse and not row.doubtful and row.label == CLEAR for row in seen_rows(one))
