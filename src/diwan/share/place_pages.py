"""The page of the centre's own gazetteer, and the form of an entry."""

import contextlib
import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan.analyse.keep_own_places import (
    NewPlace,
    PlaceFlaw,
    PlaceIncomplete,
    PlaceKind,
    add_place,
    aliases_in,
    withdraw_place,
)
from diwan.core.errors import BadInput
from diwan.core.languages import FOUR
from diwan.core.viewer import Viewer
from diwan.share.place_views import own_places_view


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None


@require_GET
def places(request: OfficerRequest) -> HttpResponse:
    return _page(request, {"country": "", "kind": PlaceKind.CAMP.value})


@require_http_methods(["POST"])
def place_add(request: OfficerRequest) -> HttpResponse:
    try:
        add_place(request.viewer, _told(request))
    except PlaceIncomplete as trouble:
        return _page(request, request.POST.dict(), trouble)
    messages.success(
        request, _("Added. Reports that name it are being read again, and all that come are read with it.")
    )
    return redirect("places")


@require_POST
def place_withdraw(request: OfficerRequest, place_id: uuid.UUID) -> HttpResponse:
    withdraw_place(request.viewer, place_id)
    messages.success(request, _("Withdrawn. Reports are read without it; the log keeps that it was there."))
    return redirect("places")


def _page(
    request: OfficerRequest, given: dict[str, str], trouble: PlaceIncomplete | None = None
) -> HttpResponse:
    """With what was written in the form that was not taken, so that nothing is lost."""
    facts = {
        "view": own_places_view(request.viewer),
        "given": given,
        "named": [(language.value, given.get(f"name_{language.value}", "")) for language in FOUR],
        "kinds": [kind.value for kind in PlaceKind],
        "trouble": trouble.flaw.name if trouble else "",
        "page_name": "places",
    }
    return render(request, "pages/places.html", facts, status=422 if trouble else 200)


def _told(request: OfficerRequest) -> NewPlace:
    told = request.POST
    lat, lon = _point(told.get("point", ""))
    kind = told.get("kind", "")
    if kind not in list(PlaceKind):
        raise BadInput
    return NewPlace(
        names={language.value: told.get(f"name_{language.value}", "") for language in FOUR},
        aliases=tuple(aliases_in(told.get("aliases", ""))),
        kind=PlaceKind(kind),
        country=told.get("country", "").strip().upper(),
        lat=lat,
        lon=lon,
        note=told.get("note", ""),
        whole_centre=told.get("audience") == "centre",
    )


def _point(text: str) -> tuple[float, float]:
    """Two numbers in any of the digits that the four languages write. Raises PlaceIncomplete."""
    parts = text.replace("،", ",").replace("٫", ".").replace(",", " ").split()
    with contextlib.suppress(ValueError):
        north, east = (float(part) for part in parts)
        return north, east
    raise PlaceIncomplete(PlaceFlaw.POINT)
