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
