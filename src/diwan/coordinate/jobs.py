"""The worker's edge of this room. Every job may run twice."""

from uuid import UUID

from diwan import store
from diwan.coordinate import notice_queries, notify
from diwan.core.ids import MemberId, RecordId


def deliver_notice(record: str) -> None:
    """Each addressee signs for itself that it arrived."""
    with store.as_worker() as tx:
        for row in tx.rows(notice_queries.ADDRESSEES, [record]):
            store.defer(tx, "note_delivery", {"record": record, "member": row["member"]})


def note_delivery(record: str, member: str) -> None:
    notify.note_delivery(MemberId(member), RecordId(UUID(record)))


JOBS = {"deliver_notice": deliver_notice, "note_delivery": note_delivery}
AFTER = {"notice.sent": ("deliver_notice",)}
