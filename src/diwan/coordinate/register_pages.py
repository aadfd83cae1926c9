"""Pages of the register: what is in it, entering and changing it, its state, and the second officer of a protected site."""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.coordinate import protected_sites as sites
from diwan.coordinate import queries
from diwan.coordinate import register as entered
from diwan.coordinate.forms import OfficerRequest, moment_in, sent_as, trouble_name, zone_of
from diwan.coordinate.links import links_in, read_links
from diwan.coordinate.register_files import FORMS, MOST_BYTES, written
from diwan.coordinate.register_import import import_file
from diwan.coordinate.register_texts import ObjectFlaw, ObjectIncomplete, read_points
from diwan.coordinate.register_words import (
    PROTECTED,
    Object,
    ObjectForm,
    ObjectState,
    ObjectText,
    ProtectedAs,
    SiteAct,
)
from diwan.coordinate.site_map import site_map
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.gather import Reach
from diwan.gather.pages import audience_facts, chosen, read_reach
from diwan.process.places.names import place_name

FIRST_EXPIRY = dt.timedelta(days=90)


@require_GET
def register_page(request: OfficerRequest) -> HttpResponse:
    asked = _question(request)
    found = entered.objects(request.viewer, asked, cursor=request.GET.get("cursor") or None)
    more = request.GET.copy()
    more["cursor"] = found.next or ""
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        facts = {
            "rows": [_row(each, known) for each in found.rows],
            "next_address": f"{request.path}?{more.urlencode()}" if found.next else "",
            "asked": asked,
            "forms": [each.value for each in ObjectForm],
            "categories": [each.value for each in PROTECTED],
            "waiting": [] if request.as_of else sites.proposals(tx),
            "files": list(FORMS),
            "query": request.GET.urlencode(),
            "may_enter": request.as_of is None and charter.Right.FILE in charter.my_rights(tx),
            "page_name": "register",
        }
    return render(request, "pages/register.html", facts)


@require_GET
def register_export(request: OfficerRequest) -> HttpResponse:
    """The rows of the list, as a file that says what a missing entry does not mean."""
    form = request.GET.get("file", "")
    if form not in FORMS:
        raise NotVisible
    found = entered.objects(request.viewer, _question(request), limit=entered.MOST_EXPORTED)
    answer = HttpResponse(written(form, found.rows), content_type=f"{FORMS[form]}; charset=utf-8")
    name = f"register-first-{entered.MOST_EXPORTED}" if found.next else "register"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


@require_http_methods(["GET", "POST"])
def object_new(request: OfficerRequest) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        if charter.Right.FILE not in charter.my_rights(tx):
            raise NotAllowed
    if request.method == "GET":
        first = (springs.now() + FIRST_EXPIRY).astimezone(zone_of(request.viewer))
        given = {"form": "place", "category": "", "expires_at": f"{first:%Y-%m-%d}"}
        return _form(request, given | chosen(Reach()))
    reach, client = read_reach(request.POST), sent_as(request.POST)
    try:
        text = _text(request)
        if text.category:
            is_sure = request.POST.get("is_sure") == "yes"
            made = sites.propose_site(request.viewer, text, reach, client=client, is_sure=is_sure)
        else:
            made = entered.register(request.viewer, text, reach, client=client)
    except BadInput as trouble:
        return _form(request, request.POST.dict() | chosen(reach), trouble)
    if text.category:
        messages.success(request, _("Proposed. A second officer of your member confirms it."))
        return redirect("site", made)
    messages.success(request, _("Entered. Its readers see it now."))
    return redirect("object", made)


@require_GET
def object_page(request: OfficerRequest, object_id: uuid.UUID) -> HttpResponse:
    return _object(request, object_id)


@require_POST
def object_change(request: OfficerRequest, object_id: uuid.UUID) -> HttpResponse:
    """Of a protected one this is a proposal."""
    which = RecordId(object_id)
    try:
        found = _visible(request, which)
        text = _text(request)
        if found.is_protected:
            is_sure, client = request.POST.get("is_sure") == "yes", sent_as(request.POST)
            made = sites.propose_change(request.viewer, which, text, client=client, is_sure=is_sure)
            messages.success(request, _("Proposed. A second officer of your member confirms it."))
            return redirect("site", made)
        entered.change(request.viewer, which, text, request.POST.get("reason", ""))
    except BadInput as trouble:
        return _object(request, object_id, trouble)
    messages.success(request, _("Changed. What stood there before stays below."))
    return redirect("object", object_id)


@require_POST
def object_withdraw(request: OfficerRequest, object_id: uuid.UUID) -> HttpResponse:
    which, reason = RecordId(object_id), request.POST.get("reason", "")
    try:
        if _visible(request, which).is_protected:
            made = sites.propose_withdrawal(request.viewer, which, reason, client=sent_as(request.POST))
            messages.success(request, _("Proposed. A second officer of your member confirms it."))
            return redirect("site", made)
        entered.withdraw(request.viewer, which, reason)
    except BadInput as trouble:
        return _object(request, object_id, trouble)
    messages.success(request, _("Taken out of the register. What was said of it stays."))
    return redirect("object", object_id)


@require_POST
def object_state(request: OfficerRequest, object_id: uuid.UUID) -> HttpResponse:
    told = request.POST
    try:
        _visible(request, RecordId(object_id))
        since = _moment(told.get("since", ""), zone_of(request.viewer), ObjectFlaw.SINCE)
        with store.acting_as(request.viewer) as tx:
            links = links_in(tx, told.get("links", ""))
        state = next((each for each in ObjectState if each.value == told.get("state")), ObjectState.UNKNOWN)
        new = entered.NewState(
            state, since, told.get("held_by", ""), told.get("according_to", ""), told.get("text", ""), links
        )
        entered.tell_state(request.viewer, RecordId(object_id), new)
    except BadInput as trouble:
        return _object(request, object_id, trouble)
    messages.success(request, _("Said. Its readers see it now."))
    return redirect("object", object_id)


@require_GET
def site_page(request: OfficerRequest, site_id: uuid.UUID) -> HttpResponse:
    return _site(request, site_id)


@require_POST
def site_confirm(request: OfficerRequest, site_id: uuid.UUID) -> HttpResponse:
    try:
        seen = request.POST.get("seen_on_map") == "yes"
        stands = sites.confirm_site(request.viewer, RecordId(site_id), seen_on_map=seen)
    except BadInput as trouble:
        return _site(request, site_id, trouble)
    messages.success(request, _("Confirmed. Its readers see it now."))
    return redirect("object", stands)


@require_POST
def site_decline(request: OfficerRequest, site_id: uuid.UUID) -> HttpResponse:
    try:
        sites.decline_site(request.viewer, RecordId(site_id), request.POST.get("reason", ""))
    except BadInput as trouble:
        return _site(request, site_id, trouble)
    messages.success(request, _("Declined. Nothing has changed in the register."))
    return redirect("register")


@require_http_methods(["GET", "POST"])
def register_import(request: OfficerRequest) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        if charter.Right.FILE not in charter.my_rights(tx):
            raise NotAllowed
    trouble: BadInput | None = None
    taken, reach = None, read_reach(request.POST)
    if request.method == "POST":
        try:
            file = request.FILES.get("file")
            form = (file.name or "").rpartition(".")[2].lower() if file else ""
            data = file.read(MOST_BYTES + 1) if file else b""  # one more is refused as too large
            is_sure = request.POST.get("is_sure") == "yes"
            taken = import_file(
                request.viewer, "geojson" if form == "json" else form, data, reach, is_sure=is_sure
            )
        except BadInput as error:
            trouble = error
    facts = audience_facts(request.viewer, reach) | {
        "given": chosen(reach),
        "taken": taken,
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "faulty": [(row, trouble_name(row.fault)) for row in getattr(trouble, "rows", ())],
        "page_name": "register",
    }
    return render(request, "pages/register_import.html", facts, status=422 if trouble else 200)


def _object(request: OfficerRequest, which: uuid.UUID, trouble: BadInput | None = None) -> HttpResponse:
    """With what was written in the form that was not taken, so that nothing is lost."""
    zone = zone_of(request.viewer)
    with store.acting_as(request.viewer) as tx:
        found = entered.one(tx, RecordId(which), request.as_of)
        known, rights = charter.members_ever(tx), charter.my_rights(tx)
        readers = sorted(queries.audience_of(tx, found.audience))
        needed = charter.Right.FILE if readers == [request.viewer.member] else charter.Right.RELEASE
        stands = request.as_of is None and not found.is_withdrawn
        own = found.member == request.viewer.member
        text = found.now
        given = {
            "form": text.form.value,
            "category": text.category.value,
            "name": text.name,
            "address": text.address,
            "details": text.details,
            "points": "\n".join(f"{lat} {lon}" for lat, lon in text.points),
            "expires_at": f"{text.expires_at.astimezone(zone):%Y-%m-%d}" if text.expires_at else "",
            "links": "\n".join(map(str, text.links)),
        }
        facts = _row(found, known) | {
            "readers": [known[each] for each in readers if each in known],
            "links": read_links(tx, text.links),
            "history": [
                {"version": each, "state": None, "by": known.get(found.member), "at": each.said_at}
                for each in found.versions[1:]
            ]
            + [
                {"version": None, "state": each, "by": known.get(each.member), "at": each.said_at}
                for each in found.states
            ],
            "map": _map(text),
            "states_to_tell": [each.value for each in ObjectState],
            "since": f"{springs.now().astimezone(zone):%Y-%m-%dT%H:%M}",
            "may_change": stands and own and (charter.Right.FILE if found.is_protected else needed) in rights,
            "may_tell": stands and needed in rights,
            "forms": [each.value for each in ObjectForm],
            "categories": [text.category.value] if found.is_protected else [],
            "is_change": True,
            "given": request.POST.dict() if trouble else given,
            "zone": str(zone),
            "trouble": trouble,
            "trouble_name": trouble_name(trouble),
            "page_name": "register",
        }
    facts["history"].sort(key=lambda each: each["at"], reverse=True)
    return render(request, "pages/object.html", facts, status=422 if trouble else 200)


def _site(request: OfficerRequest, which: uuid.UUID, trouble: BadInput | None = None) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        found = sites.proposal(tx, RecordId(which))
        officers = {each.id: each.names for each in charter.officers(tx)}
        own = request.viewer.officer == found.officer
        may = found.is_confirmed is None and charter.Right.FILE in charter.my_rights(tx)
        facts = {
            "it": found,
            "text": found.site,
            "by": officers.get(found.officer),
            "links": read_links(tx, found.site.links),
            "map": _map(found.site),
            "is_own": own,
            "may_confirm": may and not own,
            "may_decline": may,
            "is_withdrawal": found.act is SiteAct.WITHDRAW,
            "trouble": trouble,
            "trouble_name": trouble_name(trouble),
            "page_name": "register",
        }
    return render(request, "pages/site.html", facts, status=422 if trouble else 200)


def _form(request: OfficerRequest, given: dict[str, Any], trouble: BadInput | None = None) -> HttpResponse:
    facts = audience_facts(request.viewer, read_reach(request.POST)) | {
        "forms": [each.value for each in ObjectForm],
        "categories": [each.value for each in PROTECTED],
        "given": given,
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "page_name": "register",
    }
    return render(request, "pages/object_form.html", facts, status=422 if trouble else 200)


def _text(request: OfficerRequest) -> ObjectText:
    told, zone = request.POST, zone_of(request.viewer)
    with store.acting_as(request.viewer) as tx:
        links = links_in(tx, told.get("links", ""))
    category = next((each for each in ProtectedAs if each.value == told.get("category")), ProtectedAs.NONE)
    return ObjectText(
        form=next((each for each in ObjectForm if each.value == told.get("form")), ObjectForm.PLACE),
        name=told.get("name", ""),
        points=read_points(told.get("points", "")),
        address=told.get("address", ""),
        details=told.get("details", ""),
        category=category,
        expires_at=_moment(told.get("expires_at", ""), zone, ObjectFlaw.EXPIRY) if category else None,
        links=links,
    )


def _moment(text: str, zone: ZoneInfo, flaw: ObjectFlaw) -> dt.datetime:
    try:
        return moment_in(text.strip(), zone)
    except ValueError as error:
        raise ObjectIncomplete(flaw) from error


def _question(request: OfficerRequest) -> entered.Question:
    return entered.Question(request.GET.get("form", ""), request.GET.get("q", ""), request.as_of)


def _visible(request: OfficerRequest, which: RecordId) -> Object:
    """Hidden and absent before anything else is told."""
    with store.acting_as(request.viewer) as tx:
        return entered.one(tx, which)


def _row(found: Object, known: dict[MemberId, charter.Member]) -> dict[str, Any]:
    return {
        "it": found,
        "text": found.now,
        "by": known.get(found.member),
        "states": [{"said": each, "by": known.get(each.member)} for each in found.states_now],
    }


COMPASS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


def _map(text: ObjectText) -> dict[str, Any] | None:
    """All numbers of the drawing as text: a comma of the officer's language would break it."""
    if not text.points:
        return None
    drawn, language = site_map(*text.points[0]), get_language() or "en"
    return {
        "land": drawn.land,
        "x": str(drawn.x),
        "y": str(drawn.y),
        "scale": str(drawn.kilometre * 10),
        "labels": [(str(each.x), str(each.y), place_name(each.geonameid, language)) for each in drawn.labels],
        "nearest": [
            {
                "name": place_name(each.geonameid, language),
                "kilometres": round(each.distance_km, 1),
                "compass": COMPASS[round(each.bearing_degrees / 45) % 8],
            }
            for each in drawn.nearest
        ],
        "points": [f"{lat} {lon}" for lat, lon in text.points],
    }
