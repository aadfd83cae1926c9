"""For programs: why a record may be read."""

import uuid

from django.http import HttpRequest
from ninja import Field, Router, Schema

from diwan import access, store
from diwan.core.errors import NotVisible
from diwan.core.ids import RecordId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer

router = Router(tags=["Records"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class SignedFor(Schema):
    """The audience in the words that its author chose."""

    members: list[str]
    rooms: list[str]
    whole_centre: bool
    tlp: Tlp


class Because(Schema):
    member: str
    reason: access.Reason
    room: str | None = Field(description="For the reason `room`: which one.")


class WhyReadable(Schema):
    record: uuid.UUID
    author: str
    is_own: bool
    readers: list[str] = Field(description="Members that may read it now.")
    signed_for: SignedFor
    why: Because = Field(description="How the own member came to read it.")
    others: list[Because] | None = Field(
        description="To the author alone: every other party, how it came to read it or what keeps it out."
    )


@router.get("/records/{uuid:record_id}/explain", response=WhyReadable, summary="Ask why a record may be read")
def explain(request: OfficerRequest, record_id: uuid.UUID) -> WhyReadable:
    """A report's id is the id of its record. By the same rule that lets it through."""
    with store.acting_as(request.viewer) as tx:
        found = access.explain(tx, RecordId(record_id))
    if found is None:
        raise NotVisible
    label = found.signed_for
    return WhyReadable(
        record=found.record,
        author=found.author,
        is_own=found.is_own,
        readers=sorted(found.readers),
        signed_for=SignedFor(
            members=sorted(label.members),
            rooms=list(label.rooms),
            whole_centre=label.whole_centre,
            tlp=label.tlp,
        ),
        why=_because(found.why),
        others=None if found.others is None else [_because(each) for each in found.others],
    )


def _because(told: access.Because) -> Because:
    return Because(member=told.member, reason=told.reason, room=told.room)
