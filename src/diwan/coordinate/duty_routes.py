"""For programs: the duty log, and watches of the own member."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime

from diwan import store
from diwan.coordinate import duty, watches
from diwan.coordinate.duty_words import Entry, Watch
from diwan.coordinate.saying import LONGEST_CLIENT
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer
from diwan.gather import Reach
from diwan.gather.schemas import Audience, Told
from diwan.share.schemas import Asked, AsOf

router = Router(tags=["Duty"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class EntriesQuestion(Asked):
    desk: str = Field("", max_length=100, description="`own`, `function:…` or `room:…`; left out: all.")


class NewEntryBody(Told):
    happened_at: AwareDatetime = Field(description="When, with its zone; within the last year.")
    text: str = Field(min_length=1, max_length=duty.LONGEST_ENTRY)
    desk: str = Field("own", max_length=100, description="`own`, `function:…` or `room:…`.", examples=["own"])
    links: list[uuid.UUID] = Field([], max_length=50)
    audience: Audience | None = Field(None, description="Left out: the own member alone.")
    client: str = Field(
        "", max_length=LONGEST_CLIENT, description="Chosen by the program: sent twice, it is noted once."
    )


class HandingOver(Told):
    desk: str = Field("own", max_length=100, description="`own`, `function:…` or `room:…`.", examples=["own"])
    note: str = Field("", max_length=watches.LONGEST_NOTE)


class TakingOver(Told):
    sha256: str = Field(
        pattern="^[0-9a-f]{64}$", description="Of the text that was read.", examples=["0" * 64]
    )


class Made(Schema):
    id: uuid.UUID


class EntryTold(Schema):
    id: uuid.UUID
    member: str
    desk: str
    happened_at: dt.datetime
    text: str
    links: Sequence[uuid.UUID]
    noted_at: dt.datetime


class EntriesTold(Schema):
    rows: list[EntryTold]
    next: str | None


class WatchTold(Schema):
    id: uuid.UUID
    desk: str
    officer: uuid.UUID = Field(description="Who handed it over.")
    taken_by: uuid.UUID | None
    taken_at: dt.datetime | None
    waits: bool = Field(description="For another officer of the member to take it.")
    sha256: str
    text: dict[str, Any] = Field(description="What both sign.")
    handed_at: dt.datetime


@router.get("/duty", response=EntriesTold, summary="Read the duty log")
def entries(request: OfficerRequest, asked: Query[EntriesQuestion]) -> EntriesTold:
    """Entries that the member may read, the latest first."""
    found = duty.entries(
        request.viewer, desk=asked.desk, at=asked.as_of, cursor=asked.cursor, limit=asked.limit
    )
    return EntriesTold(rows=[_entry(each) for each in found.rows], next=found.next)


@router.post("/duty", response={201: Made}, summary="Note something in the duty log")
def note_entry(request: OfficerRequest, told: NewEntryBody) -> Status[Made]:
    """An entry is never altered; what was wrong is said by a later one."""
    entry = duty.NewEntry(told.happened_at, told.text, told.desk, tuple(map(RecordId, told.links)))
    made = duty.note_entry(
        request.viewer, entry, told.audience.as_reach() if told.audience else Reach(), client=told.client
    )
    return Status(201, Made(id=made))


@router.get("/watches", response=list[WatchTold], summary="List watches")
def watches_of(request: OfficerRequest, asked: Query[AsOf]) -> list[WatchTold]:
    """Of the own member alone: the latest twenty that were handed over."""
    with store.acting_as(request.viewer) as tx:
        return [_watch(each) for each in watches.watches(tx, asked.as_of)]


@router.get("/watches/{uuid:watch_id}", response=WatchTold, summary="Read a watch")
def watch(request: OfficerRequest, watch_id: uuid.UUID, asked: Query[AsOf]) -> WatchTold:
    """What the leaving officer signed, and who took it."""
    with store.acting_as(request.viewer) as tx:
        return _watch(watches.watch(tx, RecordId(watch_id), asked.as_of))


@router.post("/watches", response={201: Made}, summary="Hand a watch over")
def hand_over(request: OfficerRequest, told: HandingOver) -> Status[Made]:
    """Signed by the officer of this token, with what is open now."""
    return Status(201, Made(id=watches.hand_over(request.viewer, told.desk, told.note)))


@router.post("/watches/{uuid:watch_id}/taking", response={204: None}, summary="Take a watch")
def take_over(request: OfficerRequest, watch_id: uuid.UUID, told: TakingOver) -> Status[None]:
    """By another officer of the member, under the same text."""
    watches.take_over(request.viewer, RecordId(watch_id), told.sha256)
    return Status(204, None)


def _entry(found: Entry) -> EntryTold:
    return EntryTold(**{name: getattr(found, name) for name in EntryTold.model_fields})


def _watch(found: Watch) -> WatchTold:
    plain = ("id", "desk", "officer", "waits", "sha256", "text", "handed_at")
    return WatchTold(
        **{name: getattr(found, name) for name in plain},
        taken_by=found.taken.officer if found.taken else None,
        taken_at=found.taken.taken_at if found.taken else None,
    )
