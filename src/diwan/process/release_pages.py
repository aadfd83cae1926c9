"""What an officer does with something that waits to leave: another moment, at once, or not at all."""

import uuid
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan import access
from diwan.core.errors import BadInput
from diwan.core.viewer import Viewer
from diwan.gather.hold import Held, ReleaseDateUnclear
from diwan.gather.pages import read_release_at, trouble_facts
from diwan.process import change_release as changing


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    zone: ZoneInfo


@require_POST
def release_date(request: OfficerRequest, release_id: uuid.UUID) -> HttpResponse:
    def change() -> Held:
        at = read_release_at(request.POST.get("release_at", ""), request.zone)
        if at is None:
            raise ReleaseDateUnclear
        return changing.change_date(request.viewer, release_id, at)

    return _done(request, change, _("Changed. Until then it stays with your own member."))


@require_POST
def release_now(request: OfficerRequest, release_id: uuid.UUID) -> HttpResponse:
    told = _("It leaves in a moment. Until then you can undo it.")
    return _done(request, lambda: changing.release_now(request.viewer, release_id), told)


@require_POST
def release_stop(request: OfficerRequest, release_id: uuid.UUID) -> HttpResponse:
    told = _("It does not leave. Whoever reads it now goes on reading it; nobody else does.")
    return _done(request, lambda: changing.stop_release(request.viewer, release_id), told)


def _done(request: OfficerRequest, change: Callable[[], Held], told: str) -> HttpResponse:
    try:
        held = change()
    except changing.WaitsNoLonger:
        messages.error(request, _("It does not wait any more: it has left, was stopped, or was changed."))
    except access.NoSuchReader:
        messages.error(
            request, _("One of its readers or rooms has gone. Let it stay, and choose its readers anew.")
        )
    except BadInput as trouble:
        messages.error(request, trouble_facts(trouble)["trouble"])
    else:
        messages.success(request, told)
        return redirect("report", held.report) if held.report else redirect("filed", held.item)
    return redirect("held")
