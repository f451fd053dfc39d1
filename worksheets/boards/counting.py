"""Step 11: when and by whom the numbers are collected, and the run charts that wait for them."""

from collections import defaultdict

from design.words import count, day

from ..measuring.adjustments import actions_naming
from ..measuring.calendar import counting_days, month_of, month_words, span_of
from ..measuring.figures import figures_of, rule_in
from ..measuring.run_charts import RunChart, run_chart_of
from ..models import Record
from ..saying import in_words
from ..situation import Situation
from . import Board, Cell, Table, board, offer

COLUMNS = ("Collect the start figure", "Count", "Look at it together", "Target date")
HOW_OFTEN = "Say how often you will count."
MAKE_ACTIONS = "Make the collecting an action, so that somebody does it."


@board
def collection_calendar(s: Situation) -> Board | None:
    """Who collects which number from where, then month by month what is due."""
    indicators = s.thread.of("indicator")
    if not indicators:
        return None
    unplanned = [one for one in indicators if not one.frequency]
    sentence = (
        f"{count(len(unplanned), 'indicator')} {'has' if len(unplanned) == 1 else 'have'} no rhythm yet."
        if unplanned
        else "Each indicator has its days."
    )
    hints = (HOW_OFTEN if unplanned else MAKE_ACTIONS,)
    who = Table(
        "Who counts what",
        ("Indicator", "From", "How often", "Who", "Action"),
        tuple(_who_counts(s, one) for one in indicators),
    )
    months = _months(s, indicators)
    tables = (who, Table("Counting, month by month", ("Month", *COLUMNS), months)) if months else (who,)
    return Board("collection_calendar", "Calendar for the numbers", sentence, tables, hints)


def _who_counts(s: Situation, indicator: Record) -> tuple[Cell, ...]:
    actions = tuple(actions_naming(s.thread, indicator))
    rhythm = in_words(indicator, "frequency")
    plan = offer(
        "Make it an action",
        "action",
        about=f"collecting {indicator.ref}",
        title=f"Collect {indicator.ref}: {indicator.title}"[:300],
        adjustments=s.thread.linked(indicator, "adjustments"),
        owner=str(indicator.owner_id or ""),
        done_looks_like=f"The figure is there {rhythm.lower()}" if rhythm else "The figure is there",
    )
    return (
        Cell(records=(indicator,), titled=True),
        Cell(indicator.said("source") or "Not said yet", tone="" if indicator.said("source") else "gap"),
        Cell(rhythm or "Not said yet", tone="" if rhythm else "gap"),
        Cell(indicator.owner.name if indicator.owner else "Nobody yet", tone="" if indicator.owner_id else "gap"),
        Cell(records=actions, offer=None if actions else plan),
    )


def _months(s: Situation, indicators: list[Record]) -> tuple[tuple[Cell, ...], ...]:
    """One row for each month in which something is due."""
    first, last = span_of(s.project, s.today)
    due: dict = defaultdict(lambda: {column: [] for column in COLUMNS})
    for one in indicators:
        days = {
            COLUMNS[0]: [one.collect_by] if not one.baseline_value else [],
            COLUMNS[1]: counting_days(one, first, last),
            COLUMNS[2]: [one.first_review_on],
            COLUMNS[3]: [one.target_on],
        }
        for column, found in days.items():
            for when in {month_of(each) for each in found if each}:
                due[when][column].append(one)
    return tuple(
        (Cell(month_words(month)), *(Cell(records=tuple(due[month][column])) for column in COLUMNS))
        for month in sorted(due)
    )


@board
def run_charts(s: Situation) -> Board | None:
    """A chart for each indicator that is counted again and again, with its start, its aim and room for the points."""
    first, last = span_of(s.project, s.today)
    rule = rule_in(s)
    charts = [
        chart
        for one in s.thread.of("indicator")
        if (
            chart := run_chart_of(
                one, figures_of(one, rule), s.thread.pointing(one, "outcome", "indicator"), first, last
            )
        )
    ]
    if not charts:
        return None
    waiting = sum(not chart.points for chart in charts)
    sentence = (
        f"{count(len(charts), 'chart')}, {waiting} of them still without a point. "
        "A point appears with each outcome that has its day and its figure."
    )
    return Board(
        "run_charts",
        "Run charts",
        sentence,
        tuple(_points(s, chart) for chart in charts),
        template="worksheets/boards/run_charts.jinja",
        drawing=tuple(charts),
    )


def _points(s: Situation, chart: RunChart) -> Table:
    """The same figures as a table: the levels, what was found, and when the next count is due."""
    ahead = next((each for each in chart.days if each >= s.today), None)
    rows = [(Cell(line.word), Cell(f"{line.level:g} {chart.unit}".strip())) for line in chart.lines]
    rows += [(Cell(day(point.day)), Cell(f"{point.value:g} {chart.unit}".strip())) for point in chart.points]
    if ahead:
        rows.append((Cell(day(ahead)), Cell("Count next")))
    return Table(f"Run chart of {chart.ref}", (f"{chart.ref} {chart.title}", "Figure"), tuple(rows))
