"""The parts of a sentence that attribute: everything but the statement."""

from typing import NamedTuple

from diwan.process.claims.cues import Cue, Span


class Zone(NamedTuple):
    spans: tuple[Span, ...]
    cue: Cue | None

    def holds(self, start: int, end: int) -> bool:
        return any(s <= start and end <= e for s, e in self.spans)

    def begin(self) -> int:
        return min((s for s, _ in self.spans), default=0)
