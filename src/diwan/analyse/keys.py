"""Exact fingerprints by which candidates are found: two reports that share none have no edge.

Few on purpose: of a report, the places and kinds that it begins with and the days that it is about. A key that every
second report of a day holds would make every pair of that day a candidate.
"""

import datetime as dt
from binascii import crc32
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from diwan.core.reading import EventKind

_KEEP_ALL_BELOW_RUNS = 80
_KEEP_ONE_OF = 2  # of a longer text's runs: a pair that shares 20 is missed once in a million
_LEAST_DAY = 0.12  # share of a report's days
_MOST_DAYS = 3
_LEAST_KIND = 1.0
_MOST_KINDS = 3
_MOST_COUNTRIES = 2  # those that it names most
_LEAST_NAME = 0.5  # a surname
_SUREST_DAYS = 2
_RUN, _EVENT, _NAME = (n << 34 for n in range(1, 4))


def run_keys(runs: Collection[int]) -> frozenset[int]:
    if len(runs) < _KEEP_ALL_BELOW_RUNS:
        return frozenset(_RUN + run for run in runs)
    return frozenset(_RUN + run for run in runs if run % _KEEP_ONE_OF == 0)


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
