"""Whether a point lies on land: Natural Earth at 1:50 million, laid down beside this file when the front end is built.

Coarse on purpose: a coast is a few kilometres off at this scale, so what lies near one counts as land. It is asked before a
protected site is entered, and only asks back; nobody is refused by it.
"""

import json
from functools import cache
from importlib.resources import files

import shapely

NEAR_DEGREES = 0.05  # some five kilometres


def is_at_sea(latitude: float, longitude: float) -> bool:
    spot = shapely.Point(longitude, latitude)
    return len(_land().query(spot, predicate="dwithin", distance=NEAR_DEGREES)) == 0


def land_in(west: float, south: float, east: float, north: float) -> list[shapely.Polygon]:
    """What of the land lies in that box."""
    box, tree = shapely.box(west, south, east, north), _land()
    cut = [shapely.intersection(tree.geometries[n], box) for n in tree.query(box, predicate="intersects")]
    return [part for each in cut for part in shapely.get_parts(each) if isinstance(part, shapely.Polygon)]


@cache
def _land() -> shapely.STRtree:
    """1,400 polygons; a fifth of a second once a process."""
    told = json.loads((files("diwan.coordinate") / "data" / "land.json").read_text("utf-8"))
    return shapely.STRtree([shapely.make_valid(shapely.Polygon(rings[0], rings[1:])) for rings in told])
