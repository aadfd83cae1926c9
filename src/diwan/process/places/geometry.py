"""Distances on the globe."""

import math

from diwan.core.reading import PlaceCandidate

_EARTH_DIAMETER_KM = 12742.0


def kilometres(one: PlaceCandidate, other: PlaceCandidate) -> float:
    """Great-circle distance (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(h)))
