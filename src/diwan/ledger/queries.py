"""Reading records back through the gate."""

from dataclasses import dataclass

from diwan.core.ids import MemberId, RecordId
from diwan.ledger.envelope import open_envelope
from diwan.ledger.payload import read_payload
from diwan.ledger.record import Record
from diwan.store import Transaction

_READ = """SELECT r.envelope, r.audience, b.data AS body
    FROM diwan.record r LEFT JOIN diwan.record_body b ON b.member = r.member AND b.record = r.id"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it lies in its table; `body` is what lies beside a large one."""

    envelope: bytes | None
    audience: int
    body: bytes | None

    def read(self) -> Record:
        assert self.envelope is not None
        return read_payload(open_envelope(self.envelope).payload, self.audience, self.body)


def record(tx: Transaction, record_id: RecordId) -> Record | None:
    """None when there is no such record, when the viewer may not read it, and after a recall: all alike."""
    row = tx.one(f"{_READ} WHERE r.id = %s ORDER BY r.member LIMIT 1", [record_id], into=Stored)
    return None if row is None or row.envelope is None else row.read()


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
        f"{_READ} WHERE r.member = diwan.my_member() AND r.envelope IS NOT NULL"
        " AND (%(before)s::bigint IS NULL OR r.seq < %(before)s) ORDER BY r.seq DESC LIMIT %(limit)s",
        {"before": before_seq, "limit": limit},
        into=Stored,
    )
    return [row.read() for row in rows]


def log_length(tx: Transaction, member: MemberId) -> int:
    return int(tx.value("SELECT count(*) FROM diwan.leaf WHERE member = %s", [member]))
