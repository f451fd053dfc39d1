"""A Chart as a Plotly figure: the same series as the drawing before it, to hover, zoom and save. No Django in here."""

from dataclasses import dataclass

from datasets.analysis.charts import Chart
from datasets.area_figures import pyramid
from datasets.dot_figures import dots

# The NHS palette, dark to light, each with a pattern of its own so that the chart reads without colour.
STYLES = (
    ("#003087", ""),
    ("#005eb8", "/"),
    ("#41b6e6", "."),
    ("#768692", ""),
    ("#ffb81c", "x"),
    ("#8a1538", "-"),
    ("#ffffff", "\\"),
)
LIGHT = frozenset({"#ffffff", "#ffb81c", "#41b6e6"})
# Light, so that the black line of its interval shows on a bar.
BAR = "#41b6e6"
OTHER_STYLE = ("#425563", "+")
INK, LINE = "#212b32", "#d8dde0"
FONT = {"family": "Frutiger W01, Arial, sans-serif", "size": 15, "color": INK}
ROW, FRAME = 44, 120
# The key of a chart at its top left, over the labels too. Its rows, the column of values
# beside bars, and an axis title, in pixels.
LEGEND = {"orientation": "h", "traceorder": "normal", "x": 0, "xref": "container", "xanchor": "left"}
LEGEND |= {"y": 1, "yref": "container", "yanchor": "top"}
LEGEND_ROW, LEGEND_ACROSS, VALUES, TITLE = 22, 2, 64, 20
# What the buttons at the top right take: a long key stands below them.
BUTTONS = 32
WRAP = 26
# Lines are told apart by their dashes and marks, months that stand out by a ring.
DASHES = ("solid", "dash", "dot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "x")
STANDS_OUT = {"size": 17, "color": "rgba(0,0,0,0)", "line": {"color": "#d5281b", "width": 3}}
CONFIG = {
    "displaylogo": False,
    "responsive": True,
    "displayModeBar": True,
    # Plotly would offer to send the chart to its maker.
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "locale": "en",
}


@dataclass(frozen=True)
class DrawnChart:
    """A chart with its Plotly figure. None: there is nothing to draw, so words and table tell it alone."""

    chart: Chart
    figure: dict | None


def plotly_figure(chart: Chart) -> dict:
    """{"data", "layout", "config"} for Plotly.newPlot. Words are escaped, since Plotly reads some HTML."""
    draw = {"stacked": _stacked, "bars": _bars, "lines": _lines, "pyramid": pyramid, "dots": _dots}[chart.kind]
    data, axes = draw(chart)
    layout = {
        "font": FONT,
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "margin": {"l": 8, "r": 24, "t": 40, "b": 48},
        "showlegend": len(chart.series) > 1,
        "legend": LEGEND,
        "hoverlabel": {"font": {"size": 15}},
    }
    return {"data": data, "layout": layout | axes, "config": CONFIG}


def words(text: str) -> str:
    """Text as Plotly may show it: nothing in it is markup, and long lines are broken."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    lines, line = [], ""
    for word in safe.split():
        if line and len(line) + len(word) + 1 > WRAP:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "<br>".join([*lines, line])


def _unit(chart: Chart) -> str:
    return "%" if chart.unit == "percent" else f" {chart.unit}"


def _style(place: int) -> tuple[str, str]:
    return STYLES[place] if place < len(STYLES) else OTHER_STYLE


def _stacked(chart: Chart) -> tuple[list, dict]:
    data = []
    for place, series in enumerate(chart.series):
        colour, shape = _style(place)
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": words(series.name),
                "y": [words(point.label) for point in series.points],
                "x": [point.value for point in series.points],
                "marker": {
                    "color": colour,
                    "line": {"color": INK, "width": 1},
                    "pattern": {"shape": shape, "bgcolor": colour, "fgcolor": INK if colour in LIGHT else "#ffffff"},
                },
                "hovertemplate": f"%{{y}}<br>{words(series.name)}: %{{x:.1f}}{_unit(chart)}<extra></extra>",
            }
        )
    # The first part is the one most read, so its size is written on it where there is room.
    data[0] |= {
        "texttemplate": "%{x:.0f}%" if chart.unit == "percent" else "%{x:.0f}",
        "textposition": "inside",
        "insidetextanchor": "start",
        "insidetextfont": {"color": "#ffffff"},
        "textangle": 0,
    }
    axes = _across(chart, len(chart.series[0].points)) | {"barmode": "stack"}
    axes["uniformtext"] = {"mode": "hide", "minsize": 12}
    room = 24 + LEGEND_ROW * -(-len(chart.series) // LEGEND_ACROSS)
    axes["margin"]["t"] = room
    axes["height"] += room - 40
    return data, axes


def _bars(chart: Chart) -> tuple[list, dict]:
    data = []
    for series in chart.series:
        known = series.points
        bar = {
            "type": "bar",
            "orientation": "h",
            "name": words(series.name),
            "y": [words(point.label) for point in known],
            "x": [point.value for point in known],
            "marker": {"color": BAR, "line": {"color": INK, "width": 1}},
            "text": [_value_words(chart, point) for point in known],
            "textposition": "none",
            "hovertemplate": "%{y}<br>%{text}<extra></extra>",
        }
        if any(point.low is not None for point in known):
            bar["error_x"] = _interval(known)
        data.append(bar)
    axes, line = _across(chart, len(chart.series[0].points)), _reference(chart, "x")
    margin = axes["margin"] | ({"t": line["margin"]["t"]} if line else {})
    notes = line.get("annotations", [])
    if len(chart.series) == 1:
        notes = [*notes, *_values_beside(chart)]
        margin["r"] = VALUES
    return data, axes | line | {"annotations": notes, "margin": margin}


def _values_beside(chart: Chart) -> list[dict]:
    """The value of each bar in a column at the right, so that nobody has to hover to read one."""
    beside = {"xref": "paper", "yref": "y", "showarrow": False, "xanchor": "left"}
    return [
        beside | {"x": 1, "xshift": 8, "y": words(point.label), "text": _amount(chart, point.value)}
        if point.value is not None
        else beside | {"x": 0, "xshift": 6, "y": words(point.label), "text": "Too few to show"}
        for point in chart.series[0].points
    ]


def _amount(chart: Chart, value: float) -> str:
    """“12.3%”, “128%”, “79.2”, “14”: the unit is at the axis where it is a word."""
    if chart.unit == "percent":
        return f"{value:.0f}%" if value == 0 or value >= 100 else f"{value:.1f}%"
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def _lines(chart: Chart) -> tuple[list, dict]:
    data = []
    for place, series in enumerate(chart.series):
        line = {
            "type": "scatter",
            "mode": {"both": "lines+markers", "line": "lines", "dots": "markers"}[series.marks],
            "name": words(series.name),
            "x": [words(point.label) for point in series.points],
            "y": [point.value for point in series.points],
            "text": [_value_words(chart, point) for point in series.points],
            "line": {"color": _style(place)[0], "width": 3, "dash": DASHES[place % len(DASHES)]},
            "marker": {"size": 10, "symbol": SYMBOLS[place % 6]} if series.marks != "dots" else STANDS_OUT,
            "hovertemplate": "%{x}<br>%{text}<extra></extra>",
        }
        if any(point.low is not None for point in series.points):
            line["error_y"] = _interval(series.points)
        data.append(line)
    axes = {
        "height": 380,
        "yaxis": {"rangemode": "tozero", "ticksuffix": _unit(chart), "gridcolor": LINE, "automargin": True},
        "xaxis": {"type": "category", "automargin": True},
    }
    axes |= _reference(chart, "y")
    if len(chart.series) > 1:
        room = BUTTONS + LEGEND_ROW * (-(-len(chart.series) // LEGEND_ACROSS) + (chart.reference is not None))
        axes |= {"margin": {"l": 8, "r": 24, "t": room, "b": 48}, "height": axes["height"] + room - 40}
        axes["legend"] = LEGEND | {"font": {"size": 13}, "y": 1 - BUTTONS / axes["height"]}
    return data, axes


def _dots(chart: Chart) -> tuple[list, dict]:
    return dots(chart, words)


def _value_words(chart: Chart, point) -> str:
    if point.value is None:
        return "Too few to show"
    said = f"{point.value:.1f}{_unit(chart)}"
    return said if point.low is None else f"{said}, likely range {point.low:.1f} to {point.high:.1f}"


def _interval(points) -> dict:
    def beyond(point, end):
        return 0 if None in (point.value, end) else abs(end - point.value)

    return {
        "type": "data",
        "symmetric": False,
        "array": [beyond(point, point.high) for point in points],
        "arrayminus": [beyond(point, point.low) for point in points],
        "color": INK,
        "thickness": 1.5,
        "width": 5,
    }


def _across(chart: Chart, rows: int) -> dict:
    """Axes of bars that lie: labels down the side, first on top."""
    axis = {"range": [0, _top(chart)], "gridcolor": LINE, "zerolinecolor": INK}
    axes = {
        "height": FRAME + ROW * rows,
        "margin": {"l": 8, "r": 24, "t": 40, "b": 48},
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "type": "category",
            "dtick": 1,
            "ticks": "outside",
            "ticklen": 8,
        },
        "bargap": 0.3,
    }
    if chart.unit == "percent":
        return axes | {"xaxis": axis | {"ticksuffix": "%"}}
    axes["height"] += TITLE
    axes["margin"]["b"] += TITLE
    return axes | {"xaxis": axis | {"title": {"text": words(chart.unit.capitalize())}}}


def _top(chart: Chart) -> float:
    """The end of the scale: 100 for parts of a whole, else a little beyond the largest value, limit and line."""
    if chart.kind == "stacked":
        return 100
    known = [end for series in chart.series for one in series.points for end in (one.value, one.high) if end]
    return 1.05 * max([*known, chart.reference[1] if chart.reference else 0]) or 1


def _reference(chart: Chart, axis: str) -> dict:
    """A dashed line to compare with, named above the chart, where no other line runs through the words."""
    if chart.reference is None:
        return {}
    label, value = chart.reference
    across = {"x": ("x0", "x1", "y0", "y1", "yref"), "y": ("y0", "y1", "x0", "x1", "xref")}[axis]
    line = dict(zip(across, (value, value, 0, 1, "paper"))) | {
        "type": "line",
        "line": {"color": INK, "width": 2, "dash": "dash"},
    }
    amount = _amount(chart, value) if chart.unit == "percent" else f"{value:.1f}{_unit(chart)}"
    note = {"text": f"{words(label)}: {amount}", "showarrow": False, "yanchor": "bottom"}
    # Above the line, to the side that has more room.
    beside = "right" if axis == "x" and value > _top(chart) / 2 else "left"
    note |= (
        {"x": value, "y": 1, "yref": "paper", "xanchor": beside}
        if axis == "x"
        else {"text": f"- - {note['text']}", "y": 1, "yref": "paper", "x": 0, "xref": "paper", "xanchor": "left"}
    )
    return {"shapes": [line], "annotations": [note], "margin": {"l": 8, "r": 24, "t": 60, "b": 48}}
