"""For programs: the own member's log, and who did what when as far as the own member may read it."""

import datetime as dt
import uuid
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import AwareDatetime, StringConstraints

from diwan import ledger, store
from diwan.core.viewer import Viewer
from diwan.ledger.history import HistoryFilter, HistoryRow
from diwan.ledger.history import history as read_history

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


# --- history ------------------------------------------------------------------------------------------------------


Kind = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,63}\.[a-z_]{1,63}$")]


class HistoryQuestion(Schema):
    about: uuid.UUID | None = Field(
        None, description="A record: what it speaks of, and all that was said of it."
    )
    member: str = Field("", pattern="^[a-z0-9-]{0,63}$", description="Said by this member.")
    kind: list[Kind] = Field([], max_length=40, description="Any of these kinds of record.")
    officer: uuid.UUID | None = Field(None, description="Said by this officer of the own member.")
    since: AwareDatetime | None = Field(None, description="From this moment on, with its zone.")
    until: AwareDatetime | None = Field(None, description="Before this moment, with its zone.")
    cursor: str | None = Field(
        None, pattern="^[0-9T:.+~a-f-]{1,90}$", description="`next` of the page before."
    )
    limit: int = Field(50, ge=1, le=200, description="Rows a page.")

    def as_filter(self) -> HistoryFilter:
        return HistoryFilter(
            about=self.about,
            member=self.member,
            kinds=tuple(self.kind),
            officer=self.officer,
            since=self.since,
            until=self.until,
        )


class HistoryEntry(Schema):
    id: uuid.UUID
    kind: str = Field(examples=["report.filed"])
    member: str
    officer: uuid.UUID | None = Field(description="Of the own member's records alone.")
    at: dt.datetime
    refs: list[uuid.UUID] = Field(description="What it speaks of, as far as that may be read.")
    readers: list[str] = Field(description="Members who may read it now.")
    is_recalled: bool


class HistoryTold(Schema):
    """`next` is the cursor of the following page; null at the end."""

    rows: list[HistoryEntry]
    next: str | None


@router.get("/history", response=HistoryTold, summary="Read who did what when")
def history(request: OfficerRequest, asked: Query[HistoryQuestion]) -> HistoryTold:
    """Records of all members, as far as the own member may read them, newest first. Officers of others are never named."""
    with store.acting_as(request.viewer) as tx:
        found = read_history(tx, asked.as_filter(), cursor=asked.cursor, limit=asked.limit)
    return HistoryTold(rows=[_told(row) for row in found.rows], next=found.next)


def _told(row: HistoryRow) -> HistoryEntry:
    return HistoryEntry(
        id=row.id,
        kind=row.kind,
        member=row.member,
        officer=row.officer,
        at=row.at,
        refs=row.refs,
        readers=sorted(row.readers),
        is_recalled=row.is_gone,
    )
