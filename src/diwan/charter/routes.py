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
        rows = tx.rows("SELECT member, signed_at FROM diwan.charter_signature ORDER BY member")
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
        signatures=[Signature(**row) for row in rows],
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
