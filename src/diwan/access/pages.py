"""The page that says who may read a record and why; to its author also what keeps the others out."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from diwan import charter, store
from diwan.access.explain import Because, explain
from diwan.core.errors import NotVisible
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached; no page is reached without a viewer."""

    viewer: Viewer


@require_GET
def record_why(request: OfficerRequest, record_id: uuid.UUID) -> HttpResponse:
    """Hidden, absent and recalled answer alike."""
    with store.acting_as(request.viewer) as tx:
        found = explain(tx, RecordId(record_id))
        if found is None:
            raise NotVisible
        members = {each.id: each for each in charter.members(tx)}
        rooms = {room.id: room.names for room in charter.rooms(tx, found.signed_at)}
        kind = tx.value("SELECT kind FROM diwan.record WHERE id = %s ORDER BY member LIMIT 1", [record_id])

    def row(because: Because) -> dict[str, Any]:
        return {
            "member": members.get(because.member),
            "reads": because.member in found.readers,
            "reason": because.reason.value,
            "room": rooms.get(because.room) if because.room else None,
        }

    view = {
        "id": found.record,
        "kind": kind,
        "author": members.get(found.author),
        "readers": [members[each] for each in found.readers if each in members],
        "rows": [row(found.why), *map(row, found.others or ())],
        "is_told_of_others": found.others is not None,
    }
    return render(request, "pages/record_why.html", {"view": view, "page_name": "record"})
