"""Areas: a polygon, a circle, or a corridor along a line, with geodesic edges.

Each is a core (a ring, a point, a line) and how far the area reaches around it, so one distance decides whether two
areas meet.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
import shapely

from diwan.coordinate.space.earth import Floats, centred, forward, inverse, surface_point
from diwan.coordinate.space.faults import NotAVolume

MOST_POINTS = 10_000  # as many as ASTM F3548-21 allows an intent
MOST_REACH_M = (
    4_000_000.0  # of a core from its first point: two near areas stay within one hemisphere's geodesics
)
MOST_RADIUS_M = 1_000_000.0
MOST_WIDTH_M = 200_000.0
PIECE_M = 20_000.0  # edges are cut so short where they are drawn or boxed


class Shape(StrEnum):
    POLYGON = "polygon"
    CIRCLE = "circle"
    CORRIDOR = "corridor"


class Point(NamedTuple):
    """Latitude first, as people write it."""

    latitude: float
    longitude: float


class Edges(NamedTuple):
    """The geodesics of a core. A circle's core is one edge without length."""

    lon: Floats
    lat: Floats
    lon_end: Floats
    lat_end: Floats
    azimuth: Floats
    length: Floats
    middle: Floats  # earth-centred
    half: Floats  # no point of the edge is farther from the middle, in a straight line


@dataclass(frozen=True)
class Area:
    """Made by `polygon`, `circle` and `corridor`, which check it."""

    shape: Shape
    points: tuple[Point, ...]
    reach_m: float = 0.0

    @cached_property
    def edges(self) -> Edges:
        lat, lon = np.array(self.points, float).T
        if self.shape is Shape.CIRCLE:
            zero = np.zeros(1)
            return Edges(lon, lat, lon, lat, zero, zero, centred(lon, lat), zero)
        if self.shape is Shape.POLYGON:
            lon_end, lat_end = np.roll(lon, -1), np.roll(lat, -1)
        else:
            lon, lon_end, lat, lat_end = lon[:-1], lon[1:], lat[:-1], lat[1:]
        azimuth, _, length = inverse(lon, lat, lon_end, lat_end)
        lon_middle, lat_middle, _ = forward(lon, lat, azimuth, length / 2)
        return Edges(
            lon, lat, lon_end, lat_end, azimuth, length, centred(lon_middle, lat_middle), length / 2 + 1e-6
        )

    @cached_property
    def ball(self) -> tuple[Floats, float]:
        """An earth-centred ball that holds the core, what a ring encloses included: its centre and radius."""
        centre = self.edges.middle.mean(axis=0)
        radius = float((np.linalg.norm(self.edges.middle - centre, axis=1) + self.edges.half).max())
        # what a ring encloses stands higher than a flat lid over its corners
        return centre, radius + radius**2 / 6e6 if self.shape is Shape.POLYGON else radius

    @cached_property
    def middle(self) -> Point:
        longitude, latitude = surface_point(self.ball[0])
        return Point(latitude, longitude)

    @cached_property
    def pieces(self) -> tuple[Floats, Floats]:
        """Longitude and latitude of the corners and of points between them, none farther apart than `PIECE_M`."""
        edges = self.edges
        if edges.length.max() <= PIECE_M:
            return np.append(edges.lon, edges.lon_end[-1]), np.append(edges.lat, edges.lat_end[-1])
        counts = np.maximum(np.ceil(edges.length / PIECE_M).astype(int), 1)
        which = np.repeat(np.arange(len(counts)), counts)
        place = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
        lon, lat, _ = forward(
            edges.lon[which],
            edges.lat[which],
            edges.azimuth[which],
            edges.length[which] * place / counts[which],
        )
        return np.append(lon, edges.lon_end[-1]), np.append(lat, edges.lat_end[-1])

    def encloses(self, lon: float, lat: float) -> bool:
        """Whether the ring runs around the point: all that its corners turn as seen from there."""
        if self.shape is not Shape.POLYGON:
            return False
        centre, radius = self.ball
        if np.linalg.norm(centred(lon, lat) - centre) > radius:
            return False
        azimuth, _, _ = inverse(lon, lat, self.edges.lon, self.edges.lat)
        turns = (np.roll(azimuth, -1) - azimuth + 180.0) % 360.0 - 180.0
        return abs(float(turns.sum())) > 180.0


def polygon(corners: Iterable[tuple[float, float]], *, margin_m: float = 0.0, field: str = "area") -> Area:
    """Corners as latitude, longitude along the edge, first one repeated at the end or not."""
    if not 0 <= margin_m <= MOST_RADIUS_M:
        raise NotAVolume(field, "radius", value=margin_m, most=int(MOST_RADIUS_M))
    points = _points(corners, field)
    if len(points) > 1 and points[0] == points[-1]:
        points = points[:-1]
    if len(set(points)) < 3:
        raise NotAVolume(field, "few_corners", count=len(set(points)))
    area = Area(Shape.POLYGON, points, margin_m)
    _may_not_cross_itself(area, field)
    return area


def circle(centre: tuple[float, float], radius_m: float, *, field: str = "area") -> Area:
    if not 0 < radius_m <= MOST_RADIUS_M:
        raise NotAVolume(field, "radius", value=radius_m, most=int(MOST_RADIUS_M))
    return Area(Shape.CIRCLE, _points([centre], field), radius_m)


def corridor(line: Iterable[tuple[float, float]], width_m: float, *, field: str = "area") -> Area:
    """All that lies within half the width of the line, its ends included."""
    points = _points(line, field)
    if len(set(points)) < 2:
        raise NotAVolume(field, "few_points", count=len(set(points)))
    if not 0 < width_m <= MOST_WIDTH_M:
        raise NotAVolume(field, "width", value=width_m, most=int(MOST_WIDTH_M))
    return Area(Shape.CORRIDOR, points, width_m / 2)


def point(latitude: float, longitude: float, field: str) -> Point:
    """A longitude of 180 and of −180 are the same line; a pole has one longitude."""
    if not -90 <= latitude <= 90:
        if -90 <= longitude <= 90 and -180 <= latitude <= 180:
            raise NotAVolume(field, "swapped", latitude=latitude, longitude=longitude)
        raise NotAVolume(field, "latitude", value=latitude)
    if not -180 <= longitude <= 180:
        raise NotAVolume(field, "longitude", value=longitude)
    if abs(latitude) == 90:
        return Point(float(latitude), 0.0)
    return Point(float(latitude), -180.0 if longitude == 180 else float(longitude))


def _points(given: Iterable[tuple[float, float]], field: str) -> tuple[Point, ...]:
    """Checked, and without a point said twice in a row."""
    found: list[Point] = []
    for count, (latitude, longitude) in enumerate(given, start=1):
        if count > MOST_POINTS + 1:
            raise NotAVolume(field, "many_points", count=f"{MOST_POINTS}+", most=MOST_POINTS)
        if not (math.isfinite(latitude) and math.isfinite(longitude)):
            raise NotAVolume(field, "not_a_number", value=f"{latitude}, {longitude}")
        now = point(latitude, longitude, field)
        if not found or now != found[-1]:
            found.append(now)
    if len(found) > 1:
        lat, lon = np.array(found, float).T
        farthest = float(inverse(lon[0], lat[0], lon, lat)[2].max())
        if farthest > MOST_REACH_M:
            raise NotAVolume(field, "too_wide", value=round(farthest / 1000), most=round(MOST_REACH_M / 1000))
    return tuple(found)


def _may_not_cross_itself(area: Area, field: str) -> None:
    """Looked at in a plane around the middle, with long edges cut: thinner than a metre is too thin."""
    plane = plane_of(*area.pieces, area.middle)
    ring = shapely.linearrings(plane[:-1])
    if shapely.area(shapely.convex_hull(ring)) < 1.0:
        raise NotAVolume(field, "no_surface")
    if shapely.is_simple(ring):
        return
    reason = str(shapely.is_valid_reason(shapely.polygons(ring)))
    where = reason.partition("[")[2].rstrip("]").split()
    x, y = (float(value) for value in where) if len(where) == 2 else plane[0]
    spot = from_plane(x, y, area.middle)
    raise NotAVolume(
        field, "crosses_itself", latitude=f"{spot.latitude:.5f}", longitude=f"{spot.longitude:.5f}"
    )


def plane_of(lon: Floats, lat: Floats, middle: Point) -> Floats:
    """Distance and direction from the middle, laid flat (azimuthal equidistant): x east, y north."""
    azimuth, _, distance = inverse(middle.longitude, middle.latitude, lon, lat)
    turn = np.radians(azimuth)
    return np.stack((distance * np.sin(turn), distance * np.cos(turn)), axis=-1)


def from_plane(x: float, y: float, middle: Point) -> Point:
    lon, lat, _ = forward(
        np.array([middle.longitude]),
        np.array([middle.latitude]),
        np.array([math.degrees(math.atan2(x, y))]),
        np.array([math.hypot(x, y)]),
    )
    return Point(float(lat[0]), float(lon[0]))
