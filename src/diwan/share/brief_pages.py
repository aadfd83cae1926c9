"""Pages of published briefs: the list, one, its exports, and the making of one."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.charter.preside import NotTheDirector
from diwan.core.errors import BadInput, NotVisible
from diwan.core.labels import Tlp
from diwan.core.languages import Language
from diwan.core.viewer import Viewer
from diwan.share.brief_pdf import brief_pdf
from diwan.share.brief_told import as_file, brief_text, sources_of
from diwan.share.products.draft import (
    Draft,
    TooManyParts,
    add_to_draft,
    draft_of,
    drop_draft,
    keep_draft,
)
from diwan.share.products.look import look
from diwan.share.products.publish import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    BriefIncomplete,
    ChangedSinceLooked,
    draft_to_revise,
    publish,
    withdraw_brief,
)
from diwan.share.products.show import brief as show_brief
from diwan.share.products.show import briefs as show_briefs
from diwan.share.products.told import numbers_of, told

FORMS = {"txt": "text/plain; charset=utf-8", "json": "application/json", "pdf": "application/pdf"}


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None
    htmx: Any
    preferences: Any


def _language(request: OfficerRequest) -> Language:
    return Language(request.preferences.language)


# --- reading ------------------------------------------------------------------------------------------------------


@require_GET
def briefs(request: OfficerRequest) -> HttpResponse:
    cursor = request.GET.get("cursor")
    view = show_briefs(request.viewer, as_of=request.as_of, cursor=cursor)
    asked = request.GET.copy()
    if view.briefs.next:
        asked["cursor"] = view.briefs.next
    facts = {
        "view": view,
        "may_make": request.as_of is None and _may_make(request.viewer),
        "draft": draft_of(request.viewer),
        "more_address": f"{request.path}?{asked.urlencode()}",
        "page_name": "briefs",
    }
    is_more = cursor and request.htmx
    return render(request, "parts/brief_rows.html" if is_more else "pages/briefs.html", facts)


def _may_make(viewer: Viewer) -> bool:
    with store.acting_as(viewer) as tx:
        return charter.Right.FILE in charter.my_rights(tx)


@require_GET
def brief(request: OfficerRequest, brief_id: uuid.UUID) -> HttpResponse:
    view = show_brief(request.viewer, brief_id, as_of=request.as_of)
    numbers = numbers_of(view.standing)
    facts = {
        "view": view,
        "row": view.row,
        "parts": [
            {"part": part, "blocks": told(part.facts, numbers, _language(request)) if part.facts else []}
            for part in view.parts
        ],
        "sources": sources_of(view.standing),
        "page_name": "briefs",
    }
    return render(request, "pages/brief.html", facts)


@require_GET
def brief_export(request: OfficerRequest, brief_id: uuid.UUID, form: str) -> HttpResponse:
    """The same as the page, as a file."""
    view = show_brief(request.viewer, brief_id, as_of=request.as_of)
    if form not in FORMS:
        raise NotVisible
    body: str | bytes
    match form:
        case "txt":
            body = brief_text(view, _language(request))
        case "pdf":
            body = brief_pdf(view, _language(request))
        case _:
            body = as_file(view)
    answer = HttpResponse(body, content_type=FORMS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{view.row.handle}.{form}"'
    return answer


@require_POST
def brief_withdraw(request: OfficerRequest, brief_id: uuid.UUID) -> HttpResponse:
    withdraw_brief(request.viewer, brief_id, reason=request.POST.get("reason", ""))
    return redirect("brief", brief_id)


@require_POST
def brief_revise(request: OfficerRequest, brief_id: uuid.UUID) -> HttpResponse:
    """What stands of it becomes the officer's draft."""
    keep_draft(request.viewer, draft_to_revise(request.viewer, brief_id))
    return redirect("brief-draft")


# --- making -------------------------------------------------------------------------------------------------------


@require_POST
def brief_add(request: OfficerRequest) -> HttpResponse:
    """Events with all their reports, and single reports."""
    if not _may_make(request.viewer):
        raise NotVisible
    try:
        add_to_draft(request.viewer, _ids(request, "event"), _ids(request, "report"))
    except TooManyParts:
        return _draft_page(request, draft_of(request.viewer), "TooManyParts")
    return redirect("brief-draft")


def _ids(request: OfficerRequest, name: str) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(given) for given in request.POST.getlist(name)]
    except ValueError as error:
        raise NotVisible from error


@require_http_methods(["GET", "POST"])
def brief_draft(request: OfficerRequest) -> HttpResponse:
    """Whatever button is pressed, what was typed is kept first."""
    if not _may_make(request.viewer):
        raise NotVisible
    draft = draft_of(request.viewer)
    if request.method == "GET":
        return _draft_page(request, draft)
    act, _colon, what = request.POST.get("act", "").partition(":")
    draft = _acted(_typed(draft, request.POST), act, what)
    keep_draft(request.viewer, draft)
    return redirect("brief-look" if act == "look" else "brief-draft")


def _typed(draft: Draft, given: QueryDict) -> Draft:
    tlp = given.get("tlp", "")
    return replace(
        draft,
        title=given.get("title", "")[:LONGEST_TITLE],
        summary=given.get("summary", "")[:LONGEST_SUMMARY],
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        readers=tuple(given.getlist("readers")) if "readers_shown" in given else draft.readers,
        tlp=Tlp(tlp) if tlp in set(Tlp) else None,
        is_joint=given.get("issued_as") == "centre" if draft.revises is None else draft.is_joint,
    )


def _acted(draft: Draft, act: str, what: str) -> Draft:
    number = int(what) if what.isdecimal() and len(what) < 4 else -1
    match act:
        case "up" | "down":
            return draft.moved(number, -1 if act == "up" else 1)
        case "remove":
            return draft.without_part(number)
        case "leave_out":
            return draft.without_report(_id_of(what))
        case "instead":
            whole, _plus, shorter = what.partition("+")
            return draft.with_instead(_id_of(whole), _id_of(shorter))
        case "everybody":
            return replace(draft, readers=None)
    return draft


def _id_of(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadInput from error


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _draft_page(request: OfficerRequest, draft: Draft, trouble: str = "") -> HttpResponse:
    view = look(request.viewer, draft)
    numbers = numbers_of(part.facts for part in view.parts)
    facts = {
        "draft": draft,
        "view": view,
        "parts": [
            {"part": part, "blocks": told(part.facts, numbers, _language(request))} for part in view.parts
        ],
        "held_back": {held.report for held in view.widest.held_back} if view.widest else set(),
        "longest_title": LONGEST_TITLE,
        "longest_summary": LONGEST_SUMMARY,
        "trouble": trouble,
        "page_name": "briefs",
    }
    return render(request, "pages/brief_draft.html", facts, status=422 if trouble else 200)


@require_GET
def brief_look(request: OfficerRequest) -> HttpResponse:
    """Exactly what would be published, and who would read it."""
    if not _may_make(request.viewer):
        raise NotVisible
    return _look_page(request)


def _look_page(request: OfficerRequest, trouble: str = "") -> HttpResponse:
    draft = draft_of(request.viewer)
    view = look(request.viewer, draft)
    if view.label is None or not draft.title.strip():
        return _draft_page(request, draft, trouble or "BriefIncomplete")
    parts = [part.facts for part in view.parts]
    numbers = numbers_of(parts)
    facts = {
        "draft": draft,
        "view": view,
        "parts": [{"blocks": told(part, numbers, _language(request))} for part in parts],
        "sources": sources_of(parts),
        "trouble": trouble,
        "page_name": "briefs",
    }
    return render(request, "pages/brief_look.html", facts, status=422 if trouble else 200)


@require_POST
def brief_publish(request: OfficerRequest) -> HttpResponse:
    try:
        made = publish(request.viewer, seen=request.POST.get("seen", ""))
    except (BriefIncomplete, ChangedSinceLooked, NotTheDirector) as trouble:
        return _look_page(request, type(trouble).__name__)
    messages.success(request, _("Published. It stays as it is; to change it, publish one in its place."))
    return redirect("brief", made.id)


@require_POST
def brief_drop(request: OfficerRequest) -> HttpResponse:
    drop_draft(request.viewer)
    return redirect("briefs")
