"""For programs: track records, through the same function as the page."""

from django.http import HttpRequest
from ninja import Router

from diwan.core.viewer import Viewer
from diwan.share.track_record import track_record
from diwan.share.track_views import TrackRecordView

router = Router(tags=["Sources"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


@router.get(
    "/track-record", response=TrackRecordView, summary="Read what became of what outlets and offices told"
)
def track_records(request: OfficerRequest) -> TrackRecordView:
    """From the latest events of the own member's picture. `suggested` is a suggestion: officers grade. Persons have no record."""
    return track_record(request.viewer)
