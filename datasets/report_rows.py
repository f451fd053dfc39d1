"""The rows of a report: any one of them by its key, and those that stand out."""

from datasets.analysis.fields import field_of
from datasets.analysis.observed import BY_CATCHMENT, BY_DISTRICT
from datasets.analysis.representation import Representation
from datasets.analysis.rows import keys
from datasets.analysis.rows.change import change_rows
from datasets.analysis.rows.crossed import crossed_rows
from datasets.analysis.rows.means import mean_rows
from datasets.analysis.rows.pathway import pathway_rows
from datasets.analysis.rows.ranking import ranked
from datasets.analysis.rows.rates import overall_row, rate_rows
from datasets.analysis.rows.recording import quality_rows, recording_rows
from datasets.analysis.rows.row import Row
from datasets.analysis.rows.seen import seen_rows
from datasets.analysis.rows.slope import slope_row

from .models import Dataset
from .report import Report


def row_of(report: Report, key: str) -> Row | None:
    """The row with this key; None where the report has no such row, whatever somebody made up."""
    return next((row for row in _near(report, key) if row.key == key), None)


def _near(report: Report, key: str) -> tuple[Row, ...]:
    """Few rows among which the one with this key is, if there is one."""
    kind, *parts = keys.parts_of(key)
    near = _NEAR.get(kind)
    if near is None:
        return _near_rates(report, kind, *_at_least(parts, 2))
    return near(report, *_at_least(parts, 4))


def _at_least(parts: list[str], number: int) -> list[str]:
    return [*parts, *[""] * number][:number]


def _near_rates(report: Report, measure: str, field: str, group: str) -> tuple[Row, ...]:
    found = report.profile.measure(measure)
    if found is None:
        return ()
    rates = found.of(field)
    return rate_rows(report.profile, found, rates) if rates else (overall_row(report.profile, found),)


def _recording(report: Report, *_) -> tuple[Row, ...]:
    return recording_rows(report.profile)


def _quality(report: Report, *_) -> tuple[Row, ...]:
    return tuple(filter(None, quality_rows(report.profile)))


def _means(report: Report, amount: str, field: str, *_) -> tuple[Row, ...]:
    found = report.profile.amount(amount)
    means = found.of(field) if found else None
    return mean_rows(found, means, report.released) if means else ()


def _seen(report: Report, by: str, among: str, field: str, *_) -> tuple[Row, ...]:
    found = report.seen(field, by, among)
    return seen_rows(found) if found else ()


def _slope(report: Report, measure: str, *_) -> tuple[Row, ...]:
    found = report.profile.measure(measure)
    row = slope_row(report.profile, found) if found else None
    return (row,) if row else ()


def _pathway(report: Report, field: str, *_) -> tuple[Row, ...]:
    pathway = report.profile.pathway
    by = pathway.of(field) if pathway else None
    return pathway_rows(pathway, by, report.released) if by else ()


def _crossed(report: Report, measure: str, row_field: str, column_field: str, *_) -> tuple[Row, ...]:
    found = report.crossed(measure, row_field, column_field)
    return crossed_rows(found, report.counts.unit) if found else ()


def _change(report: Report, before: str, measure: str, field: str, *_) -> tuple[Row, ...]:
    earlier = report.before(before)
    return rows_of_change(report, earlier, measure, field) if earlier else ()


def rows_of_change(report: Report, earlier: Dataset, measure: str, field: str) -> tuple[Row, ...]:
    """How each group's gap changed since an earlier file."""
    found = report.change(earlier, measure, field)
    if found is None:
        return ()
    definition = report.profile.measure(measure).definition
    return change_rows(found, str(earlier.pk), earlier.label, definition, report.released)


_NEAR = {
    keys.COMPLETENESS: _recording,
    keys.QUALITY: _quality,
    keys.MEAN: _means,
    keys.SEEN: _seen,
    keys.SLOPE: _slope,
    keys.PATHWAY: _pathway,
    keys.CROSSED: _crossed,
    keys.CHANGE: _change,
}


def standing_out(report: Report) -> list[Row]:
    """Every row worth a finding, in the order to look at them."""
    return ranked([*_of_measures(report), *_of_recording(report), *_of_seen(report), *_of_pairs(report)])


def _of_measures(report: Report):
    profile = report.profile
    for measure in profile.measures:
        for rates in measure.by:
            yield from rate_rows(profile, measure, rates)
        yield from _slope(report, measure.key)
    for amount in profile.amounts:
        for means in amount.by:
            yield from mean_rows(amount, means, report.released)
    if profile.pathway:
        for by in profile.pathway.by:
            yield from pathway_rows(profile.pathway, by, report.released)


def _of_recording(report: Report):
    yield from _recording(report)
    yield from _quality(report)


def _of_seen(report: Report):
    """By where people live, where the file says it; a district never reached shows against all places served."""
    for field in report.fields_compared:
        if found := first_comparison(report, field):
            yield from seen_rows(found)


def first_comparison(report: Report, field: str) -> Representation | None:
    """A field in the way and with the people the report starts with."""
    among = next(iter(report.comparing.among(field)))
    by = BY_CATCHMENT if field == "district" else BY_DISTRICT
    return report.seen(field, by, among) or report.seen(field, BY_CATCHMENT, among)


def is_compared(report: Report, field: str) -> bool:
    """Whether a field can be compared with any of the people there are figures of."""
    return any(report.seen(field, BY_CATCHMENT, among) for among in report.comparing.among(field))


def _of_pairs(report: Report):
    """Two characteristics at once, of the first measure that says most: the others can be looked at one by one."""
    people = [key for key in report.fields_crossed if field_of(key).group in ("guide", "national")]
    for measure in report.profile.measures[:1]:
        for place, first in enumerate(people):
            for second in people[place + 1 :]:
                yield from _crossed(report, measure.key, first, second)
