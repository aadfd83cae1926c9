"""The page of what is due from the own member."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from diwan import charter, store
from diwan.coordinate.due import due_from
from diwan.coordinate.due_words import Due
from diwan.coordinate.forms import OfficerRequest
from diwan.core.ids import MemberId


@require_GET
def due_page(request: OfficerRequest) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        found = due_from(tx, request.viewer.member)
        may_act = charter.Right.RELEASE in charter.my_rights(tx)
    facts = {
        "timed": [_row(each, known) for each in found if each.by is not None],
        "waiting": [_row(each, known) for each in found if each.by is None],
        "may_act": may_act,
        "page_name": "due",
    }
    return render(request, "pages/due.html", facts)


_WITHOUT_KEY = frozenset({"charter", "requests"})  # pages of many things


def address_of(page: str, key: str) -> str:
    return reverse(page, args=[] if page in _WITHOUT_KEY else [key])


def _row(due: Due, known: dict[MemberId, charter.Member]) -> dict[str, Any]:
    address = address_of(due.page, due.key)
    return {
        "due": due,
        "by": known.get(due.member) if due.member else None,
        "address": f"{address}#{due.anchor}" if due.anchor else address,
    }
