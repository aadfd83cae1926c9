"""What the charter speaks of, as frozen rows."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from diwan.core.codec import to_json
from diwan.core.ids import MemberId, OfficerId, RoomId

Names = dict[str, str]  # language code -> name, all four

_SHORT_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def is_short_name(told: str) -> bool:
    """Of a member, a room, a function: small Latin letters, as "port-authority"."""
    return len(told) <= 40 and _SHORT_NAME.fullmatch(told) is not None


class Matter(StrEnum):
    """What a change of the charter is about; each has a rule of its own."""

    FOUNDING = "founding"
    AMENDMENT = "amendment"
    ADMISSION = "admission"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    WITHDRAWAL = "withdrawal"
    SWAP = "swap"


@dataclass(frozen=True, slots=True)
class Centre:
    id: uuid.UUID
    charter: str
    names: Names
    time_zone: str
    rotation: list[MemberId]
    founded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Member:
    id: MemberId
    kind: str  # member | observer | outside
    names: Names
    country: str
    valid_from: dt.datetime
    valid_to: dt.datetime | None
    is_suspended: bool = False

    @property
    def reads(self) -> bool:
        """Whether something may be filed to it today."""
        return self.kind != "outside" and self.valid_to is None and not self.is_suspended


@dataclass(frozen=True, slots=True)
class Signature:
    """A founder's, under the text with that hash."""

    member: MemberId
    charter: str
    signed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class RoomPlace:
    """A member's place in a room."""

    room: RoomId
    member: MemberId
    role: str  # lead | member | guest


@dataclass(frozen=True, slots=True)
class Room:
    id: RoomId
    names: Names
    valid_from: dt.datetime
    valid_to: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Officer:
    id: OfficerId
    member: MemberId
    names: Names
    language: str
    roles: list[str]
    sign_in: str


@dataclass(frozen=True, slots=True)
class Founder:
    id: MemberId
    names: Names
    country: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "names": self.names, "country": self.country}


@dataclass(frozen=True, slots=True)
class Party:
    """One that belongs to the centre without having founded it."""

    id: MemberId
    kind: str  # member | observer | outside
    names: Names
    country: str = ""


@dataclass(frozen=True, slots=True)
class RoomText:
    """A room as the charter states it."""

    id: RoomId
    names: Names
    lead: tuple[MemberId, ...] = ()
    members: tuple[MemberId, ...] = ()
    guests: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True)
class FunctionText:
    """A task of the centre that one member holds; "" is a vacancy."""

    id: str
    names: Names
    holder: str = ""
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class CharterText:
    """What every founder signs, word for word. The order of `founders` is the rotation unless `rotation` says another."""

    names: Names
    founders: tuple[Founder, ...]
    time_zone: str
    task: Names = field(default_factory=dict)
    decision_rule: str = "every founder signs"
    log_origin: str = ""  # "host/path": a member's log is called `<log_origin>/<member>`; "" publishes no log
    witness_policy: str = ""  # C2SP tlog-policy: when a head counts as witnessed
    rotation: tuple[MemberId, ...] = ()  # the first of it directs first
    term_months: int = 3
    parties: tuple[Party, ...] = ()
    rooms: tuple[RoomText, ...] = ()
    functions: tuple[FunctionText, ...] = ()
    rules: dict[str, str] = field(default_factory=dict)  # matter -> who must sign; `rules.RULES`
    default_label: dict[str, str] = field(default_factory=dict)
    retention_days: int = 0  # 0: as long as each member likes
    retention: Names = field(default_factory=dict)
    erasure: Names = field(default_factory=dict)
    second_factor: bool = False  # every officer must have one
    checklist: tuple[Names, ...] = ()  # of a handover; without one the standard one holds

    def as_json(self) -> dict[str, Any]:
        """Always whole, so that two versions can be laid side by side."""
        return {field.name: to_json(getattr(self, field.name)) for field in fields(self)} | {
            "founders": [founder.as_json() for founder in self.founders],
            "rotation": list(self.rotation or (founder.id for founder in self.founders)),
        }
