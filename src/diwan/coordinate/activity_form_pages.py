"""The form that announces an activity or changes one. Whatever is wrong, met or asked, what was typed stays."""

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, gather, ledger, store
from diwan.coordinate import announce as saying
from diwan.coordinate.activities import (
    activities,
    activity,
    conflicts_before,
    is_known_place,
    picture_box,
    unseen_by,
)
from diwan.coordinate.activity_checks import check
from diwan.coordinate.activity_form import (
    AskFirst,
    Entered,
    ask_about,
    chosen_readers,
    entered,
    filled,
    start_of,
    swapped_lines,
)
from diwan.coordinate.activity_shown import shown_conflict
from diwan.coordinate.activity_words import Activity, ActivityKind, Consent, as_planned
from diwan.coordinate.area_files import LARGEST_BYTES, areas_in
from diwan.coordinate.forms import OfficerRequest, sent_as, trouble_name
from diwan.coordinate.queries import audience_of
from diwan.coordinate.space import NotAVolume, Reference, Shape
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer


@require_http_methods(["GET", "POST"])
def activity_new(request: OfficerRequest) -> HttpResponse:
    zone, last = _zone_and_last(request.viewer)
    if request.method == "GET":
        now = springs.now().astimezone(zone)
        kind = last.kind.value if last else ActivityKind.FLIGHT.value
        given = start_of(now, last.contact if last else "", kind) | {
            "opened": springs.now().isoformat(timespec="seconds")
        }
        return _form(request, zone, given, is_soon=request.GET.get("soon") == "yes")
    return _taken(request, zone, None)


@require_http_methods(["GET", "POST"])
def activity_change(request: OfficerRequest, activity_id: uuid.UUID) -> HttpResponse:
    zone, _last = _zone_and_last(request.viewer)
    with store.acting_as(request.viewer) as tx:
        found = activity(tx, RecordId(activity_id))
    if found.member != request.viewer.member:
        raise NotAllowed
    if request.method == "GET":
        envelope = _envelope_of(request.viewer, found)
        given = filled(found, envelope["choice"]) | {"opened": springs.now().isoformat(timespec="seconds")}
        return _form(request, zone, given, found=found, chosen=envelope["members"])
    return _taken(request, zone, found)


@require_POST
def activity_look(request: OfficerRequest) -> HttpResponse:
    """The form again: with the areas of a file, with coordinates swapped, or with what it would meet. Nothing is said."""
    zone, _last = _zone_and_last(request.viewer)
    found = _changed(request.viewer, request.POST.get("activity", ""))
    given, more = _given(request, found)
    try:
        if request.POST.get("act") == "swap":
            given["points"] = swapped_lines(given.get("points", ""))
        elif upload := request.FILES.get("file"):
            shape, given["points"] = areas_in(upload.read(LARGEST_BYTES + 1))
            given |= {"shape": shape.value, "places": ""}
        else:
            told = _entered(request, zone, found)
            more["met"] = _met(request, told, found)
    except BadInput as trouble:
        return _form(request, zone, given, trouble=trouble, status=422, **more)
    return _form(request, zone, given, **more)


@require_GET
def activity_sentence(request: OfficerRequest) -> HttpResponse:
    """Who will read what, and who will see nothing of it, while the form is filled."""
    found = _changed(request.viewer, request.GET.get("activity", ""))
    return render(request, "parts/activity_sentence.html", _told_readers(request.viewer, request.GET, found))


def _taken(request: OfficerRequest, zone: ZoneInfo, found: Activity | None) -> HttpResponse:
    """Announced or changed; or the form again with all that was typed, and what is wrong or asked."""
    given, more = _given(request, found)
    try:
        told = _entered(request, zone, found)
        return _say(request, told, found)
    except (saying.ActivityIsOver, saying.ChangedMeanwhile) as trouble:
        return _form(request, zone, given, trouble=trouble, status=409, **more)
    except BadInput as trouble:
        return _form(request, zone, given, trouble=trouble, status=422, **more)


def _given(request: OfficerRequest, found: Activity | None) -> tuple[dict[str, Any], dict[str, Any]]:
    given: dict[str, Any] = request.POST.dict() | {"days": request.POST.getlist("days")}
    if found is not None:
        given["is_mixed"] = filled(found, "")["is_mixed"]
    chosen = request.POST.getlist("envelope_members")
    return given, {"found": found, "chosen": chosen, "is_soon": request.POST.get("soon") == "yes"}


def _entered(request: OfficerRequest, zone: ZoneInfo, found: Activity | None) -> Entered:
    """Raises BadInput: what is missing or wrong, or AskFirst."""
    told = entered(request.POST, str(zone), kept=found)
    check(told.said)
    if not request.POST.get("as_written"):
        is_new_place = found is None or as_planned(told.said) != found.volumes
        with store.acting_as(request.viewer) as tx:
            ask_about(
                told.said, springs.now(), lambda point: is_known_place(tx, point), is_new_place=is_new_place
            )
    return told


def _changed(viewer: Viewer, which: str) -> Activity | None:
    """The own activity that the form changes; None where it announces one. Raises NotVisible."""
    if not which:
        return None
    if (known := _id(which)) is None:
        raise NotVisible
    with store.acting_as(viewer) as tx:
        found = activity(tx, known)
    if found.member != viewer.member:
        raise NotVisible
    return found


def _say(request: OfficerRequest, told: Entered, found: Activity | None) -> HttpResponse:
    client = sent_as(request.POST)
    if found is None:
        made = saying.announce(
            request.viewer, told.said, details=told.details, envelope=told.envelope, client=client
        )
        messages.success(request, _("Announced. Its readers see it now."))
        return redirect("activity", made)
    version = _id(request.POST.get("version", ""))
    saying.change(request.viewer, found.id, told.said, envelope=told.envelope, version=version, client=client)
    messages.success(request, _("Changed. Its readers see it now."))
    return redirect("activity", found.id)


def _met(request: OfficerRequest, told: Entered, found: Activity | None) -> list[dict[str, Any]]:
    with store.acting_as(request.viewer) as tx:
        known = charter.members_ever(tx)
        met = conflicts_before(tx, told.said, besides=found.id if found else None)
    return [shown_conflict(each, known, told.said.volumes) for each in met]


def _form(
    request: OfficerRequest,
    zone: ZoneInfo,
    given: dict[str, Any],
    *,
    found: Activity | None = None,
    chosen: list[str] | tuple[str, ...] = (),
    met: list[dict[str, Any]] | None = None,
    is_soon: bool = False,
    trouble: BadInput | None = None,
    status: int = 200,
) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        members = list(charter.members(tx))
        box = picture_box(tx)
        if charter.Right.RELEASE not in charter.my_rights(tx):
            raise NotAllowed
    told = QueryDict(mutable=True)
    told.update({name: value for name, value in given.items() if isinstance(value, str)})
    told.setlist("envelope_members", list(chosen))
    told.setlist("details_members", request.POST.getlist("details_members"))
    facts = {
        "it": found,
        "bounds": " ".join(f"{each:.3f}" for each in box) if box else "",
        "given": given,
        "chosen": chosen,
        "details_chosen": request.POST.getlist("details_members"),
        "hosts": [each for each in members if each.id != request.viewer.member],
        "members": [each for each in members if each.reads and each.id != request.viewer.member],
        "kinds": [each.value for each in ActivityKind],
        "consents": [each.value for each in Consent],
        "references": [each.value for each in Reference],
        "shapes": [each.value for each in Shape],
        "days": list("0123456"),
        "zone": given.get("zone") or str(zone),
        "met": met,
        "is_checked": met is not None,
        "is_soon": is_soon,
        "is_keeping": bool(given.get("is_mixed")) or given.get("places") == "keep",
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "field": _field(trouble),
        "question": trouble if isinstance(trouble, AskFirst) else None,
        "page_name": "activities",
    }
    return render(
        request, "pages/activity_form.html", facts | _told_readers(request.viewer, told, found), status=status
    )


def _told_readers(viewer: Viewer, told: QueryDict, found: Activity | None) -> dict[str, Any]:
    """In words: who reads the details, who place and time alone, and who nothing. A choice that is none tells nobody."""
    kind = next((each for each in ActivityKind if each.value == told.get("kind")), ActivityKind.FLIGHT)
    try:
        details, envelope = chosen_readers(told, kind)
        with store.acting_as(viewer) as tx:
            known = [each for each in charter.members(tx) if each.reads]
            if found:
                reading = audience_of(tx, found.audience) & {each.id for each in known}
                details = gather.Reach(members=tuple(sorted(reading)))
        unseen = {each.id for each in unseen_by(viewer, details=details, envelope=envelope)}
        blind = {each.id for each in unseen_by(viewer, details=details, envelope=None)}
    except (BadInput, NotAllowed):
        return {"reads_details": None}
    return {
        "reads_details": [each for each in known if each.id not in blind],
        "reads_envelope": [each for each in known if each.id in blind - unseen],
        "unseen": [each for each in known if each.id in unseen],
    }


def _zone_and_last(viewer: Viewer) -> tuple[ZoneInfo, Activity | None]:
    """The centre's zone, and what the member announced last."""
    with store.acting_as(viewer) as tx:
        zone = ZoneInfo(charter.centre(tx).time_zone)
        page = activities(tx, with_past=True, most=20)
    return zone, next((each for each in page.rows if each.member == viewer.member), None)


def _envelope_of(viewer: Viewer, found: Activity) -> dict[str, Any]:
    with store.acting_as(viewer) as tx:
        released = ledger.record(tx, found.envelope) if found.envelope else None
    if released is None:
        return {"choice": "nobody", "members": []}
    if released.label.whole_centre:
        return {"choice": "centre", "members": []}
    return {"choice": "members", "members": sorted(released.label.members - {viewer.member})}


def _id(text: str) -> RecordId | None:
    try:
        return RecordId(uuid.UUID(text))
    except ValueError:
        return None


def _field(trouble: BadInput | None) -> str:
    return trouble.field.rpartition(".")[2] if isinstance(trouble, NotAVolume) else ""
