"""What meets, what does not, and what the answer says about it."""
# ruff: noqa: DTZ001 - a window is given in the local time of its zone

import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.coordinate.space import (
    Reference,
    Repeat,
    Uncertainty,
    Volume,
    band,
    box_of,
    circle,
    corridor,
    meetings,
    polygon,
    window,
)
from diwan.coordinate.space.clearing import Way
from diwan.coordinate.space.earth import GEOD
from diwan.coordinate.space.heights import Unknown
from volumes_at_random import pair

MORNING = window(datetime(2026, 6, 1, 8), datetime(2026, 6, 1, 10), "UTC")
LOW = band(0, 100, Reference.GROUND)
BRIDGE = (33.3, 44.4)


def _away(place, azimuth, metres):
    lon, lat, _ = GEOD.fwd(place[1], place[0], azimuth, metres)
    return lat, lon


def _meet(one, other):
    return bool(meetings([Volume(one, LOW, MORNING)], [Volume(other, LOW, MORNING)]))


@pytest.mark.parametrize(
    "place", [BRIDGE, (0, 180), (90, 0), (-90, 0), (89.9999, 12), (65, -179.9999), (0, 0)]
)
@pytest.mark.parametrize("radius", [5, 3_000, 250_000])
def test_two_circles_meet_when_they_touch_and_not_two_centimetres_apart(place, radius):
    def other(gap):
        return circle(_away(place, 77, radius + 400 + gap), 400)

    assert _meet(circle(place, radius), other(0))
    assert _meet(circle(place, radius), other(-0.001))
    assert not _meet(circle(place, radius), other(0.02))


@pytest.mark.parametrize("length", [2_000, 300_000, 2_500_000])
@pytest.mark.parametrize("azimuth", [3, 48, 90, 181])
def test_a_circle_beside_a_geodesic_meets_it_to_the_centimetre(length, azimuth):
    end = _away(BRIDGE, azimuth, length)
    there, _, _ = GEOD.inv(BRIDGE[1], BRIDGE[0], end[1], end[0])
    lon, lat, back = GEOD.fwd(BRIDGE[1], BRIDGE[0], there, length * 0.4)
    for side in (90, -90):
        assert _meet(corridor([BRIDGE, end], 500), circle(_away((lat, lon), back + side, 250 + 1_000), 1_000))
        assert not _meet(
            corridor([BRIDGE, end], 500), circle(_away((lat, lon), back + side, 1_250.02), 1_000)
        )


def test_a_straight_line_on_the_map_is_not_the_edge():
    """Between two places on the 60th parallel the geodesic runs far north of the parallel."""
    edge = corridor([(60, 0), (60, 40)], 1_000)
    assert not _meet(edge, circle((60, 20), 50_000))
    assert _meet(edge, circle((61.73, 20), 50_000))


def test_neighbours_that_share_an_edge_meet():
    left = polygon([(33, 44), (34, 44), (34, 45), (33, 45)])
    right = polygon([(33, 45), (34, 45), (34, 46), (33, 46)])
    beyond = polygon([(33, 45.000001), (34, 45.000001), (34, 46), (33, 46)])
    assert _meet(left, right)
    assert not _meet(left, beyond)


@pytest.mark.parametrize(
    ("ring", "inside", "outside"),
    [
        ([(80, lon) for lon in range(0, 360, 30)], (90, 0), (79, 15)),
        ([(-80, lon) for lon in range(0, 360, 30)], (-89.9, 33), (-79, 15)),
        ([(10, 170), (10, -170), (-10, -170), (-10, 170)], (0, 180), (0, 160)),
    ],
)
def test_what_lies_wholly_inside_a_ring_meets_it(ring, inside, outside):
    ring = [(lat, lon - 360 if lon > 180 else lon) for lat, lon in ring]
    assert _meet(polygon(ring), circle(inside, 10))
    assert _meet(circle(inside, 10), polygon(list(reversed(ring))))
    assert not _meet(polygon(ring), circle(outside, 10))


def test_windows_that_touch_meet_and_a_second_later_do_not():
    def at(hour, minute, second):
        later = window(datetime(2026, 6, 1, hour, minute, second), datetime(2026, 6, 1, 12), "UTC")
        return meetings([Volume(circle(BRIDGE, 10), LOW, MORNING)], [Volume(circle(BRIDGE, 10), LOW, later)])

    assert at(10, 0, 0)
    assert not at(10, 0, 1)


def test_uncertainty_of_both_sides_adds_up():
    def found(one, other):
        apart = circle(_away(BRIDGE, 10, 120), 10)
        return meetings([Volume(circle(BRIDGE, 10), LOW, MORNING, one)], [Volume(apart, LOW, MORNING, other)])

    assert not found(Uncertainty(50), Uncertainty(49))
    (meeting,) = found(Uncertainty(50), Uncertainty(50))
    assert meeting.apart_m == pytest.approx(100, abs=0.01)


def test_the_answer_says_where_when_how_near_and_what_clears_it():
    mine = Volume(circle(BRIDGE, 5_000), band(500, 900, Reference.SEA), MORNING, Uncertainty(0, 50, 60))
    theirs = Volume(
        circle(_away(BRIDGE, 90, 5_000), 5_000),
        band(900, 1_400, Reference.SEA),
        window(datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 11), "UTC"),
    )
    (meeting,) = meetings([mine], [theirs])
    assert (meeting.mine, meeting.theirs, meeting.times) == (0, 0, 1)
    # two circles of one size, each through the other's middle
    assert meeting.overlap_m2 == pytest.approx(25e6 * 1.2284, rel=0.01)
    assert meeting.apart_m == 0
    assert meeting.apart_height_m == 0
    assert GEOD.inv(BRIDGE[1], BRIDGE[0], meeting.where.longitude, meeting.where.latitude)[2] < 5_000
    start, end = (
        datetime.fromisoformat(f"2026-06-01T{time}+00:00").timestamp() for time in ("08:59", "10:00")
    )
    assert meeting.first == (start, end)
    assert {shift.way: shift.amount for shift in meeting.shifts} == {
        Way.LATER: 3 * 3600 + 61,
        Way.EARLIER: 3600 + 61,
        Way.UP: 951,
        Way.DOWN: 51,
    }


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_every_shift_that_is_named_clears_the_meeting(seed):
    one, other = pair(random.Random(seed), local_share=0)
    for meeting in meetings([one], [other]):
        for shift in meeting.shifts:
            start, end, heights = one.window.start, one.window.end, one.band
            seconds = timedelta(seconds=shift.amount)
            if shift.way in (Way.LATER, Way.EARLIER):
                sign = 1 if shift.way is Way.LATER else -1
                start, end = start + sign * seconds, end + sign * seconds
            else:
                metres = shift.amount if shift.way is Way.UP else -shift.amount
                heights = band(
                    heights.lower_m + metres, heights.upper_m + metres, heights.reference, heights.ground_m
                )
            moved = Volume(one.area, heights, window(start, end, "UTC"), one.uncertainty)
            assert not meetings([moved], [other])


def test_a_repeated_window_tells_how_often_it_meets():
    every_day = window(
        datetime(2026, 6, 1, 9),
        datetime(2026, 6, 1, 10),
        "UTC",
        Repeat(frozenset(range(5)), date(2026, 6, 30)),
    )
    week = window(datetime(2026, 6, 3), datetime(2026, 6, 10), "UTC")
    (meeting,) = meetings(
        [Volume(circle(BRIDGE, 10), LOW, every_day)], [Volume(circle(BRIDGE, 10), LOW, week)]
    )
    assert meeting.times == 5


def test_heights_above_unknown_ground_are_taken_as_any_and_said_so():
    convoy = Volume(circle(BRIDGE, 10), band(0, 5, Reference.GROUND), MORNING)
    known = Volume(circle(BRIDGE, 10), band(0, 5, Reference.GROUND, (30, 60)), MORNING)
    flight = Volume(circle(BRIDGE, 10), band(3_000, 3_500, Reference.SEA), MORNING)
    (meeting,) = meetings([convoy], [flight])
    assert meeting.unknown == {Unknown.GROUND}
    assert not meetings([known], [flight])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_boxes_of_volumes_that_meet_overlap(seed):
    one, other = pair(random.Random(seed), wide_share=0.5)
    if meetings([one], [other]):
        mine, theirs = box_of(one), box_of(other)
        for low, high in (
            ("x_min", "x_max"),
            ("y_min", "y_max"),
            ("z_min", "z_max"),
            ("lower_m", "upper_m"),
            ("start", "end"),
        ):
            assert getattr(mine, low) <= getattr(theirs, high)
            assert getattr(theirs, low) <= getattr(mine, high)


def test_boxes_overlap_though_two_authors_differ_about_the_ground():
    low = Volume(circle(BRIDGE, 10), band(0, 50, Reference.GROUND, (30, 60)), MORNING)
    high = Volume(circle(BRIDGE, 10), band(0, 50, Reference.GROUND, (2_000, 2_100)), MORNING)
    assert meetings([low], [high])
    assert box_of(low).upper_m >= box_of(high).lower_m


def test_the_box_of_a_ring_around_the_pole_holds_the_pole():
    box = box_of(Volume(polygon([(75, 0), (75, 120), (75, -120)]), LOW, MORNING))
    assert box.z_max > 6_356_752
