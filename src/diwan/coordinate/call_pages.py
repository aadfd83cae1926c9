"""Pages of calls: noted during the call, listed, corrected by a later record."""

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.coordinate import calls as telephone
from diwan.coordinate import queries
from diwan.coordinate.call_words import Call, CallText, CallWay
from diwan.coordinate.calls import CallFlaw, CallIncomplete
from diwan.coordinate.forms import OfficerRequest, moment_in, sent_as, trouble_name, zone_of
from diwan.coordinate.links import links_in, read_links
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import MemberId, RecordId
from diwan.gather import Reach
from diwan.gather.pages import audience_facts, chosen, read_reach
from diwan.store import Transaction

LATEST_BESIDE_THE_FORM = 5


@require_GET
def calls_page(request: OfficerRequest) -> HttpResponse:
    found = telephone.calls(request.viewer, at=request.as_of, cursor=request.GET.get("cursor") or None)
    asked = request.GET.copy()
    asked["cursor"] = found.next or ""
    facts = {
        "rows": _rows(request, found.rows),
        "next_address": f"{request.path}?{asked.urlencode()}" if found.next else "",
        "may_note": request.as_of is None and _may(request, charter.Right.FILE),
        "page_name": "calls",
    }
    return render(request, "pages/calls.html", facts)


@require_http_methods(["GET", "POST"])
def call_new(request: OfficerRequest) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        if charter.Right.FILE not in charter.my_rights(tx):
            raise NotAllowed
    zone = zone_of(request.viewer)
    if request.method == "GET":
        given = {"called_at": f"{springs.now().astimezone(zone):%Y-%m-%dT%H:%M}", "way": "incoming"}
        return _form(request, zone, given | chosen(Reach()))
    told, reach = request.POST, read_reach(request.POST)
    try:
        made = telephone.note_call(request.viewer, _text(request, zone), reach, client=sent_as(told))
    except BadInput as trouble:
        return _form(request, zone, told.dict() | chosen(reach), trouble)
    messages.success(request, _("Noted. Its readers see it now."))
    return redirect("call", made)


@require_GET
def call_page(request: OfficerRequest, call_id: uuid.UUID) -> HttpResponse:
    return _page(request, call_id)


@require_POST
def call_correct(request: OfficerRequest, call_id: uuid.UUID) -> HttpResponse:
    try:
        with store.acting_as(request.viewer) as tx:
            telephone.call(tx, RecordId(call_id))  # hidden and absent before anything else is told
            zone = ZoneInfo(charter.centre(tx).time_zone)
        text = _text(request, zone)
        telephone.correct_call(request.viewer, RecordId(call_id), text, request.POST.get("reason", ""))
    except BadInput as trouble:
        return _page(request, call_id, trouble)
    messages.success(request, _("Corrected. What stood there before stays below."))
    return redirect("call", call_id)


def _page(request: OfficerRequest, which: uuid.UUID, trouble: BadInput | None = None) -> HttpResponse:
    """With what was written in the form that was not taken, so that nothing is lost."""
    with store.acting_as(request.viewer) as tx:
        found = telephone.call(tx, RecordId(which), request.as_of)
        zone = ZoneInfo(charter.centre(tx).time_zone)
        known = charter.members_ever(tx)
        own = found.member == request.viewer.member
        facts = _row(found, known) | {
            "readers": [known[each] for each in _readers(tx, found.audience) if each in known],
            "links": read_links(tx, found.now.links),
            "history": [
                {"version": each, "party": known.get(each.text.party) if each.text.party else None}
                for each in reversed(found.versions[:-1])
            ],
            "may_correct": own and request.as_of is None and _may_say(tx, found),
            "given": request.POST.dict() if trouble else _as_given(found.now, zone),
            "parties": charter.members(tx),
            "zone": str(zone),
            "trouble": trouble,
            "trouble_name": trouble_name(trouble),
            "page_name": "calls",
        }
    return render(request, "pages/call.html", facts, status=422 if trouble else 200)


def _form(
    request: OfficerRequest, zone: ZoneInfo, given: dict[str, Any], trouble: BadInput | None = None
) -> HttpResponse:
    latest = telephone.calls(request.viewer, limit=LATEST_BESIDE_THE_FORM)
    with store.acting_as(request.viewer) as tx:
        parties = charter.members(tx)
    facts = audience_facts(request.viewer, read_reach(request.POST)) | {
        "rows": _rows(request, latest.rows),
        "parties": parties,
        "given": given,
        "zone": str(zone),
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "page_name": "calls",
    }
    return render(request, "pages/call_form.html", facts, status=422 if trouble else 200)


def _text(request: OfficerRequest, zone: ZoneInfo) -> CallText:
    told = request.POST
    try:
        at = moment_in(told.get("called_at", ""), zone)
    except ValueError as error:
        raise CallIncomplete(CallFlaw.WHEN) from error
    with store.acting_as(request.viewer) as tx:
        links = links_in(tx, told.get("links", ""))
    return CallText(
        at,
        told.get("person", ""),
        told.get("words", ""),
        CallWay.OUTGOING if told.get("way") == CallWay.OUTGOING.value else CallWay.INCOMING,
        MemberId(told["party"]) if told.get("party") else None,
        told.get("confirmed_by", ""),
        told.get("note", ""),
        links,
    )


def _as_given(text: CallText, zone: ZoneInfo) -> dict[str, str]:
    return {
        "called_at": f"{text.called_at.astimezone(zone):%Y-%m-%dT%H:%M:%S}",
        "way": text.way.value,
        "party": text.party or "",
        "person": text.person,
        "words": text.words,
        "confirmed_by": text.confirmed_by,
        "note": text.note,
        "links": "\n".join(map(str, text.links)),
    }


def _rows(request: OfficerRequest, found: tuple[Call, ...]) -> list[dict[str, Any]]:
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        return [
            _row(each, known)
            | {"readers": [known[one] for one in _readers(tx, each.audience) if one in known]}
            for each in found
        ]


def _row(found: Call, known: dict[MemberId, charter.Member]) -> dict[str, Any]:
    now = found.now
    return {
        "it": found,
        "said": now,
        "by": known.get(found.member),
        "party": known.get(now.party) if now.party else None,
    }


def _readers(tx: Transaction, audience: int) -> list[MemberId]:
    return sorted(queries.audience_of(tx, audience))


def _may(request: OfficerRequest, right: charter.Right) -> bool:
    with store.acting_as(request.viewer) as tx:
        return right in charter.my_rights(tx)


def _may_say(tx: Transaction, found: Call) -> bool:
    """A correction goes to the same readers: for others it takes the same right as the call did."""
    is_own_alone = queries.audience_of(tx, found.audience) == {found.member}
    return (charter.Right.FILE if is_own_alone else charter.Right.RELEASE) in charter.my_rights(tx)
