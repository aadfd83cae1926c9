"""Times: a window given in local time, repeated on chosen days or not, as whole UTC seconds.

Windows are closed: what ends when another begins meets it. A local time that the clocks skip or show twice counts
from its earliest to its latest meaning.
"""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from diwan.coordinate.space.faults import NotAVolume

MOST_WINDOW_DAYS = 31
MOST_REPEAT_DAYS = 366
EARLIEST_YEAR, LATEST_YEAR = 1971, 2199
Span = tuple[int, int]  # seconds since 1970, both ends included


@dataclass(frozen=True)
class Repeat:
    """The same local hours again on these weekdays (Monday is 0), up to and including a day."""

    weekdays: frozenset[int]
    until: date


@dataclass(frozen=True)
class Window:
    """Made by `window`, which checks it. Start and end are local to the zone."""

    start: datetime
    end: datetime
    zone: str
    repeat: Repeat | None = None

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """In order of time; none of them overlaps the next by more than a change of the clocks."""
        if self.repeat is None:
            return (self._span(timedelta()),)
        days = (self.repeat.until - self.start.date()).days
        return tuple(
            self._span(timedelta(days=day))
            for day in range(days + 1)
            if (self.start.date() + timedelta(days=day)).weekday() in self.repeat.weekdays
        )

    def _span(self, shift: timedelta) -> Span:
        zone = ZoneInfo(self.zone)
        return (
            math.floor(min(_meanings(self.start + shift, zone))),
            math.ceil(max(_meanings(self.end + shift, zone))),
        )


def window(
    start: datetime, end: datetime, zone: str = "UTC", repeat: Repeat | None = None, *, field: str = "window"
) -> Window:
    """Naive times are local to the zone; aware ones are brought into it."""
    try:
        where = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise NotAVolume(field, "zone", value=zone) from None
    for time in (start, end):
        if not EARLIEST_YEAR <= time.year <= LATEST_YEAR:
            raise NotAVolume(
                field, "year", value=time.isoformat(), earliest=EARLIEST_YEAR, latest=LATEST_YEAR
            )
    if start.tzinfo and end.tzinfo and repeat is None:
        where, zone = ZoneInfo("UTC"), "UTC"  # a moment is a moment; a local time may be two
    made = Window(_local(start, where), _local(end, where), zone, repeat)
    _check(made, field)
    return made


def _local(time: datetime, zone: ZoneInfo) -> datetime:
    return time.astimezone(zone).replace(tzinfo=None) if time.tzinfo else time


def _meanings(local: datetime, zone: ZoneInfo) -> tuple[float, float]:
    """A time that is skipped or shown twice has two meanings, another has one."""
    return (
        local.replace(tzinfo=zone, fold=0).astimezone(UTC).timestamp(),
        local.replace(tzinfo=zone, fold=1).astimezone(UTC).timestamp(),
    )


def _check(made: Window, field: str) -> None:
    if made.end <= made.start:
        raise NotAVolume(field, "ends_before_start", start=made.start.isoformat(), end=made.end.isoformat())
    lasts = made.end - made.start
    if lasts > timedelta(days=MOST_WINDOW_DAYS):
        raise NotAVolume(field, "long_window", days=lasts.days, most=MOST_WINDOW_DAYS)
    if made.repeat is None:
        return
    days = (made.repeat.until - made.start.date()).days
    if days > MOST_REPEAT_DAYS:
        raise NotAVolume(field, "long_repeat", days=days, most=MOST_REPEAT_DAYS)
    if lasts > timedelta(days=1):
        raise NotAVolume(field, "repeat_overlaps", hours=round(lasts.total_seconds() / 3600, 1))
    if days < 0 or not made.spans:
        raise NotAVolume(field, "no_days")
