"""Pages of the duty log, and of watches that are handed over."""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.coordinate import duty, queries, watches
from diwan.coordinate.due_pages import address_of
from diwan.coordinate.duty import DutyFlaw, DutyIncomplete
from diwan.coordinate.duty_words import Desk, DeskKind, Entry, Watch
from diwan.coordinate.forms import OfficerRequest, moment_in, sent_as, trouble_name, zone_of
from diwan.coordinate.links import links_in, read_links
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, OfficerId, RecordId
from diwan.gather import Reach
from diwan.gather.pages import audience_facts, chosen, read_reach
from diwan.store import Transaction


@require_GET
def duty_page(request: OfficerRequest) -> HttpResponse:
    desk = request.GET.get("desk", "")
    found = duty.entries(
        request.viewer, desk=desk, at=request.as_of, cursor=request.GET.get("cursor") or None
    )
    asked = request.GET.copy()
    asked["cursor"] = found.next or ""
    with store.acting_as(request.viewer) as tx:
        known = duty.known_desks(tx)
        facts = {
            "rows": _rows(tx, found.rows, known),
            "next_address": f"{request.path}?{asked.urlencode()}" if found.next else "",
            "desks": list(known.values()),
            "chosen": desk,
            "posts": _posts(tx, request.as_of),
            "may_note": request.as_of is None and charter.Right.FILE in charter.my_rights(tx),
            "page_name": "duty",
        }
    return render(request, "pages/duty.html", facts)


@require_http_methods(["GET", "POST"])
def duty_new(request: OfficerRequest) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        if charter.Right.FILE not in charter.my_rights(tx):
            raise NotAllowed
    zone = zone_of(request.viewer)
    if request.method == "GET":
        given = {"happened_at": f"{springs.now().astimezone(zone):%Y-%m-%dT%H:%M}"}
        return _form(request, zone, given | {"desk": request.GET.get("desk", "own")} | chosen(Reach()))
    told, reach = request.POST, read_reach(request.POST)
    try:
        at = _moment(told.get("happened_at", ""), zone)
        with store.acting_as(request.viewer) as tx:
            links = links_in(tx, told.get("links", ""))
        entry = duty.NewEntry(at, told.get("text", ""), told.get("desk", ""), links)
        duty.note_entry(request.viewer, entry, reach, client=sent_as(told))
    except BadInput as trouble:
        return _form(request, zone, told.dict() | chosen(reach), trouble)
    messages.success(request, _("Noted. Its readers see it now."))
    return redirect("duty")


@require_http_methods(["GET", "POST"])
def watch_new(request: OfficerRequest, desk: str) -> HttpResponse:
    """What is open now at one desk, to be signed by who leaves."""
    trouble: BadInput | None = None
    if request.method == "POST":
        try:
            made = watches.hand_over(request.viewer, desk, request.POST.get("note", ""))
        except DutyIncomplete as error:
            raise NotVisible from error
        except watches.NoteTooLong as error:
            trouble = error
        else:
            messages.success(
                request, _("Signed. Another officer of your member reads it and takes the watch.")
            )
            return redirect("watch", made)
    with store.acting_as(request.viewer) as tx:
        post = next((each for each in watches.on_watch(tx) if each.desk.id == desk), None)
        if post is None:
            raise NotVisible
        facts = {
            "post": _post(post, _officers(tx)),
            "text": _text(tx, watches.text_now(tx, desk)),
            "may_sign": charter.Right.FILE in charter.my_rights(tx),
            "given": request.POST if trouble else {},
            "trouble_name": trouble_name(trouble),
            "page_name": "duty",
        }
    return render(request, "pages/watch_new.html", facts, status=422 if trouble else 200)


@require_GET
def watch_page(request: OfficerRequest, watch_id: uuid.UUID) -> HttpResponse:
    return _watch(request, watch_id)


@require_POST
def watch_take(request: OfficerRequest, watch_id: uuid.UUID) -> HttpResponse:
    try:
        watches.take_over(request.viewer, RecordId(watch_id), request.POST.get("sha256", ""))
    except BadInput as trouble:
        return _watch(request, watch_id, type(trouble).__name__)
    messages.success(request, _("You have the watch."))
    return redirect("watch", watch_id)


def _watch(request: OfficerRequest, which: uuid.UUID, trouble: str = "") -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        found = watches.watch(tx, RecordId(which), request.as_of)
        officers, own = _officers(tx), request.viewer.officer == found.officer
        facts = {
            "watch": found,
            "desk": duty.known_desks(tx).get(found.desk, Desk(found.desk, DeskKind.OWN)),
            "left": officers.get(found.officer),
            "took": officers.get(found.taken.officer) if found.taken else None,
            "text": _text(tx, found.text),
            "is_own": own,
            "may_take": found.waits
            and not own
            and request.as_of is None
            and charter.Right.FILE in charter.my_rights(tx),
            "trouble_name": trouble,
            "page_name": "duty",
        }
    return render(request, "pages/watch.html", facts, status=409 if trouble else 200)


def _form(
    request: OfficerRequest, zone: ZoneInfo, given: dict[str, Any], trouble: BadInput | None = None
) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        desks = duty.desks(tx)
    facts = audience_facts(request.viewer, read_reach(request.POST)) | {
        "desks": desks,
        "given": given,
        "zone": str(zone),
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "page_name": "duty",
    }
    return render(request, "pages/duty_form.html", facts, status=422 if trouble else 200)


def _moment(text: str, zone: ZoneInfo) -> dt.datetime:
    try:
        return moment_in(text, zone)
    except ValueError as error:
        raise DutyIncomplete(DutyFlaw.WHEN) from error


def _rows(tx: Transaction, found: tuple[Entry, ...], known: dict[str, Desk]) -> list[dict[str, Any]]:
    members, officers = charter.members_ever(tx), _officers(tx)
    return [
        {
            "entry": each,
            "by": members.get(each.member),
            "officer": officers.get(each.officer) if each.officer else None,
            "desk": known.get(each.desk),
            "links": read_links(tx, each.links),
            "readers": [
                members[one] for one in sorted(queries.audience_of(tx, each.audience)) if one in members
            ],
        }
        for each in found
    ]


def _posts(tx: Transaction, at: dt.datetime | None) -> list[dict[str, Any]]:
    officers = _officers(tx)
    return [_post(each, officers) for each in watches.on_watch(tx, at)]


def _post(post: watches.OnWatch, officers: dict[OfficerId, charter.Names]) -> dict[str, Any]:
    waiting: Watch | None = post.waiting
    return {
        "desk": post.desk,
        "officer": officers.get(post.officer) if post.officer else None,
        "since": post.since,
        "waiting": waiting,
        "left": officers.get(waiting.officer) if waiting else None,
    }


def _text(tx: Transaction, text: dict[str, Any]) -> dict[str, Any]:
    members = charter.members_ever(tx)
    rows = [
        each
        | {
            "address": address_of(each["page"], each["key"]),
            "member": members.get(MemberId(each["member"])) if each["member"] else None,
            "by": dt.datetime.fromisoformat(each["by"]) if each["by"] else None,
        }
        for each in text["open"]
    ]
    return text | {
        "open": rows,
        "not_listed": text["open_in_all"] - len(rows),
        "since": dt.datetime.fromisoformat(text["since"]) if text["since"] else None,
    }


def _officers(tx: Transaction) -> dict[OfficerId, charter.Names]:
    """Of the own member, those of today: another's are told to nobody."""
    return {each.id: each.names for each in charter.officers(tx)}
