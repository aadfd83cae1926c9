"""Records of functions, of the director and of handovers -> tables. Time and ids come from the record."""

import datetime as dt
import json
from collections.abc import Callable

from diwan.charter.found_centre import charter_hash
from diwan.ledger import Record
from diwan.store import Transaction


def function_filled(tx: Transaction, record: Record) -> None:
    body = record.body
    tx.run(
        "INSERT INTO diwan.function_holding (member, record, function, audience, holder, deputy, since)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            body["function"],
            record.audience,
            body["holder"],
            body["deputy"],
            record.at,
        ],
    )


def director_named(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.director_named (member, record, audience, starts, name, named_at)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [record.member, record.id, record.audience, record.body["starts"], record.body["name"], record.at],
    )


def meeting_convened(tx: Transaction, record: Record) -> None:
    body = record.body
    tx.run(
        "INSERT INTO diwan.meeting (member, record, audience, title, starts_at, place, room, agenda, convened_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.audience,
            body["title"],
            body["starts_at"],
            body["place"],
            body["room"],
            body["agenda"],
            record.at,
        ],
    )


def meeting_changed(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.meeting_order (member, record, meeting, audience, agenda, is_called_off, reason, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.refs[0],
            record.audience,
            record.body["agenda"],
            record.kind == "meeting.called_off",
            record.body.get("reason", ""),
            record.at,
        ],
    )


def handover_signed(tx: Transaction, record: Record) -> None:
    """A text under a wrong hash stands in the log and comes to nothing."""
    text = record.body["handover"]
    if charter_hash(text) != record.body["sha256"]:
        return
    tx.run(
        "INSERT INTO diwan.handover_signature (member, record, audience, outgoing, incoming, passes_at, sha256, text,"
        " signed_as, signed_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.audience,
            text["outgoing"],
            text["incoming"],
            dt.datetime.fromisoformat(text["passes_at"]),
            record.body["sha256"],
            json.dumps(text, ensure_ascii=False),
            record.body["signed_as"],
            record.at,
        ],
    )


DIRECTOR_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "function.filled": function_filled,
    "director.named": director_named,
    "meeting.convened": meeting_convened,
    "meeting.order_set": meeting_changed,
    "meeting.called_off": meeting_changed,
    "handover.signed": handover_signed,
}

DIRECTOR_TABLES = ("function_holding", "director_named", "meeting", "meeting_order", "handover_signature")
