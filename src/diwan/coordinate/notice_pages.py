"""Pages of notices: sent from an activity, listed, read with their receipts, answered."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import store
from diwan.coordinate import notify
from diwan.coordinate.announce import ActivityIsOver
from diwan.coordinate.duty_words import OWN_DESK
from diwan.coordinate.forms import NothingChosen, OfficerRequest, record_in, sent_as, tlp_in, trouble_name
from diwan.coordinate.notice_shown import shown_form, shown_page, shown_rows
from diwan.coordinate.notice_words import NoticeStep
from diwan.coordinate.notices import notice
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, RecordId, RoomId
from diwan.core.labels import Tlp
from diwan.gather.pages import PASSING_ON


@require_GET
def notices_page(request: OfficerRequest) -> HttpResponse:
    facts = shown_rows(request.viewer, request.as_of, request.GET.get("cursor"))
    return render(request, "pages/notices.html", facts | {"page_name": "activities"})


@require_http_methods(["GET", "POST"])
def notice_new(request: OfficerRequest, activity_id: uuid.UUID) -> HttpResponse:
    if request.method == "GET":
        shown = shown_form(request.viewer, RecordId(activity_id))
        given: dict[str, Any] = {"tlp": Tlp.AMBER.value, "after": shown["after"], "agreement": ""}
        return _form(request, shown, given)
    told = request.POST
    shown = shown_form(request.viewer, RecordId(activity_id))
    client = sent_as(told) + activity_id.hex  # what is told of another activity is another notice
    try:
        telling = notify.Telling(
            tuple(map(MemberId, told.getlist("to"))),
            tuple(map(RoomId, told.getlist("rooms"))),
            tuple(map(MemberId, told.getlist("outside"))),
            record_in(told, "agreement") if told.get("agreement") else None,
            told.get("text", ""),
            tlp_in(told),
        )
        made = notify.send_notice(request.viewer, RecordId(activity_id), telling, client=client)
    except (ActivityIsOver, notify.NotInForce) as trouble:
        return _form(request, shown, told.dict(), trouble, status=409)
    except BadInput as trouble:
        return _form(request, shown, told.dict(), trouble, status=422)
    messages.success(request, _("Sent. Those who are told see it now."))
    return redirect("notice", made)


@require_GET
def notice_page(request: OfficerRequest, notice_id: uuid.UUID) -> HttpResponse:
    return _page(request, notice_id)


@require_POST
def notice_receipt(request: OfficerRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Pressed on the notice or on the page of what is due; from there it goes back there."""
    told = request.POST
    step = _step_in(request, notice_id)
    if step is None:
        return _page(request, notice_id, NothingChosen(), status=422)

    def say() -> None:
        desk = told.get("desk") or OWN_DESK
        notify.give_receipt(request.viewer, RecordId(notice_id), step, told.get("text", ""), desk=desk)

    return _done(request, notice_id, say, _("Said. Its readers see it now."))


@require_POST
def notice_observe(request: OfficerRequest, notice_id: uuid.UUID) -> HttpResponse:
    told = request.POST
    step = _step_in(request, notice_id)
    if step is None:
        return _page(request, notice_id, NothingChosen(), status=422)

    def say() -> None:
        party, way = MemberId(told.get("party", "")), told.get("way", "")
        notify.observe(request.viewer, RecordId(notice_id), party, step, way=way, text=told.get("text", ""))

    return _done(request, notice_id, say, _("Said. Its readers see it now."))


@require_POST
def notice_withdraw(request: OfficerRequest, notice_id: uuid.UUID) -> HttpResponse:
    def say() -> None:
        notify.withdraw_notice(request.viewer, RecordId(notice_id), request.POST.get("reason", ""))

    return _done(request, notice_id, say, _("Withdrawn. Its readers see that now."))


def _step_in(request: OfficerRequest, which: uuid.UUID) -> NoticeStep | None:
    """Raises NotVisible: hidden and absent before anything else is told."""
    with store.acting_as(request.viewer) as tx:
        notice(tx, RecordId(which))
    return next((each for each in NoticeStep if each.value == request.POST.get("step")), None)


def _page(
    request: OfficerRequest, which: uuid.UUID, trouble: BadInput | None = None, *, status: int = 200
) -> HttpResponse:
    """With what was written in the form that was not taken, so that nothing is lost."""
    facts = shown_page(request.viewer, RecordId(which), request.as_of)
    facts |= {
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "given": request.POST if trouble else {},
        "page_name": "activities",
    }
    return render(request, "pages/notice.html", facts, status=status)


def _form(
    request: OfficerRequest,
    shown: dict[str, Any],
    given: dict[str, Any],
    trouble: BadInput | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    facts = shown | {
        "given": given,
        "to": request.POST.getlist("to"),
        "chosen_rooms": request.POST.getlist("rooms"),
        "chosen_outside": request.POST.getlist("outside"),
        "passing": [(tlp.value, title) for tlp, title, _words in PASSING_ON],
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "page_name": "activities",
    }
    return render(request, "pages/notice_form.html", facts, status=status)


def _done(request: OfficerRequest, which: uuid.UUID, say: Callable[[], None], told: str) -> HttpResponse:
    try:
        say()
    except notify.NoticeWithdrawn as trouble:
        return _page(request, which, trouble, status=409)
    except BadInput as trouble:
        return _page(request, which, trouble, status=422)
    messages.success(request, told)
    return redirect("due") if request.POST.get("back") == "due" else redirect("notice", which)
