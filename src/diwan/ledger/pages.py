"""The page of the own member's log."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from diwan import ledger, store
from diwan.core.viewer import Viewer

ROWS = 50


@dataclass(frozen=True, slots=True)
class Reader:
    id: str
    names: dict[str, str]


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer


@require_http_methods(["GET", "POST"])
def log(request: OfficerRequest) -> HttpResponse:
    """Newest first; a POST also walks the chain, which reads every record and is therefore asked for."""
    before = request.GET.get("before", "")
    with store.acting_as(request.viewer) as tx:
        records = ledger.own_records(
            tx, before_seq=int(before) if before.isdecimal() and len(before) < 18 else None, limit=ROWS + 1
        )
        names = _names(tx)
        rows = [_row(record, names, request.viewer) for record in records[:ROWS]]
        view = {
            "rows": rows,
            "next": records[ROWS - 1].seq if len(records) > ROWS else None,
            "length": ledger.log_length(tx, request.viewer.member),
            "faults": ledger.verify_chain(tx, request.viewer.member) if request.method == "POST" else None,
        }
    return render(request, "pages/log.html", {"view": view})


def _names(tx: store.Transaction) -> dict[str, Any]:
    """Members by id and own officers by id; the gate shows no others."""
    rows = tx.rows(
        "SELECT id::text, names FROM diwan.member UNION ALL SELECT id::text, names FROM diwan.officer ORDER BY 1"
    )
    return {row["id"]: _as_dict(row["names"]) for row in rows}


def _as_dict(value: Any) -> dict[str, str]:
    return dict(json.loads(value)) if isinstance(value, str) else dict(value)


def _row(record: ledger.Record, names: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    return {
        "seq": record.seq,
        "id": record.id,
        "kind": record.kind,
        "at": record.at,
        "officer": names.get(str(record.officer)) if record.officer else None,
        "is_mine": record.officer is not None and record.officer == viewer.officer,
        "readers": [
            Reader(member, names.get(member, {"": member})) for member in sorted(record.label.members)
        ],
    }
