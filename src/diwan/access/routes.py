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


class WhyReadable(Schema):
    record: uuid.UUID
    author: str
    is_own: bool
    readers: list[str] = Field(description="Members that may read it now.")
    signed_for: SignedFor


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
    )
