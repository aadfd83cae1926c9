"""The places that the gazetteer knows around a point, for somebody who compares a point with an address."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from diwan.process.places.gazetteer import gazetteer
from diwan.process.places.geometry import kilometres, spot_of, squared_chord

KILOMETRES_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Around:
    geonameid: int
    lat: float
    lon: float
    population: int
    distance_km: float
    bearing_degrees: float  # from the place to the point, clockwise from north


def places_around(lat: float, lon: float, reach_km: float, most: int) -> list[Around]:
    """The most populous within reach, the nearest first."""
    ids, lats, lons, people = _cities()
    narrow = max(math.cos(math.radians(lat)), 0.01)
    near = (np.abs(lats - lat) <= reach_km / KILOMETRES_A_DEGREE) & (
        np.abs((lons - lon + 180) % 360 - 180) * narrow <= reach_km / KILOMETRES_A_DEGREE
    )
    spot, found = spot_of(lat, lon), list[Around]()
    for n in np.flatnonzero(near):
        place = float(lats[n]), float(lons[n])
        away = kilometres(squared_chord(spot, spot_of(*place)))
        east = ((lon - place[1] + 180) % 360 - 180) * narrow
        bearing = math.degrees(math.atan2(east, lat - place[0])) % 360
        found.append(Around(int(ids[n]), *place, int(people[n]), away, bearing))
    found.sort(key=lambda each: (-each.population, each.distance_km))
    return sorted(found[:most], key=lambda each: each.distance_km)


Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@cache
def _cities() -> tuple[Whole, Floats, Floats, Whole]:
    rows = gazetteer().cities()
    return (
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows], float),
        np.array([row[2] for row in rows], float),
        np.array([row[3] for row in rows]),
    )
