"""The page of the centre: what its charter says, and who is in office."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from diwan import charter, store
from diwan.charter import Member, Term
from diwan.charter.agreement_words import AgreementState
from diwan.charter.agreements import agreements
from diwan.charter.functions import Seat, functions
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer

TERMS_BEFORE, TERMS_AFTER = 1, 3


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
    signed = {member: each.signed_at for member, each in charter.last_signatures(tx).items()}
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
