"""Where the logs stand, for pages: pending, witnessed, or held by one operator; who witnesses; what is wrong.

Tells words, never another member's sizes or positions.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from diwan.core.ids import MemberId
from diwan.store import Transaction


class Standing(StrEnum):
    """Of one record, or of the end of one log."""

    PENDING = "pending"
    WITNESSED = "witnessed"
    HELD_BY_OPERATOR = "held_by_operator"  # pending, and no witness runs outside the operator


@dataclass(frozen=True, slots=True)
class LogAlarm:
    """`kind`: fork, fewer_records, other_records, newer_head. `told_by`: a witness, "" for this node itself."""

    member: MemberId
    kind: str
    told_by: str
    told_at: dt.datetime


@dataclass(frozen=True, slots=True)
class LogFrame:
    """What stands around every page. `witness_count`: witnesses outside the operator on the newest witnessed head."""

    standing: Standing = Standing.HELD_BY_OPERATOR
    witnessed_at: dt.datetime | None = None
    witness_count: int = 0
    alarms: tuple[LogAlarm, ...] = ()


@dataclass(frozen=True, slots=True)
class WitnessState:
    """`cosigned`: on the newest witnessed head of the viewer's own log. `fault`: "" while it answers as it should."""

    name: str
    is_operators: bool
    is_demonstration: bool
    cosigned: bool
    answered_at: dt.datetime | None
    fault: str
    fault_since: dt.datetime | None


def standing(tx: Transaction, member: MemberId | str, seq: int) -> Standing:
    """Of the record at that place of that member's log."""
    row = tx.one(
        "SELECT EXISTS (SELECT FROM diwan.log_witness w WHERE NOT w.is_operators) AS has_outside, EXISTS (SELECT FROM diwan.log_state s WHERE s.member = %s"
        " AND s.witnessed_size >= %s AND NOT s.held_by_operator) AS is_witnessed",
        [member, seq],
    )
    return _standing(row["is_witnessed"], row["has_outside"]) if row else Standing.HELD_BY_OPERATOR


def standings(tx: Transaction, records: list[tuple[str, int]]) -> list[Standing]:
    """The same for many (member, seq), in one question."""
    rows = tx.rows("SELECT member, witnessed_size FROM diwan.log_state WHERE NOT held_by_operator")
    reached = {row["member"]: row["witnessed_size"] for row in rows}
    has_outside = bool(tx.value("SELECT EXISTS (SELECT FROM diwan.log_witness w WHERE NOT w.is_operators)"))
    return [_standing(seq <= reached.get(member, 0), has_outside) for member, seq in records]


def standing_of_record(tx: Transaction, record_id: UUID) -> Standing | None:
    """None when there is nothing that the viewer may read."""
    row = tx.one("SELECT member, seq FROM diwan.record WHERE id = %s ORDER BY member LIMIT 1", [record_id])
    return standing(tx, row["member"], row["seq"]) if row else None


def has_outsider(tx: Transaction, names: Iterable[str]) -> bool:
    """Whether one of these witnesses runs outside the operator."""
    query = "SELECT EXISTS (SELECT FROM diwan.log_witness WHERE name = ANY (%s) AND NOT is_operators)"
    return bool(tx.value(query, [list(names)]))


def log_frame(tx: Transaction, member: MemberId) -> LogFrame:
    """Of the viewer's own log, with the alarms of all; one question, asked by every page."""
    rows = tx.rows(
        "SELECT s.witnessed_at, s.held_by_operator, s.witnessed_size >= coalesce("
        " (SELECT max(f.seq) FROM diwan.leaf f WHERE f.member = %(me)s), 0) AS is_whole,"
        " (SELECT ARRAY[count(*), count(*) FILTER (WHERE w.name = ANY (s.cosigned_by))]"
        "  FROM diwan.log_witness w WHERE NOT w.is_operators) AS outside,"
        " a.member, a.kind, a.told_by, a.told_at"
        " FROM (VALUES (1)) one LEFT JOIN diwan.log_state s ON s.member = %(me)s"
        " LEFT JOIN diwan.log_alarm a ON a.ended_at IS NULL ORDER BY a.kind, a.member, a.told_at, a.digest",
        {"me": member},
    )
    first = rows[0]
    outside, cosigned = first["outside"]
    is_witnessed = first["held_by_operator"] is False
    alarms = {
        (row["member"], row["kind"]): LogAlarm(row["member"], row["kind"], row["told_by"], row["told_at"])
        for row in rows
        if row["member"]
    }
    return LogFrame(
        _standing(is_witnessed and first["is_whole"], outside > 0),
        first["witnessed_at"] if is_witnessed else None,
        cosigned,
        tuple(alarms.values()),
    )


def witness_states(tx: Transaction) -> list[WitnessState]:
    """Every witness of the charter, as seen from the viewer's own log."""
    return tx.rows(
        "SELECT w.name, w.is_operators, w.is_demonstration, w.answered_at, w.fault, w.fault_since,"
        " coalesce(w.name = ANY (s.cosigned_by), false) AS cosigned"
        " FROM diwan.log_witness w LEFT JOIN diwan.log_state s ON s.member = (SELECT diwan.my_member())"
        " ORDER BY w.is_operators, w.name",
        into=WitnessState,
    )


def _standing(is_witnessed: bool, has_outside: bool) -> Standing:  # noqa: FBT001  two facts of one row
    if is_witnessed:
        return Standing.WITNESSED
    return Standing.PENDING if has_outside else Standing.HELD_BY_OPERATOR
