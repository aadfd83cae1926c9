"""For programs: filing, sources, and what arrived. The own member's alone."""

import json
import uuid
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Form, Query, Router, Status, UploadedFile
from ninja.params.models import File as FilesGiven

from diwan import gather
from diwan.core.errors import BadInput, TooLarge
from diwan.core.ids import ItemId, SourceId
from diwan.core.labels import Reliability
from diwan.core.viewer import Viewer
from diwan.gather.raw import LARGEST_RAW_BYTES, Raw, too_large
from diwan.gather.schemas import Asked, Kept, NewReport, Pause, SourceAdded, SourceChange, Taken, Upload
from diwan.gather.show import own_item
from diwan.gather.words import Arrival, ItemRow, NewSource, Page, SourceStatus, SourceView

router = Router()


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


# None at all is answered with a sentence of our own.
NoneOrMore = Annotated[list[UploadedFile], FilesGiven([])]

# --- filing -------------------------------------------------------------------------------------------------


@router.post("/reports", response={202: Taken}, tags=["Reports"], summary="File a report")
def file_report(request: OfficerRequest, response: HttpResponse, told: NewReport) -> Taken:
    """One text with what is known of it, kept as it was sent. Reading it takes a moment and follows by itself."""
    item = gather.receive(
        request.viewer,
        Arrival(
            _written(told),
            "form",
            reach=told.audience.as_reach() if told.audience else None,
            source=SourceId(told.source) if told.source else None,
            key=told.key,
            reliability=told.reliability or "",
            credibility=told.credibility or "",
        ),
        held=True,
    )
    response.headers["Location"] = f"/api/v1/items/{item}"
    return Taken(item=item)


def _written(told: NewReport) -> Raw:
    """As a JSON line: the evidence then says all that the sender said."""
    facts = {
        "title": told.title.strip(),
        "text": told.text.replace("\r\n", "\n"),
        "published": told.published.isoformat() if told.published else "",
        "outlet": told.outlet.strip(),
        "url": told.url,
    }
    line = json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)
    words = "-".join((told.title or told.text).split()[:6]).replace("/", "-")
    return Raw(
        name=f"{words[:60]}.jsonl",
        data=f"{line}\n".encode(),
        media_type="application/x-ndjson",
        url=told.url,
        outlet=facts["outlet"],
        published=told.published,
    )


@router.post("/uploads", response={202: list[Kept]}, tags=["Reports"], summary="Upload files")
def upload(request: OfficerRequest, told: Form[Upload], file: NoneOrMore) -> list[Kept]:
    """Up to a hundred files as `multipart/form-data`, each kept or refused by itself; 422 when none could be kept."""
    if not file:
        raise BadInput("No file came with the form; the field is called `file`.")
    outcomes = [_keep(request.viewer, each, told) for each in file]
    if not any(outcome.item for outcome in outcomes):
        all_too_large = all((each.size or 0) > LARGEST_RAW_BYTES for each in file)
        raise (TooLarge if all_too_large else BadInput)(" ".join(outcome.problem for outcome in outcomes))
    return outcomes


def _keep(viewer: Viewer, file: UploadedFile, told: Upload) -> Kept:
    name = (file.name or "file")[:300]
    try:
        if (file.size or 0) > LARGEST_RAW_BYTES:
            raise TooLarge(f"{name}: {too_large(file.size or 0)}")
        raw = Raw(name=name, data=file.read(), media_type=file.content_type or "")
        source = SourceId(told.source) if told.source else None
        item = gather.receive(viewer, Arrival(raw, "upload", reach=told.as_reach(), source=source), held=True)
    except BadInput as trouble:
        return Kept(name=name, problem=str(trouble))
    return Kept(name=name, item=item)


# --- what arrived -------------------------------------------------------------------------------------------


@router.get("/items", response=Page[ItemRow], tags=["Items"], summary="List what arrived")
def items(request: OfficerRequest, asked: Query[Asked]) -> Page[ItemRow]:
    """Everything that arrived at the own member, newest first."""
    return gather.own_items(request.viewer, cursor=asked.cursor, limit=asked.limit)


@router.get("/items/set-aside", response=Page[ItemRow], tags=["Items"], summary="List what could not be read")
def items_set_aside(request: OfficerRequest, asked: Query[Asked]) -> Page[ItemRow]:
    """Whole or in part, each with its reason. Everything is kept."""
    return gather.items_set_aside(request.viewer, cursor=asked.cursor, limit=asked.limit)


@router.get("/items/{uuid:item_id}", response=ItemRow, tags=["Items"], summary="Read what became of an item")
def item(request: OfficerRequest, item_id: uuid.UUID) -> ItemRow:
    """Waiting, read (with the ids of its reports), or set aside with the reason."""
    return own_item(request.viewer, ItemId(item_id))


@router.post("/items/{uuid:item_id}/retry", response={202: None}, tags=["Items"], summary="Try an item again")
def item_retry(request: OfficerRequest, item_id: uuid.UUID) -> Status[None]:
    """Only one that was set aside."""
    gather.retry_item(request.viewer, ItemId(item_id))
    return Status(202, None)


# --- sources ------------------------------------------------------------------------------------------------


@router.get("/sources", response=list[SourceStatus], tags=["Sources"], summary="List sources")
def sources(request: OfficerRequest) -> list[SourceStatus]:
    """The own member's, by name, each with how its last look went."""
    return list(gather.sources(request.viewer))


@router.post("/sources", response={201: SourceStatus}, tags=["Sources"], summary="Add a source")
def source_add(request: OfficerRequest, response: HttpResponse, told: SourceAdded) -> SourceStatus:
    """It is looked at by its schedule, or at once with `POST /sources/{source_id}/look`."""
    described = NewSource(
        name=told.name,
        kind=told.kind.value,
        address=told.address,
        reliability=told.reliability,
        reach=told.audience.as_reach(),
        every_seconds=told.every_seconds,
        is_paused=told.is_paused,
        options={"full_page": True} if told.full_page else {},
    )
    added = gather.add_source(request.viewer, described)
    response.headers["Location"] = f"/api/v1/sources/{added}"
    return _status(request.viewer, added)


@router.get("/sources/{uuid:source_id}", response=SourceView, tags=["Sources"], summary="Read a source")
def source(request: OfficerRequest, source_id: uuid.UUID, asked: Query[Asked]) -> SourceView:
    """How it stands, what it brought, newest first, and what went wrong."""
    return gather.source_view(request.viewer, SourceId(source_id), cursor=asked.cursor, limit=asked.limit)


@router.patch("/sources/{uuid:source_id}", response=SourceStatus, tags=["Sources"], summary="Change a source")
def source_change(request: OfficerRequest, source_id: uuid.UUID, told: SourceChange) -> SourceStatus:
    """Only what is named changes. What came before keeps its audience and its grade."""
    changed = told.applied_to(_described(_status(request.viewer, SourceId(source_id))))
    gather.change_source(request.viewer, SourceId(source_id), changed)
    return _status(request.viewer, SourceId(source_id))


@router.post(
    "/sources/{uuid:source_id}/look", response={202: None}, tags=["Sources"], summary="Look at a source now"
)
def source_look(request: OfficerRequest, source_id: uuid.UUID) -> Status[None]:
    """Whatever its schedule and its pause."""
    gather.look_now(request.viewer, SourceId(source_id))
    return Status(202, None)


@router.post(
    "/sources/{uuid:source_id}/pause", response=SourceStatus, tags=["Sources"], summary="Pause a source"
)
def source_pause(request: OfficerRequest, source_id: uuid.UUID, told: Pause) -> SourceStatus:
    """Or let it go on."""
    gather.pause_source(request.viewer, SourceId(source_id), paused=told.is_paused)
    return _status(request.viewer, SourceId(source_id))


def _status(viewer: Viewer, source_id: SourceId) -> SourceStatus:
    return gather.source_view(viewer, source_id, limit=1).status


def _described(status: SourceStatus) -> NewSource:
    facts: dict[str, Any] = {
        name: getattr(status, name)
        for name in ("name", "kind", "address", "reach", "every_seconds", "is_paused")
    }
    return NewSource(**facts, reliability=Reliability(status.reliability), options=status.options)
