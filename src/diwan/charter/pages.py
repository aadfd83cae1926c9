"""Pages of the centre: what its charter says, who is in office, and how the charter changes."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from diwan import charter, store
from diwan.charter import Member, Term
from diwan.charter.agreement_words import AgreementState
from diwan.charter.agreements import agreements
from diwan.charter.change_charter import (
    admit,
    amend,
    new_names,
    resume,
    sign_change,
    suspend,
    swap_terms,
    versions,
    withdraw,
)
from diwan.charter.charter_file import MATTERS, checked_party, read_charter
from diwan.charter.charter_text import as_toml, differences
from diwan.charter.functions import Seat, functions
from diwan.charter.words import Party
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer

TERMS_BEFORE, TERMS_AFTER = 1, 3
COMING_TERMS = 8
LONGEST_REASON = 1000
ABOUT_A_MEMBER = {"suspension": suspend, "resumption": resume, "withdrawal": withdraw}


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None


@require_GET
def centre(request: OfficerRequest) -> HttpResponse:
    at = request.as_of or springs.now()
    with store.acting_as(request.viewer) as tx:
        view = _centre(tx, request.viewer, at)
    return render(request, "pages/centre.html", {"view": view})


def _centre(tx: store.Transaction, viewer: Viewer, at: dt.datetime) -> dict[str, Any]:
    told = charter.centre(tx)
    everybody = charter.members(tx, at)
    by_id = {member.id: member for member in everybody}
    signed = {
        row["member"]: row["signed_at"]
        for row in tx.rows("SELECT member, signed_at FROM diwan.charter_signature ORDER BY member")
    }
    return {
        "names": told.names,
        "founded_at": told.founded_at,
        "zone": told.time_zone,
        "charter": told.charter,
        "task": charter.text_in_force(tx).get("task"),
        "members": [
            {"member": member, "signed_at": signed.get(member.id), "since": member.valid_from}
            for member in everybody
            if member.kind != "outside"
        ],
        "outside": [member for member in everybody if member.kind == "outside"],
        "rooms": [_room(tx, room, by_id, at) for room in charter.rooms(tx, at)],
        "terms": [
            _term(term, by_id, at) for term in charter.terms(tx, at, before=TERMS_BEFORE, after=TERMS_AFTER)
        ],
        "functions": _functions(tx, viewer, by_id, at),
        "agreements": _counted([each.state for each in agreements(tx, at)]),
        "officers": [
            {"names": officer.names, "roles": officer.roles, "is_self": officer.id == viewer.officer}
            for officer in charter.officers(tx, at)
        ],
    }


def _functions(
    tx: store.Transaction, viewer: Viewer, members: dict[MemberId, Member], at: dt.datetime
) -> list[dict[str, Any]]:
    may_fill = charter.Right.RELEASE in charter.my_rights(tx)

    def seat(of: Seat) -> dict[str, Any]:
        return {
            "member": members.get(of.member) if of.member else None,
            "holder": of.holder,
            "deputy": of.deputy,
        }

    return [
        {
            "id": each.id,
            "names": each.names,
            "holder": seat(each.holder),
            "deputy": seat(each.deputy),
            "own": next(
                (of for of in (each.holder, each.deputy) if may_fill and of.member == viewer.member), None
            ),
        }
        for each in functions(tx, at)
    ]


def _counted(states: list[AgreementState]) -> list[tuple[str, int]]:
    return [(state.value, states.count(state)) for state in AgreementState if state in states]


def _room(
    tx: store.Transaction, room: charter.Room, members: dict[Any, Member], at: dt.datetime
) -> dict[str, Any]:
    seats: dict[str, list[Member]] = defaultdict(list)
    for place in charter.places(tx, room.id, at):
        if place.member in members:
            seats[place.role].append(members[place.member])
    return {"names": room.names, "lead": seats["lead"], "members": seats["member"], "guests": seats["guest"]}


def _term(term: Term, members: dict[Any, Member], at: dt.datetime) -> dict[str, Any]:
    return {
        "member": members.get(term.member),
        "start": term.starts,
        "end": term.ends,
        "is_current": term.starts <= at < term.ends,
        "is_past": term.ends <= at,
    }


@require_GET
def charter_page(request: OfficerRequest) -> HttpResponse:
    return _charter_page(request)


@require_POST
def charter_sign(request: OfficerRequest) -> HttpResponse:
    """For the own member, with the whole text in its own log."""
    try:
        with store.acting_as(request.viewer, write=True) as tx:
            sign_change(tx, request.POST.get("sha256", ""))
    except BadInput as refused:
        return _charter_page(request, refused)
    return redirect("charter")


@require_POST
def charter_propose(request: OfficerRequest) -> HttpResponse:
    """One matter a time; the proposer's signature comes with it."""
    try:
        with store.acting_as(request.viewer, write=True) as tx:
            _propose(tx, request.POST)
    except BadInput as refused:
        return _charter_page(request, refused)
    return redirect("charter")


def _propose(tx: store.Transaction, given: QueryDict) -> None:
    reason, matter = given.get("reason", "")[:LONGEST_REASON], given.get("matter", "")
    member = MemberId(given.get("member", ""))
    if matter == "amendment":
        amend(tx, read_charter(given.get("text", "").replace("\r\n", "\n")).text, reason=reason)
    elif matter == "admission":
        admit(tx, _party(given), reason=reason)
    elif matter == "swap":
        first, second = (_turn(given.get(name, "")) for name in ("first", "second"))
        swap_terms(tx, (first[0], second[0]), (first[1], second[1]), reason=reason)
    elif matter in ABOUT_A_MEMBER:
        ABOUT_A_MEMBER[matter](tx, member, reason=reason)
    else:
        raise BadInput(f"No change is called {matter}.")


def _party(given: QueryDict) -> Party:
    names = new_names({language: given.get(f"name_{language}", "") for language in ("ar", "fa", "ru", "en")})
    return checked_party(
        given.get("member", "").strip(),
        given.get("kind", ""),
        names,
        given.get("country", "").strip().upper(),
    )


def _turn(chosen: str) -> tuple[int, MemberId]:
    number, _, member = chosen.partition(" ")
    if not number.isdecimal() or not member:
        raise BadInput("Choose two terms that have not begun.")
    return int(number), MemberId(member)


def _charter_page(request: OfficerRequest, trouble: BadInput | None = None) -> HttpResponse:
    at = springs.now()
    with store.acting_as(request.viewer) as tx:
        text = charter.text_in_force(tx)
        known = {member.id: member for member in charter.members(tx)}
        own = known.get(request.viewer.member)
        view = {
            "is_open_to_us": own is None or own.reads,
            "clauses": _clauses(text),
            "members": [member for member in known.values() if member.valid_to is None],
            "versions": _versions(tx, request.viewer, known),
            "coming": [
                {
                    "number": term.number,
                    "member": known.get(term.member),
                    "id": term.member,
                    "start": term.starts,
                }
                for term in charter.terms(tx, at, after=COMING_TERMS)[1:]
            ],
        }
    given = request.POST if trouble else {}
    facts = {
        "view": view,
        "page_name": "centre",
        "trouble": str(trouble) if trouble else "",
        "toml": given.get("text") or as_toml(text),
        "reason": given.get("reason", ""),
    }
    return render(request, "pages/charter.html", facts, status=400 if trouble else 200)


def _clauses(text: dict[str, Any]) -> dict[str, Any]:
    rules = text.get("rules", {})
    return {
        "months": text.get("term_months", 3),
        "rules": [(matter, rules.get(matter, "unanimity")) for matter in MATTERS],
        "retention": text.get("retention", {}),
        "retention_days": text.get("retention_days", 0),
        "erasure": text.get("erasure", {}),
        "second_factor": text.get("second_factor", False),
        "functions": text.get("functions", []),
    }


def _versions(tx: store.Transaction, viewer: Viewer, members: dict[MemberId, Member]) -> list[dict[str, Any]]:
    """Each with what it changed in the one that it follows."""
    found = versions(tx)
    texts = {version.sha256: version.text for version in found}
    return [
        {
            "version": version,
            "concerns": members.get(MemberId(version.concerns)),
            "proposed_by": members.get(version.proposed_by),
            "signed": [(members.get(MemberId(who)), at) for who, at in version.signed.items()],
            "may_sign": version.is_open and viewer.member not in version.signed,
            "differences": differences(texts[version.follows], version.text)
            if version.follows in texts
            else [],
        }
        for version in found
    ]
