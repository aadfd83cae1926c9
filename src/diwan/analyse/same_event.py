"""Do two reports tell of one event? A score from 0 to 1 out of what both say, whatever their languages.

Days decide first: the same place and actors on another day is the look-alike that must be kept apart. What is left
is a sum of agreements, each capped, so that no single one is enough.
"""

import datetime as dt
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from diwan.analyse.fingerprint import Fingerprint
from diwan.core.picture import Edge, Relation

Key = TypeVar("Key", bound=Hashable)

_DAY = dt.timedelta(days=1)
_NEXT_DAY = 0.35  # what a neighbouring day counts
LEAST_SCORE = 0.5  # below this no edge is kept
_IDEAS_BESIDE_STEMS, _STEMS = (
    0.45,
    0.75,
)  # in one language stems tell more than ideas, and both tell more than either
_LEAST_TOLD = 0.36  # shared ideas, as a cosine: nine in ten unrelated reports stay below


@dataclass(frozen=True, slots=True)
class Agreement:
    days: float
    places: float
    names: float
    ideas: float
    stems: float
    numbers: float
    kinds: float
    is_same_language: bool

    @property
    def words(self) -> float:
        return _IDEAS_BESIDE_STEMS * self.ideas + _STEMS * self.stems if self.is_same_language else self.ideas

    @property
    def score(self) -> float:
        words = self.words
        content = 2.4 * words + 0.9 * self.places + 0.9 * self.names + 0.5 * self.numbers + 0.5 * self.kinds
        # Two things in one town on one day share place, day and ministers, but not what is told of them.
        told = 8.0 * min(0.0, words - _LEAST_TOLD)
        return 1 / (1 + math.exp(-(3.0 * (content - 2.4) + 6.0 * (self.days - 0.7) + told)))


def agreement(a: Fingerprint, b: Fingerprint) -> Agreement:
    return Agreement(
        days=_days(a, b),
        places=_places(a, b),
        names=_shared(a.names, b.names, full=1.5),
        ideas=_cosine(a.ideas, b.ideas),
        stems=_cosine(a.stems, b.stems) if a.language is b.language else 0.0,
        numbers=_numbers(a, b),
        kinds=_cosine(a.kind_shares, b.kind_shares),
        is_same_language=a.language is b.language,
    )


def same_event_edge(a: Fingerprint, b: Fingerprint) -> Edge | None:
    found = agreement(a, b)
    score = found.score
    if score < LEAST_SCORE:
        return None
    first, second = sorted((a.id, b.id))
    facts = tuple(
        (name, f"{getattr(found, name):.2f}")
        for name in ("days", "places", "names", "ideas", "numbers", "kinds")
    )
    strong = [name for name, value in facts if float(value) >= 0.5]
    why = f"they agree in {', '.join(strong)}" if strong else "they agree a little in everything"
    return Edge(first, second, Relation.SAME_EVENT, round(score, 4), why, facts)


def _days(a: Fingerprint, b: Fingerprint) -> float:
    """0 to 1: how much of the one's days are the other's; a neighbouring day counts a little."""
    if not a.days or not b.days:
        return 0.4  # unknown
    top_a, top_b = max(a.days.values()), max(b.days.values())
    same = max(
        (min(a.days[d] / top_a, b.days[d] / top_b) for d in a.days.keys() & b.days.keys()), default=0.0
    )
    if same >= _NEXT_DAY:
        return same
    beside = (
        min(weight / top_a, b.days[next_to] / top_b)
        for day, weight in a.days.items()
        for next_to in (day - _DAY, day + _DAY)
        if next_to in b.days
    )
    return max(same, _NEXT_DAY * max(beside, default=0.0))


def _places(a: Fingerprint, b: Fingerprint) -> float:
    return _shared(a.places, b.places, full=1.0)


def _shared(a: Mapping[Key, float], b: Mapping[Key, float], full: float) -> float:
    """What both hold, against what the poorer of the two holds; at most 1."""
    held = a.keys() & b.keys()
    if not held:
        return 0.0
    common = math.fsum([min(a[k], b[k]) for k in held])
    poorer = min(sum(a.values()), sum(b.values()))
    return min(1.0, common / full) * (0.2 + 0.8 * min(1.0, common / poorer))


def _cosine(a: Mapping[Key, float], b: Mapping[Key, float]) -> float:
    """Of two that have length 1 already."""
    return math.fsum([a[key] * b[key] for key in a.keys() & b.keys()])


def _numbers(a: Fingerprint, b: Fingerprint) -> float:
    return min(1.0, 0.5 * len(a.numbers & b.numbers))
