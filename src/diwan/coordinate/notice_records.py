"""Records of notices and their receipts -> tables. Time and ids come from the record."""

import json
from collections.abc import Callable

from diwan.core.ids import MemberId
from diwan.ledger import Record
from diwan.store import Transaction


def notice_sent(tx: Transaction, record: Record) -> None:
    """refs: the activity, and the agreement if there is one."""
    body = record.body
    names = (
        "version", "kind", "name", "contact", "text", "begins_at", "ends_at", "lead_hours", "channel", "members", "rooms",
        "outside", "client",
    )  # fmt: skip
    tx.run(
        "INSERT INTO diwan.notice (member, record, audience, activity, agreement, volumes, sent_at, version, kind, name,"
        " contact, text, begins_at, ends_at, lead_hours, channel, members, rooms, outside, client)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, record.audience, record.refs[0], body["agreement"] or None),
            *(json.dumps(body["volumes"]), record.at),
            *(body[name] for name in names),
        ],
    )


def notice_stepped(tx: Transaction, record: Record) -> None:
    """refs: the notice."""
    _step(tx, record, record.member, record.kind.removeprefix("notice."))


def notice_observed(tx: Transaction, record: Record) -> None:
    """refs: the notice. Of an outside party, which signs nothing here."""
    _step(tx, record, MemberId(record.body["party"]), record.body["step"])


def _step(tx: Transaction, record: Record, party: MemberId, step: str) -> None:
    body = record.body
    tx.run(
        "INSERT INTO diwan.notice_step (member, record, notice, audience, seq, party, step, desk, way, text, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, record.refs[0], record.audience, record.seq, party, step),
            *(body.get("desk", ""), body.get("way", ""), body["text"], record.at),
        ],
    )


NOTICE_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "notice.sent": notice_sent,
    "notice.delivered": notice_stepped,
    "notice.received": notice_stepped,
    "notice.read": notice_stepped,
    "notice.objected": notice_stepped,
    "notice.commented": notice_stepped,
    "notice.objection_withdrawn": notice_stepped,
    "notice.withdrawn": notice_stepped,
    "notice.observed": notice_observed,
}

NOTICE_TABLES = ("notice", "notice_step")
