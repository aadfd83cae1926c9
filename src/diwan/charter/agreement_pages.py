"""Pages of the register of agreements."""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.charter.agreement_words import (
    Agreement,
    AgreementState,
    AgreementText,
    NoticeRules,
    Step,
    steps_open_to,
)
from diwan.charter.agreements import (
    LONGEST_TITLE,
    AgreementIncomplete,
    Flaw,
    NotOpenNow,
    agreement,
    agreements,
    propose_agreement,
    sign_agreement,
    take_step,
)
from diwan.charter.words import Member
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, RecordId
from diwan.core.languages import FOUR
from diwan.core.viewer import Viewer


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None


@require_GET
def agreements_page(request: OfficerRequest) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        rows = [_row(each, known, request.viewer) for each in agreements(tx, request.as_of)]
        may_enter = charter.Right.RELEASE in charter.my_rights(tx)
    facts = {"rows": rows, "may_enter": may_enter and request.as_of is None, "page_name": "centre"}
    return render(request, "pages/agreements.html", facts)


@require_GET
def agreement_page(request: OfficerRequest, agreement_id: uuid.UUID) -> HttpResponse:
    return _page(request, agreement_id)


def _page(request: OfficerRequest, agreement_id: uuid.UUID, trouble: BadInput | None = None) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        found = agreement(tx, RecordId(agreement_id), request.as_of)
        readers = tx.value("SELECT diwan.audience_members(%s)", [found.audience]) or ()
        may_act = charter.Right.RELEASE in charter.my_rights(tx) and request.as_of is None
    facts = {
        "row": _row(found, known, request.viewer),
        "readers": [known[MemberId(each)] for each in readers if each in known],
        "steps": _steps(found, known),
        "may_act": may_act,
        "open": [
            {"step": step.value, "party": known.get(party), "is_own": party == request.viewer.member}
            for step, party in steps_open_to(found, request.viewer.member)
        ]
        if may_act
        else [],
        "trouble": trouble,
        "page_name": "centre",
    }
    return render(request, "pages/agreement.html", facts, status=409 if trouble else 200)


@require_http_methods(["GET", "POST"])
def agreement_new(request: OfficerRequest) -> HttpResponse:
    given: dict[str, Any] = {"begins": timezone.localdate().isoformat(), "audience": "centre"}
    trouble = None
    with store.acting_as(request.viewer) as tx:
        known = charter.members(tx)
        zone = ZoneInfo(charter.centre(tx).time_zone)
    if request.method == "POST":
        given = request.POST.dict()
        try:
            text = _text(request.POST, request.viewer, known, zone)
            made = propose_agreement(
                request.viewer, text, for_the_centre=request.POST.get("audience") != "parties"
            )
        except AgreementIncomplete as flawed:
            trouble = flawed.flaw
        else:
            return redirect("agreement", made)
    facts = {
        "members": [each for each in known if each.reads and each.id != request.viewer.member],
        "outside": [each for each in known if each.kind == "outside" and each.valid_to is None],
        "given": given,
        "titles": {each.value: given.get(f"title_{each.value}", "") for each in FOUR},
        "chosen": request.POST.getlist("parties"),
        "zone": str(zone),
        "trouble": trouble,
        "page_name": "centre",
    }
    return render(request, "pages/agreement_new.html", facts, status=422 if trouble else 200)


@require_POST
def agreement_sign(request: OfficerRequest, agreement_id: uuid.UUID) -> HttpResponse:
    try:
        sign_agreement(request.viewer, RecordId(agreement_id))
    except NotOpenNow as trouble:
        return _page(request, agreement_id, trouble)
    return redirect("agreement", agreement_id)


@require_POST
def agreement_step(request: OfficerRequest, agreement_id: uuid.UUID) -> HttpResponse:
    step, _, party = request.POST.get("step", "").partition(" ")
    try:
        take_step(
            request.viewer,
            RecordId(agreement_id),
            _step(step),
            party=MemberId(party) if party else None,
            reason=request.POST.get("reason", "").replace("\0", ""),
        )
    except NotOpenNow as trouble:
        return _page(request, agreement_id, trouble)
    return redirect("agreement", agreement_id)


def _step(text: str) -> Step:
    try:
        return Step(text)
    except ValueError as error:
        raise NotOpenNow from error


def _text(given: QueryDict, viewer: Viewer, known: list[Member], zone: ZoneInfo) -> AgreementText:
    """A day means midnight in the centre's time zone; the last day is still within."""
    chosen = [MemberId(each) for each in given.getlist("parties")]
    outside = {each.id for each in known if each.kind == "outside"}
    last = _day(given.get("ends", ""))
    return AgreementText(
        titles={
            each.value: title[: LONGEST_TITLE + 1]
            for each in FOUR
            if (title := _line(given, f"title_{each.value}"))
        },
        subject=_line(given, "subject"),
        signers=tuple(sorted({viewer.member, *(each for each in chosen if each not in outside)})),
        outside=tuple(sorted({each for each in chosen if each in outside})),
        begins_at=_midnight(_day(given.get("begins", "")) or timezone.localdate(timezone=zone), zone),
        ends_at=_midnight(last + dt.timedelta(days=1), zone) if last else None,
        text=given.get("text", "").replace("\r\n", "\n").replace("\0", "").strip(),
        reference=_line(given, "reference"),
        notice=NoticeRules(
            _hours(given.get("lead_hours", "")), _line(given, "contents"), _line(given, "channel")
        ),
    )


def _line(given: QueryDict, name: str) -> str:
    return " ".join(given.get(name, "").replace("\0", "").split())


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise AgreementIncomplete(Flaw.NO_DAY) from error
    if not 1900 <= day.year <= 2999:
        raise AgreementIncomplete(Flaw.NO_DAY)
    return day


def _midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _hours(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return int(text)
    except ValueError as error:
        raise AgreementIncomplete(Flaw.LEAD) from error


def _row(found: Agreement, known: dict[MemberId, Member], viewer: Viewer) -> dict[str, Any]:
    return {
        "agreement": found,
        "proposed_by": known.get(found.member),
        "signers": [
            {"member": known.get(each), "id": each, "signed_at": found.signed.get(each)}
            for each in found.text.signers
        ],
        "outside": [known[each] for each in found.text.outside if each in known],
        "suspended_by": [known[each] for each in found.suspended_by if each in known],
        "last_day": found.text.ends_at - dt.timedelta(seconds=1) if found.text.ends_at else None,
        "may_sign": found.state == AgreementState.PROPOSED
        and viewer.member in found.text.signers
        and viewer.member not in found.signed,
    }


def _steps(found: Agreement, known: dict[MemberId, Member]) -> list[dict[str, Any]]:
    """All that was said of it, oldest first."""
    said = [
        {"what": "signed", "member": known.get(member), "at": at, "reason": "", "for": None}
        for member, at in found.signed.items()
    ] + [
        {
            "what": step.step.value,
            "member": known.get(step.member),
            "at": step.at,
            "reason": step.reason,
            "for": known.get(step.party) if step.party != step.member else None,
        }
        for step in found.steps
    ]
    return sorted(said, key=lambda each: each["at"])
