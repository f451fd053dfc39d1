"""Every chart there is: beside it a sentence and a table; drawn with JavaScript and without; read without colour."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

from datasets.analysis import charts as of_profiles
from datasets.analysis.area_local import local_charts, local_map, local_of
from datasets.analysis.area_profile import area_profile
from datasets.analysis.change import change_between
from datasets.analysis.change_charts import change_chart, over_time_chart
from datasets.analysis.charts import Chart
from datasets.analysis.group_charts import intersection_chart, means_chart, pathway_chart, slope_chart
from datasets.analysis.intersections import intersection
from datasets.analysis.measures import measure_of
from datasets.analysis.over_time import over_time
from datasets.analysis.release import release_profile
from datasets.analysis.representation_charts import representation_chart
from datasets.analysis.representation_charts import shares_chart as shares_seen_chart
from datasets.analysis.unknown_charts import rates_chart, shares_chart
from datasets.area_figures import SHADES, map_figure
from datasets.figures import BUTTONS, LEGEND_ROW, plotly_figure
from datasets.reference.deprivation import Edition
from datasets.reference.neighbourhoods import find_neighbourhoods
from datasets.reference.places import place_of
from tests.analysis.counts.tables import counted, profiled, repeat
from tests.analysis.profile.test_change import by_month, clinic
from tests.analysis.profile.test_representation import compared

pytestmark = pytest.mark.thorough
ANALYSIS = Path(settings.BASE_DIR) / "datasets" / "analysis"
DNA = "did_not_attend"


def makers() -> set[str]:
    """Every function of the analysis that makes a chart, by the name of its file and its own."""
    found = set()
    for path in ANALYSIS.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
                if any(isinstance(one, ast.Name) and one.id in ("Chart", "AreaMap") for one in calls):
                    found.add(f"{path.stem}.{function.name}")
    return found


def appointments(rows: int = 240) -> dict[str, list[str]]:
    groups, every = ("White: British", "Indian", "Irish", ""), range(rows)
    return {
        "Ethnicity": [groups[i % 4] for i in every],
        "Sex": ["FM"[i % 2] if i % 11 else "" for i in every],
        "Outcome": ["DNA" if i % (4 if i % 2 else 9) == 0 else "Attended" for i in every],
        "Appointment date": [f"0{1 + i % 9}/0{1 + i % 6}/2025" for i in every],
        "Clinic": [f"Clinic {i % 3}" for i in every],
        "Days waited": [str(5 + i * 7 % 60) for i in every],
        "IMD quintile": [str(1 + i % 5) for i in every],
        "Invited": ["Y"] * rows,
        "Completed": ["Y" if i % 3 else "N" for i in every],
    }


def of_a_profile(profile) -> list[Chart | None]:
    measure, field = profile.measure(DNA), profile.field("ethnicity")
    return [
        of_profiles.gap_chart(profile),
        *(of_profiles.completeness_chart(field, by) for by in ("month", "team")),
        of_profiles.rate_chart(measure, "ethnicity"),
        *(of_profiles.measure_chart(measure, profile.unit, by) for by in ("month", "team")),
        of_profiles.funnel_chart(profile),
        pathway_chart(profile.pathway, "sex"),
        means_chart(profile.amount("days_waited"), "sex"),
        slope_chart(measure),
        shares_chart(profile.field("sex")),
        rates_chart(measure, "sex"),
    ]


def of_changes() -> list[Chart]:
    places = [f"Place {n}" for n in range(8)]

    def file(year: int, missed: int):
        parts = []
        for n, place in enumerate(places):
            row = {"Neighbourhood": place, "Outcome": "DNA", "Appointment date": f"15/06/{year}"}
            parts += [(missed + 15 * n, row), (400 - missed - 15 * n, row | {"Outcome": "Attended"})]
        return profiled(repeat(*parts))

    two = change_between(clinic(2024, (300, 100)), clinic(2025, (200, 100)), DNA, "neighbourhood")
    many = change_between(file(2024, 40), file(2025, 90), DNA, "neighbourhood")
    months = over_time(by_month([20, 22, 19, 21, 20, 23, 18, 21, 20, 19, 22, 21, 20, 60]))
    return [change_chart(two), change_chart(many), over_time_chart(months)]


def of_areas() -> list[Chart]:
    some = (place_of("derby_city"), place_of("high_peak"))
    found = [*area_profile(some, ages=(18, None)).charts, *area_profile(some[1:], edition=Edition.IMD_2019).charts]
    found += area_profile(some, sex="female").charts
    for names in ("Normanton, Cotmanhay", "Abbey"):
        found += local_charts(local_of(find_neighbourhoods(names)[0]))
    return found


@pytest.fixture(scope="module")
def made() -> tuple[list[Chart], set[str]]:
    """The charts of everything that makes some, and the names of the functions that made them."""
    who: set[str] = set()
    before = Chart.__init__

    def noted(self, *arguments, **named):
        frame = sys._getframe(1)
        who.add(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}")
        before(self, *arguments, **named)

    Chart.__init__ = noted
    try:
        exact = profiled(appointments(), "referral")
        seen = compared()
        counts, mapping = counted(appointments(), "referral")
        charts = [*of_a_profile(exact), *of_a_profile(release_profile(exact)), *of_changes(), *of_areas()]
        charts += [representation_chart(seen), shares_seen_chart(seen)]
        charts.append(intersection_chart(intersection(counts, mapping, measure_of(DNA), "sex", "ethnicity_broad")))
    finally:
        Chart.__init__ = before
    return [chart for chart in charts if chart], who


def named(chart: Chart) -> str:
    return f"{chart.key} ({chart.kind})"


def drawn(chart: Chart) -> str:
    """As it stands on a page before JavaScript arrives."""
    source = '{% from "components/chart.jinja" import app_chart %}{{ app_chart(chart, figure) }}'
    return engines["jinja2"].from_string(source).render({"chart": chart, "figure": plotly_figure(chart)})


def test_all_that_make_charts_are_walked(made):
    assert makers() - {"area_deprivation.map_of"} <= made[1]
    assert {chart.kind for chart in made[0]} >= {"bars", "stacked", "lines", "pyramid", "dots"}


def test_each_has_a_sentence_and_a_table_with_the_same_figures(made):
    for chart in made[0]:
        assert chart.title, named(chart)
        if chart.series[0].points:
            assert re.search(r"[.)]$", chart.sentence) or chart.kind == "lines", f"{named(chart)}: {chart.sentence!r}"
            assert chart.table.rows, named(chart)
        assert all(len(row) == len(chart.table.headers) for row in chart.table.rows), named(chart)
        assert len({len(series.points) for series in chart.series}) == 1, named(chart)


def test_each_is_drawn_as_svg_with_its_words_and_its_table(made):
    for chart in made[0]:
        html = drawn(chart)
        svg = html.partition("<svg")[2].partition("</svg>")[0]
        assert svg, named(chart)
        assert 'role="img"' in svg, named(chart)
        assert "<title" in svg, named(chart)
        assert "NaN" not in svg, named(chart)
        assert html.count("<tr>") == 1 + len(chart.table.rows), named(chart)
        assert f'<caption class="nhsuk-u-visually-hidden">{chart.title.replace("&", "&amp;")}</caption>' in html, named(
            chart
        )
        assert 'type="application/json"' in html, named(chart)


def test_each_is_drawn_by_plotly_with_the_same_series(made):
    for chart in made[0]:
        figure = plotly_figure(chart)
        assert len(figure["data"]) == len(chart.series), named(chart)
        assert figure["layout"]["showlegend"] == (len(chart.series) > 1), named(chart)
        assert figure["config"]["showSendToCloud"] is False, named(chart)
        for trace, series in zip(figure["data"], chart.series, strict=True):
            assert len(trace["x"]) <= len(series.points), named(chart)
            assert "%{" in trace["hovertemplate"], named(chart)


def test_the_key_of_lines_stands_below_the_buttons_and_above_the_lines(made):
    drawn = [one for one in made[0] if one.kind == "lines" and len(one.series) > 1]
    assert drawn
    for chart in drawn:
        layout = plotly_figure(chart)["layout"]
        top = round((1 - layout["legend"]["y"]) * layout["height"])
        assert top == BUTTONS, named(chart)
        assert layout["margin"]["t"] >= top + LEGEND_ROW, named(chart)


def look(trace: dict) -> tuple:
    """What tells a trace from the others where everything is printed in grey."""
    marker, line = trace.get("marker", {}), trace.get("line", {})
    if trace["type"] == "bar":
        pattern = marker.get("pattern", {})
        return ("bar", pattern.get("shape", ""), grey(marker["color"]))
    return (trace["mode"], line.get("dash", "solid"), marker.get("symbol", "circle"), marker.get("size", 0) > 12)


def grey(colour: str) -> int:
    """Its lightness in six steps, none of which is hard to tell from the next."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return round((0.299 * red + 0.587 * green + 0.114 * blue) / 51)


def test_each_reads_in_grey(made):
    for chart in made[0]:
        looks = [look(trace) for trace in plotly_figure(chart)["data"]]
        if chart.kind == "pyramid":
            continue  # The two sides of the middle tell them apart.
        assert len(set(looks)) == len(looks), f"{named(chart)}: {looks}"
        if chart.kind in ("stacked", "lines") and len(chart.series) > 1:
            svg = drawn(chart).partition("<svg")[2].partition("</svg>")[0]
            for series in chart.series:
                assert series.name.replace("&", "&amp;") in svg, (
                    f"{named(chart)}: the drawing does not name {series.name}"
                )


def test_the_map_has_a_table_and_shades_that_read_in_grey():
    lightness = [sum(int(shade[place : place + 2], 16) for place in (1, 3, 5)) for shade in SHADES]
    assert lightness == sorted(lightness)
    assert len(set(lightness)) == 10
    found = local_map(local_of(find_neighbourhoods("Normanton")[0]))
    assert found.sentence.endswith(".")
    assert len(found.table.rows) == len(found.areas)
    figure = map_figure(found)
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}, "no tiles, no server"
