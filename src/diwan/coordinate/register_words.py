"""Objects of interest, what protects them, and what is said of their state. Pure. Nothing here ranks or selects anything."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan.core.ids import MemberId, OfficerId, RecordId

REMIND_BEFORE = dt.timedelta(days=14)


class ObjectForm(StrEnum):
    PLACE = "place"
    SITE = "site"
    ROUTE = "route"
    GROUP = "group"


class ProtectedAs(StrEnum):
    """As the law of armed conflict and the relief agencies speak of it; NONE says only that nobody entered it."""

    NONE = ""
    HOSPITAL = "hospital"
    SCHOOL = "school"
    WATER_WORKS = "water_works"
    SHELTER = "shelter"
    CAMP = "camp"
    RELIEF_SITE = "relief_site"
    CULTURAL_PROPERTY = "cultural_property"


PROTECTED = tuple(each for each in ProtectedAs if each)


class ObjectState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    DAMAGED = "damaged"
    DESTROYED = "destroyed"
    FLOODED = "flooded"
    HELD = "held"  # by somebody, in words
    UNKNOWN = "unknown"


class Outline(StrEnum):
    NONE = "none"
    POINT = "point"
    LINE = "line"
    RING = "ring"


class SiteAct(StrEnum):
    ENTER = "enter"
    CHANGE = "change"  # also to confirm it again, with another date
    WITHDRAW = "withdraw"


Points = tuple[tuple[float, float], ...]  # latitude first, in degrees


@dataclass(frozen=True, slots=True)
class ObjectText:
    """`expires_at` is a protected one's alone: when it is to be confirmed again."""

    form: ObjectForm
    name: str
    points: Points = ()
    address: str = ""
    details: str = ""
    category: ProtectedAs = ProtectedAs.NONE
    expires_at: dt.datetime | None = None
    links: tuple[RecordId, ...] = ()

    @property
    def outline(self) -> Outline:
        if len(self.points) < 2:
            return Outline.POINT if self.points else Outline.NONE
        return Outline.LINE if self.form is ObjectForm.ROUTE else Outline.RING


@dataclass(frozen=True, slots=True)
class ObjectVersion:
    record: RecordId
    text: ObjectText
    is_withdrawn: bool
    reason: str
    said_at: dt.datetime


@dataclass(frozen=True, slots=True)
class StateTold:
    """What one member says: since when, and according to whom, '' for itself."""

    record: RecordId
    member: MemberId
    state: ObjectState
    held_by: str
    according_to: str
    since: dt.datetime
    text: str
    links: tuple[RecordId, ...]
    said_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Object:
    """As it stood at `at`; `versions` and `states` until then, oldest first."""

    id: RecordId
    member: MemberId
    audience: int
    versions: tuple[ObjectVersion, ...]
    states: tuple[StateTold, ...]
    at: dt.datetime

    @property
    def now(self) -> ObjectText:
        return self.versions[-1].text

    @property
    def is_withdrawn(self) -> bool:
        return self.versions[-1].is_withdrawn

    @property
    def is_protected(self) -> bool:
        return self.now.category is not ProtectedAs.NONE

    @property
    def is_overdue(self) -> bool:
        """Nobody has confirmed it again in time. It is protected all the same."""
        return self.now.expires_at is not None and self.now.expires_at <= self.at

    @property
    def is_soon(self) -> bool:
        expires = self.now.expires_at
        return expires is not None and not self.is_overdue and expires - self.at <= REMIND_BEFORE

    @property
    def states_now(self) -> tuple[StateTold, ...]:
        """The last of each member, by what it says was since when: they may contradict one another."""
        last: dict[MemberId, StateTold] = {}
        for each in sorted(self.states, key=lambda one: (one.since, one.said_at, one.record)):
            last[each.member] = each
        return tuple(sorted(last.values(), key=lambda one: (one.since, one.member), reverse=True))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Of the own member. `object` None: it would be entered."""

    id: RecordId
    officer: OfficerId
    act: SiteAct
    object: RecordId | None
    site: ObjectText
    proposed_at: dt.datetime
    is_confirmed: bool | None  # None: it waits
    reason: str
