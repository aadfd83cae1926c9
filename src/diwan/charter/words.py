"""What the charter speaks of, as frozen rows."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from diwan.core.ids import MemberId, OfficerId, RoomId

Names = dict[str, str]  # language code -> name, all four


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
class CharterText:
    """What every founder signs, word for word. The order of `founders` is the rotation."""

    names: Names
    founders: tuple[Founder, ...]
    time_zone: str
    task: Names = field(default_factory=dict)
    decision_rule: str = "every founder signs"
    log_origin: str = ""  # "host/path": a member's log is called `<log_origin>/<member>`; "" publishes no log
    witness_policy: str = ""  # C2SP tlog-policy: when a head counts as witnessed

    def as_json(self) -> dict[str, Any]:
        return {
            "names": self.names,
            "task": self.task,
            "founders": [founder.as_json() for founder in self.founders],
            "rotation": [founder.id for founder in self.founders],
            "time_zone": self.time_zone,
            "decision_rule": self.decision_rule,
            "log_origin": self.log_origin,
            "witness_policy": self.witness_policy,
        }
