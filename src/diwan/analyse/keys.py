"""Exact fingerprints by which candidates are found: two reports that share none have no edge.

Few on purpose: of a report, the places and kinds that it begins with and the days that it is about. A key that every
second report of a day holds would make every pair of that day a candidate.
"""

import datetime as dt
from binascii import crc32
from collections.abc import Iterable, Mapping
from typing import Any

from diwan.core.reading import EventKind

_KEEP_ALL_BELOW_RUNS = 80
_KEEP_ONE_OF = 2  # of a longer text's runs: a pair that shares 20 is missed once in a million
_LEAST_DAY = 0.12  # share of a report's days
_MOST_DAYS = 3
_LEAST_KIND = 1.0
_MOST_KINDS = 3
_RUN, _EVENT, _NAME = (n << 34 for n in range(1, 4))


def run_keys(runs: frozenset[int]) -> frozenset[int]:
    if len(runs) < _KEEP_ALL_BELOW_RUNS:
        return frozenset(_RUN + run for run in runs)
    return frozenset(_RUN + run for run in runs if run % _KEEP_ONE_OF == 0)


def event_keys(
    *,
    days: Mapping[dt.date, float],
    kinds: Mapping[EventKind, float],
    focus: Iterable[int],
    countries: Iterable[str],
    names: Mapping[str, float],
) -> frozenset[int]:
    """Place x day x kind; country x day x kind for what happens "in Mali"; a name x day for what has no place."""
    return frozenset(_event_keys(days, kinds, list(focus), list(countries), names))


def _event_keys(
    days_of: Mapping[dt.date, float],
    kinds_of: Mapping[EventKind, float],
    focus: list[int],
    countries: list[str],
    names: Mapping[str, float],
) -> Iterable[int]:
    days = _best(days_of, _LEAST_DAY, _MOST_DAYS) or [dt.date.min]
    kinds = _best(kinds_of, _LEAST_KIND, _MOST_KINDS)
    where = [f"p{place}" for place in focus]
    if not where:
        where = [f"c{country}" for country in countries]
    for day in days:
        for kind in kinds:
            for place in where:
                yield _EVENT + crc32(f"{place} {day} {kind}".encode())
        for name, weight in names.items():
            if weight >= 1.0:
                yield _NAME + crc32(f"{name} {day}".encode())


def _best(weights: Mapping[Any, float], least: float, most: int) -> list[Any]:
    kept = [key for key, weight in weights.items() if weight >= least]
    return sorted(kept, key=lambda key: (-weights[key], key))[:most]
