"""Boundaries of small areas (LSOA 2021) as GeoJSON of the Open Geography portal, in degrees or on the National Grid."""

import json
from math import cos, radians
from pathlib import Path

from datasets.reference.places import districts
from datasets.reference.small_areas import small_areas
from datasets.reference.updating.draft import Draft, NewTable, NotUsable, and_more
from datasets.reference.updating.national_grid import latitude_and_longitude
from datasets.reference.updating.outlines import Ring, around, simplified, turned_alike

NAME = "ONS boundaries of small areas (LSOA 2021, GeoJSON)"
_CODES = ("LSOA21CD", "lsoa21cd", "code")
# The grid: ten metres, from a corner north-west of Glossop; widths are true in the middle of the county.
_WEST, _NORTH, _MIDDLE, _STEPS = -2.05, 53.56, 53.1, 11_132.0
_SIMPLER = 4.0


def is_geojson(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(path: Path, draft: Draft) -> str:
    """Outlines of our small areas, simpler by 40 metres, and of the districts they make up."""
    geometries = _ours(path)
    rings = {code: _rings(geometry) for code, geometry in geometries.items()}
    simple = simplified(rings, _SIMPLER)
    areas = small_areas(2021)
    rows = [(code, areas[code].district, path_of(simple[code])) for code in sorted(simple)]
    for place in districts():
        inside = [ring for code, every in simple.items() if areas[code].district == place.code for ring in every]
        rows.append((place.code, place.code, path_of(around(inside))))
    source = f"{path.name}, simplified to 40 m"
    draft.take(NewTable("shapes_2021", 1, ("code", "district", "path"), tuple(rows), source))
    points = sum(len(ring) for every in simple.values() for ring in every)
    return f"{len(simple)} small areas and {len(districts())} districts, {points:,} points"


def _ours(path: Path) -> dict[str, dict]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            features = json.load(file)["features"]
        coded = {next(one["properties"][name] for name in _CODES if name in one["properties"]): one for one in features}
    except json.JSONDecodeError as fault:
        raise NotUsable(f"Line {fault.lineno}: this is no whole GeoJSON file. Download it again.") from None
    except (KeyError, TypeError, StopIteration):
        raise NotUsable(
            "This is not GeoJSON of small areas: every feature needs its code as LSOA21CD. Download “Lower layer Super "
            "Output Areas (December 2021) Boundaries EW BGC” as GeoJSON."
        ) from None
    found = {code: one["geometry"] for code, one in coded.items() if code in small_areas(2021)}
    if missing := sorted(set(small_areas(2021)) - set(found)):
        raise NotUsable(f"The file has no boundary of {and_more(missing)}. Give the whole file for England and Wales.")
    return found


def _rings(geometry: dict) -> list[Ring]:
    """The rings of a geometry on the grid, all in one direction, holes in the other."""
    kinds = {"Polygon": lambda one: [one], "MultiPolygon": lambda one: one}
    if geometry["type"] not in kinds:
        raise NotUsable(f"A small area is a {geometry['type']}, where an area is needed.")
    made = []
    for polygon in kinds[geometry["type"]](geometry["coordinates"]):
        for place, ring in enumerate(polygon):
            turned = turned_alike(_on_grid(ring))
            made.append(turned if place == 0 else turned[::-1])
    whole = [ring for ring in made if len(ring) >= 3]
    return whole or made[:1]


def _on_grid(ring: list) -> Ring:
    spots = [to_grid(*point[:2]) for point in ring]
    return [spot for place, spot in enumerate(spots) if spot != spots[place - 1]]


def to_grid(x: float, y: float) -> tuple[int, int]:
    """Tens of metres right and down of the corner, of degrees or of metres on the National Grid."""
    lat, lon = latitude_and_longitude(x, y) if abs(x) > 180 or abs(y) > 90 else (y, x)
    return round((lon - _WEST) * cos(radians(_MIDDLE)) * _STEPS), round((_NORTH - lat) * _STEPS)


def path_of(rings: list[Ring]) -> str:
    """SVG path data: each ring from its first point in steps."""
    return "".join(_path_of(ring) for ring in rings)


def _path_of(ring: Ring) -> str:
    steps = [(x - u, y - v) for (u, v), (x, y) in zip(ring, ring[1:], strict=False)]
    written = "".join(
        f"{'' if place == 0 or x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}" for place, (x, y) in enumerate(steps)
    )
    return f"M{ring[0][0]} {ring[0][1]}l{written}z"
