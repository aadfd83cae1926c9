"""For programs: notices of activities, and the receipts that come back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from diwan import store
from diwan.coordinate import notify
from diwan.coordinate.activity_words import ActivityKind
from diwan.coordinate.duty_words import OWN_DESK
from diwan.coordinate.notice_words import Notice, NoticeStep, Receipt, Standing
from diwan.coordinate.notices import notice, notices
from diwan.coordinate.paging import page_of
from diwan.coordinate.saying import LONGEST_CLIENT
from diwan.coordinate.volume_words import volumes_to_json
from diwan.core.ids import MemberId, RecordId, RoomId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.gather.schemas import Slug, Told
from diwan.share.schemas import Asked, AsOf

router = Router(tags=["Notices"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class NewNotice(Told):
    members: list[Slug] = Field([], max_length=100, description="Members that are told.", examples=[["iran"]])
    rooms: list[Slug] = Field([], max_length=100, description="Rooms: all who sit in them today are told.")
    outside: list[Slug] = Field(
        [], max_length=100, description="Outside parties; the agreement has to name them."
    )
    agreement: uuid.UUID | None = Field(
        None,
        description="In force, signed by the own member, and read by every member that is told.",
        examples=[None],
    )
    text: str = Field(
        "", max_length=notify.LONGEST_TEXT, description="What the agreement asks for besides the activity."
    )
    tlp: Tlp = Field(Tlp.AMBER, description="How far whoever is told may pass it on.")
    client: str = Field(
        "", max_length=LONGEST_CLIENT, description="Chosen by the program: sent twice, it is told once."
    )

    def as_telling(self) -> notify.Telling:
        return notify.Telling(
            tuple(map(MemberId, self.members)),
            tuple(map(RoomId, self.rooms)),
            tuple(map(MemberId, self.outside)),
            RecordId(self.agreement) if self.agreement else None,
            self.text,
            self.tlp,
        )


class NoticeSent(Schema):
    id: uuid.UUID


class NewReceipt(Told):
    step: NoticeStep = Field(
        description="received, read, objected, commented or objection_withdrawn; none of them is consent.",
        examples=["received"],
    )
    desk: str = Field(
        OWN_DESK, max_length=100, description="Which received it: `own`, `function:…` or `room:…`."
    )
    text: str = Field("", max_length=notify.LONGEST_TEXT, description="Of an objection or a comment.")


class NewObservation(Told):
    party: Slug = Field(description="An outside party that the notice tells.")
    step: NoticeStep
    way: str = Field(
        min_length=1, max_length=notify.LONGEST_WAY, description="How it is known.", examples=["by telephone"]
    )
    text: str = Field("", max_length=notify.LONGEST_TEXT)


class NoticeEnd(Told):
    reason: str = Field("", max_length=notify.LONGEST_TEXT)


class ReceiptTold(Schema):
    record: uuid.UUID
    member: str = Field(description="Who signs it.")
    party: str = Field(description="Of whom it tells; another than `member` where that observed it.")
    step: NoticeStep
    desk: str
    way: str
    text: str
    at: dt.datetime


class PartyTold(Schema):
    party: str
    is_outside: bool
    standing: Standing


class NoticeTold(Schema):
    id: uuid.UUID
    member: str
    activity: uuid.UUID
    version: uuid.UUID = Field(description="The record of the activity as it was when it was told.")
    agreement: uuid.UUID | None
    kind: ActivityKind
    name: str
    contact: str
    text: str
    volumes: list[dict[str, Any]]
    begins_at: dt.datetime
    ends_at: dt.datetime
    lead_hours: int | None = Field(description="That the agreement asks for.")
    is_late: bool = Field(description="Sent later than the agreement asks for.")
    channel: str
    rooms: Sequence[str]
    parties: list[PartyTold]
    sent_at: dt.datetime
    receipts: list[ReceiptTold] = Field(description="The oldest first; `withdrawn` ends it.")


class NoticesTold(Schema):
    rows: list[NoticeTold]
    next: str | None


@router.get("/notices", response=NoticesTold, summary="List notices")
def list_notices(request: OfficerRequest, asked: Query[Asked]) -> NoticesTold:
    """Those that the member may read, the latest first, as they stood at that moment."""
    with store.acting_as(request.viewer) as tx:
        page = page_of(
            lambda wanted: notices(tx, asked.as_of, wanted),
            lambda each: (each.sent_at, each.id),
            asked.cursor,
            limit=asked.limit,
        )
    return NoticesTold(rows=[_told(each) for each in page.rows], next=page.next)


@router.get("/notices/{uuid:notice_id}", response=NoticeTold, summary="Read a notice")
def read_notice(request: OfficerRequest, notice_id: uuid.UUID, asked: Query[AsOf]) -> NoticeTold:
    """With its receipts."""
    with store.acting_as(request.viewer) as tx:
        return _told(notice(tx, RecordId(notice_id), asked.as_of))


@router.post(
    "/activities/{uuid:activity_id}/notices",
    response={201: NoticeSent},
    summary="Send a notice of an activity",
)
def send_notice(request: OfficerRequest, activity_id: uuid.UUID, told: NewNotice) -> Status[NoticeSent]:
    """Of an own activity, as it stands now. Later than its agreement asks for, it is sent all the same and marked late."""
    made = notify.send_notice(request.viewer, RecordId(activity_id), told.as_telling(), client=told.client)
    return Status(201, NoticeSent(id=made))


@router.post("/notices/{uuid:notice_id}/receipts", response={204: None}, summary="Give a receipt")
def give_receipt(request: OfficerRequest, notice_id: uuid.UUID, told: NewReceipt) -> Status[None]:
    """By a member that was told. The same twice is said once."""
    notify.give_receipt(request.viewer, RecordId(notice_id), told.step, told.text, desk=told.desk)
    return Status(204, None)


@router.post(
    "/notices/{uuid:notice_id}/observations", response={204: None}, summary="Tell what an outside party did"
)
def observe(request: OfficerRequest, notice_id: uuid.UUID, told: NewObservation) -> Status[None]:
    """By whoever sent it, signed as its own observation."""
    notify.observe(
        request.viewer,
        RecordId(notice_id),
        MemberId(told.party),
        told.step,
        way=told.way,
        text=told.text,
    )
    return Status(204, None)


@router.post("/notices/{uuid:notice_id}/withdrawal", response={204: None}, summary="Withdraw a notice")
def withdraw(request: OfficerRequest, notice_id: uuid.UUID, told: NoticeEnd) -> Status[None]:
    """By whoever sent it; its receipts stay."""
    notify.withdraw_notice(request.viewer, RecordId(notice_id), told.reason)
    return Status(204, None)


def _told(found: Notice) -> NoticeTold:
    same = (
        "id", "member", "activity", "version", "agreement", "kind", "name", "contact", "text", "begins_at", "ends_at",
        "lead_hours", "is_late", "channel", "rooms", "sent_at",
    )  # fmt: skip
    return NoticeTold(
        volumes=volumes_to_json(found.volumes),
        parties=[
            PartyTold(party=each, is_outside=each in found.outside, standing=found.standing_of(each))
            for each in found.addressees
        ],
        receipts=[_receipt(each) for each in found.said],
        **{name: getattr(found, name) for name in same},
    )


def _receipt(said: Receipt) -> ReceiptTold:
    return ReceiptTold(**{name: getattr(said, name) for name in Receipt.__dataclass_fields__})
