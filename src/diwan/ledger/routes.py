"""For programs: the own member's log."""

import datetime as dt
import uuid

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from diwan import ledger, store
from diwan.core.viewer import Viewer

router = Router(tags=["Log"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class LogPage(Schema):
    cursor: str | None = Field(None, pattern="^[0-9]{1,17}$", description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="Rows a page.")

    @property
    def before(self) -> int | None:
        return int(self.cursor) if self.cursor else None


class LogEntry(Schema):
    seq: int
    id: uuid.UUID
    kind: str = Field(examples=["report.filed"])
    at: dt.datetime
    is_mine: bool = Field(description="By this officer.")
    readers: list[str] = Field(description="Members for whom it was signed.")


class LogTold(Schema):
    """`next` is the cursor of the following page; null at the end."""

    rows: list[LogEntry]
    next: str | None
    length: int = Field(description="Leaves of this log.")


class FaultTold(Schema):
    seq: int
    what: str


class Checked(Schema):
    is_whole: bool
    length: int
    faults: list[FaultTold]


@router.get("/log", response=LogTold, summary="Read the own member's log")
def log(request: OfficerRequest, asked: Query[LogPage]) -> LogTold:
    """Newest first. Other members' logs cannot be read."""
    with store.acting_as(request.viewer) as tx:
        records = ledger.own_records(tx, before_seq=asked.before, limit=asked.limit + 1)
        length = ledger.log_length(tx, request.viewer.member)
    rows = [_entry(record, request.viewer) for record in records[: asked.limit]]
    more = len(records) > asked.limit
    return LogTold(rows=rows, next=str(rows[-1].seq) if more else None, length=length)


@router.get("/log/check", response=Checked, summary="Check the own member's log")
def check(request: OfficerRequest) -> Checked:
    """Walks the whole chain: nothing changed, nothing left out, everything rightly signed. Takes as long as the log is."""
    with store.acting_as(request.viewer) as tx:
        faults = ledger.verify_chain(tx, request.viewer.member)
        length = ledger.log_length(tx, request.viewer.member)
    found = [FaultTold(seq=fault.seq, what=fault.what) for fault in faults]
    return Checked(is_whole=not found, length=length, faults=found)


def _entry(record: ledger.Record, viewer: Viewer) -> LogEntry:
    return LogEntry(
        seq=record.seq,
        id=record.id,
        kind=record.kind,
        at=record.at,
        is_mine=record.officer is not None and record.officer == viewer.officer,
        readers=sorted(record.label.members),
    )
