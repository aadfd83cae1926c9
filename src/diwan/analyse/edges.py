"""Pairs of reports, each looked at once: who took whose text, and who tells of the same event.

Everything here is a function of the two readings. Candidates are found by equality of exact fingerprints, never by
"the nearest ten" or by how rare a word is among all reports: a report that a reader may not see must not decide
which of the visible ones meet.
"""

from binascii import crc32
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from diwan.analyse.copies import copy_edge
from diwan.analyse.fingerprint import Fingerprint, fingerprint
from diwan.analyse.same_event import same_event_edge
from diwan.core.picture import Edge
from diwan.core.reading import Reading

_KEEP_ALL_BELOW_RUNS = 80
_KEEP_ONE_OF = 2  # of a longer text's runs: a pair that shares 20 is missed once in a million
_LEAST_DAY = 0.12  # share of a report's days
_LEAST_PLACE = 0.2
_RUN, _PLACE, _COUNTRY, _NAME = (n << 34 for n in range(1, 5))


def edges(a: Reading, b: Reading) -> tuple[Edge, ...]:
    """All that the two readings alone say about the pair; empty when they have nothing to do with each other."""
    return _compare(fingerprint(a), fingerprint(b))


def candidate_keys(reading: Reading) -> frozenset[int]:
    """Two readings that share no key have no edge. Below 2**37, so that a database can keep them as bigint."""
    return _keys(fingerprint(reading))


def link_all(readings: Sequence[Reading]) -> tuple[Edge, ...]:
    """The edges among all readings, sorted; the same as `edges` of every pair that shares a key."""
    prints = [fingerprint(reading) for reading in readings]
    holders: dict[int, list[int]] = defaultdict(list)
    for index, made in enumerate(prints):
        for key in _keys(made):
            holders[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in holders.values():
        if len(members) > 1:
            pairs.update(combinations(members, 2))
    found: list[Edge] = []
    for one, other in pairs:
        found += _compare(prints[one], prints[other])
    return tuple(sorted(found, key=lambda e: (e.taker, e.taken, e.relation)))


def _compare(a: Fingerprint, b: Fingerprint) -> tuple[Edge, ...]:
    if a.id == b.id:
        return ()
    if a.id > b.id:  # sums of floats must not depend on who is asked first
        a, b = b, a
    return tuple(edge for edge in (copy_edge(a, b), same_event_edge(a, b)) if edge is not None)


def _keys(made: Fingerprint) -> frozenset[int]:
    return frozenset((*_run_keys(made), *_event_keys(made)))


def _run_keys(made: Fingerprint) -> Iterable[int]:
    runs = made.wording.runs
    if len(runs) < _KEEP_ALL_BELOW_RUNS:
        return [_RUN + run for run in runs]
    return [_RUN + run for run in runs if run % _KEEP_ONE_OF == 0]


def _event_keys(made: Fingerprint) -> Iterable[int]:
    """Place x day; country x day x kind for what happens "in Mali"; who x day for what has no place."""
    days = [day.toordinal() for day, share in made.days.items() if share >= _LEAST_DAY] or [0]
    kinds = [kind for kind, weight in made.kinds.items() if weight >= 1.0]
    for day in days:
        for place, weight in made.places.items():
            if weight >= _LEAST_PLACE:
                yield _PLACE + crc32(f"{place} {day}".encode())
        for country in made.countries:
            for kind in kinds:
                yield _COUNTRY + crc32(f"{country} {day} {kind}".encode())
        for name, weight in made.names.items():
            if weight >= 1.0:
                yield _NAME + crc32(f"{name} {day}".encode())
