"""A volume: an area × a height band × times, how sure its author is of them, and a box around it.

The box lies in the earth-centred axes, which have neither date line nor poles. Boxes of two volumes that meet overlap
in all five directions, so a comparison of boxes finds every candidate.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from diwan.coordinate.space.area import PIECE_M, Area, Shape
from diwan.coordinate.space.earth import centred
from diwan.coordinate.space.heights import Band, widest
from diwan.coordinate.space.windows import Window

MOST_VOLUMES = 100
_SLACK_M = 1.0
_SAG_M = (
    PIECE_M**2 / 8 / 6_330_000.0
)  # how far a piece of an edge bows out of the straight line between its ends
# Where the surface turns back along an axis: the only places that may stick out beyond a ring's edge.
_TIPS = ((0.0, 0.0), (180.0, 0.0), (90.0, 0.0), (-90.0, 0.0), (0.0, 90.0), (0.0, -90.0))


@dataclass(frozen=True)
class Uncertainty:
    """How far what really happens may leave what is announced: to each side, up and down, earlier and later."""

    horizontal_m: float = 0.0
    vertical_m: float = 0.0
    seconds: int = 0


EXACT = Uncertainty()


@dataclass(frozen=True)
class Volume:
    area: Area
    band: Band
    window: Window
    uncertainty: Uncertainty = EXACT

    @property
    def reach_m(self) -> float:
        """How far around the area's core this may be met."""
        return self.area.reach_m + self.uncertainty.horizontal_m


class Box(NamedTuple):
    """Metres from the earth's centre, metres above the ellipsoid, seconds since 1970. Holds the whole volume."""

    x_min: float
    y_min: float
    z_min: float
    x_max: float
    y_max: float
    z_max: float
    lower_m: float
    upper_m: float
    start: int
    end: int


def box_of(volume: Volume) -> Box:
    corners = centred(*volume.area.pieces)
    if volume.area.shape is Shape.POLYGON:
        tips = [centred(lon, lat) for lon, lat in _TIPS if volume.area.encloses(lon, lat)]
        corners = np.vstack((corners, *tips)) if tips else corners
    around = volume.reach_m + _SAG_M + _SLACK_M
    low, high = corners.min(axis=0) - around, corners.max(axis=0) + around
    lower, upper = widest(volume.band)
    sure = volume.uncertainty
    spans = volume.window.spans
    return Box(
        float(low[0]),
        float(low[1]),
        float(low[2]),
        float(high[0]),
        float(high[1]),
        float(high[2]),
        lower - sure.vertical_m - _SLACK_M,
        upper + sure.vertical_m + _SLACK_M,
        spans[0][0] - sure.seconds,
        max(end for _, end in spans) + sure.seconds,
    )
