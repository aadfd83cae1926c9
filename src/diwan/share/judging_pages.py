"""Why a value is read as it is, and the officer's answer to it."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from diwan import share
from diwan.analyse.judge import withdraw_judgements
from diwan.analyse.judgements import Verdict
from diwan.core.errors import BadInput
from diwan.core.viewer import Viewer
from diwan.share.judging import alike, answer, span_of
from diwan.share.views import SpanKind

MOST_ALIKE = 500  # judgements that one Undo takes back


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None
    htmx: Any


@require_GET
def why(request: OfficerRequest, report_id: uuid.UUID, span_id: str) -> HttpResponse:
    view = share.report(request.viewer, report_id, as_of=request.as_of)
    span = span_of(view, span_id)
    facts = {
        "span": span,
        "report_id": report_id,
        "alike": len(alike(view.spans, span)),
        "may_judge": span.kind is not SpanKind.QUANTITY and request.as_of is None,
    }
    return render(request, "parts/why.html", facts)


@require_POST
def judge(request: OfficerRequest, report_id: uuid.UUID) -> HttpResponse:
    given = request.POST
    view = share.report(request.viewer, report_id)
    span = span_of(view, given.get("span", ""))
    try:
        verdict = Verdict(given.get("answer", ""))
    except ValueError as error:
        raise BadInput("An answer confirms, corrects or rejects.") from error
    to_readers = given.get("to_readers") == "yes"
    made = answer(
        request.viewer,
        view,
        span,
        verdict,
        given.dict(),
        to_readers=to_readers,
        with_alike=given.get("alike") == "yes",
    )
    if not request.htmx:
        messages.success(request, _("Your answer is kept. It can be taken back on the report’s page."))
        return redirect("review") if given.get("back") == "review" else redirect("report", report_id)
    facts = {
        "verdict": verdict.value,
        "to_readers": to_readers,
        "judgement_id": made[0],
        "judged_with_it": made[1:],
        "report_id": report_id,
    }
    return render(request, "parts/undo_judgement.html", facts)


@require_POST
def judgement_withdraw(request: OfficerRequest, judgement_id: uuid.UUID) -> HttpResponse:
    """Several mentions that were answered at once are taken back at once."""
    try:
        others = [uuid.UUID(each) for each in request.POST.getlist("with")[:MOST_ALIKE]]
    except ValueError as error:
        raise BadInput("What was answered with it is named by ids.") from error
    withdraw_judgements(request.viewer, (judgement_id, *others))
    return render(request, "parts/withdrawn.html")
