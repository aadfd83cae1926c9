"""A span that one rule takes for an actor, before the rules are weighed against one another."""

from dataclasses import dataclass

from diwan.core.reading import ActorKind


@dataclass(frozen=True, slots=True)
class Candidate:
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
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.start - c.end, c.start)):
        if not any(candidate.start < t.end and t.start < candidate.end for t in taken):
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)
