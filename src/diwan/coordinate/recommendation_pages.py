"""Pages of recommendations and of the answers to them."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.coordinate import recommendations as advice
from diwan.coordinate.forms import (
    NothingChosen,
    OfficerRequest,
    moment_in,
    record_in,
    sent_as,
    tlp_in,
    trouble_name,
    zone_of,
)
from diwan.coordinate.links import LinkNotReadByAll, links_in
from diwan.coordinate.recommendation_shown import shown_page, shown_rows
from diwan.coordinate.recommendation_words import AdviceAnswer
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Tlp
from diwan.gather.pages import PASSING_ON

FIRST_DEADLINE = dt.timedelta(days=1)


@require_GET
def recommendations_page(request: OfficerRequest) -> HttpResponse:
    facts = shown_rows(request.viewer, request.as_of, request.GET.get("cursor"))
    return render(request, "pages/recommendations.html", facts | {"page_name": "recommendations"})


@require_GET
def recommendation_page(request: OfficerRequest, recommendation_id: uuid.UUID) -> HttpResponse:
    return _page(request, recommendation_id)


def _page(
    request: OfficerRequest, which: uuid.UUID, trouble: BadInput | None = None, *, status: int = 200
) -> HttpResponse:
    """With what was written in the form that was not taken, so that nothing is lost."""
    facts = shown_page(request.viewer, RecordId(which), request.as_of)
    given = request.POST if trouble else {}
    facts |= {"trouble": trouble, "trouble_name": trouble_name(trouble), "given": given}
    return render(
        request, "pages/recommendation.html", facts | {"page_name": "recommendations"}, status=status
    )


@require_http_methods(["GET", "POST"])
def recommendation_new(request: OfficerRequest) -> HttpResponse:
    zone = zone_of(request.viewer)
    if request.method == "GET":
        given = {"links": request.GET.get("about", ""), "audience": "parties", "tlp": Tlp.AMBER.value}
        given["answer_by"] = f"{springs.now().astimezone(zone) + FIRST_DEADLINE:%Y-%m-%dT%H:00}"
        return _form(request, zone, given)
    told = request.POST
    try:
        wording = _wording(request, zone)
        to = map(MemberId, told.getlist("to"))
        made = advice.recommend(request.viewer, wording, to, _readers(told), client=sent_as(told))
    except BadInput as trouble:
        return _form(request, zone, told.dict(), trouble)
    messages.success(request, _("Said. Its readers see it now."))
    return redirect("recommendation", made)


@require_http_methods(["GET", "POST"])
def recommendation_amend(request: OfficerRequest, recommendation_id: uuid.UUID) -> HttpResponse:
    """A whole new version, for the same readers and addressees."""
    with store.acting_as(request.viewer) as tx:
        found = advice.recommendation(tx, RecordId(recommendation_id))
    if found.member != request.viewer.member:
        raise NotAllowed
    zone = zone_of(request.viewer)
    if request.method == "GET":
        now = found.now
        given = {
            "title": now.title,
            "text": now.text,
            "reasons": now.reasons,
            "links": "\n".join(map(str, now.links)),
        }
        given["answer_by"] = f"{now.answer_by.astimezone(zone):%Y-%m-%dT%H:%M}"
        return _form(request, zone, given, amended=found)
    try:
        advice.amend(request.viewer, found.id, _wording(request, zone))
    except advice.IsWithdrawn as trouble:
        return _page(request, recommendation_id, trouble, status=409)
    except BadInput as trouble:
        return _form(request, zone, request.POST.dict(), trouble, amended=found)
    messages.success(request, _("A new version stands there; everybody is asked anew."))
    return redirect("recommendation", recommendation_id)


@require_POST
def recommendation_answer(request: OfficerRequest, recommendation_id: uuid.UUID) -> HttpResponse:
    told = request.POST
    try:
        said = AdviceAnswer(told.get("answer", ""))
    except ValueError:
        return _page(request, recommendation_id, NothingChosen(), status=422)

    def answer() -> None:
        advice.answer(
            request.viewer,
            RecordId(recommendation_id),
            record_in(told, "version"),
            said,
            told.get("text", ""),
        )

    done = (
        _("Asked. Whoever recommends it sees your question.") if said == AdviceAnswer.ASKS else _("Answered.")
    )
    return _done(request, recommendation_id, answer, done)


@require_POST
def recommendation_join(request: OfficerRequest, recommendation_id: uuid.UUID) -> HttpResponse:
    def join() -> None:
        advice.join(request.viewer, RecordId(recommendation_id), record_in(request.POST, "version"))

    return _done(request, recommendation_id, join, _("Your member recommends it as well."))


@require_POST
def recommendation_withdraw(request: OfficerRequest, recommendation_id: uuid.UUID) -> HttpResponse:
    def withdraw() -> None:
        advice.withdraw(request.viewer, RecordId(recommendation_id), request.POST.get("reason", ""))

    return _done(request, recommendation_id, withdraw, _("Withdrawn."))


@require_POST
def recommendation_clarify(request: OfficerRequest, recommendation_id: uuid.UUID) -> HttpResponse:
    def clarify() -> None:
        text = request.POST.get("text", "")
        advice.clarify(request.viewer, RecordId(recommendation_id), record_in(request.POST, "question"), text)

    return _done(request, recommendation_id, clarify, _("Answered."))


@require_POST
def recommendation_follow(request: OfficerRequest, recommendation_id: uuid.UUID) -> HttpResponse:
    def follow() -> None:
        with store.acting_as(request.viewer) as tx:
            advice.recommendation(
                tx, RecordId(recommendation_id)
            )  # hidden and absent before anything else is told
            links = links_in(tx, request.POST.get("links", ""))
        advice.follow(request.viewer, RecordId(recommendation_id), request.POST.get("text", ""), links)

    return _done(request, recommendation_id, follow, _("Noted."))


def _done(request: OfficerRequest, which: uuid.UUID, act: Callable[[], None], told: str) -> HttpResponse:
    try:
        act()
    except (advice.RecommendationIncomplete, LinkNotReadByAll) as trouble:
        return _page(request, which, trouble, status=422)
    except BadInput as trouble:
        return _page(request, which, trouble, status=409)
    messages.success(request, told)
    return redirect("recommendation", which)


def _form(
    request: OfficerRequest, zone: ZoneInfo, given: dict[str, Any], trouble: BadInput | None = None, *, amended: Any = None
) -> HttpResponse:  # fmt: skip
    with store.acting_as(request.viewer) as tx:
        others = [m for m in charter.members(tx) if m.reads and m.id != request.viewer.member]
        if amended is None and charter.Right.RELEASE not in charter.my_rights(tx):
            raise NotAllowed
    facts = {
        "others": others,
        "given": given,
        "to": request.POST.getlist("to"),
        "readers": request.POST.getlist("readers"),
        "amended": amended,
        "zone": str(zone),
        "passing": [(tlp.value, title) for tlp, title, _words in PASSING_ON],
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "page_name": "recommendations",
    }
    return render(request, "pages/recommendation_form.html", facts, status=422 if trouble else 200)


def _wording(request: OfficerRequest, zone: ZoneInfo) -> advice.Wording:
    told = request.POST
    try:
        answer_by = moment_in(told.get("answer_by", ""), zone)
    except ValueError as error:
        raise advice.RecommendationIncomplete(advice.Flaw.DEADLINE) from error
    with store.acting_as(request.viewer) as tx:
        links = links_in(tx, told.get("links", ""))
    words = (told.get(name, "") for name in ("title", "text", "reasons"))
    title, text, reasons = words
    return advice.Wording(title, text, answer_by, reasons, links)


def _readers(told: QueryDict) -> advice.Readers:
    audience = told.get("audience", "parties")
    members = tuple(map(MemberId, told.getlist("readers"))) if audience == "members" else ()
    return advice.Readers(members, audience == "centre", tlp_in(told))
