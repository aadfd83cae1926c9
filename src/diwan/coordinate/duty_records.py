"""Records of the duty log and of watches -> tables. Time and ids come from the record."""

import json
from collections.abc import Callable

from diwan.charter.found_centre import charter_hash
from diwan.ledger import Record
from diwan.store import Transaction


def duty_noted(tx: Transaction, record: Record) -> None:
    """refs: what is linked."""
    body = record.body
    tx.run(
        "INSERT INTO diwan.duty_entry (member, record, audience, desk, happened_at, text, links, client, noted_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, record.audience, body["desk"], body["happened_at"], body["text"]),
            *(list(record.refs), body["client"], record.at),
        ],
    )


def watch_handed_over(tx: Transaction, record: Record) -> None:
    """A text under a wrong hash stands in the log and comes to nothing."""
    text = record.body["watch"]
    if charter_hash(text) != record.body["sha256"]:
        return
    tx.run(
        "INSERT INTO diwan.watch_handover (member, record, audience, officer, desk, seq, sha256, text, handed_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, record.audience, record.officer, text["desk"], record.seq),
            *(record.body["sha256"], json.dumps(text, ensure_ascii=False), record.at),
        ],
    )


def watch_taken(tx: Transaction, record: Record) -> None:
    """refs: the handing over."""
    tx.run(
        "INSERT INTO diwan.watch_taking (member, record, audience, officer, handover, taken_at)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [record.member, record.id, record.audience, record.officer, record.refs[0], record.at],
    )


DUTY_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "duty.noted": duty_noted,
    "watch.handed_over": watch_handed_over,
    "watch.taken": watch_taken,
}

DUTY_TABLES = ("duty_entry", "watch_handover", "watch_taking")
