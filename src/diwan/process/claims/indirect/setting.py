"""A sentence with what is known about it, one cue in it, and the statement found there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from diwan.core.languages import Language
from diwan.core.reading import ActorMention, Stance
from diwan.process.claims.cues import Cue, Span
from diwan.process.claims.marks import Marks
from diwan.process.claims.zone import Zone


class Indirect(NamedTuple):
    content: Span
    zone: Zone
    stance: Stance


@dataclass(slots=True)
class Setting:
    """The sentence, and what is known about its text."""

    marks: Marks
    unit: Span
    quotes: Sequence[Span]
    actors: Sequence[ActorMention]
    spent: set[Cue] = field(default_factory=set)  # the cues that a quotation of the sentence hangs on

    @property
    def text(self) -> str:
        return self.marks.text

    @property
    def language(self) -> Language:
        return self.marks.language

    def is_quoted(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.quotes)


@dataclass(slots=True)
class Place:
    """One cue in its sentence."""

    text: str
    language: Language
    unit: Span
    quotes: Sequence[Span]
    actors: Sequence[ActorMention]
    marks: Marks
    cue: Cue
    floor: int  # where the last statement before the cue ends
    ceiling: int  # where the next statement begins that is known already
    limit: int  # where the next cue's clause begins
    later: Sequence[Cue] = ()  # the cues behind it in the sentence

    def is_quoted(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.quotes)


def made(place: Place, content: Span, *zones: Span) -> Indirect | None:
    start, end = content
    if end <= start:
        return None
    return Indirect(content, Zone(zones, place.cue), place.cue.stance)
