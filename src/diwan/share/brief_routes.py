"""For programs: published briefs, through the same functions as the pages."""

import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from diwan.core.errors import NotVisible
from diwan.core.languages import FOUR, Language
from diwan.core.viewer import Viewer
from diwan.share.brief_pdf import brief_pdf
from diwan.share.brief_schemas import (
    BriefsQuestion,
    BriefWithdrawal,
    Looked,
    NewBrief,
    PublishedBrief,
    Publishing,
    TextQuestion,
)
from diwan.share.brief_told import brief_text
from diwan.share.products.look import look
from diwan.share.products.publish import publish, withdraw_brief
from diwan.share.products.show import brief as show_brief
from diwan.share.products.show import briefs as show_briefs
from diwan.share.products.views import BriefsView, BriefView
from diwan.share.schemas import AsOf

router = Router(tags=["Briefs"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


@router.get("/briefs", response=BriefsView, summary="List briefs")
def briefs(request: OfficerRequest, asked: Query[BriefsQuestion]) -> BriefsView:
    """Those that the member may read, newest first; `is_joint` ones are the centre's."""
    return show_briefs(request.viewer, as_of=asked.as_of, cursor=asked.cursor, limit=asked.limit)


@router.get("/briefs/{uuid:brief_id}", response=BriefView, summary="Read a brief")
def brief(request: OfficerRequest, brief_id: uuid.UUID, asked: Query[AsOf]) -> BriefView:
    """As it was fixed when it was published. A part that stood on a recalled report is gone; its record proves what it was."""
    return show_brief(request.viewer, brief_id, as_of=asked.as_of)


@router.get(
    "/briefs/{uuid:brief_id}/text",
    summary="Read a brief as text",
    openapi_extra={
        "responses": {
            200: {"description": "Plain text.", "content": {"text/plain": {"schema": {"type": "string"}}}}
        }
    },
)
def brief_as_text(request: OfficerRequest, brief_id: uuid.UUID, asked: Query[TextQuestion]) -> HttpResponse:
    """In one of the four languages; what reports say stays in theirs."""
    view = show_brief(request.viewer, brief_id, as_of=asked.as_of)
    language = asked.language if asked.language in FOUR else Language.EN
    return HttpResponse(brief_text(view, language), content_type="text/plain; charset=utf-8")


@router.get(
    "/briefs/{uuid:brief_id}/pdf",
    summary="Read a brief as a PDF",
    openapi_extra={
        "responses": {
            200: {
                "description": "A PDF.",
                "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def brief_as_pdf(request: OfficerRequest, brief_id: uuid.UUID, asked: Query[TextQuestion]) -> HttpResponse:
    """The same as the text, set for paper, with the label on every page."""
    view = show_brief(request.viewer, brief_id, as_of=asked.as_of)
    language = asked.language if asked.language in FOUR else Language.EN
    return HttpResponse(brief_pdf(view, language), content_type="application/pdf")


@router.post("/briefs/look", response=Looked, summary="Look at a brief before it is published")
def brief_look(request: OfficerRequest, told: NewBrief) -> Looked:
    """What it would say, who would read it and which reports hold it back. Changes nothing."""
    view = look(request.viewer, told.as_draft())
    if view.label is None or view.widest is None:
        raise NotVisible
    return Looked(
        seen=view.seen,
        label=view.label,
        widest=view.widest,
        unsaid_corrections=view.unsaid_corrections,
        parts=[part.facts for part in view.parts],
    )


@router.post("/briefs", response={201: PublishedBrief}, summary="Publish a brief")
def brief_publish(request: OfficerRequest, told: Publishing) -> Status[PublishedBrief]:
    """Read by whoever may read every part, or by fewer; never by more."""
    made = publish(request.viewer, told.as_draft(), seen=told.seen)
    return Status(201, PublishedBrief(id=made.id))


@router.post("/briefs/{uuid:brief_id}/withdraw", response={204: None}, summary="Withdraw a brief")
def brief_withdraw(request: OfficerRequest, brief_id: uuid.UUID, told: BriefWithdrawal) -> Status[None]:
    """Of the own member: its words go for everybody, that it was published stays."""
    withdraw_brief(request.viewer, brief_id, reason=told.reason)
    return Status(204, None)
