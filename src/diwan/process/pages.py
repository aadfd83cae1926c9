"""Pages on which the originator changes who reads a report, or puts a corrected one in its place, and on which a reader
asks it to."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, gather, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import ItemId, MemberId, handle
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.gather.pages import (
    CREDIBILITIES,
    FILED,
    PASSING_ON,
    RELIABILITIES,
    OfficerRequest,
    audience_facts,
    chosen,
    files_kept,
    filing_again,
    form_arrival,
    may_change_releases,
    reach_of,
    read_protection,
    read_reach,
    trouble_facts,
)
from diwan.gather.pages import file_report as file_plainly
from diwan.process import ask_originator as asking
from diwan.process import queries
from diwan.process.file_protected import file_protected
from diwan.process.protection import read_point
from diwan.process.relabel_report import NothingWaits, Readers, change_readers, readers_now
from diwan.process.shorten_report import NobodyNew, shorten_report
from diwan.process.supersede_report import supersede_report

_KEPT = ("title", "text", "outlet", "url", "reliability", "credibility")


def _own(viewer: Viewer, report: uuid.UUID) -> dict[str, Any]:
    """Raises NotVisible for absent, another member's and recalled, alike."""
    with store.acting_as(viewer) as tx:
        row = tx.one(queries.OWN_TEXT, [report])
    if row is None:
        raise NotVisible
    # What was not graded is not offered as the best there is, which is the first of the list.
    grade = {"reliability": row["reliability"] or "F", "credibility": row["credibility"] or "6"}
    return row | grade | {"id": report, "handle": handle("R", report)}


def _as_reach(readers: Readers, viewer: Viewer) -> gather.Reach:
    return gather.Reach(members=tuple(sorted(readers.members - {viewer.member})), tlp=readers.tlp)


@require_http_methods(["GET", "POST"])
def report_readers(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    """Who reads it now, and who will. A POST changes it at once; the page then offers the way back."""
    report = _own(request.viewer, report_id)
    if request.method == "POST":
        return _change_readers(request, report_id)
    now = _as_reach(readers_now(request.viewer, report_id), request.viewer)
    waits = gather.release_of(request.viewer, report_id)
    will = waits["held"].reach if waits else now
    asked_by = None
    if asked := _request_named(request.GET.get("request", "")):
        try:
            will, asked_by = _as_asked(request.viewer, report_id, asked, now)
        except asking.AnsweredAlready:
            messages.error(request, _("This was answered already."))
            return redirect("requests")
    kept = request.session.get("readers_before") or {}
    facts = {
        "report": report,
        "given": chosen(will) | {"release_at": _typed(will.release_at, request.zone)},
        "waits": waits,
        **may_change_releases(request.viewer),
        "asked": asked,
        "asked_by": asked_by,
        "before": kept if kept.get("report") == str(report_id) else None,
        "page_name": "report",
        **audience_facts(request.viewer, will),
        "label_now": audience_facts(request.viewer, now)["choice"],
    }
    if facts["before"]:
        facts["was"] = audience_facts(request.viewer, reach_of(facts["before"]))["choice"]
    return render(request, "pages/report_readers.html", facts)


def _change_readers(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    asked = _request_named(request.POST.get("request", ""))
    try:
        reach = read_reach(request.POST, request.zone)
        before = change_readers(request.viewer, report_id, reach, request=asked)
    except asking.AnsweredAlready:
        messages.error(request, _("This was answered already."))
        return redirect("requests")
    except asking.NothingGiven:
        messages.error(request, _("Nothing of what was asked is given by this. Choose more, or answer no."))
        return redirect(f"{request.path}?request={asked}")
    except NothingWaits:
        messages.error(request, _("They have that already. Choose somebody else, or leave the moment out."))
        return redirect(request.path)
    except (gather.ReleaseDateUnclear, gather.NobodyWaits) as trouble:
        messages.error(request, trouble_facts(trouble)["trouble"])
        return redirect(f"{request.path}?request={asked}" if asked else request.path)
    is_undo = request.POST.get("undo") == "yes"
    messages.success(request, _("Set back as it was.") if is_undo else _changed(reach))
    back = chosen(_as_reach(before, request.viewer))
    request.session["readers_before"] = None if is_undo else {"report": str(report_id), **back}
    return redirect("report-readers", report_id)


def _changed(reach: gather.Reach) -> str:
    return _("Changed. Whoever is added reads it from the moment you chose.") if reach.release_at else _("Changed.")  # fmt: skip


def _request_named(text: str) -> uuid.UUID | None:
    """Raises NotVisible for what is no id."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError as error:
        raise NotVisible from error


def _as_asked(
    viewer: Viewer, report_id: uuid.UUID, request_id: uuid.UUID, now: gather.Reach
) -> tuple[gather.Reach, charter.Member]:
    """The readers of now with those who were asked for, and who asked. Raises NotVisible, AnsweredAlready."""
    report, wish = asking.wish_of(viewer, request_id)
    if report != report_id:
        raise NotVisible
    row = next(each for each in asking.requests(viewer).to_us if each.id == request_id)
    members = tuple(sorted({*now.members, *wish.members}))
    return gather.Reach(members=members, tlp=wish.tlp or now.tlp), row.asker


@require_http_methods(["GET", "POST"])
def report_correct(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    """A corrected report in the place of this one; the earlier stays and says what came after it."""
    report = _own(request.viewer, report_id)
    if request.method == "GET":
        told = {name: report[name] for name in _KEPT} | {"published": _told_when(report, request.zone)}
        return _correcting(request, report, told)
    names = (*_KEPT, "published", "reason")
    given = {name: request.POST.get(name, "") for name in names}
    if not given["text"].strip():
        return _correcting(request, report, given, trouble=_("Write or paste the text first."))
    try:
        later = supersede_report(
            request.viewer, report_id, form_arrival(request, given), given["reason"].replace("\0", "")
        )
    except BadInput as trouble:
        return _correcting(request, report, given, **trouble_facts(trouble))
    messages.success(request, _("Filed in the place of the earlier report, for the same readers."))
    return redirect("report", later)


def _correcting(
    request: OfficerRequest, report: dict[str, Any], given: dict[str, Any], **more: Any
) -> HttpResponse:
    """The readers cannot be chosen: they are those of the earlier one."""
    facts = _form_again(request, report, given)
    return render(
        request,
        "pages/report_correct.html",
        facts | {"choice": facts["label_now"]} | more,
        status=422 if more.get("trouble") else 200,
    )


def _form_again(request: OfficerRequest, report: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What the form of a further report out of this one is filled with."""
    now = _as_reach(readers_now(request.viewer, report["id"]), request.viewer)
    return {
        "report": report,
        "given": given,
        "reliabilities": list(RELIABILITIES.items()),
        "credibilities": list(CREDIBILITIES.items()),
        "page_name": "report",
        "label_now": audience_facts(request.viewer, now)["choice"],
    }


# --- a reader asks, the originator answers ---------------------------------------------------------------------


@require_GET
def requests(request: OfficerRequest) -> HttpResponse:
    """What others ask of the own member, and what became of what it asked."""
    with store.acting_as(request.viewer) as tx:
        may_release = charter.Right.RELEASE in charter.my_rights(tx)
    view = asking.requests(request.viewer, as_of=request.as_of)
    return render(request, "pages/requests.html", {"view": view, "may_release": may_release})


@require_http_methods(["GET", "POST"])
def report_ask(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    """For a wider release of another member's report, or to pass it on further."""
    given: dict[str, Any] = {
        "members": request.POST.getlist("members"),
        "tlp": request.POST.get("tlp", ""),
        "reason": request.POST.get("reason", ""),
    }
    if request.method == "GET":
        return _asking(request, report_id, given)
    tlp = next((each for each in Tlp if each.value == given["tlp"]), None)
    wish = asking.Wish(frozenset(map(MemberId, given["members"])), tlp)
    try:
        asking.ask_originator(request.viewer, report_id, wish, given["reason"])
    except asking.AskedAlready:
        told = _("Your member has asked this already and waits for the answer.")
        return _asking(request, report_id, given, trouble=told)
    except asking.NothingAsked:
        told = _("Choose who else should read it, or what you would like to be allowed to do.")
        return _asking(request, report_id, given, trouble=told)
    except BadInput as trouble:
        return _asking(request, report_id, given, **trouble_facts(trouble))
    messages.success(request, _("Asked. The answer will stand here."))
    return redirect("requests")


def _asking(
    request: OfficerRequest, report_id: uuid.UUID, given: dict[str, Any], **more: Any
) -> HttpResponse:
    report = asking.report_asked_about(request.viewer, report_id)
    looser = set(asking.looser(report.label.tlp))
    facts = {
        "report": report,
        "given": given,
        "passing": [(tlp.value, title, words) for tlp, title, words in PASSING_ON if tlp in looser],
        "page_name": "report",
    }
    return render(request, "pages/report_ask.html", facts | more, status=422 if more.get("trouble") else 200)


@require_POST
def request_refuse(request: OfficerRequest, request_id: uuid.UUID) -> HttpResponse:
    try:
        asking.refuse(request.viewer, request_id, request.POST.get("reason", ""))
    except asking.AnsweredAlready:
        messages.error(request, _("This was answered already."))
    else:
        messages.success(request, _("Answered. Who asked sees it."))
    return redirect("requests")


# --- a shorter version for more readers -------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def report_shorten(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    """The text as it is, to be cut by the officer; who reads the shorter version. It leaves after a while, with Undo."""
    report = _own(request.viewer, report_id)
    if request.method == "GET":
        kept = {name: report[name] for name in ("title", "text", "reliability", "credibility")}
        kept |= {"published": _told_when(report, request.zone), "outlet": "", "url": ""}
        now = _as_reach(readers_now(request.viewer, report_id), request.viewer)
        return _shortening(request, report, kept | chosen(now))
    given = {name: request.POST.get(name, "") for name in (*_KEPT, "published", "release_at")}
    given |= chosen(read_reach(request.POST))
    if not given["text"].strip():
        return _shortening(request, report, given, trouble=_("Write or paste the text first."))
    try:
        item = shorten_report(request.viewer, report_id, form_arrival(request, given))
    except NobodyNew:
        told = _("All of these read the whole report already. Choose somebody who does not.")
        return _shortening(request, report, given, trouble=told)
    except BadInput as trouble:
        return _shortening(request, report, given, **trouble_facts(trouble))
    return redirect("filed", item)


def _told_when(report: dict[str, Any], zone: Any) -> str:
    return _typed(report["published"], zone)


def _typed(at: dt.datetime | None, zone: Any) -> str:
    """As a field for day and time holds it."""
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if at else ""


def _shortening(
    request: OfficerRequest, report: dict[str, Any], given: dict[str, Any], **more: Any
) -> HttpResponse:
    facts = _form_again(request, report, given) | audience_facts(request.viewer, reach_of(given))
    return render(
        request, "pages/report_shorten.html", facts | more, status=422 if more.get("trouble") else 200
    )


# --- filing with the source protected --------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def file_report(request: OfficerRequest) -> HttpResponse:
    """Written or pasted. With a point, or a source that its readers are not to know, it is filed as two reports."""
    try:
        protection, point = (
            read_protection(request.POST),
            read_point(*(request.POST.get(k, "") for k in ("lat", "lon"))),
        )
    except BadInput as trouble:
        return filing_again(request, **trouble_facts(trouble))
    is_plain = (
        request.method == "GET" or bool(request.POST.get("as")) or not request.POST.get("text", "").strip()
    )
    if is_plain or (point is None and not protection.withholds):
        return file_plainly(request)
    given = {name: request.POST.get(name, "") for name in FILED}
    try:
        item = file_protected(request.viewer, form_arrival(request, given), protection, point)
    except BadInput as trouble:
        return filing_again(request, **trouble_facts(trouble))
    return redirect("filed", item)


@require_POST
def file_upload(request: OfficerRequest) -> HttpResponse:
    """One file a request, so that one failure loses nothing else; without script, several at once. With a source that its
    readers are not to know, a file is filed as two reports, and its bytes stay with the own member."""
    protection = read_protection(request.POST)

    def keep(viewer: Viewer, arrival: gather.Arrival) -> ItemId:
        if protection.withholds:
            return file_protected(viewer, arrival, protection)
        return gather.receive(viewer, arrival, held=True)

    return files_kept(request, keep)
