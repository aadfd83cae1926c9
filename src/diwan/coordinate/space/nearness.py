"""How near one area's core comes to others', exactly: geodesic distance, with the two points it is measured between.

Straight lines through the earth are never longer than the way over it, so they tell which pairs of edges need a look.
Of those, two that cross are at distance 0; of two that do not, one end is nearest, because geodesics of an ellipsoid
draw together. Inside or outside of a ring is told by what the ring turns as seen from the point.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from diwan.coordinate.space.area import Area, Edges, Point
from diwan.coordinate.space.earth import Floats, Ints, along, forward, inverse

TOLERANCE_M = 0.01
_CLOSE_M = 1e-4  # a foot this near its true place errs by no more than that in distance
_ROUNDS = 12
_AT_ONCE = 1_000_000  # pairs of edges compared in one array


class Nearest(NamedTuple):
    distance_m: float
    here: Point  # on the core of the one; of edges that cross, a point beside the crossing
    there: Point


class _Pairs(NamedTuple):
    """Pairs of edges worth a look: which other area, which edge of the one, which edge among all others'."""

    other: Ints
    mine: Ints
    theirs: Ints


def nearest(one: Area, others: Sequence[Area], within_m: Floats) -> list[Nearest | None]:
    """For each other area the distance of the cores, or None when it is certainly more than `within_m`.

    An answer may be farther than `within_m`; two cores that share a point are at 0.
    """
    if not others:
        return []
    theirs, owner = _joined([other.edges for other in others])
    pairs = _worth_a_look(one.edges, theirs, owner, np.asarray(within_m) + TOLERANCE_M)
    answers: list[Nearest | None] = [None] * len(others)
    if len(pairs.other):
        _measure(one.edges, theirs, pairs, answers)
    for place, other in enumerate(others):
        found = answers[place]
        if found is None or found.distance_m > TOLERANCE_M:
            inside = _inside(one, other)
            answers[place] = inside or found
    return answers


def _joined(all_edges: list[Edges]) -> tuple[Edges, Ints]:
    owner = np.repeat(np.arange(len(all_edges)), [len(edges.lon) for edges in all_edges])
    return Edges(*(np.concatenate(column) for column in zip(*all_edges, strict=True))), owner


def _worth_a_look(mine: Edges, theirs: Edges, owner: Ints, within: Floats) -> _Pairs:
    """Pairs that may be within the limit, and no farther than the best of their areas could be."""
    count = int(owner[-1]) + 1
    best = within.astype(float)
    found: list[tuple[Ints, Ints, Floats]] = []
    step = max(_AT_ONCE // len(mine.lon), 1)
    for start in range(0, len(owner), step):
        part = slice(start, start + step)
        straight = np.linalg.norm(mine.middle[:, None, :] - theirs.middle[None, part, :], axis=2)
        least = straight - mine.half[:, None] - theirs.half[None, part]
        rows, columns = np.nonzero(least <= best[owner[part]][None, :])
        found.append((rows, columns + start, least[rows, columns]))
        # between two middles there is a way: the nearest is no longer than that
        _lower(best, owner[part], _way(straight.min(axis=0)), count)
    rows, columns, least = (np.concatenate(column) for column in zip(*found, strict=True))
    keep = least <= best[owner[columns]]
    return _Pairs(owner[columns][keep], rows[keep], columns[keep])


def _way(straight: Floats) -> Floats:
    """No way over the earth between two points is longer, by their distance through it."""
    half = np.minimum(straight / 2 / 6_330_000.0, 1.0)  # the earth bends nowhere more sharply than that
    return np.asarray(2 * 6_330_000.0 * np.arcsin(half) * 1.01 + TOLERANCE_M)


def _lower(best: Floats, owner: Ints, values: Floats, count: int) -> None:
    lowest = np.full(count, np.inf)
    np.minimum.at(lowest, owner, values)
    np.minimum(best, lowest, out=best)


def _measure(mine: Edges, theirs: Edges, pairs: _Pairs, answers: list[Nearest | None]) -> None:
    """The nearest points of each pair of edges, and of each area the nearest of its pairs."""
    i, j = pairs.mine, pairs.theirs
    a, b = (mine.lon[i], mine.lat[i]), (mine.lon_end[i], mine.lat_end[i])
    c, d = (theirs.lon[j], theirs.lat[j]), (theirs.lon_end[j], theirs.lat_end[j])
    ab, cd = mine.azimuth[i], theirs.azimuth[j]
    ac, ca, ac_m = inverse(*a, *c)
    ad, _, ad_m = inverse(*a, *d)
    cb, _, cb_m = inverse(*c, *b)
    crosses = (_side(ac, ab) * _side(ad, ab) < 0) & (_side(ca, cd) * _side(cb, cd) < 0)
    crosses &= (mine.length[i] > 0) & (theirs.length[j] > 0)
    for pair in np.flatnonzero(crosses).tolist():
        answers[int(pairs.other[pair])] = Nearest(0.0, _point(a, pair), _point(c, pair))
    rest = np.flatnonzero(~np.isin(pairs.other, pairs.other[crosses]))
    if not len(rest):
        return
    # points of theirs against my edge, then points of mine against theirs
    ends = [(c, a), (d, a), (a, c), (b, c)]
    azimuths = np.concatenate((ab[rest], ab[rest], cd[rest], cd[rest]))
    my_length, their_length = mine.length[i][rest], theirs.length[j][rest]
    foot_lon, foot_lat, distance = _to_edges(
        _joined_points([(lon[rest], lat[rest]) for _, (lon, lat) in ends]),
        azimuths,
        np.concatenate((my_length, my_length, their_length, their_length)),
        _joined_points([(lon[rest], lat[rest]) for (lon, lat), _ in ends]),
        along(
            np.concatenate((ac_m[rest], ad_m[rest], ac_m[rest], cb_m[rest])),
            np.concatenate((ac[rest], ad[rest], ca[rest], cb[rest])) - azimuths,
        ),
    )
    by_end = distance.reshape(4, len(rest))
    for place in _best_of_each(by_end.min(axis=0), pairs.other[rest]):
        which = int(by_end[:, place].argmin())
        foot = _point((foot_lon, foot_lat), which * len(rest) + place)
        end = _point(ends[which][0], int(rest[place]))
        here, there = (foot, end) if which < 2 else (end, foot)
        answers[int(pairs.other[rest[place]])] = Nearest(float(by_end[which, place]), here, there)


def _point(points: tuple[Floats, Floats], place: int) -> Point:
    return Point(float(points[1][place]), float(points[0][place]))


def _joined_points(points: list[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    return np.concatenate([lon for lon, _ in points]), np.concatenate([lat for _, lat in points])


def _best_of_each(distance: Floats, other: Ints) -> list[int]:
    order = np.lexsort((distance, other))
    first = np.append(True, other[order][1:] != other[order][:-1])
    return [int(place) for place in order[first]]


def _side(towards: Floats, edge: Floats) -> Floats:
    return np.asarray(np.sin(np.radians(towards - edge)))


def _to_edges(
    start: tuple[Floats, Floats], azimuth: Floats, length: Floats, point: tuple[Floats, Floats], guess: Floats
) -> tuple[Floats, Floats, Floats]:
    """The foot of each point on its edge (longitude, latitude), and how near: Newton's way along the edge."""
    place = np.clip(guess, 0.0, length)
    for _ in range(_ROUNDS):
        foot_lon, foot_lat, onward = forward(*start, azimuth, place)
        towards, _, distance = inverse(foot_lon, foot_lat, *point)
        moved = np.clip(place + along(distance, towards - onward), 0.0, length)
        if np.abs(moved - place).max() < _CLOSE_M:
            return foot_lon, foot_lat, distance
        place = moved
    return foot_lon, foot_lat, distance


def _inside(one: Area, other: Area) -> Nearest | None:
    """One wholly inside the other's ring; asked only where no edge comes near another."""
    for within, point in ((other, one.points[0]), (one, other.points[0])):
        if within.encloses(point.longitude, point.latitude):
            return Nearest(0.0, point, point)
    return None
