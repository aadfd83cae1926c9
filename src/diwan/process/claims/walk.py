"""What the walk through one report knows."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from diwan.core.reading import ActorMention, Report, Stance
from diwan.process.claims.cues import Span
from diwan.process.claims.marks import Marks
from diwan.process.claims.speakers import Speakers


@dataclass(slots=True)
class Walk:
    report: Report
    marks: Marks
    actors: Sequence[ActorMention]
    quotes: list[Span]
    statements: list[Span]  # quotations that are somebody's words
    speakers: Speakers
    whole: tuple[str, ...]  # outlets that stand for the whole text
    others: list[ActorMention]  # outlets named but the report's own
    via_of: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # speaker -> the outlet last spoken through
    pending: Stance | None = None  # of a cue in the sentence before whose words are still to come
    before: Span | None = None  # the sentence before, when nobody is said to have said it
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.actors]

    def actors_in(self, unit: Span) -> Sequence[ActorMention]:
        return self.actors[bisect_left(self._starts, unit[0]) : bisect_left(self._starts, unit[1])]

    def statements_in(self, unit: Span) -> list[Span]:
        return [quote for quote in self.statements if unit[0] <= quote[0] < unit[1]]
