"""Pairs of reports, each looked at once: who took whose text, and who tells of the same event.

Everything here is a function of the two readings. Candidates are found by equality of exact fingerprints, never by
"the nearest ten" or by how rare a word is among all reports: a report that a reader may not see must not decide
which of the visible ones meet.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from diwan.analyse.copies import copy_edge
from diwan.analyse.fingerprint import Fingerprint, fingerprint
from diwan.analyse.same_event import same_event_edge
from diwan.core.picture import Edge
from diwan.core.reading import Reading


def edges(a: Reading, b: Reading) -> tuple[Edge, ...]:
    """All that the two readings alone say about the pair; empty when they have nothing to do with each other."""
    one, other = fingerprint(a), fingerprint(b)
    found: list[Edge] = []
    if one.run_keys & other.run_keys:
        found += _copies(one, other)
    if one.event_keys & other.event_keys:
        found += _events(one, other)
    return tuple(found)


def candidate_keys(reading: Reading) -> frozenset[int]:
    """Two readings that share no key have no edge. Below 2**37, so that a database can keep them as bigint."""
    made = fingerprint(reading)
    return made.run_keys | made.event_keys


def link_all(readings: Sequence[Reading]) -> tuple[Edge, ...]:
    """The edges among all readings, sorted; the same as `edges` of every pair."""
    prints = [fingerprint(reading) for reading in readings]
    found: list[Edge] = []
    for one, other in _sharing([made.run_keys for made in prints]):
        found += _copies(prints[one], prints[other])
    for one, other in _sharing([made.event_keys for made in prints]):
        found += _events(prints[one], prints[other])
    return tuple(sorted(found, key=lambda e: (e.taker, e.taken, e.relation)))


def _sharing(keys: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for index, own in enumerate(keys):
        for key in own:
            holders[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in holders.values():
        if len(members) > 1:
            pairs.update(combinations(members, 2))
    return pairs


def _copies(a: Fingerprint, b: Fingerprint) -> Iterable[Edge]:
    edge = copy_edge(a, b) if a.id != b.id else None
    return (edge,) if edge else ()


def _events(a: Fingerprint, b: Fingerprint) -> Iterable[Edge]:
    if a.id > b.id:  # sums of floats must not depend on who is asked first
        a, b = b, a
    edge = same_event_edge(a, b) if a.id != b.id else None
    return (edge,) if edge else ()
