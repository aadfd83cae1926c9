"""The page of track records."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from diwan.core.viewer import Viewer
from diwan.share.track_record import track_record
from diwan.share.track_rules import LEAST_ANSWERED, Fate


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer


@require_GET
def track_records(request: OfficerRequest) -> HttpResponse:
    view = track_record(request.viewer)
    facts = {
        "view": view,
        "least": LEAST_ANSWERED,
        "fates": [fate.value for fate in Fate],
        "is_cut": view.events >= view.most_events,
        "page_name": "sources",
    }
    return render(request, "pages/track_record.html", facts)
