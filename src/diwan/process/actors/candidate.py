"""A span that one rule takes for an actor, before the rules are weighed against one another."""

from bisect import bisect_left
from typing import NamedTuple

from diwan.core.reading import ActorKind


class Candidate(NamedTuple):
    start: int
    end: int
    kind: ActorKind
    score: float  # 0 to 1; of two that overlap the better stands, of equals the longer
    rule: str
    sentence: str  # the English reason
    key: str = ""  # only where the shipped lists know who it is
    name: str = ""  # dictionary form where it differs from the text
    facts: tuple[tuple[str, str], ...] = ()


def settle(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that stand when no two may overlap, in the order of the text."""
    taken: list[Candidate] = []
    starts: list[int] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.start - c.end, c.start)):
        at = bisect_left(starts, candidate.end)  # those taken never overlap: only the last before counts
        if at == 0 or taken[at - 1].end <= candidate.start:
            taken.insert(at, candidate)
            starts.insert(at, candidate.start)
    return taken
