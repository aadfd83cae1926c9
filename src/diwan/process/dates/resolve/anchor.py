"""What relative dates are resolved against, what a date is resolved to, and how tokens are picked by kind."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from diwan.core.reading import Granularity
from diwan.process.dates.calendars import Calendar
from diwan.process.dates.tokens import Token

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Resolved:
    value: str
    granularity: Granularity
    calendar: str
    sentence: str
    day: dt.date | None = None  # what "the same day" would mean after this


@dataclass(slots=True)
class Anchor:
    """What relative expressions are resolved against."""

    published: dt.date | None
    language: str
    last_day: dt.date | None = None
    is_future: Callable[[], bool] = bool  # of the clause at hand
    is_past: Callable[[], bool] = bool


Tokens = list[Token]


def all_of(tokens: Tokens, kinds: str) -> Tokens:
    return [token for token in tokens if token.kind in kinds]


def one_of(tokens: Tokens, kinds: str) -> Token | None:
    return next((token for token in tokens if token.kind in kinds), None)


def on_day(day: dt.date, sentence: str, calendar: str = Calendar.GREGORIAN) -> Resolved:
    return Resolved(day.isoformat(), Granularity.DAY, calendar, sentence, day)


def in_range(
    first: dt.date, last: dt.date, sentence: str, calendar: str = Calendar.GREGORIAN
) -> Resolved | None:
    if last < first:
        return None
    return Resolved(f"{first}/{last}", Granularity.RANGE, calendar, sentence, last)


def turn_of(tokens: Tokens) -> int | None:
    """-1 for last, 1 for next, 0 for this; None when none is said."""
    token = one_of(tokens, "lxia")
    return None if token is None else {"l": -1, "a": -1, "x": 1, "i": 0}[token.kind]
