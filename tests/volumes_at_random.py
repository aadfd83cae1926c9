"""Pairs of volumes drawn at random near one another, among them what is hard: poles, the date line, touching edges."""
# ruff: noqa: DTZ001 - a window is given in the local time of its zone

import math
import random
from datetime import datetime, timedelta

from diwan.coordinate.space import (
    NotAVolume,
    Reference,
    Repeat,
    Uncertainty,
    Volume,
    band,
    circle,
    corridor,
    polygon,
    window,
)
from diwan.coordinate.space.earth import GEOD

ZONES = ("Asia/Baghdad", "Europe/Berlin", "America/New_York", "Asia/Tehran", "Australia/Lord_Howe", "UTC")
# nights on which the clocks of Berlin, New York and Lord Howe change, and an ordinary one
NIGHTS = (
    datetime(2026, 3, 29),
    datetime(2026, 10, 25),
    datetime(2026, 11, 1),
    datetime(2026, 4, 5),
    datetime(2026, 6, 1),
)


def pair(draw: random.Random, *, wide_share=0.01, local_share=0.05):
    """Two volumes; about half of all pairs meet."""
    while True:
        size = 10 ** draw.uniform(4.3, 5.7) if draw.random() < wide_share else 10 ** draw.uniform(1.5, 3.1)
        origin = _place(draw)
        away = _moved(origin, draw.uniform(0, 360), size * draw.uniform(0, 2.2))
        local = draw.random() < local_share
        try:
            one = volume(draw, origin, size, local=local)
            return one, _neighbour(draw, one, size) or volume(
                draw, away, size * draw.uniform(0.1, 1), local=local
            )
        except NotAVolume:
            continue  # a drawn polygon may cross itself


def volume(draw, centre, size, *, local):
    made = _area(draw, centre, size)
    uncertainty = draw.choice(
        (Uncertainty(), Uncertainty(draw.uniform(0, size / 4), draw.uniform(0, 60), 60 * draw.randint(0, 9)))
    )
    return Volume(made, _band(draw), _local_window(draw) if local else _utc_window(draw), uncertainty)


def _place(draw):
    """Anywhere, and often where maps end."""
    kind = draw.random()
    if kind < 0.1:
        return draw.choice((90, -90)), draw.uniform(-180, 180)
    if kind < 0.2:
        return math.degrees(math.asin(draw.uniform(-1, 1))), draw.choice((180, -180))
    if kind < 0.25:
        return draw.choice((1, -1)) * (90 - 10 ** draw.uniform(-5, 0)), draw.uniform(-180, 180)
    return math.degrees(math.asin(draw.uniform(-1, 1))), draw.uniform(-180, 180)


def _moved(place, azimuth, distance):
    lon, lat, _ = GEOD.fwd(place[1], place[0], azimuth, distance)
    return lat, lon


def _area(draw, centre, size):
    kind = draw.randrange(3)
    if kind == 0:
        return circle(centre, draw.uniform(0.05, 1) * size)
    if kind == 1:
        line = [
            _moved(centre, draw.uniform(0, 360), draw.uniform(0.1, 1) * size)
            for _ in range(draw.randint(2, 5))
        ]
        return corridor(line, min(draw.uniform(0.01, 0.5) * size, 200_000))
    turns = sorted(draw.uniform(0, 360) for _ in range(draw.randint(3, 9)))
    return polygon([_moved(centre, turn, draw.uniform(0.2, 1) * size) for turn in turns])


def _neighbour(draw, one, size):
    """Now and then one that touches, or misses by centimetres: another's corner or edge, or a circle beside a circle."""
    if draw.random() > 0.3:
        return None
    points = one.area.points
    gap = draw.choice((-0.5, -0.03, 0.0, 0.03, 0.5, 5.0))
    if len(points) == 1:
        radius = size * draw.uniform(0.1, 1)
        reach = one.reach_m + radius + gap
        area = circle(_moved(points[0], draw.uniform(0, 360), max(reach, 0)), radius)
    else:
        place = draw.randrange(len(points) - 1)
        start, end = points[place], points[place + 1]
        third = _moved(start, draw.uniform(0, 360), size)
        area = draw.choice(
            (lambda: polygon([start, end, third]), lambda: corridor([start, third], size / 50))
        )()
    return Volume(area, _band(draw), one.window, Uncertainty())


def _band(draw):
    reference = draw.choice(tuple(Reference))
    lower = draw.choice((0, 100, 500, draw.uniform(0, 3000)))
    ground = None
    if reference is Reference.GROUND and draw.random() < 0.6:
        lowest = draw.uniform(-400, 3000)
        ground = (lowest, lowest + draw.choice((0, 1, 500)))
    return band(lower, lower + draw.choice((100, 0.02, 400, 5000, 5000, 9000)), reference, ground)


def _utc_window(draw):
    start = datetime(2026, 6, 1) + timedelta(minutes=draw.randrange(0, 240))
    return window(start, start + timedelta(minutes=draw.choice((1, 120, 200, 240))), "UTC")


def _local_window(draw):
    night = draw.choice(NIGHTS)
    start = night + timedelta(minutes=draw.randrange(-60, 300, 15))
    end = start + timedelta(minutes=draw.choice((15, 60, 180)))
    repeat = (
        Repeat(frozenset(range(7)), start.date() + timedelta(days=draw.randint(0, 2)))
        if draw.random() < 0.5
        else None
    )
    return window(start, end, draw.choice(ZONES), repeat)
