"""Records of incidents -> tables. Time and ids come from the record."""

from collections.abc import Callable

from diwan.core.ids import RecordId
from diwan.ledger import Record
from diwan.store import Transaction


def incident_reported(tx: Transaction, record: Record) -> None:
    """refs: what is linked."""
    _entry(tx, record, record.id, record.refs)


def said_of_incident(tx: Transaction, record: Record) -> None:
    """refs: the incident, and what is linked."""
    _entry(tx, record, record.refs[0], record.refs[1:])


def _entry(tx: Transaction, record: Record, incident: RecordId, links: tuple[RecordId, ...]) -> None:
    body = record.body
    latitude, longitude = body.get("point") or (None, None)
    tx.run(
        "INSERT INTO diwan.incident_entry (member, record, incident, audience, seq, act, kind, stand, title, parties, happened_at,"
        " place, latitude, longitude, words, reason, links, client, said_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, incident, record.audience, record.seq, record.kind.partition(".")[2]),
            *(body.get(name, "") for name in ("kind", "stand", "title")),
            body.get("parties", []),
            body.get("happened_at"),
            *(body.get("place", ""), latitude, longitude, body["words"], body.get("reason", "")),
            list(links),
            body.get("client") or str(record.id),
            record.at,
        ],
    )


INCIDENT_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "incident.reported": incident_reported,
    "incident.told": said_of_incident,
    "incident.replied": said_of_incident,
    "incident.withdrawn": said_of_incident,
}

INCIDENT_TABLES = ("incident_entry",)
