"""Records of activities and their envelopes -> tables. Time and ids come from the record."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from diwan.coordinate.space import Volume, box_of
from diwan.coordinate.volume_words import volumes_from_json, volumes_to_json
from diwan.core.ids import RecordId
from diwan.ledger import Record
from diwan.store import Transaction


def activity_announced(tx: Transaction, record: Record) -> None:
    _called(tx, record)
    _version(tx, record, record.id)
    _state(tx, record, record.id, "planned", "")


def activity_changed(tx: Transaction, record: Record) -> None:
    if _is_own(tx, record):
        _called(tx, record)
        _version(tx, record, record.refs[0])


def activity_state_set(tx: Transaction, record: Record) -> None:
    if _is_own(tx, record):
        _called(tx, record)
        _state(tx, record, record.refs[0], record.body["state"], record.body["reason"])


def envelope_released(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.conflict_envelope (member, record, audience, contact, released_at)"
        " VALUES (%s, %s, %s, %s, %s)",
        [record.member, record.id, record.audience, record.body["contact"], record.at],
    )
    _volumes(tx, record, volumes_from_json(record.body["volumes"]), is_envelope=True)


def envelope_withdrawn(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.conflict_envelope_end (member, record, envelope, audience, withdrawn_at)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [record.member, record.id, record.refs[0], record.audience, record.at],
    )


def _is_own(tx: Transaction, record: Record) -> bool:
    """What one member says of another's activity stands in the log and comes to nothing."""
    return bool(
        tx.value(
            "SELECT EXISTS (SELECT FROM diwan.activity_version WHERE member = %s AND activity = %s)",
            [record.member, record.refs[0]],
        )
    )


def _called(tx: Transaction, record: Record) -> None:
    """What its author called it, so that it is not said again."""
    if client := record.body.get("client"):
        tx.run(
            "INSERT INTO diwan.activity_client (member, client, record) VALUES (%s, %s, %s)",
            [record.member, client, record.id],
        )


def _version(tx: Transaction, record: Record, activity: RecordId) -> None:
    body = record.body
    tx.run(
        "INSERT INTO diwan.activity_version (member, record, activity, audience, seq, said_at, kind, name, details,"
        " contact, host, consent, conditions, envelope) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(record.member, record.id, activity, record.audience, record.seq, record.at),
            *(body[name] for name in ("kind", "name", "details", "contact", "host", "consent", "conditions")),
            body["envelope"] or None,
        ],
    )
    _volumes(tx, record, volumes_from_json(body["volumes"]), is_envelope=False)


def _state(tx: Transaction, record: Record, activity: RecordId, state: str, reason: str) -> None:
    tx.run(
        "INSERT INTO diwan.activity_state (member, record, activity, audience, seq, state, reason, said_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        [record.member, record.id, activity, record.audience, record.seq, state, reason, record.at],
    )


def _volumes(tx: Transaction, record: Record, volumes: Sequence[Volume], *, is_envelope: bool) -> None:
    for place, (volume, said) in enumerate(zip(volumes, volumes_to_json(volumes), strict=True)):
        values: list[Any] = [record.member, record.id, place, record.audience, is_envelope, *box_of(volume)]
        tx.run(
            "INSERT INTO diwan.volume (member, subject, place, audience, is_envelope, x_min, y_min, z_min, x_max, y_max,"
            " z_max, lower_m, upper_m, start_second, end_second, volume)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [*values, json.dumps(said)],
        )


ACTIVITY_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "activity.announced": activity_announced,
    "activity.changed": activity_changed,
    "activity.state_set": activity_state_set,
    "envelope.released": envelope_released,
    "envelope.withdrawn": envelope_withdrawn,
}

ACTIVITY_TABLES = (
    "activity_version",
    "activity_state",
    "activity_client",
    "conflict_envelope",
    "conflict_envelope_end",
    "volume",
)
