"""For programs: what the charter says, and who is in office."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import AfterValidator, AwareDatetime

from diwan import charter, store
from diwan.charter.words import Member
from diwan.core.clock import past, springs
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
