"""Pages of sources, of filing, and of what was set aside. The own member's alone."""

import contextlib
import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import access, charter, gather, ledger, store
from diwan.core.errors import BadInput, NotVisible, QuotaReached
from diwan.core.ids import ItemId, MemberId, RoomId, SourceId
from diwan.core.labels import Credibility, Reliability, Tlp
from diwan.core.protection import Exactness, Identity, Protection
from diwan.core.viewer import Viewer
from diwan.gather import Arrival, NewSource, Raw, Reach
from diwan.gather.raw import too_large

KINDS = {
    "feed": gettext_lazy("RSS or Atom feed"),
    "page": gettext_lazy("Web page"),
    "folder": gettext_lazy("Watched folder"),
    "mailbox": gettext_lazy("Mail file (EML, mbox)"),
}
SCHEDULES = {
    "60": gettext_lazy("every minute"),
    "300": gettext_lazy("every 5 minutes"),
    "900": gettext_lazy("every 15 minutes"),
    "3600": gettext_lazy("every hour"),
    "21600": gettext_lazy("every 6 hours"),
    "86400": gettext_lazy("once a day"),
    "": gettext_lazy("only by hand"),
}
RELIABILITIES = {
    "A": gettext_lazy("reliable source"),
    "B": gettext_lazy("usually reliable source"),
    "C": gettext_lazy("fairly reliable source"),
    "D": gettext_lazy("not usually reliable source"),
    "E": gettext_lazy("unreliable source"),
    "F": gettext_lazy("reliability cannot be judged"),
}
CREDIBILITIES = {
    "1": gettext_lazy("confirmed by others"),
    "2": gettext_lazy("probably true"),
    "3": gettext_lazy("possibly true"),
    "4": gettext_lazy("doubtful"),
    "5": gettext_lazy("improbable"),
    "6": gettext_lazy("truth cannot be judged"),
}
PASSING_ON = (
    (
        Tlp.RED,
        gettext_lazy("Not pass it on"),
        gettext_lazy("They may read it and build on it for themselves."),
    ),
    (Tlp.AMBER_STRICT, gettext_lazy("Pass it on inside their own organisation"), ""),
    (Tlp.AMBER, gettext_lazy("Pass it on to whom they trust to need it"), ""),
    (Tlp.GREEN, gettext_lazy("Pass it on within the community"), ""),
    (Tlp.CLEAR, gettext_lazy("Make it public"), ""),
)


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached; no page is reached without a viewer."""

    viewer: Viewer
    as_of: dt.datetime | None
    zone: ZoneInfo
    htmx: Any


# --- the audience, chosen in plain words ---------------------------------------------------------------------


def read_reach(given: QueryDict, zone: ZoneInfo | None = None) -> Reach:
    """What the officer chose; nothing that can be read means the own member alone. With a zone also from when on others
    read it; raises ReleaseDateUnclear for what is no moment."""
    release_at = read_release_at(given.get("release_at", ""), zone) if zone else None
    return replace(_audience(given), release_at=release_at)


def read_release_at(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """Where a clock shows one moment twice, the later one is meant: never earlier than the officer can have thought."""
    if not text.strip():
        return None
    try:
        moment = dt.datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = max(moment.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC) for fold in (0, 1))
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise gather.ReleaseDateUnclear(f"“{text[:40]}” is not.") from error


def _audience(given: QueryDict) -> Reach:
    tlp = next((each for each in Tlp if each.value == given.get("tlp")), Tlp.AMBER)
    audience = given.get("audience", "own")
    if audience == "members":
        return Reach(members=tuple(MemberId(member) for member in given.getlist("members")), tlp=tlp)
    if audience == "centre":
        return Reach(whole_centre=True, tlp=tlp)
    if audience.startswith("room:"):
        return Reach(rooms=(RoomId(audience.removeprefix("room:")),), tlp=tlp)
    return Reach(tlp=tlp)


def chosen(reach: Reach) -> dict[str, Any]:
    """The other way: a reach as the form shows it."""
    audience = "centre" if reach.whole_centre else f"room:{reach.rooms[0]}" if reach.rooms else ""
    return {
        "audience": audience or ("members" if reach.members else "own"),
        "members": list(reach.members),
        "tlp": reach.tlp.value,
    }


def audience_facts(viewer: Viewer, reach: Reach) -> dict[str, Any]:
    """What the chooser offers, and who would read it as chosen now."""
    with store.acting_as(viewer) as tx:
        members = [member for member in charter.members(tx) if member.kind != "outside"]
        by_id = {member.id: member for member in members}
        rooms = [
            {
                "id": room.id,
                "value": f"room:{room.id}",
                "names": room.names,
                "members": [
                    by_id[place.member] for place in charter.places(tx, room.id) if place.member in by_id
                ],
            }
            for room in charter.rooms(tx)
        ]
        with contextlib.suppress(access.NoSuchReader):
            return {
                "audience": {
                    "others": [member for member in members if member.id != viewer.member],
                    "rooms": rooms,
                    "everybody": members,
                    "may_release": charter.Right.RELEASE in charter.my_rights(tx),
                    "passing": [(tlp.value, title, words) for tlp, title, words in PASSING_ON],
                },
                "choice": gather.label_words(tx, reach),
            }
    return audience_facts(viewer, Reach(tlp=reach.tlp))


def read_protection(given: QueryDict) -> Protection:
    """What cannot be read withholds more, never less."""
    identity, exactness = given.get("identity", "full"), given.get("exactness", "exact")
    return Protection(
        Identity(identity) if identity in list(Identity) else Identity.NONE,
        given.get("described_as", ""),
        Exactness(exactness) if exactness in list(Exactness) else Exactness.REGION,
    )


def protection_given(protection: Protection) -> dict[str, str]:
    """The other way: as the form shows it."""
    return {
        "identity": protection.identity.value,
        "described_as": protection.described_as,
        "exactness": protection.exactness.value,
    }


def suggested(request: OfficerRequest, given: QueryDict) -> dict[str, Any] | None:
    """Label and protection of one of the own member's sources, as the form shows them, when the officer has asked for it in
    one click."""
    source = str(given.get("as") or "")
    if not source:
        return None
    try:
        reach, protection = gather.default_of(request.viewer, SourceId(uuid.UUID(source)))
    except ValueError as error:
        raise NotVisible from error
    return chosen(reach) | protection_given(protection)


@require_GET
def file_choice(request: OfficerRequest) -> HttpResponse:
    """The chooser alone, set as one of the own member's sources has it; the sentence below it follows."""
    found = suggested(request, request.GET)
    given = found or chosen(read_reach(request.GET))
    facts = {
        "audience_question": _("Who will be able to read it"),
        "given": given,
        "exactness": EXACTNESS,
        "as_source": bool(found),
        "of_files": request.GET.get("of") == "files",
        "of_source": request.GET.get("of") == "source",
        **audience_facts(request.viewer, reach_of(given)),
    }
    return render(request, "parts/audience_as_source.html", facts)


@require_GET
def file_sentence(request: OfficerRequest) -> HttpResponse:
    """Who will be able to read it, said again after each choice."""
    try:
        reach = read_reach(request.GET, request.zone)
        if reach.release_at:
            gather.check_release_at(reach.release_at)
    except BadInput as trouble:
        return render(
            request, "parts/who_will_read.html", {"choice_trouble": trouble_facts(trouble)["trouble"]}
        )
    return render(request, "parts/who_will_read.html", audience_facts(request.viewer, reach))


# --- sources --------------------------------------------------------------------------------------------------


@require_GET
def sources(request: OfficerRequest) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        disk = ledger.my_disk_use(tx)
    return render(request, "pages/sources.html", {"sources": gather.sources(request.viewer), "disk": disk})


@require_GET
def source(request: OfficerRequest, source_id: uuid.UUID) -> HttpResponse:
    view = gather.source_view(request.viewer, SourceId(source_id), cursor=request.GET.get("cursor"))
    facts = {"source": view.status, "items": view.items, "failures": view.failures[:10]}
    return render(request, "pages/source.html", facts)


def _given_source(request: OfficerRequest) -> dict[str, Any]:
    names = ("kind", "name", "address", "reliability", "every", "identity", "described_as", "exactness")
    given: dict[str, Any] = {name: request.POST.get(name, "").strip() for name in names}
    return given | chosen(read_reach(request.POST)) | {"paused": request.POST.get("paused") == "yes"}


def _new_source(given: dict[str, Any], reach: Reach, kind: str) -> NewSource:
    every, protected = given["every"], QueryDict(mutable=True)
    protected.update({name: given[name] for name in ("identity", "described_as", "exactness") if given[name]})
    return NewSource(
        name=given["name"],
        kind=kind,
        address=given["address"],
        reliability=Reliability(given["reliability"])
        if given["reliability"] in RELIABILITIES
        else Reliability.F,
        reach=reach,
        every_seconds=int(every) if every in SCHEDULES and every else None,
        is_paused=given["paused"],
        protection=read_protection(protected),
    )


def _source_form(
    request: OfficerRequest, given: dict[str, Any], *, status: Any = None, trouble: BadInput | None = None
) -> HttpResponse:
    facts = {
        "given": given,
        "source": status,
        "kinds": list(KINDS.items()),
        "schedules": list(SCHEDULES.items()),
        "reliabilities": list(RELIABILITIES.items()),
        "audience_question": _("Who will be able to read what it brings"),
        "exactness": EXACTNESS,
        "suggestions": gather.suggestions(request.viewer),
        **trouble_facts(trouble),
        **audience_facts(request.viewer, reach_of(given)),
    }
    return render(request, "pages/source_form.html", facts, status=422 if trouble else 200)


def reach_of(given: dict[str, Any]) -> Reach:
    chosen = QueryDict(mutable=True)
    chosen["audience"], chosen["tlp"] = given["audience"], given["tlp"]
    chosen.setlist("members", given["members"])
    return read_reach(chosen)


def trouble_facts(trouble: BadInput | None) -> dict[str, Any]:
    if trouble is None:
        return {}
    if isinstance(trouble, QuotaReached):
        return {"trouble": _quota_reached()}
    if isinstance(trouble, gather.ReleaseDateUnclear):
        return {"trouble": _("Say a moment to come from which others read it, at most ten years ahead.")}
    if isinstance(trouble, gather.NobodyWaits):
        return {"trouble": _("Choose who is to read it from that moment on, or leave the moment out.")}
    return {"trouble": _("This cannot be kept as it is."), "trouble_detail": str(trouble)}


def _quota_reached() -> str:
    return _("Your member has used up its share of the disk; nothing was kept. Recall what is not needed, or ask the operator for more.")  # fmt: skip


@require_http_methods(["GET", "POST"])
def source_add(request: OfficerRequest) -> HttpResponse:
    if request.method == "GET":
        given = {"kind": "feed", "reliability": "F", "every": "900", "name": "", "address": ""}
        return _source_form(request, given | chosen(Reach()))
    given = _given_source(request)
    if found := suggested(request, request.POST):
        return _source_form(request, given | found)
    try:
        added = gather.add_source(request.viewer, _new_source(given, read_reach(request.POST), given["kind"]))
    except BadInput as trouble:
        return _source_form(request, given, trouble=trouble)
    gather.look_now(request.viewer, added)
    messages.success(request, _("The source is added and is being fetched for the first time."))
    return redirect("source", added)


@require_http_methods(["GET", "POST"])
def source_edit(request: OfficerRequest, source_id: uuid.UUID) -> HttpResponse:
    status = gather.source_view(request.viewer, SourceId(source_id), limit=1).status
    if request.method == "GET":
        given = {
            "kind": status.kind,
            "name": status.name,
            "address": status.address,
            "reliability": status.reliability,
            "every": "" if status.every_seconds is None else str(status.every_seconds),
            "paused": status.is_paused,
        }
        given |= chosen(status.reach) | protection_given(status.protection)
        return _source_form(request, given, status=status)
    given = _given_source(request) | {"kind": status.kind}
    if found := suggested(request, request.POST):
        return _source_form(request, given | found, status=status)
    try:
        gather.change_source(
            request.viewer, SourceId(source_id), _new_source(given, read_reach(request.POST), status.kind)
        )
    except BadInput as trouble:
        return _source_form(request, given, status=status, trouble=trouble)
    messages.success(request, _("The changes are kept. What came before keeps its audience and its grade."))
    return redirect("source", source_id)


@require_POST
def source_fetch(request: OfficerRequest, source_id: uuid.UUID) -> HttpResponse:
    gather.look_now(request.viewer, SourceId(source_id))
    messages.success(request, _("It is being fetched now; what comes appears below by itself."))
    return redirect("source", source_id)


# --- what could not be read ------------------------------------------------------------------------------------


@require_GET
def set_aside(request: OfficerRequest) -> HttpResponse:
    items = gather.items_set_aside(request.viewer, cursor=request.GET.get("cursor"))
    return render(request, "pages/set_aside.html", {"items": items})


@require_POST
def item_retry(request: OfficerRequest, item_id: uuid.UUID) -> HttpResponse:
    gather.retry_item(request.viewer, ItemId(item_id))
    messages.success(request, _("It is being tried again."))
    return redirect("set-aside")


# --- filing ----------------------------------------------------------------------------------------------------


def _filing(request: OfficerRequest, given: dict[str, Any], template: str, **more: Any) -> HttpResponse:
    facts = {
        "given": given,
        "reliabilities": list(RELIABILITIES.items()),
        "credibilities": list(CREDIBILITIES.items()),
        "audience_question": _("Who will be able to read it"),
        "page_name": "file",
        "file_button": _("File it"),
        "exactness": EXACTNESS,
        "suggestions": gather.suggestions(request.viewer),
        **audience_facts(request.viewer, reach_of(given)),
    }
    status = 422 if more.get("trouble") else 200
    return render(request, template, facts | more, status=status)


BLANK = {"reliability": "F", "credibility": "6"}
EXACTNESS = (
    ("exact", gettext_lazy("The exact point")),
    ("10km", gettext_lazy("Within 10 km")),
    ("region", gettext_lazy("The region")),
)
FILED = (
    *("title", "text", "outlet", "published", "url", "reliability", "credibility"),
    *("identity", "described_as", "exactness", "lat", "lon", "release_at"),
)


@require_http_methods(["GET", "POST"])
def file_report(request: OfficerRequest) -> HttpResponse:
    """Written or pasted: one report, kept as a JSON line with what the officer knows beside the text."""
    if request.method == "GET":
        given = BLANK | (suggested(request, request.GET) or chosen(Reach()))
        return _filing(request, given, "pages/file.html")
    given = {name: request.POST.get(name, "") for name in FILED}
    if found := suggested(request, request.POST):  # without script: the same form, with that label
        return _filing(request, given | found, "pages/file.html")
    given |= chosen(read_reach(request.POST))
    if not given["text"].strip():
        return _filing(request, given, "pages/file.html", trouble=_("Write or paste the text first."))
    try:
        item = gather.receive(request.viewer, form_arrival(request, given), held=True)
    except BadInput as trouble:
        return _filing(request, given, "pages/file.html", **trouble_facts(trouble))
    if gather.held_words(request.viewer, item)["held"]:
        return redirect("filed", item)  # that page says when it leaves
    sentence = render_to_string(
        "parts/may_read_now.html", audience_facts(request.viewer, read_reach(request.POST))
    )
    messages.success(request, mark_safe(sentence.strip()))  # noqa: S308 - our own template, escaped there
    return redirect("filed", item)


def filing_again(request: OfficerRequest, **trouble: Any) -> HttpResponse:
    """The form with what was written, and what was wrong with it."""
    given = {name: request.POST.get(name, "") for name in FILED} | chosen(read_reach(request.POST))
    return _filing(request, given, "pages/file.html", **trouble)


@require_GET
def held(request: OfficerRequest) -> HttpResponse:
    """All that is about to leave the own member, each with its way back; apart, what waits for its date."""
    rows = gather.releases(request.viewer)
    soon = [row for row in rows if row["held"].leaves_soon]
    if request.htmx:
        return render(request, "parts/held_rows.html", {"rows": soon})
    later = [row for row in rows if not row["held"].leaves_soon]
    facts = {"rows": soon, "later": later, **may_change_releases(request.viewer)}
    return render(request, "pages/held.html", facts)


def may_change_releases(viewer: Viewer) -> dict[str, bool]:
    with store.acting_as(viewer) as tx:
        rights = charter.my_rights(tx)
    return {"may_release": charter.Right.RELEASE in rights, "may_stop": charter.Right.FILE in rights}


def form_arrival(request: OfficerRequest, given: dict[str, Any]) -> Arrival:
    published = _moment(given["published"], request.zone)
    told = {
        "title": given["title"].strip(),
        "text": given["text"].replace("\r\n", "\n"),
        "published": published.isoformat() if published else "",
        "outlet": given["outlet"].strip(),
        "url": given["url"].strip(),
    }
    line = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False) + "\n"
    raw = Raw(
        name=_file_name(told["title"] or told["text"]),
        data=line.encode("utf-8", "surrogatepass"),
        media_type="application/x-ndjson",
        url=told["url"],
        outlet=told["outlet"],
        published=published,
    )
    return Arrival(
        raw,
        "form",
        reach=read_reach(request.POST, request.zone),
        reliability=given["reliability"] if given["reliability"] in list(Reliability) else "",
        credibility=given["credibility"] if given["credibility"] in list(Credibility) else "",
    )


def _file_name(text: str) -> str:
    words = "-".join(text.split()[:6]).replace("/", "-").replace("\0", "")
    return f"{words[:60] or 'report'}.jsonl"


def _moment(text: str, zone: ZoneInfo) -> dt.datetime | None:
    with contextlib.suppress(ValueError, OverflowError):
        moment = dt.datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)
    return None


@require_GET
def file_files(request: OfficerRequest) -> HttpResponse:
    given = BLANK | (suggested(request, request.GET) or chosen(Reach()))
    return _filing(request, given, "pages/files.html")


def files_kept(request: OfficerRequest, keep: Callable[[Viewer, Arrival], ItemId]) -> HttpResponse:
    """Each file by itself. `keep` raises BadInput for one that is refused."""
    files = request.FILES.getlist("file")
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if not files:
        raise BadInput("No file came with the form.")
    reach, kept, failed = Reach(), 0, []
    try:
        reach = read_reach(request.POST, request.zone)
    except BadInput as trouble:
        files, failed = [], [trouble_facts(trouble)["trouble"]]
    for file in files:
        name = (request.POST.get("path") if len(files) == 1 else "") or file.name or "file"
        try:
            _keep_file(request, keep, file, name[:300], reach)
            kept += 1
        except BadInput as trouble:
            is_ours = isinstance(trouble, QuotaReached | gather.ReleaseDateUnclear | gather.NobodyWaits)
            failed.append(f"{name}: {trouble_facts(trouble)['trouble']}" if is_ours else str(trouble))
    if wants_json:
        if failed:
            return JsonResponse({"state": "failed", "message": " ".join(failed)}, status=422)
        return JsonResponse({"state": "kept", "message": _kept(reach)})
    for sentence in failed:
        messages.error(request, sentence)
    if kept:
        messages.success(
            request, ngettext("%(count)s file is kept.", "%(count)s files are kept.", kept) % {"count": kept}
        )
    return redirect(reverse("file-files"))


def _kept(reach: Reach) -> str:
    if reach.release_at:
        return pgettext("a file", "kept; being read; leaves at the moment you chose")
    if reach.members or reach.rooms or reach.whole_centre:
        return pgettext("a file", "kept; being read; leaves in 30 seconds")
    return pgettext("a file", "kept; being read")


def _keep_file(
    request: OfficerRequest, keep: Callable[[Viewer, Arrival], ItemId], file: Any, name: str, reach: Reach
) -> None:
    if file.size > gather.LARGEST_RAW_BYTES:
        raise BadInput(f"{name}: {too_large(file.size)}")
    raw = Raw(name=name, data=file.read(), media_type=file.content_type or "")
    keep(request.viewer, Arrival(raw, "upload", reach=reach))
