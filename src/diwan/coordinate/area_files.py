"""Areas from a file: GeoJSON (RFC 7946), as lines of points that an officer can see and correct. Pure.

A file holds areas of one shape. Holes are filled: what keeps clear of the whole keeps clear of the part.
"""

import json
from typing import Any

from diwan.coordinate.space import NotAVolume, Shape
from diwan.coordinate.space.area import MOST_POINTS

LARGEST_BYTES = 2_000_000
_SHAPES = {"Point": Shape.CIRCLE, "LineString": Shape.CORRIDOR, "Polygon": Shape.POLYGON}


def areas_in(data: bytes) -> tuple[Shape, str]:
    """Points a line, latitude first, an empty line between two areas. Raises NotAVolume."""
    if len(data) > LARGEST_BYTES:
        raise NotAVolume("file", "large_file", most=LARGEST_BYTES // 1_000_000)
    try:
        found = list(_simple(json.loads(data)))
        shapes = {shape for shape, _ in found}
        written = ["\n".join(f"{float(y):.7f} {float(x):.7f}" for x, y, *_ in points) for _, points in found]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotAVolume("file", "not_geojson") from None
    if not found:
        raise NotAVolume("file", "not_geojson")
    if len(shapes) > 1:
        raise NotAVolume("file", "mixed_shapes")
    if sum(len(points) for _, points in found) > MOST_POINTS * 2:
        raise NotAVolume("file", "many_points", count=f"{MOST_POINTS}+", most=MOST_POINTS)
    return shapes.pop(), "\n\n".join(written)


def _simple(given: dict[str, Any]) -> Any:
    kind = given["type"]
    if kind == "FeatureCollection":
        for feature in given["features"]:
            yield from _simple(feature["geometry"])
    elif kind == "Feature":
        yield from _simple(given["geometry"])
    elif kind == "GeometryCollection":
        for geometry in given["geometries"]:
            yield from _simple(geometry)
    elif kind.startswith("Multi"):
        for part in given["coordinates"]:
            yield from _simple({"type": kind.removeprefix("Multi"), "coordinates": part})
    else:
        points = given["coordinates"]
        yield _SHAPES[kind], [points] if kind == "Point" else points[0] if kind == "Polygon" else points
