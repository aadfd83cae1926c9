"""Pages of the director's terms: who leads now and next, what the director convenes, how a term is handed over."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from diwan import charter, store
from diwan.charter.functions import NameTooLong, fill_function
from diwan.charter.handover import (
    Handover,
    NotYetOpen,
    OtherText,
    SignedAlready,
    checklist,
    handover,
    handovers,
    open_matters,
    own_matters,
    sign_handover,
    write_handover,
)
from diwan.charter.preside import (
    name_director,
    named_director,
)
from diwan.charter.words import Member
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer

TERMS_BEFORE, TERMS_AFTER = 3, 4


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None


@require_GET
def terms_page(request: OfficerRequest) -> HttpResponse:
    at = request.as_of or springs.now()
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        centre = charter.centre(tx)
        told = charter.terms(tx, at, before=TERMS_BEFORE, after=TERMS_AFTER)
        may_name = charter.Right.RELEASE in charter.my_rights(tx) and request.as_of is None
        rows: list[dict[str, Any]] = [
            {
                "term": term,
                "member": known.get(term.member),
                "named": named_director(tx, term.member, term.starts, at),
                "is_current": term.starts <= at < term.ends,
                "is_past": term.ends <= at,
                "is_rest": earlier is not None and earlier.number == term.number,
                "may_name": may_name and term.member == request.viewer.member and term.ends > at,
            }
            for earlier, term in zip([None, *told], told, strict=False)
        ]
        facts = {
            "zone": centre.time_zone,
            "founded_at": centre.founded_at,
            "rows": rows,
            "leads": next((row for row in rows if row["is_current"]), None),
            "follows": next((row for row in rows if row["term"].starts > at), None),
            "swaps": _swaps(charter.text_at(tx, at).get("swaps", ()), known),
            "handovers": [_handover_row(each, known, at) for each in handovers(tx, at)],
            "page_name": "centre",
        }
    return render(request, "pages/terms.html", facts)


def _swaps(swaps: list[dict[str, Any]], known: dict[MemberId, Member]) -> list[dict[str, Any]]:
    return [
        {"terms": swap["terms"], "members": [known[each] for each in swap["members"] if each in known]}
        for swap in swaps
    ]


def _handover_row(found: Handover, known: dict[MemberId, Member], at: dt.datetime) -> dict[str, Any]:
    return {
        "handover": found,
        "outgoing": known.get(found.outgoing.member),
        "incoming": known.get(found.incoming.member),
        "has_passed": found.passes_at <= at,
        "is_open": found.is_open(at),
        "gone": [
            known[each] for each in (found.outgoing.member, found.incoming.member) if each not in found.asked and each in known
        ],
        "signatures": [
            {"by": known.get(each.member), "as": each.signed_as, "at": each.signed_at, "sha256": each.sha256}
            for each in found.signatures
        ],
    }  # fmt: skip


@require_POST
def director_name(request: OfficerRequest) -> HttpResponse:
    try:
        starts = dt.datetime.fromisoformat(request.POST.get("starts", ""))
    except ValueError as error:
        raise BadInput("The term is named by the moment at which it begins.") from error
    if starts.tzinfo is None:
        raise BadInput("The moment at which the term begins lacks its zone.")
    name_director(request.viewer, starts, request.POST.get("name", ""))
    return redirect("terms")


@require_POST
def function_fill(request: OfficerRequest) -> HttpResponse:
    given = request.POST
    try:
        fill_function(
            request.viewer,
            given.get("function", ""),
            holder=given.get("holder", ""),
            deputy=given.get("deputy", ""),
        )
    except NameTooLong as trouble:
        return render(request, "states/bad_input.html", {"detail": trouble.detail}, status=422)
    return redirect("centre")


@require_GET
def handover_page(request: OfficerRequest, key: str) -> HttpResponse:
    return _handover_page(request, key)


def _handover_page(request: OfficerRequest, key: str, trouble: str = "") -> HttpResponse:
    at, me = request.as_of or springs.now(), request.viewer.member
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        found = handover(tx, key, at)
        side = found.outgoing if me == found.outgoing.member else found.incoming
        is_side = me in found.asked
        own = found.signature_of(me)
        facts = {
            "row": _handover_row(found, known, at),
            "texts": _texts(found, known, me),
            "open": [_matter(each, known) for each in open_matters(tx, found.outgoing.member)],
            "checklist": checklist(tx),
            "own": own_matters(tx, me) if is_side else None,
            "named": named_director(tx, side.member, side.starts) if is_side else "",
            "may_sign": is_side
            and found.is_open(at)
            and not found.is_signed
            and request.as_of is None
            and charter.Right.RELEASE in charter.my_rights(tx),
            "has_signed": own is not None,
            "zone": charter.centre(tx).time_zone,
            "trouble": trouble,
            "page_name": "centre",
        }
    return render(request, "pages/handover.html", facts, status=409 if trouble else 200)


def _texts(found: Handover, known: dict[MemberId, Member], me: MemberId) -> list[dict[str, Any]]:
    """Each text that a side stands under, with who has signed it."""
    by_text: dict[str, dict[str, Any]] = {}
    for each in found.signatures:
        row = by_text.setdefault(
            each.sha256,
            {
                "sha256": each.sha256,
                "note": each.text["note"],
                "checklist": each.text["checklist"],
                "open": [_matter(matter, known) for matter in each.text["open"]],
                "by": [],
                "is_own": False,
            },
        )
        row["by"].append({"member": known.get(each.member), "as": each.signed_as, "at": each.signed_at})
        row["is_own"] = row["is_own"] or each.member == me
    return list(by_text.values())


def _matter(each: dict[str, Any], known: dict[MemberId, Member]) -> dict[str, Any]:
    told = dict(each)
    if each["kind"] == "charter":
        told["member"] = known.get(MemberId(each["concerns"]))
    for name in ("starts_at", "due_at"):
        if name in each:
            told[name] = dt.datetime.fromisoformat(each[name])
    return told


@require_POST
def handover_write(request: OfficerRequest, key: str) -> HttpResponse:
    done = [int(each) for each in request.POST.getlist("done") if each.isdecimal()]
    return _signing(
        request,
        key,
        lambda as_director: write_handover(
            request.viewer, key, done=done, note=request.POST.get("note", ""), as_director=as_director
        ),
    )


@require_POST
def handover_sign(request: OfficerRequest, key: str) -> HttpResponse:
    return _signing(
        request,
        key,
        lambda as_director: sign_handover(
            request.viewer, key, request.POST.get("sha256", ""), as_director=as_director
        ),
    )


def _signing(request: OfficerRequest, key: str, sign: Any) -> HttpResponse:
    try:
        sign(request.POST.get("as") == "director")
    except (NotYetOpen, SignedAlready, OtherText) as trouble:
        return _handover_page(request, key, type(trouble).__name__)
    return redirect("handover", key)
