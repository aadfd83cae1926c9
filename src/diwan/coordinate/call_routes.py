"""For programs: calls on the telephone, and their corrections."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime

from diwan import store
from diwan.coordinate import calls as telephone
from diwan.coordinate.call_words import Call, CallText, CallVersion, CallWay
from diwan.coordinate.saying import LONGEST_CLIENT
from diwan.core.ids import MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.gather import Reach
from diwan.gather.schemas import Audience, Slug, Told
from diwan.share.schemas import Asked, AsOf

router = Router(tags=["Calls"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class CallBody(Told):
    called_at: AwareDatetime = Field(description="When, with its zone; within the last year.")
    way: CallWay = CallWay.INCOMING
    party: Slug | None = Field(
        None, description="The member or outside party at the other end, if it was one."
    )
    person: str = Field(
        min_length=1,
        max_length=telephone.LONGEST_NAME,
        description="Who spoke there.",
        examples=["The duty officer"],
    )
    words: str = Field(
        min_length=1,
        max_length=telephone.LONGEST_WORDS,
        description="The words that were read back.",
        examples=["Two flights at noon."],
    )
    confirmed_by: str = Field(
        "", max_length=telephone.LONGEST_NAME, description="Who said that they are right; empty for nobody."
    )
    note: str = Field("", max_length=telephone.LONGEST_WORDS)
    links: list[uuid.UUID] = Field([], max_length=50)

    def as_text(self) -> CallText:
        return CallText(
            self.called_at,
            self.person,
            self.words,
            self.way,
            MemberId(self.party) if self.party else None,
            self.confirmed_by,
            self.note,
            tuple(map(RecordId, self.links)),
        )


class NewCall(CallBody):
    audience: Audience | None = Field(None, description="Left out: the own member alone.")
    client: str = Field(
        "", max_length=LONGEST_CLIENT, description="Chosen by the program: sent twice, it is noted once."
    )


class CallCorrection(CallBody):
    reason: str = Field("", max_length=telephone.LONGEST_WORDS)


class CallMade(Schema):
    id: uuid.UUID


class CallVersionTold(Schema):
    record: uuid.UUID
    called_at: dt.datetime
    way: CallWay
    party: str | None
    person: str
    words: str
    confirmed_by: str
    note: str
    links: Sequence[uuid.UUID]
    reason: str = Field(description="Of a correction.")
    said_at: dt.datetime


class CallTold(Schema):
    id: uuid.UUID
    member: str
    versions: list[CallVersionTold] = Field(
        description="As it was noted, then each correction; the last holds."
    )


class CallsTold(Schema):
    rows: list[CallTold]
    next: str | None


@router.get("/calls", response=CallsTold, summary="List calls")
def calls(request: OfficerRequest, asked: Query[Asked]) -> CallsTold:
    """Those that the member may read, the latest first, as they stood at that moment."""
    found = telephone.calls(request.viewer, at=asked.as_of, cursor=asked.cursor, limit=asked.limit)
    return CallsTold(rows=[_told(each) for each in found.rows], next=found.next)


@router.get("/calls/{uuid:call_id}", response=CallTold, summary="Read a call")
def call(request: OfficerRequest, call_id: uuid.UUID, asked: Query[AsOf]) -> CallTold:
    """With every correction."""
    with store.acting_as(request.viewer) as tx:
        return _told(telephone.call(tx, RecordId(call_id), asked.as_of))


@router.post("/calls", response={201: CallMade}, summary="Note a call")
def note_call(request: OfficerRequest, told: NewCall) -> Status[CallMade]:
    """A record that is never changed; a correction is another."""
    made = telephone.note_call(
        request.viewer,
        told.as_text(),
        told.audience.as_reach() if told.audience else Reach(),
        client=told.client,
    )
    return Status(201, CallMade(id=made))


@router.post("/calls/{uuid:call_id}/corrections", response={204: None}, summary="Correct a call")
def correct_call(request: OfficerRequest, call_id: uuid.UUID, told: CallCorrection) -> Status[None]:
    """By the member that noted it: the whole of it anew, for the same readers."""
    telephone.correct_call(request.viewer, RecordId(call_id), told.as_text(), told.reason)
    return Status(204, None)


def _told(found: Call) -> CallTold:
    return CallTold(id=found.id, member=found.member, versions=[_version(each) for each in found.versions])


def _version(said: CallVersion) -> CallVersionTold:
    text = {name: getattr(said.text, name) for name in CallText.__dataclass_fields__}
    return CallVersionTold(record=said.record, reason=said.reason, said_at=said.said_at, **text)
