"""The director follows from charter and clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.charter.rules import months_after, term_at

BAGHDAD = ZoneInfo("Asia/Baghdad")
FOUNDED = dt.datetime(2015, 9, 26, 9, 0, tzinfo=dt.UTC)
ROTATION = ["iraq", "iran", "russia", "syria"]


def director(at):
    return term_at(at, founded_at=FOUNDED, rotation=ROTATION, time_zone="Asia/Baghdad")


@pytest.mark.parametrize(
    ("day", "member"),
    [
        ("2015-09-26T00:00", "iraq"),
        ("2015-12-25T23:59", "iraq"),
        ("2015-12-26T00:00", "iran"),
        ("2016-03-26T00:00", "russia"),
        ("2016-06-26T00:00", "syria"),
        ("2016-09-26T00:00", "iraq"),
        ("2026-11-22T12:00", "iraq"),
    ],
)
def test_three_calendar_months_each_in_rotation(day, member):
    assert director(dt.datetime.fromisoformat(day).replace(tzinfo=BAGHDAD)).member == member


def test_the_term_ends_at_midnight_in_the_centres_own_zone():
    before = dt.datetime(2015, 12, 25, 20, 59, tzinfo=dt.UTC)
    assert director(before).member == "iraq"
    assert director(before + dt.timedelta(minutes=1)).member == "iran"


def test_before_the_founding_the_first_of_the_rotation_stands():
    assert director(dt.datetime(2015, 1, 1, tzinfo=dt.UTC)).number == 0


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2015, 11, 30), 3, dt.date(2016, 2, 29)),
        (dt.date(2014, 11, 30), 3, dt.date(2015, 2, 28)),
        (dt.date(2015, 8, 31), 6, dt.date(2016, 2, 29)),
        (dt.date(2015, 12, 31), 12, dt.date(2016, 12, 31)),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(day, months, expected):
    assert months_after(day, months) == expected


def from_unix(seconds):
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


@given(
    at=st.integers(1_000_000_000, 3_800_000_000).map(from_unix),
    founded=st.integers(600_000_000, 999_999_999).map(from_unix),
)
def test_terms_follow_one_another_without_gap_or_overlap(at, founded):
    term = term_at(at, founded_at=founded, rotation=ROTATION, time_zone="Europe/Moscow")
    assert term.starts <= at < term.ends
    following = term_at(term.ends, founded_at=founded, rotation=ROTATION, time_zone="Europe/Moscow")
    assert following.starts == term.ends
    assert following.number == term.number + 1
    assert ROTATION.index(following.member) == (ROTATION.index(term.member) + 1) % 4
