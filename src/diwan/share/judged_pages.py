"""The page of what officers said of single values, and the labelled set of it."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from diwan.core.viewer import Viewer
from diwan.share import trace
from diwan.share.judged_values import judged_values
from diwan.share.labelled_set import labelled_set

SET_NAME = "labelled-set.zip"


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None
    htmx: Any


@require_GET
def judged(request: OfficerRequest) -> HttpResponse:
    cursor = request.GET.get("cursor")
    view = judged_values(request.viewer, cursor=cursor)
    asked = request.GET.copy()
    if view.values.next:
        asked["cursor"] = view.values.next
    facts = {"view": view, "more_address": f"{request.path}?{asked.urlencode()}", "page_name": "reports"}
    is_more = cursor and request.htmx
    return render(request, "parts/judged_rows.html" if is_more else "pages/judged.html", facts)


@require_GET
def judged_set(request: OfficerRequest) -> HttpResponse:
    return set_answer(request.viewer)


def set_answer(viewer: Viewer) -> HttpResponse:
    """The set holds the reports' words: taking it counts as opening each of them."""
    data, reports = labelled_set(viewer)
    trace.opened(viewer, reports)
    answer = HttpResponse(data, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{SET_NAME}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
