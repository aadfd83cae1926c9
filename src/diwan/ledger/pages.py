"""Pages of the own member's log, of the history of centre and records, and of one record with its proof."""

import contextlib
import csv
import datetime as dt
import io
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from diwan import ledger, store
from diwan.core.errors import NotVisible
from diwan.core.viewer import Viewer
from diwan.ledger import check_record as checking
from diwan.ledger.history import HistoryFilter, HistoryRow, history_of_one, up_to, whole_history
from diwan.ledger.history import history as read_history
from diwan.ledger.log_states import standing_of_record, standings, witness_states
from diwan.ledger.prove import NotPublishedYet
from diwan.ledger.tlog import LogFault
from diwan.ledger.verifying import LogWrong
from diwan.ledger.wires import Wires

ROWS = 50
MOST_EXPORTED = 50_000


@dataclass(frozen=True, slots=True)
class Reader:
    id: str
    names: dict[str, str]


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    zone: ZoneInfo
    as_of: dt.datetime | None


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
        for row, state in zip(rows, standings(tx, [(r.member, r.seq) for r in records[:ROWS]]), strict=True):
            row["standing"] = state
        view = {
            "rows": rows,
            "next": records[ROWS - 1].seq if len(records) > ROWS else None,
            "length": ledger.log_length(tx, request.viewer.member),
            "witnesses": witness_states(tx),
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


# --- history ------------------------------------------------------------------------------------------------------


def _asked(request: OfficerRequest, about: uuid.UUID | None = None) -> HistoryFilter:
    """What cannot be read is no condition. Days are the centre's; the last one counts in."""
    given = request.GET
    kinds = tuple(kind for kind in given.getlist("kind") if kind in Wires.projections)
    last = _day_begins(given.get("until", ""), request.zone, days_later=1)
    asked = HistoryFilter(
        about=about or _uuid(given.get("about", "")),
        member=given.get("member", "")[:60].replace("\0", ""),
        kinds=kinds,
        officer=_uuid(given.get("officer", "")),
        since=_day_begins(given.get("since", ""), request.zone),
        until=last,
    )
    return up_to(asked, request.as_of)


def _uuid(text: str) -> uuid.UUID | None:
    with contextlib.suppress(ValueError):
        return uuid.UUID(text)
    return None


def _day_begins(text: str, zone: ZoneInfo, *, days_later: int = 0) -> dt.datetime | None:
    with contextlib.suppress(ValueError, OverflowError):
        day = dt.date.fromisoformat(text) + dt.timedelta(days=days_later)
        return dt.datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(dt.UTC)
    return None


@require_GET
def history(request: OfficerRequest) -> HttpResponse:
    """Who did what when: the records that the own member may read, of all authors."""
    asked = _asked(request)
    with store.acting_as(request.viewer) as tx:
        found = read_history(tx, asked, cursor=request.GET.get("cursor"), limit=ROWS)
        names = _names(tx)
        facts = {
            "rows": _history_rows(tx, found.rows, names),
            "members": _members(tx),
            "officers": _own_officers(tx),
        }
    facts |= {
        "asked": asked,
        "kinds": sorted(kind for kind in Wires.projections if Wires.projections[kind]),
        "given": request.GET,
        "next_address": _next_address(request, found.next),
        "export_query": _export_query(request),
        "is_filtered": any(value for name, value in request.GET.items() if name not in ("cursor", "as_of")),
    }
    return render(request, "pages/history.html", facts)


def _history_rows(
    tx: store.Transaction, rows: Iterable[HistoryRow], names: dict[str, Any]
) -> list[dict[str, Any]]:
    """Each with the names that the viewer knows, and the kinds of what it speaks of."""
    rows = list(rows)
    refs = sorted({ref for row in rows for ref in row.refs})
    kinds = {
        row["id"]: row["kind"]
        for row in tx.rows("SELECT id, kind FROM diwan.record WHERE id = ANY (%s) ORDER BY id", [refs])
    }
    return [
        {
            "row": row,
            "member": Reader(row.member, names.get(row.member, {"": row.member})),
            "officer": names.get(str(row.officer)) if row.officer else None,
            "is_own": tx.viewer is not None and row.member == tx.viewer.member,
            "readers": [Reader(member, names.get(member, {"": member})) for member in row.readers],
            "refs": [{"id": ref, "kind": kinds[ref]} for ref in row.refs if ref in kinds],
        }
        for row in rows
    ]


def _members(tx: store.Transaction) -> list[Reader]:
    rows = tx.rows("SELECT id, names FROM diwan.member WHERE kind <> 'outside' ORDER BY id")
    return [Reader(row["id"], _as_dict(row["names"])) for row in rows]


def _own_officers(tx: store.Transaction) -> list[Reader]:
    """The gate shows no others."""
    rows = tx.rows("SELECT id::text, names FROM diwan.officer ORDER BY sign_in, id")
    return [Reader(row["id"], _as_dict(row["names"])) for row in rows]


def _next_address(request: HttpRequest, cursor: str | None) -> str:
    if cursor is None:
        return ""
    asked = request.GET.copy()
    asked["cursor"] = cursor
    return f"{request.path}?{asked.urlencode()}"


def _export_query(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("cursor", None)
    return asked.urlencode()


@require_GET
def history_export(request: OfficerRequest, form: str) -> HttpResponse:
    """The same rows as a file: CSV or JSON. Of others' records no officer and no place in a log."""
    if form not in ("csv", "json"):
        raise NotVisible
    with store.acting_as(request.viewer) as tx:
        rows = [_exported(row) for row in whole_history(tx, _asked(request), most=MOST_EXPORTED + 1)]
    is_cut, rows = len(rows) > MOST_EXPORTED, rows[:MOST_EXPORTED]
    if form == "json":
        answer: HttpResponse = JsonResponse({"rows": rows, "is_cut": is_cut}, json_dumps_params={"indent": 1})
    else:
        told = io.StringIO()
        writer = csv.DictWriter(told, fieldnames=list(_EXPORTED))
        writer.writeheader()
        writer.writerows(
            {name: " ".join(value) if isinstance(value, list) else value for name, value in row.items()}
            for row in rows
        )
        answer = HttpResponse(told.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"history-newest-{MOST_EXPORTED}" if is_cut else "history"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


_EXPORTED = ("at", "member", "officer", "kind", "record", "about", "readers", "is_recalled")


def _exported(row: HistoryRow) -> dict[str, Any]:
    return {
        "at": row.at.astimezone(dt.UTC).isoformat(),
        "member": row.member,
        "officer": str(row.officer) if row.officer else "",
        "kind": row.kind,
        "record": str(row.id),
        "about": [str(ref) for ref in row.refs],
        "readers": list(row.readers),
        "is_recalled": row.is_gone,
    }


# --- one record ---------------------------------------------------------------------------------------------------


@require_GET
def record(request: OfficerRequest, record_id: uuid.UUID) -> HttpResponse:
    """What is known of one record, all that was said of it, and, when asked for, whether its log holds it."""
    with store.acting_as(request.viewer) as tx:
        found = history_of_one(tx, record_id)
        if found is None:
            raise NotVisible
        near = read_history(
            tx, up_to(HistoryFilter(about=record_id), request.as_of), cursor=request.GET.get("cursor")
        )
        check = None
        if request.GET.get("verify") == "yes":
            check = checking.check_record(tx, record_id, checking.files_of(found.member))
        names = _names(tx)
        facts = {
            "record": _history_rows(tx, [found], names)[0],
            "rows": _history_rows(tx, near.rows, names),
            "check": check,
            "standing": standing_of_record(tx, record_id),
            "next_address": _next_address(request, near.next),
            "export_query": f"about={record_id}",
        }
    return render(request, "pages/record.html", facts)


@require_GET
def record_receipt(request: OfficerRequest, record_id: uuid.UUID) -> HttpResponse:
    """A file that proves, without this node, that the log holds the record."""
    with store.acting_as(request.viewer) as tx:
        try:
            proof = checking.receipt_of(tx, record_id)
        except NotPublishedYet:
            messages.warning(
                request, _("This record is not in the published log yet. Try again in a moment.")
            )
            return redirect("record", record_id)
        except (LogFault, LogWrong, OSError):  # what is wrong is shown by the check of the page
            return redirect(f"{request.path.removesuffix('/receipt')}?verify=yes")
    if proof is None:
        raise NotVisible
    answer = HttpResponse(proof, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{record_id}.tlog-proof"'
    return answer
