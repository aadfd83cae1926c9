"""For programs: the situation, events, reports and evidence, and the officer's answers to the machine."""

import uuid
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from diwan import share
from diwan.analyse.judge import withdraw_judgement
from diwan.core.viewer import Viewer
from diwan.share import trace
from diwan.share.judging import answer, span_of
from diwan.share.schemas import (
    AsOf,
    Changes,
    Done,
    JudgementMade,
    NewJudgement,
    ReportsQuestion,
    Since,
    SituationQuestion,
)
from diwan.share.views import EventView, ReportsView, ReportView, SituationView

router = Router()


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


# --- the situation ------------------------------------------------------------------------------------------


@router.get("/situation", response=SituationView, tags=["Situation"], summary="Read the situation")
def situation(request: OfficerRequest, asked: Query[SituationQuestion]) -> SituationView:
    """Events of the own member's picture, latest change first, with the map, the timeline and what one may filter by."""
    return share.situation(
        request.viewer, asked.as_filter(), cursor=asked.cursor, last_look=asked.new_since, limit=asked.limit
    )


@router.get(
    "/situation/changes", response=Changes, tags=["Situation"], summary="Ask whether anything changed"
)
def changes(request: OfficerRequest, asked: Query[Since]) -> Changes:
    """Give the `cursor` of the situation or of the last answer. A number and a new cursor, no content."""
    count, now = share.changes_since(request.viewer, asked.cursor)
    return Changes(count=count, cursor=now)


@router.get("/events/{uuid:event_id}", response=EventView, tags=["Situation"], summary="Read an event")
def event(request: OfficerRequest, event_id: uuid.UUID, asked: Query[AsOf]) -> EventView:
    """Who says what over time, who denies it, from how many independent origins. Ids differ from member to member."""
    return share.event(request.viewer, event_id, as_of=asked.as_of)


@router.post(
    "/events/{uuid:event_id}/done", response={204: None}, tags=["Situation"], summary="Mark an event as done"
)
def event_done(request: OfficerRequest, event_id: uuid.UUID, told: Done) -> Status[None]:
    """For this officer alone, until a new report joins it."""
    share.event(request.viewer, event_id)  # what is not visible is not marked
    share.mark_done(request.viewer, event_id, done=told.done)
    return Status(204, None)


# --- reports and evidence -----------------------------------------------------------------------------------


@router.get("/reports", response=ReportsView, tags=["Reports"], summary="List or search reports")
def reports(request: OfficerRequest, asked: Query[ReportsQuestion]) -> ReportsView:
    """Newest first. Search folds letters, digits and marks in all four languages unless `exact` is set."""
    return share.reports(request.viewer, asked.as_filter(), cursor=asked.cursor, limit=asked.limit)


@router.get("/reports/{uuid:report_id}", response=ReportView, tags=["Reports"], summary="Read a report")
def report(request: OfficerRequest, report_id: uuid.UUID, asked: Query[AsOf]) -> ReportView:
    """The text with every value that was read in it and why. Offsets count Unicode code points."""
    view = share.report(request.viewer, report_id, as_of=asked.as_of)
    if view.recalled_at is None:
        trace.opened(request.viewer, [report_id])
    return view


@router.get(
    "/items/{uuid:item_id}/evidence",
    tags=["Items"],
    summary="Take the bytes as they came",
    openapi_extra={
        "responses": {
            200: {
                "description": "The bytes, as an attachment.",
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def evidence(request: OfficerRequest, item_id: uuid.UUID) -> HttpResponse:
    """As `application/octet-stream` whatever they are: saved, never shown."""
    data, _media_type, name = share.evidence(request.viewer, item_id)
    trace.evidence_taken(request.viewer, item_id)
    answer = HttpResponse(data, content_type="application/octet-stream")
    named = quote(name or str(item_id), safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{named}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


# --- the officer's answer -----------------------------------------------------------------------------------


@router.post("/judgements", response={201: JudgementMade}, tags=["Judgements"], summary="Answer the machine")
def judge(request: OfficerRequest, told: NewJudgement) -> Status[JudgementMade]:
    """Confirm, correct or reject one value of a report. It goes to the own member, or to the report's readers."""
    view = share.report(request.viewer, told.report)
    made, *others = answer(
        request.viewer,
        view,
        span_of(view, told.span),
        told.answer,
        told.chosen(),
        to_readers=told.to_readers,
        with_alike=told.alike,
    )
    return Status(201, JudgementMade(id=made, others=[*others]))


@router.delete(
    "/judgements/{uuid:judgement_id}",
    response={204: None},
    tags=["Judgements"],
    summary="Take an answer back",
)
def judgement_withdraw(request: OfficerRequest, judgement_id: uuid.UUID) -> Status[None]:
    """Of the own member; the value shows as it did before."""
    withdraw_judgement(request.viewer, judgement_id)
    return Status(204, None)
