"""From the British National Grid to latitude and longitude, good to some five metres: enough for a map to look at.

Method: Ordnance Survey, A guide to coordinate systems in Great Britain, annexes B and C (inverse Transverse Mercator on
the Airy ellipsoid, then the seven-parameter Helmert change to WGS84).
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AIRY, WGS84 = (6_377_563.396, 6_356_256.909), (6_378_137.0, 6_356_752.3142)
_F0, _LAT0, _LON0, _E0, _N0 = 0.9996012717, radians(49), radians(-2), 400_000, -100_000
# OSGB36 to WGS84: metres, parts per million, seconds of arc.
_SHIFT, _SCALE, _TURN = (446.448, -125.157, 542.060), -20.4894e-6, (0.1502, 0.2470, 0.8421)


def on_airy(east: float, north: float) -> tuple[float, float]:
    """(latitude, longitude) in degrees on the Airy ellipsoid, of metres east and north."""
    a, b = AIRY
    squared = (a * a - b * b) / (a * a)
    lat, arc = _LAT0, 0.0
    while abs(north - _N0 - arc) >= 1e-5:
        lat += (north - _N0 - arc) / (a * _F0)
        arc = _meridian(lat)
    nu = a * _F0 / sqrt(1 - squared * sin(lat) ** 2)
    rho = a * _F0 * (1 - squared) / (1 - squared * sin(lat) ** 2) ** 1.5
    eta, t, east = nu / rho - 1, tan(lat), east - _E0
    seven = t / (2 * rho * nu)
    eight = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta)
    nine = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    ten = 1 / (cos(lat) * nu)
    eleven = 1 / (cos(lat) * 6 * nu**3) * (nu / rho + 2 * t**2)
    twelve = 1 / (cos(lat) * 120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    found = lat - seven * east**2 + eight * east**4 - nine * east**6
    return degrees(found), degrees(_LON0 + ten * east - eleven * east**3 + twelve * east**5)


def _meridian(lat: float) -> float:
    """The length of the meridian from the true origin, in metres."""
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = lat - _LAT0, lat + _LAT0
    return (
        b
        * _F0
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
            - (3 * n + 3 * n**2 + 2.625 * n**3) * sin(less) * cos(more)
            + (1.875 * n**2 + 1.875 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def latitude_and_longitude(east: float, north: float) -> tuple[float, float]:
    """(latitude, longitude) in degrees on WGS84."""
    lat, lon = map(radians, on_airy(east, north))
    a, b = AIRY
    squared = (a * a - b * b) / (a * a)
    nu = a / sqrt(1 - squared * sin(lat) ** 2)
    x, y, z = nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), (1 - squared) * nu * sin(lat)
    rx, ry, rz = (radians(turn / 3600) for turn in _TURN)
    s, (tx, ty, tz) = 1 + _SCALE, _SHIFT
    x, y, z = tx + s * x - rz * y + ry * z, ty + rz * x + s * y - rx * z, tz - ry * x + rx * y + s * z
    return _on_ellipsoid(x, y, z)


def _on_ellipsoid(x: float, y: float, z: float) -> tuple[float, float]:
    a, b = WGS84
    squared, across = (a * a - b * b) / (a * a), hypot(x, y)
    lat = atan2(z, across * (1 - squared))
    for _ in range(6):
        nu = a / sqrt(1 - squared * sin(lat) ** 2)
        lat = atan2(z + squared * nu * sin(lat), across)
    return degrees(lat), degrees(atan2(y, x))
