"""For programs: activities, and what of one's own plans meets what one may know of."""

import uuid

from django.http import HttpRequest
from ninja import Query, Router, Status

from diwan import store
from diwan.coordinate import activities as reading
from diwan.coordinate import announce
from diwan.coordinate.activity_checks import check as must_hold
from diwan.coordinate.activity_schemas import (
    ActivitiesAsked,
    ActivityPage,
    ActivityRow,
    Announced,
    AsOf,
    ChangeTold,
    ConflictRow,
    EnvelopeTold,
    NewActivity,
    PlanChecked,
    StateTold,
    told_activity,
    told_conflict,
)
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer
from diwan.share.cursors import pack, unpack_moment

router = Router(tags=["Activities"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


@router.get("/activities", response=ActivityPage, summary="List activities")
def activities(request: OfficerRequest, asked: Query[ActivitiesAsked]) -> ActivityPage:
    """Those that the member may read, the latest change first, as they stood at that moment."""
    moment, version = unpack_moment(asked.cursor) if asked.cursor else (None, None)
    after = (moment, RecordId(version)) if moment and version else None
    with store.acting_as(request.viewer) as tx:
        page = reading.activities(
            tx, with_past=asked.with_past, after=after, most=asked.limit, at=asked.as_of
        )
    return ActivityPage(
        rows=[told_activity(each) for each in page.rows], next=pack(*page.after) if page.after else None
    )


@router.post("/activities", response={201: Announced}, summary="Announce an activity")
def announce_activity(request: OfficerRequest, told: NewActivity) -> Status[Announced]:
    """Signed for the member, which releases what others read of it. Sent twice under one `client`, it is announced once."""
    made = announce.announce(
        request.viewer,
        told.as_announcement(),
        details=told.readers,
        envelope=told.envelope.as_reach() if told.envelope else None,
        client=told.client,
    )
    return Status(201, Announced(activity=made))


@router.post("/activities/check", response=PlanChecked, summary="Check before announcing")
def check(request: OfficerRequest, told: NewActivity) -> PlanChecked:
    """What it would meet of all that the member may read, and who would learn nothing of it. Nothing is said."""
    said = told.as_announcement()
    must_hold(said)
    envelope = told.envelope.as_reach() if told.envelope else None
    unseen = reading.unseen_by(request.viewer, details=told.readers, envelope=envelope)
    with store.acting_as(request.viewer) as tx:
        found = reading.conflicts_before(tx, said)
    return PlanChecked(
        conflicts=[told_conflict(each) for each in found], unseen_by=[each.id for each in unseen]
    )


@router.get("/activities/{uuid:activity_id}", response=ActivityRow, summary="Read an activity")
def activity(request: OfficerRequest, activity_id: uuid.UUID, asked: Query[AsOf]) -> ActivityRow:
    """As it stands, or stood at that moment."""
    return _one(request, activity_id, asked)


@router.put("/activities/{uuid:activity_id}", response=ActivityRow, summary="Change an activity")
def change(request: OfficerRequest, activity_id: uuid.UUID, told: ChangeTold) -> ActivityRow:
    """The whole announcement anew, for the same readers; its envelope is withdrawn and released anew."""
    announce.change(
        request.viewer,
        RecordId(activity_id),
        told.as_announcement(),
        envelope=told.envelope.as_reach() if told.envelope else None,
        version=RecordId(told.version) if told.version else None,
        client=told.client,
    )
    return _one(request, activity_id)


@router.post(
    "/activities/{uuid:activity_id}/envelope", response=ActivityRow, summary="Release place and time alone"
)
def release_envelope(request: OfficerRequest, activity_id: uuid.UUID, told: EnvelopeTold) -> ActivityRow:
    """To others than before, or, with no `envelope`, to nobody besides the readers."""
    announce.release_envelope(
        request.viewer,
        RecordId(activity_id),
        told.envelope.as_reach() if told.envelope else None,
        version=RecordId(told.version) if told.version else None,
        client=told.client,
    )
    return _one(request, activity_id)


@router.post(
    "/activities/{uuid:activity_id}/state", response=ActivityRow, summary="Say where an activity stands"
)
def set_state(request: OfficerRequest, activity_id: uuid.UUID, told: StateTold) -> ActivityRow:
    """What is completed or cancelled meets nothing any more, and is not changed again."""
    announce.set_state(request.viewer, RecordId(activity_id), told.state, told.reason, client=told.client)
    return _one(request, activity_id)


@router.get(
    "/activities/{uuid:activity_id}/conflicts", response=list[ConflictRow], summary="Conflicts of an activity"
)
def conflicts(request: OfficerRequest, activity_id: uuid.UUID, asked: Query[AsOf]) -> list[ConflictRow]:
    """With everything else that the member may read: activities by name, envelopes by author and contact."""
    with store.acting_as(request.viewer) as tx:
        found = reading.activity(tx, RecordId(activity_id), asked.as_of)
        return [told_conflict(each) for each in reading.conflicts_of(tx, found, asked.as_of)]


def _one(request: OfficerRequest, which: uuid.UUID, asked: AsOf | None = None) -> ActivityRow:
    with store.acting_as(request.viewer) as tx:
        return told_activity(reading.activity(tx, RecordId(which), asked.as_of if asked else None))
