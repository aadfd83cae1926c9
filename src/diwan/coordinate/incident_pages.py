"""Pages of incidents: reported, each side's version beside the other's, replies, and counts that both sides can reproduce."""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.coordinate import incident_counts as counting
from diwan.coordinate import incidents as told_of
from diwan.coordinate import queries
from diwan.coordinate.forms import OfficerRequest, moment_in, sent_as, trouble_name, zone_of
from diwan.coordinate.incident_words import (
    Account,
    Incident,
    IncidentKind,
    IncidentStand,
    IncidentStanding,
    Point,
    Version,
)
from diwan.coordinate.incidents import IncidentFlaw, IncidentIncomplete
from diwan.coordinate.links import links_in, read_links
from diwan.coordinate.register_texts import read_points
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import MemberId, RecordId
from diwan.gather import Reach
from diwan.gather.pages import audience_facts, chosen, read_reach
from diwan.store import Transaction


@require_GET
def incidents_page(request: OfficerRequest) -> HttpResponse:
    found = told_of.incidents(request.viewer, at=request.as_of, cursor=request.GET.get("cursor") or None)
    asked = request.GET.copy()
    asked["cursor"] = found.next or ""
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        facts = {
            "rows": [
                _row(each, known) | {"readers": _readers(tx, each.audience, known)} for each in found.rows
            ],
            "next_address": f"{request.path}?{asked.urlencode()}" if found.next else "",
            "may_report": request.as_of is None and charter.Right.FILE in charter.my_rights(tx),
            "page_name": "incidents",
        }
    return render(request, "pages/incidents.html", facts)


@require_GET
def incidents_count(request: OfficerRequest) -> HttpResponse:
    asked, zone = request.GET, zone_of(request.viewer)
    today = (request.as_of or springs.now()).astimezone(zone).date()
    given = {
        "since": asked.get("since") or (today - counting.USUAL_SPAN).isoformat(),
        "until": asked.get("until") or today.isoformat(),
        "members": asked.getlist("with"),
    }
    found, trouble = None, None
    try:
        named = [MemberId(each) for each in given["members"]]
        found = counting.counts(request.viewer, named, *_span(given, zone), at=request.as_of)
    except BadInput as refused:
        trouble = refused
    if found and asked.get("file") == "csv":
        answer = HttpResponse(counting.written(found), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="incidents.csv"'
        return answer
    as_file = asked.copy()
    as_file["file"] = "csv"
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        others = [each for each in charter.members(tx) if each.reads and each.id != request.viewer.member]
    facts = {
        "found": found,
        "standings": list(IncidentStanding),
        "numbers": [(kind, list(row.values())) for kind, row in found.rows.items()] if found else [],
        "by": [known[each] for each in found.members] if found else [],
        "rows": [_row(each, known) for each in found.incidents[:100]] if found else [],
        "others": others,
        "given": given,
        "zone": str(zone),
        "file_address": f"{request.path}?{as_file.urlencode()}",
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "page_name": "incidents",
    }
    return render(request, "pages/incidents_count.html", facts, status=422 if trouble else 200)


@require_http_methods(["GET", "POST"])
def incident_new(request: OfficerRequest) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        if charter.Right.FILE not in charter.my_rights(tx):
            raise NotAllowed
    zone = zone_of(request.viewer)
    if request.method == "GET":
        given = {"happened_at": f"{springs.now().astimezone(zone):%Y-%m-%dT%H:%M}", "kind": "near_miss"}
        return _form(request, zone, given | chosen(Reach()))
    told, reach = request.POST, read_reach(request.POST)
    try:
        made = told_of.report_incident(
            request.viewer,
            told.get("title", ""),
            _account(request, zone),
            [MemberId(each) for each in told.getlist("parties")],
            reach,
            client=sent_as(told),
        )
    except BadInput as trouble:
        return _form(
            request, zone, told.dict() | {"parties": told.getlist("parties")} | chosen(reach), trouble
        )
    messages.success(
        request,
        _("Reported. Its readers see it now; whoever is involved and reads it is asked for its version."),
    )
    return redirect("incident", made)


@require_GET
def incident_page(request: OfficerRequest, incident_id: uuid.UUID) -> HttpResponse:
    return _page(request, incident_id)


@require_POST
def incident_tell(request: OfficerRequest, incident_id: uuid.UUID) -> HttpResponse:
    try:
        _visible(request, incident_id)
        told_of.tell_version(
            request.viewer, RecordId(incident_id), _account(request, zone_of(request.viewer))
        )
    except BadInput as trouble:
        return _page(request, incident_id, trouble, "tell")
    messages.success(request, _("Told. Your version stands beside the others; what you told before stays."))
    return redirect("incident", incident_id)


@require_POST
def incident_reply(request: OfficerRequest, incident_id: uuid.UUID) -> HttpResponse:
    try:
        _visible(request, incident_id)
        with store.acting_as(request.viewer) as tx:
            links = links_in(tx, request.POST.get("reply_links", ""))
        words = request.POST.get("reply", "")
        told_of.reply(request.viewer, RecordId(incident_id), words, links, client=sent_as(request.POST))
    except BadInput as trouble:
        return _page(request, incident_id, trouble, "reply")
    messages.success(request, _("Said. The readers of the incident see it."))
    return redirect("incident", incident_id)


@require_POST
def incident_withdraw(request: OfficerRequest, incident_id: uuid.UUID) -> HttpResponse:
    try:
        _visible(request, incident_id)
        told_of.withdraw_incident(request.viewer, RecordId(incident_id), request.POST.get("why", ""))
    except BadInput as trouble:
        return _page(request, incident_id, trouble, "withdraw")
    messages.success(request, _("Withdrawn. What was told of it stays."))
    return redirect("incident", incident_id)


def _visible(request: OfficerRequest, which: uuid.UUID) -> None:
    """Hidden and absent before anything else is told."""
    with store.acting_as(request.viewer) as tx:
        told_of.incident(tx, RecordId(which))


def _page(
    request: OfficerRequest, which: uuid.UUID, trouble: BadInput | None = None, form: str = ""
) -> HttpResponse:
    """With what was written in the form that was not taken, so that nothing is lost."""
    with store.acting_as(request.viewer) as tx:
        found = told_of.incident(tx, RecordId(which), request.as_of)
        zone = ZoneInfo(charter.centre(tx).time_zone)
        known = charter.members_ever(tx)
        may_say = request.as_of is None and _may_say(tx, found)
        own = found.version_of(request.viewer.member)
        facts = _row(found, known) | {
            "sides": [_side(tx, found, each, known) for each in found.sides],
            "replies": [
                {"it": each, "by": known.get(each.member), "links": read_links(tx, each.links)}
                for each in found.replies
            ],
            "readers": _readers(tx, found.audience, known),
            "may_tell": may_say and found.withdrawn is None,
            "may_reply": may_say,
            "may_withdraw": may_say and found.withdrawn is None and found.member == request.viewer.member,
            "is_reporter": found.member == request.viewer.member,
            "has_told": own is not None,
            "is_asked": own is None and request.viewer.member in found.parties,
            "given": request.POST.dict()
            if trouble
            else _as_given(own or found.first, zone, is_own=own is not None),
            "kinds": list(IncidentKind),
            "stands": list(IncidentStand),
            "form": form,
            "zone": str(zone),
            "trouble": trouble,
            "trouble_name": trouble_name(trouble),
            "page_name": "incidents",
        }
    return render(request, "pages/incident.html", facts, status=422 if trouble else 200)


def _side(
    tx: Transaction, found: Incident, member: MemberId, known: dict[MemberId, charter.Member]
) -> dict[str, Any]:
    version = found.version_of(member)
    return {
        "by": known.get(member),
        "version": version,
        "differs": found.differs(version) if version else (),
        "links": read_links(tx, version.account.links) if version else [],
        "earlier": found.earlier_of(member),
        "is_reporter": member == found.member,
        "reads": member in queries.audience_of(tx, found.audience),
    }


def _form(
    request: OfficerRequest, zone: ZoneInfo, given: dict[str, Any], trouble: BadInput | None = None
) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        others = [each for each in charter.members(tx) if each.reads and each.id != request.viewer.member]
    facts = audience_facts(request.viewer, read_reach(request.POST)) | {
        "others": others,
        "kinds": list(IncidentKind),
        "given": given,
        "zone": str(zone),
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "page_name": "incidents",
    }
    return render(request, "pages/incident_form.html", facts, status=422 if trouble else 200)


def _account(request: OfficerRequest, zone: ZoneInfo) -> Account:
    told = request.POST
    try:
        at = moment_in(told.get("happened_at", ""), zone)
    except ValueError as error:
        raise IncidentIncomplete(IncidentFlaw.WHEN) from error
    with store.acting_as(request.viewer) as tx:
        links = links_in(tx, told.get("links", ""))
    return Account(
        next((each for each in IncidentKind if each.value == told.get("kind")), IncidentKind.OTHER),
        at,
        told.get("place", ""),
        told.get("words", ""),
        next((each for each in IncidentStand if each.value == told.get("stand")), IncidentStand.HAPPENED),
        _point(told),
        links,
        told.get("reason", ""),
    )


def _point(told: QueryDict) -> Point | None:
    """In any usual notation. Raises NotAVolume."""
    points = read_points(told.get("point", ""))
    return points[0] if points else None


def _span(given: dict[str, Any], zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """Whole days of the centre's zone; the last one counts."""
    try:
        first, last = (dt.date.fromisoformat(given[name]) for name in ("since", "until"))
        return _midnight(first, zone), _midnight(last + dt.timedelta(days=1), zone)
    except (ValueError, OverflowError) as error:
        raise counting.SpanUnclear from error


def _midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _as_given(version: Version, zone: ZoneInfo, *, is_own: bool) -> dict[str, str]:
    """The own version to change; of another's only when and where, which the two sides most often share."""
    account = version.account
    shared = {
        "kind": account.kind.value,
        "happened_at": f"{account.happened_at.astimezone(zone):%Y-%m-%dT%H:%M:%S}",
        "place": account.place,
        "point": f"{account.point[0]} {account.point[1]}" if account.point else "",
    }
    if not is_own:
        return shared | {"stand": "happened"}
    links = "\n".join(map(str, account.links))
    return shared | {"stand": account.stand.value, "words": account.words, "links": links}


def _row(found: Incident, known: dict[MemberId, charter.Member]) -> dict[str, Any]:
    last = found.version_of(found.member)
    return {
        "it": found,
        "told": (last or found.first).account,
        "by": known.get(found.member),
        "parties": [known[each] for each in found.parties if each in known],
    }


def _readers(tx: Transaction, audience: int, known: dict[MemberId, charter.Member]) -> list[charter.Member]:
    return [known[each] for each in sorted(queries.audience_of(tx, audience)) if each in known]


def _may_say(tx: Transaction, found: Incident) -> bool:
    """What is said of it goes to its readers: for others it takes the same right as the report did."""
    is_own_alone = len(queries.audience_of(tx, found.audience)) == 1
    return (charter.Right.FILE if is_own_alone else charter.Right.RELEASE) in charter.my_rights(tx)
