"""For programs: incidents, each side's version, replies, and counts that both sides can reproduce."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime

from diwan import store
from diwan.coordinate import incident_counts as counting
from diwan.coordinate import incidents as told_of
from diwan.coordinate.incident_words import (
    Account,
    Incident,
    IncidentKind,
    IncidentStand,
    IncidentStanding,
    Reply,
    Version,
)
from diwan.coordinate.saying import LONGEST_CLIENT
from diwan.core.ids import MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.gather import Reach
from diwan.gather.schemas import Audience, Slug, Told
from diwan.share.schemas import Asked, AsOf

router = Router(tags=["Incidents"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class IncidentPoint(Told):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class IncidentBody(Told):
    kind: IncidentKind
    happened_at: AwareDatetime = Field(description="When, with its zone.")
    place: str = Field(
        "", max_length=told_of.LONGEST_PLACE, description="Where, in words.", examples=["The ford"]
    )
    point: IncidentPoint | None = None
    words: str = Field(
        "", max_length=told_of.LONGEST_WORDS, description="What happened, as this side knows it.", examples=["They passed at 50 m."]
    )  # fmt: skip
    links: list[uuid.UUID] = Field([], max_length=50)

    def as_account(self, stand: IncidentStand = IncidentStand.HAPPENED, reason: str = "") -> Account:
        return Account(
            self.kind,
            self.happened_at,
            self.place,
            self.words,
            stand,
            (self.point.latitude, self.point.longitude) if self.point else None,
            tuple(map(RecordId, self.links)),
            reason,
        )


class NewIncident(IncidentBody):
    title: str = Field(min_length=1, max_length=told_of.LONGEST_TITLE, examples=["Two flights met"])
    parties: list[Slug] = Field([], max_length=100, description="Members involved besides the own one.")
    audience: Audience | None = Field(None, description="Left out: the own member alone.")
    client: str = Field(
        "", max_length=LONGEST_CLIENT, description="Chosen by the program: sent twice, it is reported once."
    )


class NewIncidentVersion(IncidentBody):
    stand: IncidentStand = Field(IncidentStand.HAPPENED, description="What this side says of the incident.")
    reason: str = Field("", max_length=told_of.LONGEST_WORDS, description="Why it is another than before.")


class NewIncidentReply(Told):
    words: str = Field(min_length=1, max_length=told_of.LONGEST_WORDS, examples=["Which camera?"])
    links: list[uuid.UUID] = Field([], max_length=50)
    client: str = Field(
        "", max_length=LONGEST_CLIENT, description="Chosen by the program: sent twice, it is said once."
    )


class IncidentWithdrawal(Told):
    reason: str = Field(min_length=1, max_length=told_of.LONGEST_WORDS, examples=["It was our own flight."])


class IncidentMade(Schema):
    id: uuid.UUID


class IncidentVersionTold(Schema):
    record: uuid.UUID
    member: str
    kind: IncidentKind
    stand: IncidentStand
    happened_at: dt.datetime
    place: str
    point: IncidentPoint | None
    words: str
    links: Sequence[uuid.UUID]
    reason: str
    said_at: dt.datetime


class IncidentReplyTold(Schema):
    record: uuid.UUID
    member: str
    words: str
    links: Sequence[uuid.UUID]
    said_at: dt.datetime


class IncidentTold(Schema):
    id: uuid.UUID
    member: str
    title: str
    parties: list[str]
    standing: IncidentStanding = Field(description="From what those involved have told, and nothing else.")
    versions: list[IncidentVersionTold] = Field(
        description="In the order in which they were told; a member's last one holds."
    )
    replies: list[IncidentReplyTold]
    withdrawn: IncidentReplyTold | None


class IncidentsTold(Schema):
    rows: list[IncidentTold]
    next: str | None


class IncidentCountsQuestion(AsOf):
    since: AwareDatetime | None = Field(None, description="Left out: thirty days before `until`.")
    until: AwareDatetime | None = Field(None, description="Not counted itself; left out: now.")
    with_: list[str] = Field(
        [], alias="with", max_length=100, description="Members that are to count the same."
    )


class IncidentCountTold(Schema):
    kind: IncidentKind
    standing: IncidentStanding
    count: int


class IncidentCountsTold(Schema):
    members: list[str] = Field(description="Each of them gets these numbers for the same moment.")
    rows: list[IncidentCountTold]
    incidents: list[uuid.UUID]
    mark: str = Field(description="The same for the same incidents with the same versions.")


@router.get("/incidents", response=IncidentsTold, summary="List incidents")
def incidents(request: OfficerRequest, asked: Query[Asked]) -> IncidentsTold:
    """Those that the member may read, the latest first, as they stood at that moment."""
    found = told_of.incidents(request.viewer, at=asked.as_of, cursor=asked.cursor, limit=asked.limit)
    return IncidentsTold(rows=[_told(each) for each in found.rows], next=found.next)


@router.get("/incidents/counts", response=IncidentCountsTold, summary="Count incidents")
def incident_counts(request: OfficerRequest, asked: Query[IncidentCountsQuestion]) -> IncidentCountsTold:
    """Over what the own member and all those named may read."""
    others = map(MemberId, asked.with_)
    found = counting.counts(request.viewer, others, asked.since, asked.until, at=asked.as_of)
    return IncidentCountsTold(
        members=list(found.members),
        rows=[
            IncidentCountTold(kind=kind, standing=standing, count=number)
            for kind, numbers in found.rows.items()
            for standing, number in numbers.items()
        ],
        incidents=[each.id for each in found.incidents],
        mark=found.mark,
    )


@router.get("/incidents/{uuid:incident_id}", response=IncidentTold, summary="Read an incident")
def incident(request: OfficerRequest, incident_id: uuid.UUID, asked: Query[AsOf]) -> IncidentTold:
    """With every version of every side."""
    with store.acting_as(request.viewer) as tx:
        return _told(told_of.incident(tx, RecordId(incident_id), asked.as_of))


@router.post("/incidents", response={201: IncidentMade}, summary="Report an incident")
def report_incident(request: OfficerRequest, told: NewIncident) -> Status[IncidentMade]:
    """With the own side's version. Those involved are told when they are among its readers."""
    made = told_of.report_incident(
        request.viewer,
        told.title,
        told.as_account(),
        map(MemberId, told.parties),
        told.audience.as_reach() if told.audience else Reach(),
        client=told.client,
    )
    return Status(201, IncidentMade(id=made))


@router.post("/incidents/{uuid:incident_id}/versions", response={204: None}, summary="Tell a version")
def tell_version(request: OfficerRequest, incident_id: uuid.UUID, told: NewIncidentVersion) -> Status[None]:
    """The own side's, for the readers of the incident; another one later is a record beside the first."""
    told_of.tell_version(request.viewer, RecordId(incident_id), told.as_account(told.stand, told.reason))
    return Status(204, None)


@router.post(
    "/incidents/{uuid:incident_id}/replies", response={201: IncidentMade}, summary="Reply to a version"
)
def reply_to_incident(
    request: OfficerRequest, incident_id: uuid.UUID, told: NewIncidentReply
) -> Status[IncidentMade]:
    """For the readers of the incident."""
    links = map(RecordId, told.links)
    made = told_of.reply(request.viewer, RecordId(incident_id), told.words, links, client=told.client)
    return Status(201, IncidentMade(id=made))


@router.post("/incidents/{uuid:incident_id}/withdrawal", response={204: None}, summary="Withdraw an incident")
def withdraw_incident(
    request: OfficerRequest, incident_id: uuid.UUID, told: IncidentWithdrawal
) -> Status[None]:
    """By the member that reported it; what was told stays."""
    told_of.withdraw_incident(request.viewer, RecordId(incident_id), told.reason)
    return Status(204, None)


def _told(found: Incident) -> IncidentTold:
    return IncidentTold(
        id=found.id,
        member=found.member,
        title=found.title,
        parties=list(found.parties),
        standing=found.standing,
        versions=[_version(each) for each in found.versions],
        replies=[_reply(each) for each in found.replies],
        withdrawn=_reply(found.withdrawn) if found.withdrawn else None,
    )


def _version(said: Version) -> IncidentVersionTold:
    account = said.account
    point = IncidentPoint(latitude=account.point[0], longitude=account.point[1]) if account.point else None
    same = ("kind", "stand", "happened_at", "place", "words", "links", "reason")
    told = {name: getattr(account, name) for name in same}
    return IncidentVersionTold(
        record=said.record, member=said.member, said_at=said.said_at, point=point, **told
    )


def _reply(said: Reply) -> IncidentReplyTold:
    return IncidentReplyTold(
        record=said.record, member=said.member, words=said.words, links=said.links, said_at=said.said_at
    )
