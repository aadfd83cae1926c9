"""Charter records -> tables. Time and ids come from the record."""

import json
from collections.abc import Callable
from typing import Any

from diwan.charter.agreement_records import AGREEMENT_PROJECTIONS, AGREEMENT_TABLES
from diwan.charter.director_records import DIRECTOR_PROJECTIONS, DIRECTOR_TABLES
from diwan.charter.found_centre import charter_hash
from diwan.charter.founding import DRAFT_PROJECTIONS, DRAFT_TABLES
from diwan.charter.identities import IDENTITY_PROJECTIONS, IDENTITY_TABLES
from diwan.charter.officer_records import OFFICER_PROJECTIONS, OFFICER_TABLES
from diwan.charter.queries import last_signatures
from diwan.charter.version_records import VERSION_PROJECTIONS, VERSION_TABLES, lay_version, sign_version
from diwan.ledger import Record
from diwan.ledger.envelope import key_id
from diwan.ledger.key_statement import change_of, is_proven
from diwan.store import Transaction


def charter_signed(tx: Transaction, record: Record) -> None:
    """Whoever signs another text before a charter is in force has signed that one alone. A text under a wrong hash
    stands in the log and is no signature."""
    if charter_hash(record.body["charter"]) == record.body["sha256"]:
        sign_version(tx, record)
        tx.run(
            "INSERT INTO diwan.charter_signature (member, record, charter, signed_at) VALUES (%s, %s, %s, %s)",
            [record.member, record.id, record.body["sha256"], record.at],
        )
    _announce_keys(tx, record)
    if "log_key" in record.body:
        _open_log(tx, record)


def _announce_keys(tx: Transaction, record: Record) -> None:
    """With a member's first record; from then on only the keys themselves vouch for others."""
    if tx.value("SELECT EXISTS (SELECT FROM diwan.member_key WHERE member = %s)", [record.member]):
        return
    public_key = bytes.fromhex(record.body["public_key"])
    tx.run(
        "INSERT INTO diwan.member_key (member, key_id, public_key, valid_from) VALUES (%s, %s, %s, %s)",
        [record.member, key_id(public_key), public_key, record.at],
    )
    if "recovery_key" in record.body:  # centres founded by earlier versions announced the signing key alone
        tx.run(
            "INSERT INTO diwan.member_recovery_key (member, public_key, from_seq) VALUES (%s, %s, %s)",
            [record.member, bytes.fromhex(record.body["recovery_key"]), record.seq],
        )


def key_changed(tx: Transaction, record: Record) -> None:
    """Only what the keys themselves vouch for comes into force; the record of anything else stands and says nothing."""
    keys = tx.rows(
        "SELECT public_key FROM diwan.member_key WHERE member = %s ORDER BY from_seq, valid_from",
        [record.member],
    )
    recovery = tx.value(
        "SELECT public_key FROM diwan.member_recovery_key WHERE member = %s ORDER BY from_seq DESC LIMIT 1",
        [record.member],
    )
    if not is_proven(record, known=[bytes(row["public_key"]) for row in keys], recovery=recovery):
        return
    change = change_of(record)
    tx.run(
        "UPDATE diwan.member_key SET to_seq = greatest(%(last)s, from_seq - 1), ended = %(how)s, ended_by = %(record)s,"
        " valid_to = %(at)s WHERE member = %(member)s AND (to_seq IS NULL OR to_seq > %(last)s)",
        {
            "last": change.last_place,
            "how": record.kind.removeprefix("key."),
            "record": record.id,
            "at": record.at,
            "member": record.member,
        },
    )
    if change.follows is not None:
        tx.run(
            "INSERT INTO diwan.member_key (member, key_id, public_key, valid_from, from_seq) VALUES (%s, %s, %s, %s, %s)",
            [record.member, key_id(change.follows), change.follows, record.at, change.next_place],
        )


def log_opened(tx: Transaction, record: Record) -> None:
    """Of a member that was admitted later it is the first record, and announces its keys."""
    if "public_key" in record.body:
        _announce_keys(tx, record)
    if "log_key" in record.body:
        _open_log(tx, record)


def _open_log(tx: Transaction, record: Record) -> None:
    """A second one ends the first: the log then goes on under another key, or another name."""
    tx.run(
        "UPDATE diwan.member_log SET valid_to = %s WHERE member = %s AND valid_to IS NULL",
        [record.at, record.member],
    )
    tx.run(
        "INSERT INTO diwan.member_log (member, origin, vkey, valid_from) VALUES (%s, %s, %s, %s)",
        [record.member, record.body["log_origin"], record.body["log_key"], record.at],
    )


def centre_founded(tx: Transaction, record: Record) -> None:
    """Only what every founder has signed comes into force."""
    text = record.body["charter"]
    signed = [each for each in last_signatures(tx).values() if each.charter == record.body["sha256"]]
    founders = {founder["id"] for founder in text["founders"]}
    if charter_hash(text) != record.body["sha256"] or {each.member for each in signed} != founders:
        return
    founded_at = max(each.signed_at for each in signed)
    tx.run(
        "INSERT INTO diwan.centre (id, charter, text, names, time_zone, rotation, founded_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [
            record.id,
            record.body["sha256"],
            _json(text),
            _json(text["names"]),
            text["time_zone"],
            text["rotation"],
            founded_at,
        ],
    )
    lay_version(tx, record, matter="founding")
    for founder in text["founders"]:
        _list_member(tx, record, founder["id"], "member", founder)
    for party in text.get("parties", ()):
        _list_member(tx, record, party["id"], party["kind"], party)
    for room in text.get("rooms", ()):
        _open_room(tx, record, room["id"], room["names"], seats_of(room))


def member_admitted(tx: Transaction, record: Record) -> None:
    _list_member(tx, record, record.body["member"], record.body["kind"], record.body)


def outside_party_listed(tx: Transaction, record: Record) -> None:
    _list_member(tx, record, record.body["member"], "outside", record.body)


def room_opened(tx: Transaction, record: Record) -> None:
    _open_room(tx, record, record.body["room"], record.body["names"], record.body["places"])


def _open_room(tx: Transaction, record: Record, room: str, names: object, places: dict[str, str]) -> None:
    tx.run(
        "INSERT INTO diwan.room (id, names, opened_by, valid_from) VALUES (%s, %s, %s, %s)",
        [room, _json(names), record.member, record.at],
    )
    tx.many(
        "INSERT INTO diwan.room_member (room, member, role, opened_by, valid_from) VALUES (%s, %s, %s, %s, %s)",
        [[room, member, role, record.member, record.at] for member, role in places.items()],
    )


def officer_appointed(tx: Transaction, record: Record) -> None:
    body = record.body
    tx.run(
        "INSERT INTO diwan.officer (member, id, names, language, roles, sign_in, valid_from)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            body["officer"],
            _json(body["names"]),
            body["language"],
            body["roles"],
            body["sign_in"],
            record.at,
        ],
    )


def seats_of(room: dict[str, Any]) -> dict[str, str]:
    """Of a room as a charter states it: member -> role."""
    roles = {"lead": "lead", "members": "member", "guests": "guest"}
    return {member: role for seat, role in roles.items() for member in room.get(seat, ())}


def _list_member(tx: Transaction, record: Record, member: str, kind: str, body: dict[str, Any]) -> None:
    tx.run(
        "INSERT INTO diwan.member (id, kind, names, country, listed_by, valid_from) VALUES (%s, %s, %s, %s, %s, %s)",
        [member, kind, _json(body["names"]), body.get("country", ""), record.member, record.at],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "charter.signed": charter_signed,
    "log.opened": log_opened,
    "key.rotated": key_changed,
    "key.revoked": key_changed,
    "key.lost": key_changed,
    "key.compromised": key_changed,
    "centre.founded": centre_founded,
    "member.admitted": member_admitted,
    "outside_party.listed": outside_party_listed,
    "room.opened": room_opened,
    "officer.appointed": officer_appointed,
    **DRAFT_PROJECTIONS,
    **VERSION_PROJECTIONS,
    **OFFICER_PROJECTIONS,
    **IDENTITY_PROJECTIONS,
    **AGREEMENT_PROJECTIONS,
    **DIRECTOR_PROJECTIONS,
}

# Dropped and replayed by `diwan rebuild`.
TABLES = (
    "centre",
    "charter_signature",
    "member_key",
    "member_log",
    "member_recovery_key",
    "member",
    "room",
    "room_member",
    "officer",
    *DRAFT_TABLES,
    *VERSION_TABLES,
    *OFFICER_TABLES,
    *IDENTITY_TABLES,
    *AGREEMENT_TABLES,
    *DIRECTOR_TABLES,
)
