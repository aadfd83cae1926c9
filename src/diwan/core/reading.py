"""What the machine reads in one report: spans of the stored original, each with its reason.

`start` and `end` count Unicode code points of the report's `text`, end exclusive.
`why` is a short English sentence for programs and logs; `rule` and `facts` let the interface say the
same in the officer's language.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from diwan.core.languages import Language
from diwan.core.pickling import quick_to_pickle


class Stance(StrEnum):
    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DOUBTS = "doubts"
    RETRACTS = "retracts"


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    STATE = "state"


class EventKind(StrEnum):
    AGREEMENT = "agreement"
    MEETING = "meeting"
    STATEMENT = "statement"
    NOTICE = "notice"
    DEPLOYMENT = "deployment"
    MOVEMENT = "movement"
    CLASH = "clash"
    ATTACK = "attack"
    ACCIDENT = "accident"
    AID = "aid"
    DISPLACEMENT = "displacement"
    PROTEST = "protest"
    ELECTION = "election"
    COURT = "court"
    DISASTER = "disaster"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Report:
    """One item of text as it came, before anything is read out of it."""

    id: str
    text: str
    title: str = ""
    published: dt.datetime | None = None  # aware
    outlet: str = ""
    outlet_country: str = ""  # ISO 3166-1 alpha-2
    url: str = ""
    language: Language | None = None  # as declared by whoever sent it, never trusted
    source_credit: str = ""  # RSS <source>: the publisher that the feed itself names


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that made a value (`places.gazetteer`), its facts, and one English sentence."""

    rule: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    language: Language


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    language: Language


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    geonameid: int
    name: str  # the gazetteer's main name, Latin script
    country: str  # ISO 3166-1 alpha-2
    lat: float
    lon: float
    feature: str = "city"  # city | region | country
    population: int = 0
    # Language -> name, of a place that no gazetteer of ours knows; the others are named by their id.
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    start: int
    end: int
    place: PlaceCandidate
    confidence: float
    why: Why
    alternatives: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """`key` says who is meant, alike in every report: `known:Q796` style ids of the shipped list, or a
    folded name (`name:person:серафимов`), which `analyse` joins across languages and reports."""

    start: int
    end: int
    kind: ActorKind
    key: str
    name: str  # the name in its dictionary form, in the report's language
    confidence: float
    why: Why


class Granularity(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class DateMention:
    start: int
    end: int
    value: str  # ISO 8601: day, month, year or start/end
    granularity: Granularity
    calendar: str  # gregorian | jalali | hijri | relative
    why: Why


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that the text names as the origin of something it tells."""

    start: int
    end: int
    outlet: str  # dictionary form, as the text writes it
    key: str  # alike for all spellings: an ActorMention key
    why: Why


class SpeakerKind(StrEnum):
    MENTION = "mention"  # index into Reading.actors
    NAMED = "named"  # a title or institution that is nobody's mention: `key` and `name` say whom
    ANONYMOUS = "anonymous"
    OUTLET = "outlet"  # the report's own outlet


@dataclass(frozen=True, slots=True)
class Speaker:
    kind: SpeakerKind
    mention: int | None = None
    key: str = ""
    name: str = ""
    described_as: str = ""  # "a source close to the ministry", "the spokesman"


@dataclass(frozen=True, slots=True)
class Claim:
    start: int
    end: int
    speaker: Speaker
    stance: Stance
    why: Why
    via: tuple[str, ...] = ()  # outlet names, nearest first
    is_quotation: bool = False
    cue_start: int = -1
    cue_end: int = -1


@dataclass(frozen=True, slots=True)
class Quantity:
    start: int
    end: int
    value: float
    unit: str  # a key of the shipped table: "lorries", "families", "killed"; "" when unknown
    why: Why


@dataclass(frozen=True, slots=True)
class KindHint:
    """A word that speaks for a kind of event."""

    kind: EventKind
    start: int
    end: int
    weight: float
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one report from the report and the shipped rules alone: no state, no neighbours."""

    report: Report
    language: Language
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    credits: tuple[Credit, ...] = ()
    claims: tuple[Claim, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    kinds: tuple[KindHint, ...] = ()
    stages: tuple[tuple[str, str], ...] = field(default=())  # stage name -> version
    annotated_until: int | None = None  # a very long text is annotated up to here only; None: all of it


quick_to_pickle(
    Report, Why, Paragraph, Sentence, PlaceCandidate, PlaceMention, ActorMention, DateMention, Credit, Speaker, Claim,
    Quantity, KindHint, Reading,
)  # fmt: skip
