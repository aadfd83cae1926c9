"""What the page of track records shows."""

import uuid
from dataclasses import dataclass

from diwan.core.labels import Reliability
from diwan.share.track_rules import Fate, Tally
from diwan.share.views import Names, Words


@dataclass(frozen=True, slots=True)
class Instance:
    """One statement and what became of it, for an officer to look at."""

    fate: Fate
    event: uuid.UUID
    words: Words


@dataclass(frozen=True, slots=True)
class GradedSource:
    """One of the own member's sources that brings an outlet, with the grade that an officer gave it."""

    id: uuid.UUID
    name: str
    reliability: str


@dataclass(frozen=True, slots=True)
class TrackRow:
    names: Names
    tally: Tally
    suggested: Reliability  # a suggestion: an officer grades
    instances: tuple[Instance, ...]
    sources: tuple[GradedSource, ...] = ()

    @property
    def borne_out(self) -> float:
        return self.tally.borne_out

    @property
    def answered(self) -> int:
        return self.tally.answered

    @property
    def told(self) -> int:
        return self.tally.told


@dataclass(frozen=True, slots=True)
class TrackRecordView:
    outlets: tuple[TrackRow, ...]
    offices: tuple[TrackRow, ...]
    events: int  # that it was computed from
    most_events: int
