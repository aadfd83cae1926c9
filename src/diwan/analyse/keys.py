"""Exact fingerprints by which candidates are found: two reports that share none have no edge.

Of the text every run of five words, and those inside quotation marks once more: how many of them two texts share tells
whether a copy, an excerpt or a shared quotation is possible at all. Of what is told few on purpose: of a report, the places and kinds that it begins with and the days that it is about. A key that every
second report of a day holds would make every pair of that day a candidate.
"""

import datetime as dt
from binascii import crc32
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from diwan.analyse.wording import Wording
from diwan.core.reading import EventKind

_LEAST_DAY = 0.12  # share of a report's days
_MOST_DAYS = 3
_LEAST_KIND = 1.0
_MOST_KINDS = 3
_MOST_COUNTRIES = 2  # those that it names most
_LEAST_NAME = 0.5  # a surname
_SUREST_DAYS = 2
RUN, QUOTED, _EVENT, _NAME = (n << 34 for n in range(1, 5))
FIRST_EVENT = _EVENT


def text_keys(told: Wording) -> frozenset[int]:
    return frozenset(chain((RUN + run for run in told.runs), (QUOTED + run for run in told.quoted)))


def event_keys(
    *,
    days: Mapping[dt.date, float],
    kinds: Mapping[EventKind, float],
    focus: Iterable[int],
    countries: Mapping[str, float],
    names: Mapping[str, float],
) -> frozenset[int]:
    """Place x day; country x day x kind, since one report says "in Mali" where another names the town; name x day."""
    return frozenset(_event_keys(days, kinds, list(focus), _best(countries, 0.0, _MOST_COUNTRIES), names))


def _event_keys(
    days_of: Mapping[dt.date, float],
    kinds_of: Mapping[EventKind, float],
    focus: list[int],
    countries: list[str],
    names: Mapping[str, float],
) -> Iterable[int]:
    days = [day.isoformat() for day in _best(days_of, _LEAST_DAY, _MOST_DAYS) or [dt.date.min]]
    kinds = [kind.value for kind in _best(kinds_of, _LEAST_KIND, _MOST_KINDS)]
    for n, day in enumerate(days):
        if n < _SUREST_DAYS and focus:
            yield _EVENT + crc32(f"p{focus[0]} {day}".encode())
        for kind in kinds:
            for place in focus:
                yield _EVENT + crc32(f"p{place} {day} {kind}".encode())
            for country in countries:
                yield _EVENT + crc32(f"c{country} {day} {kind}".encode())
        for name, weight in names.items():
            if weight >= (_LEAST_NAME if n < _SUREST_DAYS else 1.0):
                yield _NAME + crc32(f"{name} {day}".encode())


def _best(weights: Mapping[Any, float], least: float, most: int) -> list[Any]:
    kept = [key for key, weight in weights.items() if weight >= least]
    return sorted(kept, key=lambda key: (-weights[key], key))[:most]
