"""One type for each id, so that a report's id cannot be passed for an event's."""

import hmac
import uuid
from typing import NewType

RecordId = NewType("RecordId", uuid.UUID)
ReportId = NewType("ReportId", uuid.UUID)  # the record id of its `report.filed`
ItemId = NewType("ItemId", uuid.UUID)  # the record id of its `item.received`
SourceId = NewType("SourceId", uuid.UUID)
OfficerId = NewType("OfficerId", uuid.UUID)
EventId = NewType("EventId", uuid.UUID)  # derived: differs from viewer to viewer
ActorId = NewType("ActorId", uuid.UUID)  # derived
MemberId = NewType("MemberId", str)  # a slug: "iraq"
RoomId = NewType("RoomId", str)

# A report that was read through the gate in the present transaction. Only queries that ran
# under `acting_as` produce these values.
VisibleReportId = NewType("VisibleReportId", uuid.UUID)


def derived_id(viewer_key: bytes, kind: str, *parts: str) -> uuid.UUID:
    """A stable id of a derived thing: HMAC-SHA-256 under the viewer's key, cut to a UUIDv8.

    Two viewers never share such an id, so comparing ids tells neither what the other reads.
    """
    digest = hmac.digest(viewer_key, "\x1f".join((kind, *parts)).encode(), "sha256")
    return uuid.UUID(int=(int.from_bytes(digest[:16]) & ~(0xF << 76) & ~(0x3 << 62)) | (8 << 76) | (2 << 62))


def handle(prefix: str, value: uuid.UUID) -> str:
    """The short random handle that people see: `R-7be1`."""
    return f"{prefix}-{value.hex[:4]}"
