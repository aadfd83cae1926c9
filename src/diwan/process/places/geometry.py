"""Distances on the globe, quickly: a spot is a point of the unit sphere, worked out once for each place."""

import math
from typing import NamedTuple

_EARTH_DIAMETER_KM = 12742.0


class Spot(NamedTuple):
    z: float  # first, so that spots sort from south to north
    x: float
    y: float


def spot_of(lat: float, lon: float) -> Spot:
    phi, lam = math.radians(lat), math.radians(lon)
    return Spot(math.sin(phi), math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam))


def squared_chord(one: Spot, other: Spot) -> float:
    """Of the straight line between them through the unit sphere; no coordinate differs by more than the line."""
    z, x, y = one.z - other.z, one.x - other.x, one.y - other.y
    return z * z + x * x + y * y


def kilometres(squared: float) -> float:
    """The great-circle distance over a chord."""
    return _EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(squared) / 2))


def chord(distance_km: float) -> float:
    return 2 * math.sin(distance_km / _EARTH_DIAMETER_KM)
