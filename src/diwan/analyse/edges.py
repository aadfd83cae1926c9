"""Pairs of reports, each looked at once: who took whose text, and who tells of the same event.

Everything here is a function of the two readings. Candidates are found by equality of exact fingerprints, never by
"the nearest ten" or by how rare a word is among all reports: a report that a reader may not see must not decide
which of the visible ones meet.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from diwan.analyse.copies import copy_edge
from diwan.analyse.fingerprint import Fingerprint, fingerprint
from diwan.analyse.keys import text_keys
from diwan.analyse.same_event import same_event_edge
from diwan.analyse.spread import Spread, one_after_another
from diwan.core.picture import Edge
from diwan.core.reading import Reading

if TYPE_CHECKING:
    from diwan.analyse.overlap import LikelyCopies


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
    return text_keys(made.wording) | made.event_keys


def link_all(readings: Sequence[Reading], spread: Spread = one_after_another) -> tuple[Edge, ...]:
    """The edges among all readings, sorted; the same as `edges` of every pair. `spread` may share the reports out."""
    from diwan.analyse.overlap import LikelyCopies  # noqa: PLC0415  (numpy: a tenth of a second, not for one report)

    prints = [fingerprint(reading) for reading in readings]
    linker = _Linker(prints, LikelyCopies([made.wording for made in prints]), _holders(prints))
    found = chain.from_iterable(spread(linker.edges_of, range(len(prints))))
    return tuple(sorted(found, key=lambda e: (e.taker, e.taken, e.relation)))


def _holders(prints: Iterable[Fingerprint]) -> dict[int, list[int]]:
    """For every event key the reports that hold it, in order."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, made in enumerate(prints):
        for key in made.event_keys:
            holders[key].append(index)
    return holders


@dataclass(frozen=True, slots=True)
class _Linker:
    prints: Sequence[Fingerprint]
    likely_copies: "LikelyCopies"
    holders: Mapping[int, list[int]]

    def edges_of(self, number: int) -> list[Edge]:
        """A part of all edges: those of so many numbers are all, each once."""
        prints, own = self.prints, self.prints[number]
        copies = (_copies(prints[a], prints[b]) for a, b in self.likely_copies.pairs(number))
        events = (_events(prints[other], own) for other in self._earlier(number))
        return [edge for edge in (*copies, *events) if edge]

    def _earlier(self, index: int) -> set[int]:
        """The reports before this one with which it shares a key."""
        met: set[int] = set()
        for key in self.prints[index].event_keys:
            holders = self.holders[key]
            if holders[0] != index:
                met.update(holders[: bisect_left(holders, index)])
        return met


def _copies(a: Fingerprint, b: Fingerprint) -> Edge | None:
    return copy_edge(a, b) if a.id != b.id else None


def _events(a: Fingerprint, b: Fingerprint) -> Edge | None:
    if a.id > b.id:  # sums of floats must not depend on who is asked first
        a, b = b, a
    return same_event_edge(a, b) if a.id != b.id else None
