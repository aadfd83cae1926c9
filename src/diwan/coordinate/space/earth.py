"""Geodesics of the WGS84 ellipsoid on arrays (Karney 2013, by PROJ), and earth-centred points.

Degrees and metres throughout; longitude stands first inside this package, as PROJ takes it.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from pyproj import Geod

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

GEOD = Geod(ellps="WGS84")
A_M = 6378137.0
B_M = float(GEOD.b)
_E2 = float(GEOD.es)
MEAN_RADIUS_M = 6371008.8


def inverse(lon1: Any, lat1: Any, lon2: Any, lat2: Any) -> tuple[Floats, Floats, Floats]:
    """Azimuth at the first point towards the second, at the second towards the first, and the distance."""
    a, b, c, d = np.broadcast_arrays(lon1, lat1, lon2, lat2)
    there, back, distance = GEOD.inv(a, b, c, d)
    return np.asarray(there), np.asarray(back), np.asarray(distance)


def forward(lon: Floats, lat: Floats, azimuth: Floats, distance: Floats) -> tuple[Floats, Floats, Floats]:
    """The point that far along, and the azimuth there in which the geodesic goes on."""
    lon2, lat2, back = GEOD.fwd(lon, lat, azimuth, distance)
    return np.asarray(lon2), np.asarray(lat2), np.asarray(back) + 180.0


def centred(lon: Any, lat: Any) -> Floats:
    """Points of the surface in the earth-centred axes, metres; the last dimension is x, y, z."""
    phi, lam = np.radians(lat), np.radians(lon)
    normal = A_M / np.sqrt(1.0 - _E2 * np.sin(phi) ** 2)
    flat = normal * np.cos(phi)
    return np.stack((flat * np.cos(lam), flat * np.sin(lam), normal * (1.0 - _E2) * np.sin(phi)), axis=-1)


def surface_point(centred_point: Floats) -> tuple[float, float]:
    """Longitude and latitude under or above an earth-centred point: near enough to centre a drawing on."""
    x, y, z = (float(value) for value in centred_point)
    return float(np.degrees(np.arctan2(y, x))), float(
        np.degrees(np.arctan2(z, (1.0 - _E2) * max(np.hypot(x, y), 1e-9)))
    )


def along(distance: Floats, turn_degrees: Floats) -> Floats:
    """How far along a line the foot of a point lies that is seen at this distance and angle: on a sphere."""
    arc, turn = distance / MEAN_RADIUS_M, np.radians(turn_degrees)
    return np.asarray(MEAN_RADIUS_M * np.arctan2(np.sin(arc) * np.cos(turn), np.cos(arc)))
