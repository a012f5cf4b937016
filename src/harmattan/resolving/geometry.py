"""Distances and directions on the globe. Points are (latitude, longitude) in degrees, WGS84 taken as a sphere."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""

Point = tuple[float, float]


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres (haversine)."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half_lat = sin((lat_b - lat_a) / 2)
    half_lon = sin(radians(b[1] - a[1]) / 2)
    h = half_lat * half_lat + cos(lat_a) * cos(lat_b) * half_lon * half_lon
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def bearing(a: Point, b: Point) -> float:
    """Initial direction from ``a`` to ``b`` in degrees: 0 north, 90 east; in [0, 360)."""
    lat_a, lat_b, lon = radians(a[0]), radians(b[0]), radians(b[1] - a[1])
    east = sin(lon) * cos(lat_b)
    north = cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(lon)
    return degrees(atan2(east, north)) % 360.0


def angle_between(first: float, second: float) -> float:
    """Smallest angle between two bearings, 0 to 180 degrees."""
    return abs((first - second + 180.0) % 360.0 - 180.0)


def destination(start: Point, direction: float, km: float) -> Point:
    """Where one arrives going ``km`` from ``start`` towards bearing ``direction``."""
    lat, angle, way = radians(start[0]), radians(direction), km / EARTH_RADIUS_KM
    new_lat = asin(sin(lat) * cos(way) + cos(lat) * sin(way) * cos(angle))
    step = atan2(sin(angle) * sin(way) * cos(lat), cos(way) - sin(lat) * sin(new_lat))
    return degrees(new_lat), (start[1] + degrees(step) + 180.0) % 360.0 - 180.0


def midpoint(a: Point, b: Point) -> Point:
    """The point half way along the great circle from ``a`` to ``b``."""
    return destination(a, bearing(a, b), distance_km(a, b) / 2)


def box_centre(points: Iterable[Point]) -> Point:
    """Middle of the bounding box: a better centre of an area than the mean, which crowds towards its cities.

    Longitudes that lie on both sides of the date line are unwrapped first.

    Raises:
        ValueError: there is no point.
    """
    known = list(points)
    if not known:
        raise ValueError("an area without a point has no centre")
    lats = [lat for lat, _ in known]
    lons = [lon for _, lon in known]
    if max(lons) - min(lons) > 180:
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lon = (min(lons) + max(lons)) / 2
    return (min(lats) + max(lats)) / 2, (lon + 180.0) % 360.0 - 180.0
