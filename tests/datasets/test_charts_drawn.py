"""A chart as Plotly and as SVG: the same figures, nothing of them markup."""

from django.template import engines

from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.figures import plotly_figure, words
from design.tables_out import as_csv, safe_cell

BARS = Chart(
    "dna:age",
    "Missed, by age",
    "Young people miss most.",
    "percent",
    "bars",
    (Series("Missed", (Point("0-4", 10.0, 8.0, 12.0), Point("<b>5</b>", None))),),
    ChartTable(("Group", "Rate"), (("0-4", "10%"), ("<b>5</b>", "fewer than 8"))),
    ("Everyone", 12.5),
)
LINES = Chart(
    "dna:month",
    "Missed, by month",
    "",
    "percent",
    "lines",
    (Series("Missed", (Point("2026-04", 10.0, 8.0, 12.0), Point("2026-05", None), Point("2026-06", 20.0))),),
    ChartTable(("Month", "Rate"), (("2026-04", "10%"),)),
)
STACKED = Chart(
    "gaps",
    "Gaps",
    "Words.",
    "percent",
    "stacked",
    (Series("Known", (Point("Sex", 80.0),)), Series("Blank", (Point("Sex", 20.0),))),
    ChartTable(("Field", "Known"), (("Sex", "80%"),)),
)


def drawn(chart: Chart, call="app_chart(chart, screen=false)") -> str:
    source = '{% from "components/chart.jinja" import app_chart %}{{ ' + call + " }}"
    return engines["jinja2"].from_string(source).render({"chart": chart})


def test_a_printed_chart_has_its_table_and_no_script():
    html = drawn(BARS)
    assert "<svg" in html
    assert 'aria-labelledby="chart-dna-age-title"' in html
    assert '<title id="chart-dna-age-title">Missed, by age. Young people miss most.</title>' in html
    assert "fewer than 8" in html
    assert "Too few to show" in html
    assert "<script" not in html
    assert "<details" not in html
    assert "style=" not in html
    assert "<b>" not in html


def test_every_kind_of_chart_is_drawn():
    assert drawn(LINES).count("<circle") == 2
    stacked = drawn(STACKED)
    assert "80%</text>" in stacked
    assert "url(#chart-gaps-slash)" in stacked


def test_a_chart_in_which_every_group_is_too_small_is_told_by_its_table():
    nothing = Chart("none", "Nothing", "", "percent", "bars", (Series("x", ()),), ChartTable(("a",), ()))
    text = drawn(nothing)
    assert "<svg" not in text
    assert "<table" in text
    assert plotly_figure(nothing)["data"][0]["x"] == []


def test_plotly_gets_the_same_values_with_their_intervals():
    figure = plotly_figure(BARS)
    (bar,) = figure["data"]
    assert bar["x"] == [10.0, None]
    assert bar["error_x"]["array"] == [2.0, 0]
    assert bar["text"][1] == "Too few to show"
    line, *beside = figure["layout"]["annotations"]
    assert line["text"] == "Everyone: 12.5%"
    assert [note["text"] for note in beside] == ["10.0%", "Too few to show"]
    assert plotly_figure(LINES)["data"][0]["mode"] == "lines+markers"
    assert plotly_figure(STACKED)["layout"]["barmode"] == "stack"


def test_words_are_never_markup_to_plotly():
    assert "<a" not in words("<a href='javascript:x'>")
    assert plotly_figure(BARS)["data"][0]["y"][1] == "&lt;b&gt;5&lt;/b&gt;"


def test_cells_that_a_spreadsheet_would_run_are_made_safe():
    for evil in ("=1+1", " =1+1", "\u00a0@x", "+1", "-1", "\t=1", "＝1"):
        assert safe_cell(evil) == f"'{evil}"
    assert safe_cell(-1.5) == -1.5
    assert safe_cell("Attended") == "Attended"
    assert as_csv([("=x", 2, None)]) == "\ufeff'=x,2,\r\n"
