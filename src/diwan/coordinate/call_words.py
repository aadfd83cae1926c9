"""What a call on the telephone is. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan.core.ids import MemberId, RecordId


class CallWay(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class CallText:
    """`person` spoke at the other end, `words` were read back, `confirmed_by` said that they are right: '' for nobody.
    `party` None: somebody who is no party of the centre."""

    called_at: dt.datetime
    person: str
    words: str
    way: CallWay = CallWay.INCOMING
    party: MemberId | None = None
    confirmed_by: str = ""
    note: str = ""
    links: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class CallVersion:
    """As it was noted first, or by one correction."""

    record: RecordId
    text: CallText
    reason: str
    said_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Call:
    """As it stood at a moment; `versions` until then, oldest first, and never none."""

    id: RecordId
    member: MemberId
    audience: int
    versions: tuple[CallVersion, ...]

    @property
    def now(self) -> CallText:
        return self.versions[-1].text

    @property
    def noted_at(self) -> dt.datetime:
        return self.versions[0].said_at

    @property
    def corrected_at(self) -> dt.datetime | None:
        return self.versions[-1].said_at if len(self.versions) > 1 else None
