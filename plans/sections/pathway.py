"""The process map as a chart: a box for each step of the pathway, and what the step does to each focus group."""

from datasets.analysis.charts import Chart, ChartTable, Point, Series
from worksheets.boards import Board
from worksheets.saying import without_contacts

# How a drawing of kind "pathway" reads a value; none is a step nobody has judged.
EFFECTS = {"helps": 1.0, "neutral": 0.0, "hinders": -1.0}


def pathway_chart(board: Board) -> Chart:
    """The text of the map is the table of the chart, in reading order."""
    table = board.tables[0]
    rows = tuple(tuple(without_contacts(cell.in_words) for cell in row) for row in table.rows)
    groups = tuple((strip.group, strip.name) for strip in board.drawing[0].strips)
    series = tuple(
        Series(
            without_contacts(f"{group.ref} {name}"),
            tuple(Point(without_contacts(one.step.title), _value(one.strips[place])) for one in board.drawing),
        )
        for place, (group, name) in enumerate(groups)
    )
    return Chart(
        key=f"board:{board.key}",
        title=table.caption,
        sentence=without_contacts(board.sentence),
        unit="",
        kind="pathway",
        series=series,
        table=ChartTable(table.headings, rows),
    )


def _value(strip) -> float | None:
    return EFFECTS.get(strip.judgement.effect) if strip.judgement else None
