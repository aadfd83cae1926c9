"""For programs: sources, and what arrived. The own member's alone."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from diwan import gather
from diwan.core.ids import ItemId, SourceId
from diwan.core.labels import Reliability
from diwan.core.viewer import Viewer
from diwan.gather.schemas import Pause, SourceAdded, SourceChange, WhichPage
from diwan.gather.show import own_item
from diwan.gather.words import ItemRow, NewSource, Page, SourceStatus, SourceView

router = Router()


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


# --- what arrived -------------------------------------------------------------------------------------------


@router.get("/items", response=Page[ItemRow], tags=["Items"], summary="List what arrived")
def items(request: OfficerRequest, asked: Query[WhichPage]) -> Page[ItemRow]:
    """Everything that arrived at the own member, newest first."""
    return gather.own_items(request.viewer, cursor=asked.cursor, limit=asked.limit)


@router.get("/items/set-aside", response=Page[ItemRow], tags=["Items"], summary="List what could not be read")
def items_set_aside(request: OfficerRequest, asked: Query[WhichPage]) -> Page[ItemRow]:
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
        protection=told.protection.as_protection(),
    )
    added = gather.add_source(request.viewer, described)
    response.headers["Location"] = f"/api/v1/sources/{added}"
    return _status(request.viewer, added)


@router.get("/sources/{uuid:source_id}", response=SourceView, tags=["Sources"], summary="Read a source")
def source(request: OfficerRequest, source_id: uuid.UUID, asked: Query[WhichPage]) -> SourceView:
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
        for name in ("name", "kind", "address", "reach", "every_seconds", "is_paused", "protection")
    }
    return NewSource(**facts, reliability=Reliability(status.reliability), options=status.options)
