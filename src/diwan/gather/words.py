"""What this room speaks of: sources, arrivals, and how they stand. Field names as in `share.views`."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from diwan.charter import Member, Room
from diwan.core.ids import ItemId, MemberId, RoomId, SourceId, handle
from diwan.core.labels import Label, Reliability, Tlp
from diwan.core.protection import Protection
from diwan.gather.raw import Raw

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Reach:
    """An audience in the words that an officer chooses; it becomes a label, members as of then, when signed.

    `release_at`: from when on the others read it. One filing's, never a source's, so it is not part of the JSON.
    """

    members: tuple[MemberId, ...] = ()
    rooms: tuple[RoomId, ...] = ()
    whole_centre: bool = False
    tlp: Tlp = Tlp.AMBER
    release_at: dt.datetime | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "members": sorted(self.members),
            "rooms": sorted(self.rooms),
            "whole_centre": self.whole_centre,
            "tlp": self.tlp.value,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Reach":
        return cls(
            tuple(map(MemberId, value["members"])),
            tuple(map(RoomId, value["rooms"])),
            value["whole_centre"],
            Tlp(value["tlp"]),
        )


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source as an officer describes it. `address` of a folder or mailbox is a path inside the own inbox."""

    name: str
    kind: str  # feed | page | folder | mailbox | upload | form
    address: str = ""
    reliability: Reliability = Reliability.F
    reach: Reach = field(default_factory=Reach)
    every_seconds: int | None = 900  # None: looked at only by hand
    is_paused: bool = False
    options: Mapping[str, bool] = field(default_factory=dict)  # feed: full_page
    protection: Protection = field(
        default_factory=Protection
    )  # of what it brings, unless an officer chooses otherwise


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came in. Reach and grade are the source's where nothing else is said."""

    raw: Raw
    way: str  # feed | page | folder | mailbox | upload | form | paste
    reach: Reach | None = None
    source: SourceId | None = None
    key: str = ""  # what tells it from every other item of its source
    reliability: str = ""
    credibility: str = ""
    protection: Protection | None = (
        None  # None: as the source has it; only what a source brings by itself asks
    )


class ItemState(StrEnum):
    WAITING = "waiting"  # received, not unpacked yet
    READ = "read"
    SET_ASIDE = "set_aside"  # kept, could not be read


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`next` is the cursor of the following page; None at the end."""

    rows: tuple[Row, ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """`reason` is a key that pages word; `detail` names the input in plain English."""

    at: dt.datetime
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LabelWords:
    """Who would read what is filed under this label today."""

    author: Member
    readers: tuple[Member, ...]
    others: tuple[Member, ...] = ()
    rooms: tuple[Room, ...] = ()
    whole_centre: bool = False
    tlp: Tlp = Tlp.AMBER
    release_at: dt.datetime | None = None

    @property
    def is_author_alone(self) -> bool:
        return len(self.readers) == 1


@dataclass(frozen=True, slots=True)
class SourceStatus:
    id: SourceId
    name: str
    kind: str
    address: str
    owner: Member
    reliability: str
    label: LabelWords
    reach: Reach
    every_seconds: int | None
    is_paused: bool
    options: Mapping[str, bool]
    protection: Protection
    last_fetch: dt.datetime | None = None
    next_fetch: dt.datetime | None = None
    last_item: dt.datetime | None = None
    item_count: int = 0
    set_aside_count: int = 0
    failure: Failure | None = None  # the latest, when the latest look failed
    failures_in_row: int = 0

    @property
    def handle(self) -> str:
        return handle("S", self.id)


@dataclass(frozen=True, slots=True)
class ItemRow:
    id: ItemId
    name: str
    arrived_at: dt.datetime
    way: str
    media_type: str
    size_bytes: int
    sha256: str
    state: ItemState
    failure: Failure | None = None
    problems: tuple[Mapping[str, Any], ...] = ()  # parts that could not be read: name, reason, rule
    reports: tuple[uuid.UUID, ...] = ()
    source: SourceId | None = None
    source_name: str = ""
    is_kept: bool = True  # False: larger than the limit, left where it lies

    @property
    def handle(self) -> str:
        return handle("I", self.id)


@dataclass(frozen=True, slots=True)
class SourceView:
    status: SourceStatus
    items: Page[ItemRow] = field(default_factory=Page)
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One arrival of the same item that this viewer may read."""

    item: ItemId
    member: MemberId
    at: dt.datetime
    way: str
    sha256: str
    size_bytes: int
    media_type: str
    name: str = ""
    url: str = ""
    source: SourceId | None = None  # the viewer's own sources only
    source_name: str = ""
    is_kept: bool = True  # False: the bytes went with another report in them that was recalled


@dataclass(frozen=True, slots=True)
class Item:
    """One item for whoever unpacks it."""

    id: ItemId
    label: Label
    raw: Raw
    way: str
    reliability: str
    credibility: str
    is_kept: bool
