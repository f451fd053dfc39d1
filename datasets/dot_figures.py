"""Shares side by side as Plotly draws them: a filled dot with its interval, an open square, an open triangle."""

from datasets.analysis.charts import Chart

INK, LINE = "#212b32", "#d8dde0"
ROW, FRAME = 44, 130
MARKS = (("circle", "#003087"), ("square-open", INK), ("triangle-up-open", "#8a1538"))


def dots(chart: Chart, words) -> tuple[list, dict]:
    """Traces and axes. words makes a label safe for Plotly."""
    data = []
    for (shape, colour), series in zip(MARKS, chart.series, strict=False):
        # A group without a value keeps its line, so that the labels stay in their order.
        known = series.points
        trace = {
            "type": "scatter",
            "mode": "markers",
            "name": words(series.name),
            "y": [words(point.label) for point in known],
            "x": [point.value for point in known],
            "marker": {"symbol": shape, "size": 13, "color": colour, "line": {"width": 2.5, "color": colour}},
            "hovertemplate": f"%{{y}}<br>{words(series.name)}: %{{x:.1f}}%<extra></extra>",
        }
        if any(point.low is not None for point in known):
            trace["error_x"] = _interval(known, colour)
        data.append(trace)
    axes = {
        "height": FRAME + ROW * len(chart.series[0].points),
        "xaxis": {"rangemode": "tozero", "ticksuffix": "%", "gridcolor": LINE, "zerolinecolor": INK},
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "dtick": 1,
            "gridcolor": LINE,
        },
        "margin": {"l": 8, "r": 24, "t": 40 + 24 * len(chart.series), "b": 48},
    }
    return data, axes


def _interval(points, colour: str) -> dict:
    ends = [(point.value, point.low, point.high) for point in points]
    return {
        "type": "data",
        "symmetric": False,
        "array": [0 if None in (value, high) else max(0.0, high - value) for value, _, high in ends],
        "arrayminus": [0 if None in (value, low) else max(0.0, value - low) for value, low, _ in ends],
        "color": colour,
        "thickness": 2.5,
        "width": 0,
    }
