"""What the data adds to what a team wrote at a step: the guide names each in the in_plan of a step."""

from ..document import Drawing, Points
from .data import data_table


def _files(source) -> tuple:
    return (data_table(source, "Data used"),)


def _charts(source) -> tuple:
    """How complete the data is and what it says, with the sentences of the findings that rest on it."""
    sentences = tuple(
        f"{finding.figures['released']['sentence']} ({finding.ref})"
        for finding in source.thread.of("finding")
        if finding.figures
    )
    return (*(Drawing(chart) for chart in source.charts), *((Points(sentences),) if sentences else ()))


def _missing(source) -> tuple:
    """Who is seen beside who would be expected, with the need that was counted and its source."""
    return tuple(Drawing(chart) for chart in source.missing)


def _area(source) -> tuple:
    """The people who live where the service works, from published figures."""
    return tuple(Drawing(chart) for chart in source.area)


FIGURES = {"files": _files, "charts": _charts, "missing": _missing, "area": _area}
