"""Pages of what the director's member convenes: meetings and their order of the day."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from diwan import charter, store
from diwan.charter.preside import (
    MeetingIncomplete,
    NoSuchRoomOfYours,
    call_off,
    convene,
    meetings,
    set_order,
)
from diwan.core.clock import springs
from diwan.core.ids import RecordId, RoomId
from diwan.core.viewer import Viewer


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None


@require_GET
def meetings_page(request: OfficerRequest) -> HttpResponse:
    return _meetings_page(request)


def _meetings_page(request: OfficerRequest, trouble: str = "") -> HttpResponse:
    at = request.as_of or springs.now()
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        rooms = {room.id: room for room in charter.rooms(tx)}
        directs = (
            request.as_of is None
            and charter.is_director(tx, request.viewer.member)
            and charter.Right.RELEASE in charter.my_rights(tx)
        )
        own_rooms = [
            room
            for room in rooms.values()
            if request.viewer.member in {place.member for place in charter.places(tx, room.id)}
        ]
        facts = {
            "rows": [
                {
                    "meeting": each,
                    "room": rooms.get(RoomId(each.room)),
                    "convened_by": known.get(each.member),
                    "set_by": known.get(each.set_by),
                    "is_ahead": each.starts_at > at and not each.is_called_off,
                    "agenda_text": "\n".join(each.agenda),
                }
                for each in meetings(tx, at)
            ],
            "directs": directs,
            "rooms": own_rooms,
            "director": known.get(charter.director(tx, at)[0]),
            "zone": charter.centre(tx).time_zone,
            "given": request.POST if trouble else {},
            "trouble": trouble,
            "page_name": "centre",
        }
    return render(request, "pages/meetings.html", facts, status=422 if trouble else 200)


@require_POST
def meeting_convene(request: OfficerRequest) -> HttpResponse:
    given = request.POST
    try:
        with store.acting_as(request.viewer) as tx:
            zone = ZoneInfo(charter.centre(tx).time_zone)
        convene(
            request.viewer,
            given.get("title", ""),
            _moment(given.get("starts_at", ""), zone),
            place=given.get("place", ""),
            room=given.get("room", ""),
            agenda=tuple(given.get("agenda", "").splitlines()),
        )
    except (MeetingIncomplete, NoSuchRoomOfYours) as trouble:
        return _meetings_page(request, type(trouble).__name__)
    return redirect("meetings")


def _moment(text: str, zone: ZoneInfo) -> dt.datetime:
    """A wall clock's time in the centre's zone."""
    try:
        at = dt.datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise MeetingIncomplete from error


@require_POST
def meeting_order(request: OfficerRequest, meeting_id: uuid.UUID) -> HttpResponse:
    try:
        set_order(request.viewer, RecordId(meeting_id), tuple(request.POST.get("agenda", "").splitlines()))
    except MeetingIncomplete as trouble:
        return _meetings_page(request, type(trouble).__name__)
    return redirect("meetings")


@require_POST
def meeting_call_off(request: OfficerRequest, meeting_id: uuid.UUID) -> HttpResponse:
    try:
        call_off(request.viewer, RecordId(meeting_id), reason=request.POST.get("reason", ""))
    except MeetingIncomplete as trouble:
        return _meetings_page(request, type(trouble).__name__)
    return redirect("meetings")
