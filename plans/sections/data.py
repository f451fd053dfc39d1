"""The files a plan rests on: what was counted, over which time, under the small-number rule."""

from datasets.small_numbers import shown_count
from design.words import day

from ..document import Table

HEADERS = ("Data", "Period", "What a row is", "Rows counted", "Rows left out")


def data_table(source, caption: str) -> Table:
    rows = tuple(_row(dataset, source.project) for dataset in source.datasets)
    return Table(caption, HEADERS, rows, empty="No file has been counted yet.")


def _row(dataset, project) -> tuple[str, ...]:
    return (
        dataset.label,
        _period(dataset),
        dataset.get_unit_display() or "Not said",
        _count(dataset.rows.get("profiled"), project),
        _count(dataset.rows.get("set_aside"), project),
    )


def _period(dataset) -> str:
    if dataset.period_from and dataset.period_to:
        return f"{day(dataset.period_from)} to {day(dataset.period_to)}"
    return day(dataset.period_from or dataset.period_to) or "Not said"


def _count(number: int | None, project) -> str:
    return "Not known" if number is None else shown_count(project, number)
