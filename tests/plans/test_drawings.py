"""Charts in a plan: the picture in its part, its figures with the appendices, a turned page after the text."""

from dataclasses import replace

import pytest

from datasets.analysis.charts import NOT_COLLECTED, ChartTable, Point, Series
from datasets.plan_charts import _collected
from plans.document import Drawing, Section, Subsection, Words
from plans.options import Form, PlanOptions, chosen
from plans.pdf import plan_html
from plans.sections.evidence import _turned_last
from plans.word import pieces_of
from plans.writing import Heading, Picture
from plans.writing import Table as PieceTable

from .made_up import chart, made_up, part_two, with_section

CHART = replace(chart(), series=(Series("Missed", (Point("Men", 30.0), Point("Women", 20.0))),))
PLAN = made_up(sections=with_section(part_two(Drawing(CHART))))
TOLD = "Missed visits. Men miss more visits than women. Men: Share 30%."


@pytest.mark.parametrize(("form", "prints"), [(Form.FULL, False), (Form.FULL_WITH_APPENDICES, True)])
def test_the_figures_of_a_chart_print_with_the_appendices_and_are_told_with_the_picture_without_them(form, prints):
    plan = chosen(PLAN, PlanOptions(form=form))
    pieces = pieces_of(plan)
    assert ('<th scope="col">Share</th>' in plan_html(plan)) is prints
    assert (TOLD in plan_html(plan)) is not prints
    assert any(isinstance(one, PieceTable) and one.headings == ("Sex", "Share") for one in pieces) is prints
    assert next(one.said for one in pieces if isinstance(one, Picture)).endswith("30%.") is not prints


def test_a_turned_page_comes_after_the_text_of_its_part_and_names_itself():
    text, drawing = Words("What the person does."), Drawing(CHART, wide=True)
    before = (Subsection("Step 9", (text, drawing)), Subsection("Step 10", (text,)))
    after = _turned_last(before)
    assert [part.blocks for part in after] == [(text,), (text,), (drawing,)]
    section = Section("part-three", "What we will change", (), after)
    assert [section.names(part) for part in after] == [True, True, False]
    headings = [one.text for one in pieces_of(made_up(sections=(section,))) if isinstance(one, Heading)]
    assert headings.count("Missed visits") == 1


def test_a_part_that_says_the_title_of_its_section_again_has_no_heading_of_its_own():
    section = Section("sharing", "Sharing", (), (Subsection("Step 13: Sharing", (Words("To the board."),)),))
    assert "Step 13" not in plan_html(made_up(sections=(section,)))
    assert "Step 13: Sharing" not in [
        one.text for one in pieces_of(made_up(sections=(section,))) if isinstance(one, Heading)
    ]


def test_a_field_that_is_not_collected_at_all_has_no_bar_in_the_plan_but_a_row_among_its_figures():
    rows = (("Sex", NOT_COLLECTED), ("Age", "90%"))
    points = (Point("Sex", 0.0), Point("Age", 90.0))
    gaps = replace(
        CHART, series=(Series("Known", points), Series(NOT_COLLECTED, points)), table=ChartTable(("Field",), rows)
    )
    shown = _collected(gaps)
    assert [(one.name, [point.label for point in one.points]) for one in shown.series] == [("Known", ["Age"])]
    assert shown.table.rows == rows
    nothing = replace(gaps, table=ChartTable(("Field",), (rows[0],)))
    assert _collected(nothing) == nothing
