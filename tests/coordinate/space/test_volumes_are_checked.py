"""Bad input gets an error that names the input and the mend."""
# ruff: noqa: DTZ001 - a window is given in the local time of its zone

import math
from datetime import UTC, date, datetime, timedelta

import pytest

from diwan.coordinate.space import (
    SENTENCES,
    NotAVolume,
    Reference,
    Repeat,
    band,
    circle,
    corridor,
    polygon,
    window,
)

DAY = datetime(2026, 6, 1)


@pytest.mark.parametrize(
    ("key", "made"),
    [
        ("crosses_itself", lambda: polygon([(33, 44), (34, 45), (34, 44), (33, 45)])),
        ("crosses_itself", lambda: polygon([(33, 44), (34, 44), (33, 44.5), (34, 45), (33, 45), (33, 44.5)])),
        ("crosses_itself", lambda: polygon([(1, 179), (-1, -179), (1, -179), (-1, 179)])),
        ("few_corners", lambda: polygon([(33, 44), (34, 44), (33, 44)])),
        ("no_surface", lambda: polygon([(0, 10), (0, 11), (0, 12)])),
        ("many_points", lambda: polygon([(33 + place / 1e5, 44) for place in range(10_002)])),
        ("too_wide", lambda: corridor([(0, 0), (0, 60)], 100)),
        ("swapped", lambda: circle((144.3, 33.3), 100)),
        ("latitude", lambda: circle((144.3, 133.3), 100)),
        ("longitude", lambda: circle((33, 181), 100)),
        ("not_a_number", lambda: circle((math.nan, 44), 100)),
        ("radius", lambda: circle((33, 44), 0)),
        ("radius", lambda: circle((33, 44), math.inf)),
        ("width", lambda: corridor([(33, 44), (34, 44)], -5)),
        ("few_points", lambda: corridor([(33, 44), (33, 44)], 5)),
        ("no_height", lambda: band(100, 100, Reference.SEA)),
        ("height", lambda: band(0, 1e6, Reference.SEA)),
        ("not_a_number", lambda: band(math.nan, 5, Reference.SEA)),
        ("ground", lambda: band(0, 5, Reference.GROUND, (60, 30))),
        ("ground_without_need", lambda: band(0, 5, Reference.SEA, (30, 60))),
        ("ends_before_start", lambda: window(DAY, DAY - timedelta(hours=1))),
        ("ends_before_start", lambda: window(DAY, DAY)),
        ("long_window", lambda: window(DAY, DAY + timedelta(days=365))),
        ("zone", lambda: window(DAY, DAY + timedelta(hours=1), "Baghdad")),
        ("zone", lambda: window(DAY, DAY + timedelta(hours=1), "../etc/passwd")),
        ("year", lambda: window(datetime(1, 1, 1), datetime(1, 1, 2))),
        ("long_repeat", lambda: window(DAY, DAY + timedelta(hours=1), "UTC", Repeat(frozenset({1}), date(2028, 1, 1)))),
        ("repeat_overlaps", lambda: window(DAY, DAY + timedelta(days=2), "UTC", Repeat(frozenset({1}), date(2026, 7, 1)))),
        ("no_days", lambda: window(DAY, DAY + timedelta(hours=1), "UTC", Repeat(frozenset({6}), date(2026, 6, 5)))),
        ("no_days", lambda: window(DAY, DAY + timedelta(hours=1), "UTC", Repeat(frozenset({0}), date(2026, 5, 5)))),
    ],
)  # fmt: skip
def test_what_is_no_volume_is_refused_with_its_reason(key, made):
    with pytest.raises(NotAVolume) as refused:
        made()
    assert refused.value.key == key
    assert SENTENCES[key] % refused.value.values in str(refused.value)


def test_ten_thousand_corners_are_taken():
    ring = [
        (33 + math.sin(turn / 10_000 * math.tau), 44 + math.cos(turn / 10_000 * math.tau))
        for turn in range(10_000)
    ]
    assert len(polygon(ring).points) == 10_000


def test_a_closed_ring_and_points_said_twice_are_one_ring():
    given = [(33, 44), (34, 44), (34, 44), (34, 45), (33, 44)]
    assert polygon(given).points == polygon([(33, 44), (34, 44), (34, 45)]).points


@pytest.mark.parametrize(
    ("start", "end", "zone", "span"),
    [
        # 2026-03-29 02:00 becomes 03:00 in Berlin: a skipped half past two may be 00:30 or 01:30 UTC
        ("2026-03-29T02:30", "2026-03-29T04:00", "Europe/Berlin", ("2026-03-29T00:30", "2026-03-29T02:00")),
        # 2026-10-25 03:00 becomes 02:00: half past two comes twice, and both belong to the window
        ("2026-10-25T02:30", "2026-10-25T02:45", "Europe/Berlin", ("2026-10-25T00:30", "2026-10-25T01:45")),
        ("2026-06-01T08:00", "2026-06-01T09:00", "Asia/Baghdad", ("2026-06-01T05:00", "2026-06-01T06:00")),
        (
            "2026-06-01T08:00:00.4",
            "2026-06-01T08:00:01.4",
            "UTC",
            ("2026-06-01T08:00", "2026-06-01T08:00:02"),
        ),
    ],
)
def test_local_times_count_from_their_earliest_to_their_latest_meaning(start, end, zone, span):
    made = window(datetime.fromisoformat(start), datetime.fromisoformat(end), zone)
    assert made.spans == (
        tuple(int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) for text in span),
    )


def test_a_moment_in_the_hour_that_comes_twice_stays_that_moment():
    start = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    made = window(start, start + timedelta(minutes=30), "Europe/Berlin")
    assert made.spans == ((int(start.timestamp()), int(start.timestamp()) + 1800),)


def test_hours_repeat_by_the_clock_on_the_wall():
    made = window(
        datetime(2026, 3, 28, 10),
        datetime(2026, 3, 28, 11),
        "Europe/Berlin",
        Repeat(frozenset({5, 6}), date(2026, 3, 29)),
    )
    assert [datetime.fromtimestamp(start, UTC).hour for start, _ in made.spans] == [9, 8]
