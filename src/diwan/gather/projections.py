"""Records -> tables `source`, `item`, `item_state`. Times and ids come from the record."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from psycopg.types.json import Json

from diwan.gather.hold_records import HELD_PROJECTIONS, HELD_TABLES
from diwan.gather.rules import source_mark
from diwan.ledger import Record
from diwan.store import Transaction


def source_added(tx: Transaction, record: Record) -> None:
    _save_source(tx, record, UUID(str(record.id)), record.at)


def source_changed(tx: Transaction, record: Record) -> None:
    source = record.refs[0]
    added_at = tx.value(
        "UPDATE diwan.source SET valid_to = %s WHERE source = %s AND member = %s AND valid_to IS NULL RETURNING added_at",
        [record.at, source, record.member],
    )
    if added_at is not None:
        _save_source(tx, record, source, added_at)


def _save_source(tx: Transaction, record: Record, source: UUID, added_at: dt.datetime) -> None:
    body = record.body
    tx.run(
        """INSERT INTO diwan.source (source, member, audience, name, kind, address, reliability, reach, every_seconds,
            is_paused, options, protection, added_at, valid_from, version)
        VALUES (%(source)s, %(member)s, %(audience)s, %(name)s, %(kind)s, %(address)s, %(reliability)s, %(reach)s,
            %(every_seconds)s, %(is_paused)s, %(options)s, %(protection)s, %(added_at)s, %(at)s, %(version)s)""",
        {
            **body,
            "reach": Json(body["reach"]),
            "options": Json(body["options"]),
            "protection": Json(body.get("protection", {})),
            "source": source,
            "member": record.member,
            "audience": record.audience,
            "added_at": added_at,
            "at": record.at,
            "version": record.id,
        },
    )


def item_received(tx: Transaction, record: Record) -> None:
    body = record.body
    tx.run(
        """INSERT INTO diwan.item (item, member, audience, name, media_type, url, outlet, source_credit, published, way,
            reliability, credibility, size_bytes, sha256, is_kept, arrived_at, received_at)
        VALUES (%(item)s, %(member)s, %(audience)s, %(name)s, %(media_type)s, %(url)s, %(outlet)s, %(source_credit)s,
            %(published)s, %(way)s, %(reliability)s, %(credibility)s, %(size_bytes)s, decode(%(sha256)s, 'hex'),
            %(is_kept)s, %(arrived_at)s, %(at)s)""",
        {**body, "item": record.id, "member": record.member, "audience": record.audience, "at": record.at},
    )
    marks = body["source"] or {"key": ""}
    tx.run(
        """INSERT INTO diwan.item_state (viewer, item, source, source_key, state, arrived_at)
        VALUES (%s, %s, %s, decode(nullif(%s, ''), 'hex'), 'waiting', %s)""",
        [record.member, record.id, _own_source(tx, record), marks["key"], body["arrived_at"]],
    )


def _own_source(tx: Transaction, record: Record) -> UUID | None:
    """The mark names the source only to those who can read the source itself."""
    marks = record.body["source"]
    if marks is None:
        return None
    salt = bytes.fromhex(marks["salt"])
    for row in tx.rows("SELECT source FROM diwan.source WHERE valid_to IS NULL ORDER BY source"):
        if source_mark(salt, row["source"]) == marks["mark"]:
            return UUID(str(row["source"]))
    return None


def item_set_aside(tx: Transaction, record: Record) -> None:
    body = record.body
    tx.run(
        """UPDATE diwan.item_state SET state = %s, failed_at = %s, reason = %s, detail = %s, problems = %s
        WHERE item = %s""",
        [
            "set_aside" if body["is_whole"] else "read",
            record.at,
            body["reason"],
            body["detail"],
            Json(body["problems"]),
            record.refs[0],
        ],
    )


def item_retried(tx: Transaction, record: Record) -> None:
    """What was never kept stays set aside: another try makes another item of it."""
    tx.run(
        """UPDATE diwan.item_state s SET retried_at = %(at)s,
            state = CASE WHEN i.is_kept AND s.state = 'set_aside' THEN 'waiting' ELSE s.state END,
            failed_at = CASE WHEN i.is_kept THEN NULL ELSE s.failed_at END,
            reason = CASE WHEN i.is_kept THEN '' ELSE s.reason END,
            detail = CASE WHEN i.is_kept THEN '' ELSE s.detail END,
            problems = CASE WHEN i.is_kept THEN '[]' ELSE s.problems END
        FROM diwan.item i WHERE i.item = s.item AND s.item = %(item)s""",
        {"at": record.at, "item": record.refs[0]},
    )


def items_read(tx: Transaction, items: Iterable[UUID]) -> None:
    """Called by the projection of `report.filed`: at least one report came out of each."""
    tx.run(
        "UPDATE diwan.item_state SET state = 'read' WHERE item = ANY (%s) AND state <> 'read'", [list(items)]
    )


def item_forgotten(tx: Transaction, item: UUID) -> None:
    """Called by the projection of `report.recalled`: nothing that came out of it stands any more."""
    tx.run("DELETE FROM diwan.item_state WHERE item = %s", [item])
    tx.run("DELETE FROM diwan.item WHERE item = %s", [item])


PROJECTIONS = {
    "source.added": source_added,
    "source.changed": source_changed,
    "item.received": item_received,
    "item.set_aside": item_set_aside,
    "item.retried": item_retried,
    **HELD_PROJECTIONS,
}
TABLES = ("source", "item", "item_state", *HELD_TABLES)
