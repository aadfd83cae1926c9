"""Records of calls -> tables. Time and ids come from the record."""

from collections.abc import Callable

from diwan.core.ids import RecordId
from diwan.ledger import Record
from diwan.store import Transaction


def call_noted(tx: Transaction, record: Record) -> None:
    """refs: what is linked."""
    _version(tx, record, record.id, record.refs)


def call_corrected(tx: Transaction, record: Record) -> None:
    """refs: the call, and what is linked."""
    _version(tx, record, record.refs[0], record.refs[1:])


def _version(tx: Transaction, record: Record, call: RecordId, links: tuple[RecordId, ...]) -> None:
    body = record.body
    words = ("called_at", "way", "party", "person", "words", "confirmed_by", "note")
    tx.run(
        "INSERT INTO diwan.call_version (member, record, call, audience, seq, called_at, way, party, person, words,"
        " confirmed_by, note, reason, links, client, said_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, call, record.audience, record.seq),
            *(body[name] for name in words),
            body.get("reason", ""),
            list(links),
            body.get("client") or str(record.id),
            record.at,
        ],
    )


CALL_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "call.noted": call_noted,
    "call.corrected": call_corrected,
}

CALL_TABLES = ("call_version",)
