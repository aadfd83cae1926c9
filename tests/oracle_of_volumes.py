"""Says whether two volumes meet, by other means than the product: brute, slow, and with a known error.

Areas: near ones are laid on a plane that touches the earth and measured there by Shapely; far or wide ones by halving
edges again and again until straight lines through the earth leave no doubt, with points from geographiclib (another
program than PROJ). Inside or outside: a ray in a plane. Heights: is there one level of ground and sea at which they
meet? Times: minute by minute, asking what the clock on the wall shows.
"""

import heapq
import itertools
import math
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic

from diwan.coordinate.space import Reference, Shape
from diwan.coordinate.space.heights import GROUND_M, SEA_ABOVE_ELLIPSOID_M

WGS84 = Geodesic.WGS84
PLANE_REACH_M = 5_000.0
PLANE_ERROR_M = 0.006  # of a distance on the plane, at most; from ρ³/2R² at its rim, twice
MOST_HALVINGS = 3_000
TOLERANCE_M = 0.01


def verdict(one, other):
    """True: they meet. False: they are clear by more than the tolerance. None: too near to call, both answers are right."""
    if not times_meet(one, other) or not heights_meet(one, other):
        return False
    return areas_meet(one.area, other.area, one.reach_m + other.reach_m)


# heights


def heights_meet(one, other):
    """Some level of the ground and of the sea lets both bands share a height."""
    around = one.uncertainty.vertical_m + other.uncertainty.vertical_m
    least = most = 0.0  # by how much one's zero may stand above the other's
    if one.band.reference is not other.band.reference:
        least, most = _zero(one.band)[0] - _zero(other.band)[1], _zero(one.band)[1] - _zero(other.band)[0]
        if Reference.ELLIPSOID not in (one.band.reference, other.band.reference):
            least, most = (
                _ground(one.band)[0] - _ground(other.band)[1],
                _ground(one.band)[1] - _ground(other.band)[0],
            )
    needed_least = other.band.lower_m - one.band.upper_m - around
    needed_most = other.band.upper_m - one.band.lower_m + around
    return needed_least <= most + TOLERANCE_M and least <= needed_most + TOLERANCE_M


def _ground(band):
    return (0.0, 0.0) if band.reference is not Reference.GROUND else band.ground_m or GROUND_M


def _zero(band):
    if band.reference is Reference.ELLIPSOID:
        return 0.0, 0.0
    return tuple(ground + sea for ground, sea in zip(_ground(band), SEA_ABOVE_ELLIPSOID_M, strict=True))


# times


def times_meet(one, other):
    around = (one.uncertainty.seconds + other.uncertainty.seconds) // 60
    mine = minutes_of(one.window)
    wide = {minute + step for minute in mine for step in range(-around, around + 1)}
    return not wide.isdisjoint(minutes_of(other.window))


def minutes_of(window):
    """Every whole minute of UTC at which a clock in the zone shows a time of the window, its last one included."""
    zone = ZoneInfo(window.zone)
    if window.zone == "UTC" and window.repeat is None:
        start, end = (int(time.replace(tzinfo=UTC).timestamp()) // 60 for time in (window.start, window.end))
        return set(range(start, end + 1))
    first = window.start.replace(tzinfo=zone).astimezone(UTC) - timedelta(hours=2)  # clocks change by less
    last_day = window.repeat.until if window.repeat else window.start.date()
    lasts = window.end - window.start
    last = datetime.combine(last_day, window.start.time(), zone).astimezone(UTC) + lasts + timedelta(hours=2)
    found = set()
    now = first.replace(second=0, microsecond=0)
    while now <= last:
        if _shown(window, now.astimezone(zone).replace(tzinfo=None), lasts):
            found.add(int(now.timestamp()) // 60)
        now += timedelta(minutes=1)
    return found


def _shown(window, local, lasts):
    if window.repeat is None:
        return window.start <= local <= window.end
    for back in range(lasts.days + 2):
        day = local.date() - timedelta(days=back)
        if window.start.date() <= day <= window.repeat.until and day.weekday() in window.repeat.weekdays:
            begins = datetime.combine(day, window.start.time())
            if begins <= local <= begins + lasts:
                return True
    return False


# areas


def areas_meet(one, other, limit):
    points = [point for area in (one, other) for point in area.points]
    axes = _axes(points[0])
    if np.abs(_flat(points, *axes)).max() < PLANE_REACH_M:
        distance = float(shapely.distance(*(_drawn(area, *axes) for area in (one, other))))
        if distance + PLANE_ERROR_M <= limit:
            return True
        return None if distance - PLANE_ERROR_M <= limit + TOLERANCE_M else False
    if _covers(one, other.points[0]) or _covers(other, one.points[0]):
        return True
    return halved_verdict(one, other, limit)


def _axes(point):
    phi, lam = math.radians(point.latitude), math.radians(point.longitude)
    normal = np.array([math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)])
    east = np.array([-math.sin(lam), math.cos(lam), 0.0])
    return earth_centred(point), east, np.cross(normal, east)


def earth_centred(point):
    a, e2 = WGS84.a, WGS84.f * (2 - WGS84.f)
    phi, lam = math.radians(point[0]), math.radians(point[1])
    n = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    return np.array(
        [n * math.cos(phi) * math.cos(lam), n * math.cos(phi) * math.sin(lam), n * (1 - e2) * math.sin(phi)]
    )


def _flat(points, origin, east, north):
    away = np.array([earth_centred(point) for point in points]) - origin
    return np.stack((away @ east, away @ north), axis=1)


def _drawn(area, origin, east, north):
    flat = _flat(area.points, origin, east, north)
    if area.shape is Shape.CIRCLE:
        return shapely.Point(flat[0])
    return shapely.Polygon(flat) if area.shape is Shape.POLYGON else shapely.LineString(flat)


def _lines(area):
    points = area.points
    if area.shape is Shape.CIRCLE:
        return [(points[0], points[0])]
    return list(itertools.pairwise((*points, points[0]) if area.shape is Shape.POLYGON else points))


class _Stretch:
    """A part of an edge. No point of it is farther from its middle than `half`, nor from its chord than `bow`."""

    def __init__(self, line, start, end, ends=None):
        self.line, self.start, self.end = line, start, end
        self.place = self._at((start + end) / 2)
        self.ends = ends or (earth_centred(self._at(start)), earth_centred(self._at(end)))
        self.half = (end - start) / 2
        self.bow = (end - start) ** 2 / 8 / 6_330_000.0

    def _at(self, far):
        found = self.line.Position(far)
        return found["lat2"], found["lon2"]

    def halves(self):
        middle, between = (self.start + self.end) / 2, earth_centred(self.place)
        return (
            _Stretch(self.line, self.start, middle, (self.ends[0], between)),
            _Stretch(self.line, middle, self.end, (between, self.ends[1])),
        )


def halved_verdict(one, other, limit):
    """Whether the edges of two cores come within the limit. None when too much halving would be needed to say."""
    stretches = []
    for area in (one, other):
        lines = [WGS84.InverseLine(*start, *end) for start, end in _lines(area)]
        stretches.append([_Stretch(line, 0.0, line.s13) for line in lines])
    count, heap, within = itertools.count(), [], False

    def offer(mine, theirs):
        nonlocal within
        straight = _between_chords(*mine.ends, *theirs.ends) - mine.bow - theirs.bow
        if _way_at_least(max(straight, 0.0)) > limit + TOLERANCE_M:
            return
        way = WGS84.Inverse(*mine.place, *theirs.place)["s12"]
        within = within or way <= limit
        if way - mine.half - theirs.half <= limit + TOLERANCE_M:
            heapq.heappush(heap, (way, next(count), mine, theirs))

    for mine, theirs in itertools.product(*stretches):
        offer(mine, theirs)
    for _ in range(MOST_HALVINGS):
        if within or not heap:
            return within
        _, _, mine, theirs = heapq.heappop(heap)
        longer, still = (mine, theirs) if mine.half >= theirs.half else (theirs, mine)
        for part in longer.halves():
            offer(*((part, still) if longer is mine else (still, part)))
    return None


def _between_chords(a, b, c, d):
    """The distance of two straight lines in space: between their ends, or between points within both."""
    u, v, w = b - a, d - c, a - c
    uu, uv, vv, uw, vw = u @ u, u @ v, v @ v, u @ w, v @ w
    slope = uu * vv - uv * uv
    if slope > 1e-9 * uu * vv:
        s, t = (uv * vw - vv * uw) / slope, (uu * vw - uv * uw) / slope
        if 0 <= s <= 1 and 0 <= t <= 1:
            return float(np.linalg.norm(w + s * u - t * v))
    return min(_to_chord(c, a, b), _to_chord(d, a, b), _to_chord(a, c, d), _to_chord(b, c, d))


def _to_chord(p, start, end):
    along = end - start
    square = along @ along
    place = min(max(float((p - start) @ along / square), 0.0), 1.0) if square else 0.0
    return float(np.linalg.norm(start + place * along - p))


def _way_at_least(straight):
    """No way over the ellipsoid is shorter: it bends nowhere less than a circle of its largest radius."""
    radius = 6_400_000.0
    return 2 * radius * math.asin(min(straight / 2 / radius, 1.0))


def _covers(area, point):
    """A ray in the plane that touches the earth at the point, over edges cut into short pieces."""
    if area.shape is not Shape.POLYGON:
        return False
    origin, east, north = _axes(point)
    up = origin / np.linalg.norm(origin)
    pieces = []
    for start, end in _lines(area):
        line = WGS84.InverseLine(*start, *end)
        steps = max(int(line.s13 / 2_000), 1)
        pieces += [line.Position(line.s13 * step / steps) for step in range(steps)]
    points = np.array([earth_centred((piece["lat2"], piece["lon2"])) for piece in pieces])
    if (points @ up).min() <= 0:  # beyond the horizon of this plane; such areas are not drawn by the tests
        return False
    flat = (points - origin) @ np.stack((east, north), axis=1) / (points @ up)[:, None]
    return bool(shapely.Polygon(flat).contains(shapely.Point(0.0, 0.0)))
