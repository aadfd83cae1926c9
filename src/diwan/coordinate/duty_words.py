"""The duty log, the desks that keep it, and what passes when a watch is handed over. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from diwan.charter import Names
from diwan.core.ids import MemberId, OfficerId, RecordId

OWN_DESK = "own"


class DeskKind(StrEnum):
    OWN = "own"  # the member's own watch
    FUNCTION = "function"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Desk:
    """`id`: `own`, `function:…` or `room:…`, as the charter names them."""

    id: str
    kind: DeskKind
    names: Names | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """`officer` is told to the officers of `member` alone."""

    id: RecordId
    member: MemberId
    audience: int
    officer: OfficerId | None
    desk: str
    happened_at: dt.datetime
    text: str
    links: tuple[RecordId, ...]
    noted_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Taking:
    record: RecordId
    officer: OfficerId
    taken_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Watch:
    """One handing over, with who took it by then. `text` is what both sign: `open`, `note`, `entries_since`."""

    id: RecordId
    desk: str
    officer: OfficerId
    sha256: str
    text: dict[str, Any]
    handed_at: dt.datetime
    taken: Taking | None
    is_last: bool  # of its desk; an earlier one that nobody took has lapsed

    @property
    def waits(self) -> bool:
        return self.taken is None and self.is_last
