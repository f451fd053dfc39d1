"""What columns show once they are matched: American dates, days outside the period, waits below 0, headings that do not
keep their word."""

import numpy as np

from datasets.analysis.coded_table import columns_by_field
from datasets.analysis.dates import EVENT_FIELDS, days_by_field, event_days
from datasets.analysis.fields import all_fields
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.dates import is_month_first
from datasets.analysis.matching.headings import heading_score
from datasets.analysis.matching.numbers import numbers_of_labels
from datasets.analysis.table import Problem, Table
from datasets.analysis.wording import field_in_sentence


def noticed(
    table: Table, mapping: Mapping, period: tuple[str, str] | None, chosen: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Everything of this kind; chosen names the headings whose field a person chose."""
    by_field = columns_by_field(table, mapping)
    return (
        *_not_as_headed(table, mapping, chosen),
        *_month_first(by_field),
        *_outside_period(by_field, period),
        *_waits_below_nothing(by_field),
    )


def _not_as_headed(table: Table, mapping: Mapping, chosen: frozenset[str]) -> list[Problem]:
    """Columns left out although their heading is that of a field nobody else has: nothing in them reads as one."""
    free = [
        field for key, field in all_fields().items() if key not in mapping.columns.values() and field.group != "count"
    ]
    found = []
    for column in table.columns:
        if mapping.columns.get(column.name) is not None or column.name in chosen or not column.labels:
            continue
        field = next((field for field in free if heading_score(field, column.name) == 1), None)
        if field:
            message = (
                f"By its heading this column holds {field_in_sentence(field.key)}, but hardly anything in it can be "
                "read as that. So it was left out. If it is right, say what the column holds."
            )
            found.append(Problem("not_as_headed", "warning", message, column=column.name))
    return found


def _month_first(by_field: dict) -> list[Problem]:
    message = "The dates in this column are written the American way, month before day. They were read so."
    return [
        Problem("month_first", "note", message, column=by_field[key].name)
        for key in EVENT_FIELDS
        if key in by_field and is_month_first(by_field[key].labels)
    ]


def _outside_period(by_field: dict, period: tuple[str, str] | None) -> list[Problem]:
    days = event_days(days_by_field(by_field)) if period else None
    if days is None:
        return []
    first, last = (np.datetime64(day, "D") for day in period)
    outside = days.rows((days.of_label < first) | (days.of_label > last))
    if not outside:
        return []
    rows = "1 row is" if outside == 1 else f"{outside:,} rows are"
    message = f"{rows} dated outside the period you gave ({period[0]} to {period[1]}), but counted all the same."
    return [Problem("outside_period", "warning", message)]


def _waits_below_nothing(by_field: dict) -> list[Problem]:
    found = []
    for column in (by_field[key] for key in ("wait_days", "wait_weeks") if key in by_field):
        rows = int(column.times[:-1][numbers_of_labels(column.labels) < 0].sum())
        if rows:
            they = "1 row says" if rows == 1 else f"{rows:,} rows say"
            message = f"{they} that somebody waited less than no time. No wait is counted there."
            found.append(Problem("negative_wait", "warning", message, column=column.name))
    return found
