"""Figures frozen into a finding or a baseline: true ones for the team, released ones for everyone else."""

from dataclasses import dataclass

from datasets.analysis.measures import UNIT_NOUNS
from datasets.analysis.profile import count_text
from datasets.analysis.rows.row import Row
from design.words import day

from .profiles import days_of
from .report import Report
from .small_numbers import rule_in_words


@dataclass(frozen=True)
class Place:
    """Which figure of a profile: a measure, overall (field "") or for one group of a field."""

    measure: str
    field: str = ""
    group: str = ""


def freeze(key: str, row: Row, released_row: Row | None, exact: Report, released: Report) -> dict:
    """What is kept with a finding or an indicator: the same row as the team sees it and as it may leave the project,
    each with its figures and how they came about; and what leads back to it."""
    return {
        "exact": _side(row, row.words, exact),
        "released": _side(released_row, row.words, released),
        "source": source_of(released),
        "dataset": str(exact.dataset.pk),
        "before": row.numbers.get("before_dataset", ""),
        "key": key,
        "where": row.where,
        "words": row.words,
        "measure": row.measure,
        "field": row.field,
        "group": row.group,
        "definition": dict(row.trace).get("What was counted", ""),
        "numbers": row.numbers,
        "rule": [released.rule.threshold, released.rule.nearest],
    }


def _side(row: Row | None, words: str, report: Report) -> dict:
    """Nothing but the words where the row may not be shown at all."""
    if row is None:
        return {"sentence": words, "facts": [], "trace": _pairs(_file_trace(report))}
    return {
        "sentence": row.said,
        "facts": _pairs(row.facts),
        "trace": _pairs((*row.trace, *_file_trace(report))),
    }


def _pairs(facts) -> list[list[str]]:
    return [list(pair) for pair in facts]


def _file_trace(report: Report) -> tuple[tuple[str, str], ...]:
    """Which file it is, over which time, and what became of its rows."""
    dataset, rows = report.dataset, report.profile.rows
    trace = [
        ("File", f"{dataset.label}; uploaded {day(dataset.uploaded_at.date())}"),
        ("Period", period_words(report)),
        ("A row of the file is", dataset.get_unit_display().lower() or "not said"),
        ("Rows", f"{count_text(rows.profiled)} used; {count_text(rows.set_aside)} set aside"),
    ]
    if dataset.sha256:
        trace.append(("Fingerprint of the file (SHA-256)", dataset.sha256))
    if report.released:
        trace.append(("Small numbers", f"{rule_in_words(dataset.project)}."))
    return tuple(trace)


def period_words(report: Report) -> str:
    """The days the figures are about: as the person said, otherwise as the file says."""
    dataset = report.dataset
    if dataset.period_from and dataset.period_to:
        return f"{day(dataset.period_from)} to {day(dataset.period_to)}"
    days = days_of(report.profile)
    return f"{day(days[0])} to {day(days[1])}" if days else dataset.label


def source_of(released: Report) -> str:
    """“Appointments, April to June 2026: about 1,205 appointments; uploaded 3 July 2026”. Rounded, as all see it."""
    rows, dataset = released.profile.rows.profiled, released.dataset
    noun = "rows" if released.profile.unit == "counted" else UNIT_NOUNS[released.profile.unit]
    about = "about " if isinstance(rows, int) else ""
    return f"{dataset.label}: {about}{count_text(rows)} {noun}; uploaded {day(dataset.uploaded_at.date())}"


def title_of(row: Row | None, words: str) -> str:
    """A finding's title: figures only where they may be shown to anybody."""
    return (row.said if row else words)[:300]
