"""The page of the review queue. Its answers go where those of a report's page go."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from diwan.core.viewer import Viewer
from diwan.share.review import review as queue


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None
    htmx: Any


@require_GET
def review(request: OfficerRequest) -> HttpResponse:
    cursor = request.GET.get("cursor")
    view = queue(request.viewer, cursor=cursor)
    asked = request.GET.copy()
    if view.values.next:
        asked["cursor"] = view.values.next
    facts = {"view": view, "more_address": f"{request.path}?{asked.urlencode()}", "page_name": "review"}
    is_more = cursor and request.htmx
    return render(request, "parts/review_rows.html" if is_more else "pages/review.html", facts)
