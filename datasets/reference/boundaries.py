"""Outlines of small areas (LSOA 2021) and districts as paths on a flat grid of 10 metres, for display only."""

import re
from dataclasses import dataclass

from datasets.reference.places import Place, place_of
from datasets.reference.store import kept, rows_of

_STARTS = re.compile(r"M(\d+) (\d+)l([^z]*)z")
_STEPS = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Shape:
    """One outline: path is SVG path data; box is (left, top, right, bottom). code is an LSOA's or a district's."""

    code: str
    district: str
    path: str
    box: tuple[int, int, int, int]


@kept
def _shapes() -> tuple[Shape, ...]:
    return tuple(Shape(row["code"], row["district"], row["path"], _box(row["path"])) for row in rows_of("shapes_2021"))


def area_shapes(place: str | Place) -> tuple[Shape, ...]:
    """The small areas of a place."""
    codes = place_of(place).districts
    return tuple(one for one in _shapes() if one.district in codes and one.code != one.district)


def district_shapes(place: str | Place) -> tuple[Shape, ...]:
    """The districts of a place."""
    codes = place_of(place).districts
    return tuple(one for one in _shapes() if one.code in codes)


def points_of(path: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The points (right, down) of each ring of a path."""
    rings = []
    for x, y, rest in _STARTS.findall(path):
        points = [(int(x), int(y))]
        steps = [int(step) for step in _STEPS.findall(rest)]
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            points.append((points[-1][0] + right, points[-1][1] + down))
        rings.append(tuple(points))
    return tuple(rings)


def _box(path: str) -> tuple[int, int, int, int]:
    points = [point for ring in points_of(path) for point in ring]
    across, down = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(down), max(across), max(down)
