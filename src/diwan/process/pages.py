"""Pages on which the originator changes who reads a report, or puts a corrected one in its place."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan import gather, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import handle
from diwan.core.viewer import Viewer
from diwan.gather.pages import (
    CREDIBILITIES,
    RELIABILITIES,
    OfficerRequest,
    audience_facts,
    chosen,
    form_arrival,
    reach_of,
    read_reach,
    trouble_facts,
)
from diwan.process import queries
from diwan.process.relabel_report import Readers, change_readers, readers_now
from diwan.process.supersede_report import supersede_report

_KEPT = ("title", "text", "outlet", "url", "reliability", "credibility")


def _own(viewer: Viewer, report: uuid.UUID) -> dict[str, Any]:
    """Raises NotVisible for absent, another member's and recalled, alike."""
    with store.acting_as(viewer) as tx:
        row = tx.one(queries.OWN_TEXT, [report])
    if row is None:
        raise NotVisible
    return row | {"id": report, "handle": handle("R", report)}


def _as_reach(readers: Readers, viewer: Viewer) -> gather.Reach:
    return gather.Reach(members=tuple(sorted(readers.members - {viewer.member})), tlp=readers.tlp)


@require_http_methods(["GET", "POST"])
def report_readers(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    """Who reads it now, and who will. A POST changes it at once; the page then offers the way back."""
    report = _own(request.viewer, report_id)
    if request.method == "POST":
        before = change_readers(request.viewer, report_id, read_reach(request.POST))
        is_undo = request.POST.get("undo") == "yes"
        messages.success(request, _("Set back as it was.") if is_undo else _("Changed."))
        back = chosen(_as_reach(before, request.viewer))
        request.session["readers_before"] = None if is_undo else {"report": str(report_id), **back}
        return redirect("report-readers", report_id)
    now = _as_reach(readers_now(request.viewer, report_id), request.viewer)
    kept = request.session.get("readers_before") or {}
    facts = {
        "report": report,
        "given": chosen(now),
        "before": kept if kept.get("report") == str(report_id) else None,
        "page_name": "report",
        **audience_facts(request.viewer, now),
    }
    if facts["before"]:
        facts["was"] = audience_facts(request.viewer, reach_of(facts["before"]))["choice"]
    return render(request, "pages/report_readers.html", facts)


@require_http_methods(["GET", "POST"])
def report_correct(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    """A corrected report in the place of this one; the earlier stays and says what came after it."""
    report = _own(request.viewer, report_id)
    if request.method == "GET":
        published = report["published"]
        told = published.astimezone(request.zone).strftime("%Y-%m-%dT%H:%M") if published else ""
        return _correcting(request, report, {name: report[name] for name in _KEPT} | {"published": told})
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
    now = _as_reach(readers_now(request.viewer, report["id"]), request.viewer)
    facts = {
        "report": report,
        "given": given,
        "reliabilities": list(RELIABILITIES.items()),
        "credibilities": list(CREDIBILITIES.items()),
        "page_name": "report",
        "choice": audience_facts(request.viewer, now)["choice"],
    }
    return render(
        request, "pages/report_correct.html", facts | more, status=422 if more.get("trouble") else 200
    )
