"""The page of the centre: what its charter says, and who is in office."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from diwan import charter, store
from diwan.charter import Member, Term
from diwan.core.viewer import Viewer

TERMS_BEFORE, TERMS_AFTER = 1, 3


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None


@require_GET
def centre(request: OfficerRequest) -> HttpResponse:
    at = request.as_of or timezone.now()
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
        "task": tx.value("SELECT text -> 'task' FROM diwan.centre"),
        "members": [
            {"member": member, "signed_at": signed.get(member.id), "since": member.valid_from}
            for member in everybody
            if member.kind != "outside"
        ],
        "outside": [member for member in everybody if member.kind == "outside"],
        "rooms": [_room(tx, room, by_id, at) for room in charter.rooms(tx, at)],
        "terms": [_term(term, by_id, at) for term in _terms(told, at)],
        "officers": [
            {"names": officer.names, "roles": officer.roles, "is_self": officer.id == viewer.officer}
            for officer in charter.officers(tx, at)
        ],
    }


def _room(
    tx: store.Transaction, room: charter.Room, members: dict[Any, Member], at: dt.datetime
) -> dict[str, Any]:
    seats: dict[str, list[Member]] = defaultdict(list)
    for place in charter.places(tx, room.id, at):
        if place.member in members:
            seats[place.role].append(members[place.member])
    return {"names": room.names, "lead": seats["lead"], "members": seats["member"], "guests": seats["guest"]}


def _terms(told: charter.Centre, at: dt.datetime) -> list[Term]:
    """A few before and after the one that runs at `at`."""

    def term(moment: dt.datetime) -> Term:
        return charter.term_at(
            moment, founded_at=told.founded_at, rotation=told.rotation, time_zone=told.time_zone
        )

    terms = [term(at)]
    for _ in range(TERMS_BEFORE):
        if terms[0].number > 0:
            terms.insert(0, term(terms[0].starts - dt.timedelta(hours=12)))
    for _ in range(TERMS_AFTER):
        terms.append(term(terms[-1].ends + dt.timedelta(hours=12)))
    return terms


def _term(term: Term, members: dict[Any, Member], at: dt.datetime) -> dict[str, Any]:
    return {
        "member": members.get(term.member),
        "start": term.starts,
        "end": term.ends,
        "is_current": term.starts <= at < term.ends,
        "is_past": term.ends <= at,
    }
