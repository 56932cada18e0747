"""How far two points on the map are apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Final

Point = tuple[float, float]  # latitude and longitude in degrees (WGS84)
# Mean radius of the International Union of Geodesy and Geophysics (GRS 80).
_EARTH_RADIUS_KM: Final = 6371.0088


def kilometres(a: Point, b: Point) -> float:
    """The distance as the crow flies, in kilometres (haversine; within half a percent on the real earth)."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def flat_scale(near: Point) -> Point:
    """How many kilometres a degree of latitude and one of longitude are, in the surroundings of a point."""
    degree = radians(1) * _EARTH_RADIUS_KM
    return degree, degree * cos(radians(near[0]))


def flat_kilometres(near: Point, other: Point) -> float:
    """As `kilometres`, by a formula that queries have too: on a map. Within a percent as far as Belgium goes."""
    latitude, longitude = flat_scale(near)
    return sqrt(((other[0] - near[0]) * latitude) ** 2 + ((other[1] - near[1]) * longitude) ** 2)
