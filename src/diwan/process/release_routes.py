"""For programs: what waits to leave the own member, and who reads a report."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from diwan import gather
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.gather.schemas import RELEASE_AT, DatedAudience, Told
from diwan.process import change_release as changing
from diwan.process.relabel_report import change_readers, readers_now

router = Router(tags=["Releases"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class ReleaseTold(Schema):
    id: uuid.UUID
    item: uuid.UUID
    report: uuid.UUID | None = Field(
        description="A report that some read already; null: whatever is read out of the item."
    )
    readers: list[str] = Field(description="Who will read it then; empty when one of them has gone.")
    tlp: Tlp
    leaves_at: dt.datetime
    release_at: dt.datetime | None = Field(description="As it was chosen; null: after 30 seconds.")


class Moment(Told):
    release_at: AwareDatetime = Field(description=RELEASE_AT, examples=["2031-01-31T06:00:00+03:00"])


class ReadersTold(Schema):
    members: list[str] = Field(description="Who reads it now, the own member among them.")
    tlp: Tlp
    waits: ReleaseTold | None = Field(description="What is to come, if anything waits.")


@router.get("/releases", response=list[ReleaseTold], summary="List what waits to leave")
def releases(request: OfficerRequest) -> list[ReleaseTold]:
    """All that the own member is about to let others read; the next one to leave first."""
    return [_told(row) for row in gather.releases(request.viewer)]


@router.post("/releases/{uuid:release_id}/date", response={204: None}, summary="Change a release's date")
def date(request: OfficerRequest, release_id: uuid.UUID, told: Moment) -> Status[None]:
    """It gets a new id."""
    changing.change_date(request.viewer, release_id, told.release_at)
    return Status(204, None)


@router.post("/releases/{uuid:release_id}/now", response={204: None}, summary="Release now")
def now(request: OfficerRequest, release_id: uuid.UUID) -> Status[None]:
    """After 30 seconds, as everything that is filed for others."""
    changing.release_now(request.viewer, release_id)
    return Status(204, None)


@router.post("/releases/{uuid:release_id}/stop", response={204: None}, summary="Do not release")
def stop(request: OfficerRequest, release_id: uuid.UUID) -> Status[None]:
    """It stays with whoever reads it now; nothing is recalled."""
    changing.stop_release(request.viewer, release_id)
    return Status(204, None)


@router.put("/reports/{uuid:report_id}/readers", response=ReadersTold, summary="Change who reads a report")
def readers(request: OfficerRequest, report_id: uuid.UUID, told: DatedAudience) -> ReadersTold:
    """Of the own member's report. Whoever is left out loses it at once; whoever is added reads it at once, or from
    `release_at` on. What waited for this report before waits no longer."""
    change_readers(request.viewer, report_id, told.as_reach())
    now = readers_now(request.viewer, report_id)
    waits = gather.release_of(request.viewer, report_id)
    return ReadersTold(members=sorted(now.members), tlp=now.tlp, waits=_told(waits) if waits else None)


def _told(row: dict[str, Any]) -> ReleaseTold:
    held, choice = row["held"], row["choice"]
    return ReleaseTold(
        id=held.record,
        item=held.item,
        report=held.report,
        readers=[member.id for member in choice.readers] if choice else [],
        tlp=held.reach.tlp,
        leaves_at=held.leaves_at,
        release_at=held.release_at,
    )
