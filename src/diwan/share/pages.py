"""Pages of what a viewer is shown. Words and form are the templates'; here a request becomes a question."""

import contextlib
import datetime as dt
import uuid
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from diwan import gather, share
from diwan.core.ids import ItemId
from diwan.core.languages import Language
from diwan.core.reading import EventKind, Stance
from diwan.core.viewer import Viewer
from diwan.gather.pages import may_change_releases
from diwan.ledger import receipts
from diwan.process.let_leave import undo_filing
from diwan.process.recall_report import recall_report
from diwan.share import trace
from diwan.share.views import (
    Box,
    ReportFilter,
    SituationFilter,
    StanceFilter,
)

MOST_FILED = 20  # reports of one file that the page names

Kind = TypeVar("Kind", bound=Enum)
Value = TypeVar("Value")


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached; no page is reached without a viewer."""

    viewer: Viewer
    as_of: dt.datetime | None
    zone: dt.tzinfo
    new_since: dt.datetime | None
    htmx: Any


# --- reading a question out of an address: what cannot be read is no condition ------------------------------


def _one_of(kind: Callable[[str], Kind], text: str) -> Kind | None:
    try:
        return kind(text)
    except ValueError:
        return None


def _all_of(kind: Callable[[str], Kind], texts: list[str]) -> tuple[Kind, ...]:
    return tuple(found for text in texts if (found := _one_of(kind, text)) is not None)


def _day(text: str, zone: dt.tzinfo) -> dt.date | None:
    """A day, or the day of a moment in the centre's zone."""
    with contextlib.suppress(ValueError, OverflowError):  # the year 9999 in a zone west of ours
        if len(text) == 10:
            return dt.date.fromisoformat(text)
        moment = dt.datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(zone).date()
    return None


def _box(text: str) -> Box | None:
    with contextlib.suppress(ValueError):
        west, south, east, north = (float(part) for part in text.split(","))
        if -90 <= south <= north <= 90 and all(-180 <= degrees <= 180 for degrees in (west, east)):
            return Box(west, south, east, north)
    return None


def _uuid(text: str) -> uuid.UUID | None:
    with contextlib.suppress(ValueError):
        return uuid.UUID(text)
    return None


def _countries(texts: list[str]) -> tuple[str, ...]:
    return tuple(text.upper() for text in texts if len(text) == 2 and text.isalpha() and text.isascii())


def _after(day: dt.date | None) -> dt.date | None:
    """An address names the last day shown; a filter ends before a day."""
    return day + dt.timedelta(days=1) if day and day < dt.date.max else None


def situation_filter(asked: QueryDict, request: OfficerRequest) -> SituationFilter:
    zone = request.zone
    since, until = _day(asked.get("from", ""), zone), _after(_day(asked.get("to", ""), zone))
    if days := asked.get("days", ""):
        today = (request.as_of or timezone.now()).astimezone(zone).date()
        if days.isdecimal() and 0 < int(days) <= 3660:
            since, until = today - dt.timedelta(days=int(days) - 1), None
    return SituationFilter(
        kinds=_all_of(EventKind, asked.getlist("kind")),
        countries=_countries(asked.getlist("country")),
        box=_box(asked.get("box", "")),
        since=since,
        until=until,
        stance=_one_of(StanceFilter, asked.get("stance", "")) or StanceFilter.ANY,
        text=asked.get("text", "")[:200].replace("\0", ""),
        only_new=asked.get("new") == "yes",
        hide_done=asked.get("done") == "no",
        as_of=request.as_of,
    )


def report_filter(asked: QueryDict, request: OfficerRequest) -> ReportFilter:
    zone = request.zone
    return ReportFilter(
        text=asked.get("q", "")[:200].replace("\0", ""),
        languages=_all_of(Language, asked.getlist("language")),
        countries=_countries(asked.getlist("country")),
        kinds=_all_of(EventKind, asked.getlist("kind")),
        outlet=asked.get("outlet", "")[:200].replace("\0", ""),
        source=_uuid(asked.get("source", "")),
        member=asked.get("member", "")[:60].replace("\0", ""),
        stance=_one_of(Stance, asked.get("stance", "")),
        since=_day(asked.get("since", ""), zone),
        until=_after(_day(asked.get("until", ""), zone)),
        exact=asked.get("exact") == "yes",
        as_of=request.as_of,
    )


def _more_address(request: HttpRequest, cursor: str | None) -> str:
    if cursor is None:
        return ""
    asked = request.GET.copy()
    asked["cursor"] = cursor
    return f"{request.path}?{asked.urlencode()}"


# --- situation and event ------------------------------------------------------------------------------------


def _situation(request: OfficerRequest, template: str, *, cursor: str | None = None) -> HttpResponse:
    asked = situation_filter(request.GET, request)
    view = share.situation(request.viewer, asked, cursor=cursor, last_look=request.new_since)
    facts = {
        "view": view,
        "is_filtered": any(name not in ("cursor", "as_of", "event") for name in request.GET),
        "more_address": _more_address(request, view.events.next),
    }
    return render(request, template, facts)


@require_GET
def situation(request: OfficerRequest) -> HttpResponse:
    if not request.as_of:
        get_user_model().objects.filter(pk=request.user.pk).update(last_look=timezone.now())
    return _situation(request, "pages/situation.html")


@require_GET
def situation_feed(request: OfficerRequest) -> HttpResponse:
    """The inside of the feed after a filter has changed; with a cursor, only the rows that follow."""
    if cursor := request.GET.get("cursor"):
        return _situation(request, "parts/situation_rows.html", cursor=cursor)
    return _situation(request, "parts/situation_feed_changed.html")


@require_GET
def event(request: OfficerRequest, event_id: uuid.UUID) -> HttpResponse:
    view = share.event(request.viewer, event_id, as_of=request.as_of)
    return render(request, "pages/event.html", {"view": view, "page_name": "event"})


@require_POST
def event_done(request: OfficerRequest, event_id: uuid.UUID) -> HttpResponse:
    card = share.event(request.viewer, event_id).card  # what is not visible is not marked
    share.mark_done(request.viewer, event_id, done=request.POST.get("done") != "no")
    if not request.htmx:
        return redirect("event", card.id)
    card = share.event(request.viewer, event_id).card
    return render(request, "parts/event_row.html", {"card": card})


@require_GET
def live(request: OfficerRequest) -> HttpResponse:
    """How many events changed in this viewer's own picture; no content, and nothing when nothing changed."""
    count, cursor = share.changes_since(request.viewer, request.GET.get("cursor", ""))
    if not count:
        return HttpResponse(status=204)
    label = ngettext("%(count)s new event: show it", "%(count)s new events: show them", count) % {
        "count": count
    }
    return JsonResponse({"new": count, "label": label, "cursor": cursor})


# --- reports and search -------------------------------------------------------------------------------------


def _reports(request: OfficerRequest, *, is_search: bool) -> HttpResponse:
    cursor = request.GET.get("cursor")
    view = share.reports(request.viewer, report_filter(request.GET, request), cursor=cursor)
    facts = {
        "view": view,
        "is_search": is_search,
        "is_filtered": any(value for name, value in request.GET.items() if name not in ("cursor", "as_of")),
        "search_text": view.filter.text,
        "more_address": _more_address(request, view.reports.next),
    }
    return render(
        request, "parts/report_rows.html" if cursor and request.htmx else "pages/reports.html", facts
    )


@require_GET
def reports(request: OfficerRequest) -> HttpResponse:
    return _reports(request, is_search=False)


@require_GET
def search(request: OfficerRequest) -> HttpResponse:
    return _reports(request, is_search=True)


@require_GET
def report(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    view = share.report(request.viewer, report_id, as_of=request.as_of)
    if view.recalled_at is None:
        trace.opened(request.viewer, [report_id])
    part = request.GET.get("part", "1")
    number = int(part) if part.isdecimal() and len(part) < 7 else 1
    is_own = view.row.label.author.id == request.viewer.member
    may_change = is_own and view.recalled_at is None and request.as_of is None
    may_ask = not is_own and view.recalled_at is None and request.as_of is None
    facts = {
        "view": view,
        "part": number,
        "page_name": "report",
        "may_change": may_change,
        "may_ask": may_ask,
    }
    if may_change and (waits := gather.release_of(request.viewer, report_id)):
        facts |= {"waits": waits, **may_change_releases(request.viewer)}
    return render(request, "pages/report.html", facts)


@require_GET
def filed(request: OfficerRequest, item_id: uuid.UUID) -> HttpResponse:
    """What became of one filing: who reads it, the reports in it once it is read, and the way to take it back."""
    item = gather.own_item(request.viewer, ItemId(item_id))
    reports = [share.report(request.viewer, report).row for report in item.reports[:MOST_FILED]]
    facts = {
        "item": item,
        "reports": reports,
        "page_name": "file",
        **gather.held_words(request.viewer, ItemId(item_id)),
        **may_change_releases(request.viewer),
    }
    return render(request, "parts/filed_state.html" if request.htmx else "pages/filed.html", facts)


@require_POST
def filed_undo(request: OfficerRequest, item_id: uuid.UUID) -> HttpResponse:
    """Every report of that filing is recalled; the log keeps that it was filed and taken back."""
    if undo_filing(request.viewer, ItemId(item_id)):
        told = _("Undone: it did not leave your member. Your own log keeps that it was filed and taken back.")
    else:
        told = _("Taken back: nobody can read it any more. The log keeps that it was filed and recalled.")
    messages.success(request, told)
    return redirect("file")


@require_POST
def recall(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    recall_report(request.viewer, report_id)
    return redirect("report", report_id)


@require_POST
def recall_acknowledge(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    """An officer of a holder: what was built on the recalled report has been dealt with."""
    receipts.acknowledge(request.viewer, report_id)
    return redirect("report", report_id)


@require_GET
def evidence(request: OfficerRequest, item_id: uuid.UUID) -> HttpResponse:
    """The bytes as they came: saved, never shown, and nothing in them can run."""
    data, _media_type, name = share.evidence(request.viewer, item_id)
    trace.evidence_taken(request.viewer, item_id)
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(name or str(item_id), safe='')}"
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
