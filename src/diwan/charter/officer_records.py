"""Records about officers -> tables. Time and ids come from the record."""

import json
from collections.abc import Callable

from diwan.ledger import Record
from diwan.store import Transaction


def officer_changed(tx: Transaction, record: Record) -> None:
    """The whole description anew, but for the sign-in name, which stays."""
    tx.run(
        "UPDATE diwan.officer SET names = %s, language = %s, roles = %s WHERE member = %s AND id = %s",
        [
            json.dumps(record.body["names"], ensure_ascii=False),
            record.body["language"],
            record.body["roles"],
            record.member,
            record.body["officer"],
        ],
    )


def officer_dismissed(tx: Transaction, record: Record) -> None:
    """From here on the officer's tokens open nothing: `diwan.enter` asks who is in office, at every request."""
    tx.run(
        "UPDATE diwan.officer SET valid_to = %s WHERE member = %s AND id = %s AND valid_to IS NULL",
        [record.at, record.member, record.body["officer"]],
    )


def officer_invited(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.officer_invitation (member, record, officer, invited_by, is_recovery, invited_at, expires_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.body["officer"],
            record.officer,
            record.body["is_recovery"],
            record.at,
            record.body["expires_at"],
        ],
    )


def member_rule_set(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.member_rule (member, analysts_release, record, since) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (member) DO UPDATE SET analysts_release = excluded.analysts_release,"
        " record = excluded.record, since = excluded.since",
        [record.member, record.body["analysts_release"], record.id, record.at],
    )


OFFICER_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "officer.changed": officer_changed,
    "officer.invited": officer_invited,
    "officer.dismissed": officer_dismissed,
    "member.rule_set": member_rule_set,
}
OFFICER_TABLES = ("member_rule", "officer_invitation")
