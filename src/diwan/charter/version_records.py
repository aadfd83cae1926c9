"""Records of the charter's versions -> tables. When a signature was the last, the database puts the version in force."""

import json
from collections.abc import Callable

from diwan.charter.found_centre import charter_hash
from diwan.ledger import Record
from diwan.store import Transaction


def lay_version(tx: Transaction, record: Record, *, matter: str) -> None:
    body = record.body
    tx.run(
        "INSERT INTO diwan.charter_version"
        " (sha256, record, text, follows, matter, concerns, reason, proposed_by, proposed_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            body["sha256"],
            record.id,
            json.dumps(body["charter"], ensure_ascii=False),
            body["charter"].get("follows", ""),
            matter,
            body.get("concerns", ""),
            body.get("reason", ""),
            record.member,
            record.at,
        ],
    )
    tx.run("SELECT diwan.put_in_force(%s)", [body["sha256"]])


def sign_version(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.charter_consent (sha256, member, record, signed_at) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (sha256, member) DO NOTHING",
        [record.body["sha256"], record.member, record.id, record.at],
    )


def change_proposed(tx: Transaction, record: Record) -> None:
    """A text under a wrong hash stands in the log and comes to nothing."""
    if charter_hash(record.body["charter"]) == record.body["sha256"]:
        sign_version(tx, record)
        lay_version(tx, record, matter=record.body["matter"])


def change_signed(tx: Transaction, record: Record) -> None:
    if charter_hash(record.body["charter"]) == record.body["sha256"]:
        sign_version(tx, record)
        tx.run("SELECT diwan.put_in_force(%s)", [record.body["sha256"]])


def change_refused(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.charter_refusal (sha256, member, record, reason, refused_at) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (sha256, member) DO NOTHING",
        [record.body["sha256"], record.member, record.id, record.body["reason"], record.at],
    )


VERSION_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "charter.change_proposed": change_proposed,
    "charter.change_signed": change_signed,
    "charter.change_refused": change_refused,
}

VERSION_TABLES = ("charter_version", "charter_consent", "charter_refusal", "member_suspension")
