"""For programs: a reader asks the originator, the originator answers."""

import datetime as dt
import uuid

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.gather.schemas import DatedAudience, Slug
from diwan.process import ask_originator as asking
from diwan.process.relabel_report import change_readers

router = Router(tags=["Requests"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class Told(Schema):
    """A body: a name that is not known is an error, not a wish that is passed over."""

    model_config = ConfigDict(extra="forbid")


class NewRequest(Told):
    members: list[Slug] = Field(
        [], max_length=100, description="Who else should read it.", examples=[["syria"]]
    )
    tlp: Tlp | None = Field(None, description="How far it should be passed on; left out: as far as now.")
    reason: str = Field("", max_length=asking.LONGEST_REASON)


class RequestMade(Schema):
    id: uuid.UUID


class Refusal(Told):
    reason: str = Field("", max_length=asking.LONGEST_REASON)


class Granted(Told):
    audience: DatedAudience = Field(
        description="Who reads the report from now on, and how far it may be passed on."
        " With a `release_at` whoever is added reads it from then on, and who asked is told then."
    )
    reason: str = Field("", max_length=asking.LONGEST_REASON)


class RequestTold(Schema):
    id: uuid.UUID
    report: uuid.UUID
    asker: str
    originator: str
    members: list[str]
    tlp: Tlp | None
    reason: str
    asked_at: dt.datetime
    given: str = Field(
        description="Empty while it is open; granted, partly, refused, or lapsed with the report."
    )
    answer_reason: str
    answered_at: dt.datetime | None


class RequestsTold(Schema):
    to_us: list[RequestTold]
    ours: list[RequestTold]


@router.get("/requests", response=RequestsTold, summary="List requests")
def requests(request: OfficerRequest) -> RequestsTold:
    """What others ask of the own member, and what it asked of others; open ones first."""
    view = asking.requests(request.viewer)
    return RequestsTold(to_us=[_told(row) for row in view.to_us], ours=[_told(row) for row in view.ours])


@router.post(
    "/reports/{uuid:report_id}/requests", response={201: RequestMade}, summary="Ask a report's originator"
)
def ask(request: OfficerRequest, report_id: uuid.UUID, told: NewRequest) -> Status[RequestMade]:
    """For a wider release, or to pass it on further. Only its originator learns of it."""
    wish = asking.Wish(frozenset(map(MemberId, told.members)), told.tlp)
    return Status(201, RequestMade(id=asking.ask_originator(request.viewer, report_id, wish, told.reason)))


@router.post("/requests/{uuid:request_id}/refusal", response={204: None}, summary="Answer no")
def refuse(request: OfficerRequest, request_id: uuid.UUID, told: Refusal) -> Status[None]:
    """To a request to the own member, with a reason or without."""
    asking.refuse(request.viewer, request_id, told.reason)
    return Status(204, None)


@router.post("/requests/{uuid:request_id}/grant", response={204: None}, summary="Answer yes")
def grant(request: OfficerRequest, request_id: uuid.UUID, told: Granted) -> Status[None]:
    """The report's readers change as said here, and who asked is told what of its wish that gives."""
    report, _wish = asking.wish_of(request.viewer, request_id)
    change_readers(request.viewer, report, told.audience.as_reach(), request=request_id, reason=told.reason)
    return Status(204, None)


def _told(row: asking.RequestRow) -> RequestTold:
    same = ("id", "report", "tlp", "reason", "asked_at", "given", "answer_reason", "answered_at")
    return RequestTold(
        asker=row.asker.id,
        originator=row.originator.id,
        members=[member.id for member in row.members],
        **{name: getattr(row, name) for name in same},
    )
