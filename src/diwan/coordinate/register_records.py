"""Records of the register -> tables. Time and ids come from the record."""

import json
from collections.abc import Callable
from typing import Any

from diwan.core.ids import RecordId
from diwan.ledger import Record
from diwan.store import Transaction


def object_registered(tx: Transaction, record: Record) -> None:
    """refs: what it stands on."""
    _version(tx, record, record.id, record.body, record.refs, client=record.body["client"])


def object_changed(tx: Transaction, record: Record) -> None:
    """refs: the object, what it stands on."""
    _version(tx, record, record.refs[0], record.body, record.refs[1:])


def object_withdrawn(tx: Transaction, record: Record) -> None:
    """refs: the object."""
    _version(tx, record, record.refs[0], record.body, (), is_withdrawn=True)


def site_proposed(tx: Transaction, record: Record) -> None:
    """refs: what it stands on."""
    body = record.body
    tx.run(
        "INSERT INTO diwan.site_proposal (member, record, audience, officer, act, object, site, reach, links, client,"
        " proposed_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, record.audience, record.officer, body["act"], body["object"] or None),
            *(_json(body["site"]), _json(body["reach"]), list(record.refs), body["client"], record.at),
        ],
    )


def site_confirmed(tx: Transaction, record: Record) -> None:
    """refs: the proposal, what it stands on."""
    body, proposal = record.body, record.refs[0]
    _version(
        tx,
        record,
        RecordId(body["object"]) if body["object"] else record.id,
        body["site"],
        record.refs[1:],
        proposal=proposal,
        is_withdrawn=body["act"] == "withdraw",
    )
    _end(tx, record, is_confirmed=True)


def site_declined(tx: Transaction, record: Record) -> None:
    """refs: the proposal."""
    _end(tx, record, is_confirmed=False)


def _end(tx: Transaction, record: Record, *, is_confirmed: bool) -> None:
    """For the own member alone, whoever reads the confirmation."""
    tx.run(
        "INSERT INTO diwan.site_proposal_end (member, record, proposal, audience, officer, is_confirmed, reason, ended_at)"
        " VALUES (%s, %s, %s, (SELECT diwan.my_own_audience()), %s, %s, %s, %s)",
        [
            *(
                record.member,
                record.id,
                record.refs[0],
                record.officer,
                is_confirmed,
                record.body.get("reason", ""),
            ),
            record.at,
        ],
    )


def object_state_told(tx: Transaction, record: Record) -> None:
    """refs: the object, what is linked."""
    words = ("state", "held_by", "according_to", "since", "text")
    tx.run(
        "INSERT INTO diwan.object_state (member, record, object, audience, state, held_by, according_to, since, text,"
        " links, said_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, record.refs[0], record.audience),
            *(record.body[name] for name in words),
            *(list(record.refs[1:]), record.at),
        ],
    )


def _version(
    tx: Transaction,
    record: Record,
    object_id: RecordId,
    said: dict[str, Any],
    links: tuple[RecordId, ...],
    *,
    client: str = "",
    proposal: RecordId | None = None,
    is_withdrawn: bool = False,
) -> None:
    tx.run(
        "INSERT INTO diwan.object_version (member, record, object, audience, seq, form, category, name, address, details,"
        " shape, points, expires_at, proposal, is_withdrawn, reason, links, client, said_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, object_id, record.audience, record.seq, said["form"]),
            said.get("category", ""),
            *(said[name] for name in ("name", "address", "details", "shape")),
            _json(said["points"]),
            said.get("expires_at") or None,
            *(
                proposal,
                is_withdrawn,
                said.get("reason", ""),
                list(links),
                client or str(record.id),
                record.at,
            ),
        ],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


REGISTER_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "object.registered": object_registered,
    "object.changed": object_changed,
    "object.withdrawn": object_withdrawn,
    "object.state_told": object_state_told,
    "site.proposed": site_proposed,
    "site.declined": site_declined,
    "site.confirmed": site_confirmed,
}

REGISTER_TABLES = ("object_version", "object_state", "site_proposal", "site_proposal_end")
