"""For programs: what the charter says, and who is in office."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import AfterValidator, AwareDatetime

from diwan import charter, store
from diwan.charter import agreements as register
from diwan.charter.agreement_words import Agreement, AgreementState
from diwan.charter.functions import Seat
from diwan.charter.functions import functions as functions_of
from diwan.charter.handover import handovers as handovers_of
from diwan.charter.preside import meetings as meetings_of
from diwan.charter.words import Member
from diwan.core.clock import past, springs
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer

router = Router(tags=["Centre"])
MOST_TERMS = 20


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class Signature(Schema):
    member: str
    signed_at: dt.datetime


class TermRow(Schema):
    """`start` inclusive, `end` exclusive; 0 is the first after the founding."""

    number: int
    member: str
    start: dt.datetime
    end: dt.datetime
    is_current: bool


class CentreTold(Schema):
    names: dict[str, str]
    founded_at: dt.datetime
    zone: str = Field(description="IANA time zone.", examples=["Asia/Baghdad"])
    charter: str = Field(description="SHA-256 of the charter in force.")
    task: dict[str, str]
    rotation: Sequence[str] = Field(description="Members in the order in which they direct the centre.")
    director: TermRow
    signatures: list[Signature]


class RoomTold(Schema):
    id: str
    names: dict[str, str]
    lead: list[str]
    members: list[str]
    guests: list[str]


class AgreementTold(Schema):
    """`id` is that of the record that proposed it; other records refer to it by that."""

    id: uuid.UUID
    titles: dict[str, str] = Field(description="By language; in one at least.")
    subject: str
    text: str
    reference: str = Field(description="Where the text lies, if it is not here.")
    signers: Sequence[str] = Field(description="Members that sign.")
    outside: Sequence[str] = Field(description="Outside parties: named in it, they sign nothing here.")
    begins_at: dt.datetime
    ends_at: dt.datetime | None
    notice_hours: int | None
    notice_contents: str
    notice_channel: str
    state: AgreementState
    suspended_by: Sequence[str]
    signed: dict[str, dt.datetime] = Field(description="When each member signed.")
    sha256: str


class SeatTold(Schema):
    member: str | None
    holder: str = Field(description="By name or post, in the member's own words; empty for nobody.")
    deputy: str


class FunctionTold(Schema):
    id: str
    names: dict[str, str]
    holder: SeatTold
    deputy: SeatTold = Field(description="The member that stands in, where the charter names one.")


class MeetingTold(Schema):
    id: uuid.UUID
    member: str
    title: str
    starts_at: dt.datetime
    place: str
    room: str = Field(description="Empty for the whole centre.")
    agenda: Sequence[str]
    set_by: str
    is_called_off: bool


class HandoverTold(Schema):
    outgoing: str
    incoming: str
    passes_at: dt.datetime
    is_signed: bool
    signatures: list[Signature]


class AsOf(Schema):
    as_of: Annotated[AwareDatetime, AfterValidator(past)] | None = Field(
        None, description="A past moment with its zone; none means now."
    )


class TermsQuestion(AsOf):
    count: int = Field(4, ge=1, le=MOST_TERMS, description="How many, from the current one on.")


@router.get("/centre", response=CentreTold, summary="Read what the charter says")
def centre(request: OfficerRequest, asked: Query[AsOf]) -> CentreTold:
    """Name, task, zone, rotation, who directs it, and who signed."""
    with store.acting_as(request.viewer) as tx:
        told = charter.centre(tx)
        signed = charter.last_signatures(tx)
        task: dict[str, str] = charter.text_in_force(tx).get("task", {})
        at = asked.as_of or springs.now()
        term = charter.term_of(tx, at)
    return CentreTold(
        names=told.names,
        founded_at=told.founded_at,
        zone=told.time_zone,
        charter=told.charter,
        task=task,
        rotation=told.rotation,
        director=_term(term, at),
        signatures=[Signature(member=who, signed_at=signed[who].signed_at) for who in sorted(signed)],
    )


@router.get("/members", response=list[Member], summary="List members")
def members(request: OfficerRequest, asked: Query[AsOf]) -> list[Member]:
    """Founders in the order of rotation, then the others; outside parties, who are informed but read nothing, last."""
    with store.acting_as(request.viewer) as tx:
        return charter.members(tx, asked.as_of)


@router.get("/rooms", response=list[RoomTold], summary="List rooms")
def rooms(request: OfficerRequest, asked: Query[AsOf]) -> list[RoomTold]:
    """Who leads, who sits in them, who is a guest."""
    with store.acting_as(request.viewer) as tx:
        return [
            RoomTold(id=room.id, names=room.names, **_seats(charter.places(tx, room.id, asked.as_of)))
            for room in charter.rooms(tx, asked.as_of)
        ]


def _seats(places: list[charter.RoomPlace]) -> dict[str, Any]:
    names = {"lead": "lead", "members": "member", "guests": "guest"}
    return {name: [place.member for place in places if place.role == role] for name, role in names.items()}


@router.get("/terms", response=list[TermRow], summary="List terms of the director")
def terms(request: OfficerRequest, asked: Query[TermsQuestion]) -> list[TermRow]:
    """They follow from the charter and the clock alone."""
    at = asked.as_of or springs.now()
    with store.acting_as(request.viewer) as tx:
        return [_term(term, at) for term in charter.terms(tx, at, after=asked.count - 1)]


def _term(term: charter.Term, now: dt.datetime) -> TermRow:
    return TermRow(
        number=term.number,
        member=term.member,
        start=term.starts,
        end=term.ends,
        is_current=term.starts <= now < term.ends,
    )


@router.get("/agreements", response=list[AgreementTold], summary="List agreements")
def agreements(request: OfficerRequest, asked: Query[AsOf]) -> list[AgreementTold]:
    """The register, newest first: those that the member may read, in the state they were in at that moment."""
    with store.acting_as(request.viewer) as tx:
        return [_agreement(each) for each in register.agreements(tx, asked.as_of)]


@router.get("/agreements/{uuid:agreement_id}", response=AgreementTold, summary="Read an agreement")
def agreement(request: OfficerRequest, agreement_id: uuid.UUID, asked: Query[AsOf]) -> AgreementTold:
    """One of the register."""
    with store.acting_as(request.viewer) as tx:
        return _agreement(register.agreement(tx, RecordId(agreement_id), asked.as_of))


def _agreement(told: Agreement) -> AgreementTold:
    text = told.text
    return AgreementTold(
        id=told.id,
        titles=text.titles,
        subject=text.subject,
        text=text.text,
        reference=text.reference,
        signers=text.signers,
        outside=text.outside,
        begins_at=text.begins_at,
        ends_at=text.ends_at,
        notice_hours=text.notice.lead_hours,
        notice_contents=text.notice.contents,
        notice_channel=text.notice.channel,
        state=told.state,
        suspended_by=told.suspended_by,
        signed={str(member): at for member, at in told.signed.items()},
        sha256=told.sha256,
    )


@router.get("/functions", response=list[FunctionTold], summary="List functions")
def functions(request: OfficerRequest, asked: Query[AsOf]) -> list[FunctionTold]:
    """The charter says which member holds a function; the member, whom it names for it."""
    with store.acting_as(request.viewer) as tx:
        return [
            FunctionTold(id=each.id, names=each.names, holder=_seat(each.holder), deputy=_seat(each.deputy))
            for each in functions_of(tx, asked.as_of)
        ]


def _seat(seat: Seat) -> SeatTold:
    return SeatTold(member=seat.member, holder=seat.holder, deputy=seat.deputy)


@router.get("/meetings", response=list[MeetingTold], summary="List meetings")
def meetings(request: OfficerRequest, asked: Query[AsOf]) -> list[MeetingTold]:
    """Those that the member may read of, the latest first, each with its order of the day."""
    with store.acting_as(request.viewer) as tx:
        return [
            MeetingTold(**{name: getattr(each, name) for name in MeetingTold.model_fields})
            for each in meetings_of(tx, asked.as_of)
        ]


@router.get("/handovers", response=list[HandoverTold], summary="List handovers")
def handovers(request: OfficerRequest, asked: Query[AsOf]) -> list[HandoverTold]:
    """The one to come and three before it. A term passes by the clock, signed or not."""
    with store.acting_as(request.viewer) as tx:
        return [
            HandoverTold(
                outgoing=each.outgoing.member,
                incoming=each.incoming.member,
                passes_at=each.passes_at,
                is_signed=each.is_signed,
                signatures=[Signature(member=s.member, signed_at=s.signed_at) for s in each.signatures],
            )
            for each in handovers_of(tx, asked.as_of)
        ]
