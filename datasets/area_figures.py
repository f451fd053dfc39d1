"""The charts of an area that Plotly draws its own way: a pyramid of ages, and a map without any tile server."""

from datasets.analysis.area_deprivation import AreaMap
from datasets.analysis.charts import Chart
from datasets.reference.boundaries import points_of

# From most to least deprived; one shade darker each step, so that it reads in grey.
SHADES = (
    "#00174f", "#002a73", "#003e91", "#0654aa", "#2b6fbf",
    "#5a8ed0", "#86abdd", "#adc7e9", "#d0e0f3", "#eef4fb",
)  # fmt: skip
INK, LINE, FONT = "#212b32", "#d8dde0", {"family": "Frutiger W01, Arial, sans-serif", "size": 15, "color": "#212b32"}
CONFIG = {"displaylogo": False, "responsive": True, "showSendToCloud": False, "scrollZoom": False, "locale": "en"}
CONFIG |= {"modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"]}
LEAST_HIGH, MOST_HIGH = 320, 620


def pyramid(chart: Chart) -> tuple[list, dict]:
    """Traces and axes of a pyramid: the first series has its values below 0, and says them without the sign."""
    data, most = [], 0.0
    unit = "%" if chart.unit == "percent" else ""
    for sign, colour, series in zip((-1, 1), ("#003087", "#41b6e6"), chart.series, strict=True):
        values = [point.value or 0.0 for point in series.points]
        most = max(most, *values)
        bar = {"type": "bar", "orientation": "h", "name": series.name, "text": [f"{one:.1f}{unit}" for one in values]}
        bar |= {"x": [sign * one for one in values], "y": [point.label for point in series.points]}
        bar |= {"textposition": "none", "marker": {"color": colour, "line": {"color": INK, "width": 1}}}
        data.append(bar | {"hovertemplate": f"%{{y}}<br>{series.name}: %{{text}}<extra></extra>"})
    top = int(most) + 1
    marks = [-top, -top / 2, 0, top / 2, top]
    axis = {"range": [-top, top], "tickvals": marks, "ticktext": [f"{abs(mark):g}{unit}" for mark in marks]}
    bands = {"type": "category", "dtick": 1, "automargin": True}
    axes = {"barmode": "relative", "bargap": 0.15, "height": 560, "yaxis": bands}
    return data, axes | {"xaxis": axis | {"gridcolor": LINE}}


def map_figure(area_map: AreaMap) -> dict:
    """{"data", "layout", "config"}: one filled trace for each tenth, and a dot in each area that says its name."""
    data = [_tenth(area_map, tenth) for tenth in range(1, 11)]
    across, down, names = [], [], []
    for area in area_map.areas:
        ring = max(points_of(area.path), key=len)
        across.append(round(sum(point[0] for point in ring) / len(ring)))
        down.append(-round(sum(point[1] for point in ring) / len(ring)))
        names.append(f"{area.code} {_plain(area.name)}<br>Tenth {area.tenth} of deprivation")
    dots = {"type": "scatter", "mode": "markers", "x": across, "y": down, "text": names, "showlegend": False}
    dots |= {"marker": {"size": 14, "opacity": 0}, "hovertemplate": "%{text}<extra></extra>"}
    left, top, wide, tall = area_map.box
    edge = wide // 40
    axis = {"visible": False, "fixedrange": False}
    layout = {
        "font": FONT,
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "height": round(min(MOST_HIGH, max(LEAST_HIGH, MOST_HIGH * area_map.box[3] / area_map.box[2]))),
        "hovermode": "closest",
    }
    layout |= {
        "xaxis": axis | {"range": [left - edge, left + wide + edge]},
        "margin": {"l": 8, "r": 8, "t": 40, "b": 8},
    }
    layout["yaxis"] = axis | {"scaleanchor": "x", "range": [-(top + tall + edge), edge - top]}
    # The shades are explained above the map already.
    layout |= {"showlegend": False, "dragmode": "pan"}
    data = [one for one in data if one["x"]]
    return {"data": [*data, _districts(area_map), dots], "layout": layout, "config": CONFIG}


def _rings(paths: list[str]) -> tuple[list, list]:
    """The points of outlines as Plotly draws them, with a gap after each ring."""
    across, down = [], []
    for path in paths:
        for ring in points_of(path):
            across += [*(point[0] for point in ring), ring[0][0], None]
            down += [*(-point[1] for point in ring), -ring[0][1], None]
    return across, down


def _districts(area_map: AreaMap) -> dict:
    across, down = _rings(list(area_map.outlines))
    line = {"color": INK, "width": 1.5}
    return {"type": "scatter", "mode": "lines", "x": across, "y": down, "line": line, "hoverinfo": "skip"}


def _tenth(area_map: AreaMap, tenth: int) -> dict:
    across, down = _rings([area.path for area in area_map.areas if area.tenth == tenth])
    name = f"{tenth}{' (most deprived)' if tenth == 1 else ' (least deprived)' if tenth == 10 else ''}"
    trace = {"type": "scatter", "mode": "lines", "fill": "toself", "x": across, "y": down, "name": name}
    return trace | {"fillcolor": SHADES[tenth - 1], "line": {"color": "#ffffff", "width": 1}, "hoverinfo": "skip"}


def _plain(text: str) -> str:
    """Nothing in a name is markup to Plotly."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
