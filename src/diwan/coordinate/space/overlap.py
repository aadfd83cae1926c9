"""Where two volumes overlap and how much of the surface: a drawing for people, not what decides.

Laid flat around the smaller of the two, so the figure is near enough for a sentence (“about 2.4 km²”).
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from diwan.coordinate.space.area import Point, Shape, from_plane, plane_of
from diwan.coordinate.space.nearness import Nearest
from diwan.coordinate.space.volume import Volume


def overlap(mine: Volume, theirs: Volume, nearest: Nearest) -> tuple[Point, float]:
    """A point in both as far as each may reach, and the square metres that both cover."""
    smaller = min((mine, theirs), key=lambda volume: volume.area.ball[1] + volume.reach_m)
    middle = smaller.area.middle
    both = shapely.intersection(_flat(mine, middle), _flat(theirs, middle))
    if both.is_empty or both.area == 0.0:
        return _between(nearest), 0.0
    inside = both.representative_point()
    return from_plane(inside.x, inside.y, middle), float(both.area)


def outline(volume: Volume) -> list[Point]:
    """The edge of all that the volume may reach, for a map; of what a reach leaves open inside, nothing is drawn."""
    middle = volume.area.middle
    flat = _flat(volume, middle)
    if flat.geom_type != "Polygon":
        flat = flat.convex_hull
    edge = shapely.simplify(flat.exterior, min(flat.length / 2000, 500.0))
    return [from_plane(x, y, middle) for x, y in edge.coords]


def _flat(volume: Volume, middle: Point) -> BaseGeometry:
    plane = plane_of(*volume.area.pieces, middle)
    if volume.area.shape is Shape.CIRCLE:
        core: BaseGeometry = shapely.Point(plane[0])
    elif volume.area.shape is Shape.POLYGON:
        core = shapely.polygons(plane)
        core = core if core.is_valid else shapely.make_valid(core)
    else:
        core = shapely.LineString(plane)
    return shapely.buffer(core, volume.reach_m, quad_segs=16) if volume.reach_m else core


def _between(nearest: Nearest) -> Point:
    """Halfway between the nearest points."""
    flat = plane_of(np.array(nearest.there.longitude), np.array(nearest.there.latitude), nearest.here)
    return from_plane(float(flat[..., 0]) / 2, float(flat[..., 1]) / 2, nearest.here)
