"""Reading records back through the gate."""

from diwan.core.ids import MemberId, RecordId
from diwan.ledger.envelope import payload_of
from diwan.ledger.record import Record, from_payload
from diwan.store import Transaction


def record(tx: Transaction, record_id: RecordId) -> Record | None:
    """None when there is no such record, when the viewer may not read it, and after a recall: all alike."""
    row = tx.one(
        "SELECT envelope, audience FROM diwan.record WHERE id = %s ORDER BY member LIMIT 1", [record_id]
    )
    if row is None or row["envelope"] is None:
        return None
    return from_payload(payload_of(bytes(row["envelope"])), row["audience"])


def evidence(tx: Transaction, record_id: RecordId) -> bytes | None:
    # The record's own member's: a row that another member laid under this id is not its evidence.
    data = tx.value(
        "SELECT e.data FROM diwan.evidence e JOIN diwan.record r ON r.member = e.member AND r.id = e.record"
        " WHERE e.record = %s ORDER BY e.member LIMIT 1",
        [record_id],
    )
    return None if data is None else bytes(data)


def own_records(tx: Transaction, *, before_seq: int | None = None, limit: int = 50) -> list[Record]:
    """The viewer's own log, newest first; `before_seq` pages."""
    rows = tx.rows(
        "SELECT envelope, audience FROM diwan.record"
        " WHERE member = diwan.my_member() AND envelope IS NOT NULL AND (%(before)s::bigint IS NULL OR seq < %(before)s)"
        " ORDER BY seq DESC LIMIT %(limit)s",
        {"before": before_seq, "limit": limit},
    )
    return [from_payload(payload_of(bytes(row["envelope"])), row["audience"]) for row in rows]


def log_length(tx: Transaction, member: MemberId) -> int:
    return int(tx.value("SELECT count(*) FROM diwan.leaf WHERE member = %s", [member]))
