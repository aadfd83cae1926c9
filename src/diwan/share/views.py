"""What each page shows, as facts: the shape between the read models and everything that renders them.

Every view is for one viewer and holds nothing that came from outside what that viewer may read. No prose:
pages, programs and briefs put the facts into words of their own language. Names come in every language
that has one (`Names`), words said by others come with the language they were said in (`Words`). Moments are
aware datetimes, dates of events ISO 8601 strings. Lists are keyset-paged and totally ordered.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from diwan.core.ids import handle
from diwan.core.labels import Tlp
from diwan.core.languages import Language
from diwan.core.picture import Relation
from diwan.core.reading import ActorKind, EventKind, Stance

Row = TypeVar("Row")
Names = Mapping[str, str]  # language -> name; "" holds a name whose language is unknown


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`next` is an opaque cursor: the key of the last row, never a position or a count."""

    rows: tuple[Row, ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody else's words, never translated: shown in their own direction."""

    text: str
    language: Language = Language.UNDETERMINED
    marks: tuple[tuple[int, int], ...] = ()  # code points that matched a search


@dataclass(frozen=True, slots=True)
class MemberRef:
    id: str
    names: Names


@dataclass(frozen=True, slots=True)
class RoomRef:
    id: str
    names: Names


@dataclass(frozen=True, slots=True)
class PlaceView:
    geonameid: int
    names: Names
    country: str  # ISO 3166-1 alpha-2
    lat: float
    lon: float
    feature: str = "city"  # city | region | country


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Who speaks. `key` is alike for one speaker throughout a view and means nothing outside it."""

    key: str
    names: Names = field(default_factory=dict)
    kind: ActorKind | None = None
    is_anonymous: bool = False
    described_as: Words | None = None  # "a source close to the ministry", in the report's words
    reliability: str = ""  # A–F when the speaker is graded


@dataclass(frozen=True, slots=True)
class Grade:
    """`reliability` A–F of the source, `credibility` 1–6 of the information; "" when not given."""

    reliability: str = ""
    credibility: str = ""

    @property
    def code(self) -> str:
        return self.reliability + self.credibility


@dataclass(frozen=True, slots=True)
class LabelView:
    """Who reads it, resolved, with the words that were chosen. `others` will not read it. `release_at`: of a report, the moment
    that was chosen for its last release. While that lies ahead the own member alone is told it; later, whoever reads it."""

    author: MemberRef
    readers: tuple[MemberRef, ...]  # the author included, in the centre's order
    others: tuple[MemberRef, ...] = ()
    rooms: tuple[RoomRef, ...] = ()
    whole_centre: bool = False
    tlp: Tlp = Tlp.AMBER
    release_at: dt.datetime | None = None

    @property
    def is_author_alone(self) -> bool:
        return len(self.readers) == 1


# --- Situation ---------------------------------------------------------------------------------------------


class StanceFilter(StrEnum):
    ANY = ""
    CONTESTED = "contested"  # asserted and denied about one proposition
    DENIED = "denied"  # denied by someone
    RETRACTED = "retracted"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees. `west` may exceed `east`: such a box crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class SituationFilter:
    """Empty means no condition. `since` <= day of the event < `until`."""

    kinds: tuple[EventKind, ...] = ()
    countries: tuple[str, ...] = ()
    box: Box | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    stance: StanceFilter = StanceFilter.ANY
    text: str = ""
    only_new: bool = False
    hide_done: bool = False
    as_of: dt.datetime | None = None  # None: now


@dataclass(frozen=True, slots=True)
class StanceCounts:
    """Claims in each stance, not reports."""

    asserts: int = 0
    confirms: int = 0
    doubts: int = 0
    retracts: int = 0
    denies: int = 0

    def of(self, stance: Stance) -> int:
        return int(getattr(self, stance.value))


@dataclass(frozen=True, slots=True)
class ContestedPoint:
    """The most contested proposition of an event with one speaker on each side."""

    proposition: str
    words: Words
    asserted_by: SpeakerView
    denied_by: SpeakerView


@dataclass(frozen=True, slots=True)
class QuantityValue:
    value: float
    words: Words  # as the report writes it: "about 650"
    report: uuid.UUID
    speaker: SpeakerView | None = None


@dataclass(frozen=True, slots=True)
class QuantityLine:
    """Numbers of one unit, smallest first. Nothing is averaged. `unit` is a key: "lorries"."""

    unit: str
    values: tuple[QuantityValue, ...]

    @property
    def disagrees(self) -> bool:
        return len({value.value for value in self.values}) > 1


@dataclass(frozen=True, slots=True)
class EventCard:
    id: uuid.UUID
    kind: EventKind
    date: str | None  # ISO 8601 day
    changed_at: dt.datetime  # the latest report's publication, or its arrival when that is unknown
    headline: Words
    headline_report: uuid.UUID
    place: PlaceView | None
    origins: tuple[int, ...]  # reports of each origin, most first
    stances: StanceCounts
    origins_interval: tuple[int, int] = (0, 0)  # [certain, possible]
    contested: ContestedPoint | None = None
    numbers: tuple[QuantityLine, ...] = ()  # only those that disagree
    actors: tuple[SpeakerView, ...] = ()
    new_reports: int = 0  # since the officer's last visit
    is_new: bool = False
    is_done: bool = False

    @property
    def report_count(self) -> int:
        return sum(self.origins)

    @property
    def handle(self) -> str:
        return handle("E", self.id)


@dataclass(frozen=True, slots=True)
class MapMark:
    event: uuid.UUID
    lat: float
    lon: float
    origins: int
    is_contested: bool
    headline: Words
    report_count: int = 0


@dataclass(frozen=True, slots=True)
class TimeBucket:
    """Reports published in [start, start + width of the axis)."""

    start: dt.datetime
    reports: int
    denied: int  # of these, the ones that contain a denial


@dataclass(frozen=True, slots=True)
class TimelineMark:
    event: uuid.UUID
    kind: EventKind
    at: dt.datetime
    is_contested: bool


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The whole axis ignores `since` and `until` of the filter, so that the brush can be widened again."""

    start: dt.datetime
    end: dt.datetime
    bucket_seconds: int
    buckets: tuple[TimeBucket, ...] = ()
    marks: tuple[TimelineMark, ...] = ()
    gaps: tuple[tuple[dt.datetime, dt.datetime], ...] = ()  # long stretches without a report: drawn narrow


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter could take, with how many events of this viewer have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SituationView:
    filter: SituationFilter
    events: Page[EventCard]  # latest change first
    event_count: int = 0
    report_count: int = 0
    origin_count: int = 0
    contested_count: int = 0
    new_count: int = 0
    new_since: dt.datetime | None = None  # the officer's last visit
    marks: tuple[MapMark, ...] = ()
    axis: TimeAxis | None = None
    kinds: tuple[Choice, ...] = ()
    countries: tuple[Choice, ...] = ()
    cursor: str = ""  # hand to `changes_since` to learn whether anything is new


# --- Event -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClaimCell:
    """One claim: a stance at a time in a report. `words` are the claim's own."""

    speaker: str  # SpeakerView.key
    stance: Stance
    at: dt.datetime
    report: uuid.UUID
    span: str  # SpanView.id on the report's page
    words: Words
    via: tuple[str, ...] = ()
    repeats: int = 1  # the same stance of this speaker in as many reports
    grade: Grade = field(default_factory=Grade)

    @property
    def report_handle(self) -> str:
        return handle("R", self.report)


@dataclass(frozen=True, slots=True)
class PropositionRow:
    """Claims are in order of time; a cell of the table is those of one speaker."""

    id: str
    words: Words
    claims: tuple[ClaimCell, ...]
    is_contested: bool = False

    def by(self, speaker: str) -> tuple[ClaimCell, ...]:
        return tuple(claim for claim in self.claims if claim.speaker == speaker)


@dataclass(frozen=True, slots=True)
class ClaimsTable:
    speakers: tuple[SpeakerView, ...] = ()
    propositions: tuple[PropositionRow, ...] = ()

    @property
    def contested_count(self) -> int:
        return sum(row.is_contested for row in self.propositions)


@dataclass(frozen=True, slots=True)
class OriginNode:
    """A report's outlet in the graph, or an outlet that is credited and whose text nobody here holds."""

    id: str
    name: str
    reports: tuple[uuid.UUID, ...]
    role: str  # origin | copy | excerpt | credited
    language: Language = Language.UNDETERMINED
    share: float | None = None  # of the words taken over, 0–1, for copies and excerpts
    folded_under: str | None = None  # OriginNode.id
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginLink:
    """`taker` took from `taken`."""

    taker: str
    taken: str
    relation: Relation
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class OriginsGraph:
    nodes: tuple[OriginNode, ...] = ()
    links: tuple[OriginLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ShorterVersion:
    """Of a report, for others: told only to who reads both. `readers` do not read the whole one."""

    id: uuid.UUID
    readers: tuple[MemberRef, ...]

    @property
    def handle(self) -> str:
        return handle("R", self.id)


@dataclass(frozen=True, slots=True)
class ReportRef:
    id: uuid.UUID
    at: dt.datetime  # when it was filed

    @property
    def handle(self) -> str:
        return handle("R", self.id)


@dataclass(frozen=True, slots=True)
class ReportRow:
    id: uuid.UUID
    title: Words
    outlet: str
    published: dt.datetime | None
    filed_at: dt.datetime
    language: Language
    label: LabelView
    grade: Grade = field(default_factory=Grade)
    relation: Relation | None = None  # to `taken_from`
    taken_from: str = ""  # outlet or handle of the report it repeats
    event: uuid.UUID | None = None
    event_headline: Words | None = None
    excerpt: Words | None = None  # with the matches of a search marked
    stances: StanceCounts = field(default_factory=StanceCounts)
    shorter: tuple[ShorterVersion, ...] = ()
    arrivals: int = 1  # how often this viewer may see it arrive
    is_new: bool = False
    superseded_by: ReportRef | None = (
        None  # what its originator put in its place, if the viewer may read that
    )

    @property
    def handle(self) -> str:
        return handle("R", self.id)

    @property
    def at(self) -> dt.datetime:
        return self.published or self.filed_at


@dataclass(frozen=True, slots=True)
class OriginFold:
    """One origin's reports on the event page: the origin first, what repeats it folded under it."""

    name: str
    reports: tuple[ReportRow, ...]
    why: tuple[str, ...] = ()

    @property
    def copies(self) -> int:
        return len(self.reports) - 1


@dataclass(frozen=True, slots=True)
class HeldBackView:
    """A part that others of the parts could be read or passed on without. `lacks` do not read it."""

    report: uuid.UUID
    title: Words
    lacks: tuple[MemberRef, ...]
    is_strictest: bool
    tlp: Tlp


@dataclass(frozen=True, slots=True)
class ProductView:
    """The label of what the viewer would make of all these parts."""

    label: LabelView
    held_back: tuple[HeldBackView, ...] = ()


@dataclass(frozen=True, slots=True)
class EventView:
    card: EventCard
    claims: ClaimsTable = field(default_factory=ClaimsTable)
    graph: OriginsGraph = field(default_factory=OriginsGraph)
    folds: tuple[OriginFold, ...] = ()
    numbers: tuple[QuantityLine, ...] = ()
    why: tuple[str, ...] = ()
    product: ProductView | None = None
    as_of: dt.datetime | None = None


# --- Report ------------------------------------------------------------------------------------------------


class SpanKind(StrEnum):
    PLACE = "place"
    ACTOR = "actor"
    DATE = "date"
    CLAIM = "claim"
    CREDIT = "credit"
    QUANTITY = "quantity"


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A person's answer to the machine. Other members' officers are never named."""

    id: uuid.UUID
    verdict: Verdict
    member: MemberRef
    at: dt.datetime
    value: str = ""  # the corrected value: a geonameid, an ISO date, a stance, a name
    shown: Names = field(default_factory=dict)  # that value in words, when it has any
    is_own: bool = True  # of the viewer's member: may be withdrawn
    readers: tuple[MemberRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """What else it could be; `correction` is what `analyse.judge_value` takes to make it so."""

    value: str
    names: Names
    country: str = ""
    stance: Stance | None = None
    correction: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WhyView:
    rule: str  # places.gazetteer
    facts: tuple[tuple[str, str], ...] = ()
    sentence: str = ""  # English, for programs; pages word the rule and facts themselves
    stage: str = ""  # gazetteer/3


@dataclass(frozen=True, slots=True)
class SpanView:
    """One extracted value. `start` and `end` count code points of the text, end exclusive."""

    id: str  # place-30-43: kind, start, end; what a judgement speaks of
    kind: SpanKind
    start: int
    end: int
    why: WhyView
    names: Names = field(default_factory=dict)  # of the place, actor or outlet
    place: PlaceView | None = None
    actor_kind: ActorKind | None = None
    value: str = ""  # ISO 8601, or the number
    unit: str = ""
    calendar: str = ""
    stance: Stance | None = None
    speaker: SpeakerView | None = None
    via: tuple[str, ...] = ()
    proposition: Words | None = None
    proposition_reports: int = 0  # further reports that speak to it
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    judgement: JudgementView | None = None  # the one that this viewer's picture applies
    judgements: tuple[JudgementView, ...] = ()


@dataclass(frozen=True, slots=True)
class ArrivalView:
    """One arrival of the same item that this viewer may read. `way` is a key: feed, upload, folder, paste."""

    item: uuid.UUID
    member: MemberRef
    at: dt.datetime
    way: str
    sha256: str
    size_bytes: int
    media_type: str
    name: str = ""
    url: str = ""
    source: uuid.UUID | None = None
    source_name: str = ""
    is_kept: bool = True  # False: the bytes went with another report in them that was recalled


@dataclass(frozen=True, slots=True)
class RelatedReport:
    report: uuid.UUID
    outlet: str
    relation: Relation
    share: float
    took: bool  # True: this report took from that one


@dataclass(frozen=True, slots=True)
class EventRef:
    id: uuid.UUID
    headline: Words


@dataclass(frozen=True, slots=True)
class Opening:
    """That a member opened it, for its originator alone; never who, never which post."""

    member: MemberRef
    at: dt.datetime | None  # None: not opened


@dataclass(frozen=True, slots=True)
class HolderReceipt:
    """`honoured_at`: nothing of it is kept there. `acknowledged_at`: what was built on it has been dealt with."""

    member: MemberRef
    honoured_at: dt.datetime | None = None
    acknowledged_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class EventUse:
    """An event of the viewer's own picture that stood on a recalled report."""

    kind: EventKind
    day: str | None
    claims: int
    reports_left: int
    event: EventRef | None = None  # None: it stood on this report alone, and is gone


@dataclass(frozen=True, slots=True)
class RecordUse:
    """A record that speaks of the report, and that the viewer may read. `title`: of a published brief."""

    id: uuid.UUID
    kind: str
    member: MemberRef
    at: dt.datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class RecallView:
    """What followed a recall: to the originator all receipts, to a holder its own; uses as far as each may read."""

    receipts: tuple[HolderReceipt, ...] = ()
    events: tuple[EventUse, ...] = ()
    records: tuple[RecordUse, ...] = ()
    may_acknowledge: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphView:
    start: int
    end: int
    language: Language


@dataclass(frozen=True, slots=True)
class PointView:
    """Degrees, as its originator gave them. `within_km`: somewhere in a square of that side; 0 is the point itself."""

    lat: float
    lon: float
    within_km: int = 0


@dataclass(frozen=True, slots=True)
class ReportView:
    row: ReportRow
    text: str
    paragraphs: tuple[ParagraphView, ...] = ()
    spans: tuple[SpanView, ...] = ()
    arrivals: tuple[ArrivalView, ...] = ()
    related: tuple[RelatedReport, ...] = ()
    events: tuple[EventRef, ...] = ()
    openings: tuple[Opening, ...] | None = None  # None: the viewer is not its originator
    url: str = ""
    problems: tuple[str, ...] = ()  # keys: "bidi_override", "replacement_characters", "cut"
    is_read: bool = True  # False: filed, its values are still being read
    recalled_at: dt.datetime | None = None  # a tombstone: text and spans are empty
    may_recall: bool = False
    recall: RecallView | None = None  # of a tombstone
    superseded_by: tuple[ReportRef, ...] = ()
    supersedes: ReportRef | None = None
    source_shown: str = "full"  # full | described | none: who the source is, to the readers
    point: PointView | None = None
    shorter_of: ReportRef | None = None  # the whole report, if the viewer reads that too
    correction: str = ""  # why it came in the other's place, as its originator says


# --- Lists and search --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportFilter:
    text: str = ""
    languages: tuple[Language, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    outlet: str = ""
    source: uuid.UUID | None = None
    member: str = ""  # filed by
    stance: Stance | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    exact: bool = False  # letters as typed, no folding
    as_of: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportsView:
    """The list of reports, newest first, and the answer of a search."""

    filter: ReportFilter
    reports: Page[ReportRow]
    count: int = 0  # of the newest ten thousand, as all that follows
    is_more_than_counted: bool = False
    languages: tuple[Choice, ...] = ()
    countries: tuple[Choice, ...] = ()
    outlets: tuple[Choice, ...] = ()
    members: tuple[Choice, ...] = ()
    stances: tuple[Choice, ...] = ()
    cursor: str = ""


SearchView = ReportsView


# --- Sources -----------------------------------------------------------------------------------------------


class ItemState(StrEnum):
    WAITING = "waiting"  # received, not unpacked yet
    READ = "read"
    SET_ASIDE = "set_aside"  # kept, could not be read


@dataclass(frozen=True, slots=True)
class Failure:
    """`reason` is a key that pages word; `detail` names the input in plain English."""

    at: dt.datetime
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    id: uuid.UUID
    name: str
    arrived_at: dt.datetime
    way: str
    media_type: str
    size_bytes: int
    sha256: str
    state: ItemState
    failure: Failure | None = None
    reports: tuple[uuid.UUID, ...] = ()
    source: uuid.UUID | None = None
    source_name: str = ""

    @property
    def handle(self) -> str:
        return handle("I", self.id)


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A row of the list of sources; a source is seen by its owner's officers alone."""

    id: uuid.UUID
    name: str
    kind: str  # feed | page | folder | mailbox | upload | form
    address: str
    owner: MemberRef
    reliability: str
    label: LabelView
    every_seconds: int | None  # None: by hand
    is_paused: bool = False
    last_fetch: dt.datetime | None = None
    next_fetch: dt.datetime | None = None
    last_item: dt.datetime | None = None
    item_count: int = 0
    set_aside_count: int = 0
    failure: Failure | None = None  # the latest, when the latest fetch failed
    failures_in_row: int = 0

    @property
    def handle(self) -> str:
        return handle("S", self.id)


@dataclass(frozen=True, slots=True)
class SourceView:
    status: SourceStatus
    items: Page[ItemRow] = field(default_factory=Page)
    failures: tuple[Failure, ...] = ()


# --- Centre, log, frame ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TermView:
    member: MemberRef
    start: dt.datetime
    end: dt.datetime
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class RoomView:
    room: RoomRef
    lead: MemberRef
    members: tuple[MemberRef, ...]
    guests: tuple[MemberRef, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureView:
    member: MemberRef
    signed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class OfficerView:
    """Only of the viewer's own member."""

    name: Names
    roles: tuple[str, ...]
    is_self: bool = False


@dataclass(frozen=True, slots=True)
class CentreView:
    names: Names
    founded_at: dt.datetime
    zone: str  # IANA
    members: tuple[MemberRef, ...]
    rooms: tuple[RoomView, ...] = ()
    terms: tuple[TermView, ...] = ()
    outside_parties: tuple[MemberRef, ...] = ()
    signatures: tuple[SignatureView, ...] = ()
    charter_words: Words | None = None
    charter_version: int = 1
    officers: tuple[OfficerView, ...] = ()


@dataclass(frozen=True, slots=True)
class LogRow:
    """A record of the viewer's own member."""

    seq: int
    id: uuid.UUID
    kind: str
    at: dt.datetime
    leaf_hash: str
    label: LabelView | None = None
    subject: Words | None = None
    is_mine: bool = False  # by this officer
    is_recalled: bool = False


@dataclass(frozen=True, slots=True)
class LogView:
    rows: Page[LogRow]
    length: int = 0
    head_hash: str = ""
    chain_is_whole: bool | None = None  # None: not checked in this request
    witnesses: tuple[tuple[MemberRef, dt.datetime], ...] = ()  # empty: held by one operator


@dataclass(frozen=True, slots=True)
class LogAlarmView:
    """`kind`: fork, fewer_records, other_records, newer_head."""

    member: MemberRef
    kind: str
    told_at: dt.datetime


@dataclass(frozen=True, slots=True)
class FrameView:
    """What stands around every page."""

    centre: Names
    zone: str
    member: MemberRef
    officer: Names
    roles: tuple[str, ...] = ()
    director: MemberRef | None = None
    director_until: dt.datetime | None = None
    new_reports: int = 0
    set_aside: int = 0
    failing_sources: int = 0
    due: int = 0  # whatever others wait for from the own member
    to_answer: int = 0  # recommendations that wait for the own member
    to_sign: int = 0  # changes of the charter that wait for the own member
    requests: int = 0  # to the own member, without an answer as yet
    to_review: int = 0  # doubtful values on which something hangs, as far as they are counted
    rebuilt_until: dt.datetime | None = None  # this database shows a past moment and takes no record
    recalled_since: int = 0
    witnessed_at: dt.datetime | None = None
    witness_count: int = 0
    log_standing: str = "held_by_operator"  # pending | witnessed | held_by_operator
    log_alarms: tuple["LogAlarmView", ...] = ()
    is_sample: bool = False
    is_founding: bool = False  # no charter is in force yet
