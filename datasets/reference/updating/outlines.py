"""Outlines made simpler together: borders that two areas share stay one line, so there are no gaps and no overlaps."""

from collections import defaultdict

Spot = tuple[int, int]
Ring = list[Spot]


def simplified(rings: dict[str, list[Ring]], tolerance: float) -> dict[str, list[Ring]]:
    """Rings of each area, closed by themselves (no last point that repeats the first), with fewer points.

    Points where more than two borders meet stay; the line between two of them loses the points that lie nearer than
    the tolerance to the simpler line (Douglas and Peucker, 1973). Rings too small to be seen are left out.
    """
    meeting = _meeting_points(rings)
    done = {code: [_simplified_ring(ring, meeting, tolerance) for ring in every] for code, every in rings.items()}
    return {code: [ring for ring in every if len(ring) >= 3] or rings[code][:1] for code, every in done.items()}


def around(rings: list[Ring]) -> list[Ring]:
    """The outline of areas that lie side by side: the edges that only one of them has, joined to rings."""
    edges = {(one, two) for ring in rings for one, two in zip(ring, ring[1:] + ring[:1], strict=True)}
    outer: dict[Spot, list[Spot]] = defaultdict(list)
    for one, two in sorted(edges):
        if (two, one) not in edges:
            outer[one].append(two)
    found = []
    while outer:
        start = min(outer)
        ring, spot = [], start
        while spot in outer:
            ring.append(spot)
            nexts = outer[spot]
            after = nexts.pop()
            if not nexts:
                del outer[spot]
            spot = after
        if len(ring) >= 3:
            found.append(ring)
    return found


def turned_alike(ring: Ring) -> Ring:
    """The ring in the one direction, so that neighbours pass along their border in opposite ones."""
    return ring if area(ring) >= 0 else ring[::-1]


def area(ring: Ring) -> float:
    """Signed, in squares of the grid."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _meeting_points(rings: dict[str, list[Ring]]) -> set[Spot]:
    beside: dict[Spot, set[Spot]] = defaultdict(set)
    for every in rings.values():
        for ring in every:
            for one, two in zip(ring, ring[1:] + ring[:1], strict=True):
                beside[one].add(two)
                beside[two].add(one)
    return {spot for spot, others in beside.items() if len(others) > 2}


def _simplified_ring(ring: Ring, meeting: set[Spot], tolerance: float) -> Ring:
    # A ring that meets no other begins at its least point, so that its neighbour, if it has one, begins there too.
    ends = [place for place, spot in enumerate(ring) if spot in meeting] or [ring.index(min(ring))]
    turned = ring[ends[0] :] + ring[: ends[0]]
    ends = [place - ends[0] for place in ends] + [len(turned)]
    closed, made = [*turned, turned[0]], []
    for first, last in zip(ends, ends[1:], strict=False):
        made += _line(closed[first : last + 1], tolerance)[:-1]
    return made


def _line(line: list[Spot], tolerance: float) -> list[Spot]:
    """The same from both its ends, whichever area it is asked for."""
    if line[0] == line[-1]:
        # A loop: parted at the point farthest from its start.
        far = max(range(len(line)), key=lambda place: (_squared(line[0], line[place]), line[place]))
        return (
            _line(line[: far + 1], tolerance)[:-1] + _line(line[far:], tolerance) if 0 < far < len(line) - 1 else line
        )
    backwards = line[0] > line[-1]
    found = _thinned(line[::-1] if backwards else line, tolerance * tolerance)
    return found[::-1] if backwards else found


def _thinned(line: list[Spot], squared: float) -> list[Spot]:
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        farthest, most = 0, squared
        for place in range(first + 1, last):
            off = _off(line[place], line[first], line[last])
            if off > most:
                farthest, most = place, off
        if farthest:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [line[place] for place in sorted(kept)]


def _squared(one: Spot, two: Spot) -> int:
    return (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2


def _off(spot: Spot, start: Spot, end: Spot) -> float:
    """The squared distance of a point from the line between two others."""
    long = _squared(start, end)
    if not long:
        return _squared(spot, start)
    along = ((spot[0] - start[0]) * (end[0] - start[0]) + (spot[1] - start[1]) * (end[1] - start[1])) / long
    along = max(0.0, min(1.0, along))
    x, y = start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1])
    return (spot[0] - x) ** 2 + (spot[1] - y) ** 2
