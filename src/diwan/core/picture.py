"""What several readings give together: the picture of one viewer."""

from dataclasses import dataclass, field
from enum import StrEnum

from diwan.core.pickling import quick_to_pickle
from diwan.core.reading import ActorKind, EventKind, PlaceCandidate, Stance


class Relation(StrEnum):
    """How two reports' texts stand to each other. Directed from the one that took to the one taken from."""

    COPY = "copy"
    EXCERPT = "excerpt"
    QUOTATION = "quotation"  # they share a quotation and no more
    SAME_EVENT = "same_event"


@dataclass(frozen=True, slots=True)
class Edge:
    """Made once per pair, from the two readings alone; readable by whoever may read both.

    For SAME_EVENT `taker < taken` by id; the relation has no direction.
    """

    taker: str  # report id
    taken: str
    relation: Relation
    score: float  # share of the smaller text's 5-word runs found in the other, or the event score
    why: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    kind: ActorKind
    names: dict[str, tuple[str, ...]]  # language -> names, most frequent first
    mentions: tuple[tuple[str, int], ...] = ()  # (report id, index into Reading.actors)
    why: tuple[str, ...] = ()  # one reason for each merge


@dataclass(frozen=True, slots=True)
class ClaimRef:
    report: str
    index: int  # into Reading.claims
    speaker: str  # an Actor id or "anonymous"
    stance: Stance


@dataclass(frozen=True, slots=True)
class Proposition:
    id: str
    claims: tuple[ClaimRef, ...]
    text: str  # the words of the clearest claim
    text_report: str
    event: str | None = None

    @property
    def asserted(self) -> int:
        return sum(c.stance in (Stance.ASSERTS, Stance.CONFIRMS) for c in self.claims)

    @property
    def denied(self) -> int:
        return sum(c.stance is Stance.DENIES for c in self.claims)


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that rest on one origin, with the reason for each merge."""

    name: str  # an outlet, or the report id when none is named
    reports: tuple[str, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityRange:
    unit: str
    values: tuple[tuple[float, str, str], ...]  # (value, report id, speaker or "")


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    reports: tuple[str, ...]
    kind: EventKind
    date: str | None  # ISO 8601
    place: PlaceCandidate | None
    origins: tuple[Origin, ...]
    origins_interval: tuple[int, int]  # [certain, possible]
    headline: str  # the title of the report that speaks for it, in that report's language
    headline_report: str
    actors: tuple[str, ...] = ()  # Actor ids, most mentioned first
    propositions: tuple[str, ...] = ()
    quantities: tuple[QuantityRange, ...] = ()
    why: tuple[str, ...] = ()


class Changed(StrEnum):
    """What of an event would be another without a doubtful value."""

    PLACE = "place"
    DATE = "date"
    CONTESTED = "contested"  # how many propositions are asserted and denied
    ORIGINS = "origins"  # how many independent origins at most
    CERTAIN = "certain"  # and how many for certain
    UNNAMED = "unnamed"  # how many statements would be nobody's


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after`: an ISO 8601 date, or a count; of a place `places` has both."""

    what: Changed
    before: str = ""
    after: str = ""
    places: tuple[PlaceCandidate | None, PlaceCandidate | None] = (None, None)
    things: int = 1  # how many facts of the picture


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value of a report that the machine is unsure of and on which something in an event hangs."""

    event: str
    report: str
    kind: str  # of value: place, actor, date, claim, credit
    start: int
    end: int
    reason: str  # place.sound
    confidence: float
    changes: tuple[Change, ...]

    @property
    def things(self) -> int:
        return sum(change.things for change in self.changes)


@dataclass(frozen=True, slots=True)
class Picture:
    actors: tuple[Actor, ...] = ()
    syndication: tuple[tuple[str, ...], ...] = ()
    propositions: tuple[Proposition, ...] = ()
    events: tuple[Event, ...] = ()
    edges: tuple[Edge, ...] = ()
    stages: tuple[tuple[str, str], ...] = field(default=())
    doubts: tuple[Doubt, ...] = ()  # only when they were asked for


quick_to_pickle(Edge, Actor, ClaimRef, Proposition, Origin, QuantityRange, Event, Change, Doubt)
