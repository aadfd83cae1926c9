"""Distances on the globe, quickly: a spot is a point of the unit sphere, worked out once for each place."""

import math
from collections.abc import Iterable
from typing import NamedTuple

_EARTH_DIAMETER_KM = 12742.0


class Spot(NamedTuple):
    z: float  # first, so that spots sort from south to north
    x: float
    y: float


def spot_of(lat: float, lon: float) -> Spot:
    phi, lam = math.radians(lat), math.radians(lon)
    return Spot(math.sin(phi), math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam))


def kilometres(one: Spot, other: Spot) -> float:
    """Great-circle distance."""
    return nearest(one, (other,))


def chord_of(distance_km: float) -> float:
    """The straight line through the unit sphere between spots so far apart: no coordinate differs by more."""
    return 2 * math.sin(distance_km / _EARTH_DIAMETER_KM)


def nearest(one: Spot, others: Iterable[Spot]) -> float:
    """Kilometres to the nearest of the others; infinite when there is none."""
    z, x, y = one
    squared = min(((z - c) ** 2 + (x - a) ** 2 + (y - b) ** 2 for c, a, b in others), default=None)
    if squared is None:
        return math.inf
    return _EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(squared) / 2))
