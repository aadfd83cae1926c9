"""Pairs of reports, each looked at once: who took whose text, and who tells of the same event.

Everything here is a function of the two readings. Candidates are found by equality of exact fingerprints, never by
"the nearest ten" or by how rare a word is among all reports: a report that a reader may not see must not decide
which of the visible ones meet.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from diwan.analyse.copies import copy_edge
from diwan.analyse.fingerprint import Fingerprint, fingerprint
from diwan.analyse.keys import run_keys
from diwan.analyse.same_event import same_event_edge
from diwan.core.picture import Edge
from diwan.core.reading import Reading


def edges(a: Reading, b: Reading) -> tuple[Edge, ...]:
    """All that the two readings alone say about the pair; empty when they have nothing to do with each other."""
    one, other = fingerprint(a), fingerprint(b)
    found = [_copies(one, other)]
    if one.event_keys & other.event_keys:
        found.append(_events(one, other))
    return tuple(edge for edge in found if edge)


def candidate_keys(reading: Reading) -> frozenset[int]:
    """Two readings that share no key have no edge. Below 2**37, so that a database can keep them as bigint."""
    made = fingerprint(reading)
    return run_keys(made.wording.runs) | made.event_keys


def link_all(readings: Sequence[Reading]) -> tuple[Edge, ...]:
    """The edges among all readings, sorted; the same as `edges` of every pair."""
    from diwan.analyse.overlap import likely_copies  # noqa: PLC0415  (numpy: a tenth of a second, not for one report)

    prints = [fingerprint(reading) for reading in readings]
    found = [_copies(prints[one], prints[other]) for one, other in likely_copies([p.wording for p in prints])]
    found += [_events(prints[one], prints[other]) for one, other in _sharing([p.event_keys for p in prints])]
    return tuple(sorted(filter(None, found), key=lambda e: (e.taker, e.taken, e.relation)))


def _sharing(keys: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Each pair that shares a key, once."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, own in enumerate(keys):
        for other in sorted(set().union(*(holders[key] for key in own))):
            yield other, index
        for key in own:
            holders[key].append(index)


def _copies(a: Fingerprint, b: Fingerprint) -> Edge | None:
    edge = copy_edge(a, b) if a.id != b.id else None
    if edge is None or run_keys(a.wording.runs).isdisjoint(run_keys(b.wording.runs)):
        return None  # without a key the database would not find the pair
    return edge


def _events(a: Fingerprint, b: Fingerprint) -> Edge | None:
    if a.id > b.id:  # sums of floats must not depend on who is asked first
        a, b = b, a
    return same_event_edge(a, b) if a.id != b.id else None
