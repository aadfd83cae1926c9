"""A point on a small map that needs no script: land, the largest places around, how far and in which direction they lie.

Drawn from Natural Earth and the gazetteer. It is what a second officer compares with the address.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import shapely

from diwan.coordinate.land import land_in
from diwan.process.places.around import Around, places_around

WIDTH, HEIGHT = 640, 400
REACH_KM = 60.0
KILOMETRES_A_DEGREE = 111.2
MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Labelled:
    geonameid: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SiteMap:
    """In pixels. `land`: the data of an SVG path. `nearest`: of all places that are known around, the nearest first."""

    x: float
    y: float
    land: str
    labels: tuple[Labelled, ...]
    nearest: tuple[Around, ...]
    kilometre: float  # so many pixels


def site_map(latitude: float, longitude: float) -> SiteMap:
    degree = HEIGHT / (2 * REACH_KM / KILOMETRES_A_DEGREE)  # pixels
    narrow = max(math.cos(math.radians(latitude)), 0.05)

    def at(lat: float, lon: float) -> tuple[float, float]:
        across = (lon - longitude + 180) % 360 - 180
        return round(WIDTH / 2 + across * narrow * degree, 1), round(
            HEIGHT / 2 - (lat - latitude) * degree, 1
        )

    up, across = HEIGHT / 2 / degree, WIDTH / 2 / degree / narrow
    shapes = land_in(longitude - across, latitude - up, longitude + across, latitude + up)
    known = places_around(latitude, longitude, REACH_KM * 1.6, MOST_PLACES * 3)
    shown = sorted(known, key=lambda each: -each.population)[:MOST_PLACES]
    labels = tuple(Labelled(each.geonameid, *at(each.lat, each.lon)) for each in shown)
    inside = tuple(each for each in labels if 0 <= each.x <= WIDTH - 40 and 12 <= each.y <= HEIGHT - 4)
    x, y = at(latitude, longitude)
    path = "".join(_path(ring, at) for shape in shapes for ring in (shape.exterior, *shape.interiors))
    return SiteMap(x, y, path, inside, tuple(known[:3]), round(degree / KILOMETRES_A_DEGREE, 2))


def _path(ring: shapely.LinearRing, at: Callable[[float, float], tuple[float, float]]) -> str:
    points = [at(lat, lon) for lon, lat in ring.coords]
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"
