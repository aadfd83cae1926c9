"""Notices that a viewer may read, with the receipts that came back. Every answer comes through that viewer's own gate."""

import datetime as dt
from typing import Any

from diwan.coordinate import notice_queries as sql
from diwan.coordinate.activity_words import ActivityKind
from diwan.coordinate.notice_words import Notice, NoticeStep, Receipt
from diwan.coordinate.queries import EVERYTHING, Wanted
from diwan.coordinate.volume_words import volumes_from_json
from diwan.core.clock import springs
from diwan.core.errors import NotVisible
from diwan.core.ids import RecordId
from diwan.store import Transaction


def notices(
    tx: Transaction,
    at: dt.datetime | None = None,
    wanted: Wanted = EVERYTHING,
    *,
    activity: RecordId | None = None,
) -> list[Notice]:
    """The latest first, as they stood at `at`."""
    return _read(tx, at, wanted, activity=activity)


def notice(tx: Transaction, which: RecordId, at: dt.datetime | None = None) -> Notice:
    """Raises NotVisible: hidden and absent alike."""
    found = _read(tx, at, Wanted(only=which))
    if not found:
        raise NotVisible
    return found[0]


def notices_due(tx: Transaction) -> list[Notice]:
    """That wait for a receipt of the own member, and those of its own that somebody objects to."""
    ids = [row["record"] for row in tx.rows(sql.DUE, {"now": springs.now()})]
    return _read(tx, None, EVERYTHING, ids=ids) if ids else []


def _read(
    tx: Transaction,
    at: dt.datetime | None,
    wanted: Wanted,
    *,
    activity: RecordId | None = None,
    ids: list[Any] | None = None,
) -> list[Notice]:
    moment = at or springs.now()
    rows = tx.rows(sql.NOTICES, wanted.at(moment) | {"activity": activity, "ids": ids})
    said: dict[Any, list[Receipt]] = {row["record"]: [] for row in rows}
    for row in tx.rows(sql.STEPS, {"ids": list(said), "at": moment}):
        which = row.pop("notice")
        said[which].append(Receipt(**row | {"step": NoticeStep(row["step"])}))
    return [_notice(row, tuple(said[row["record"]])) for row in rows]


def _notice(row: dict[str, Any], said: tuple[Receipt, ...]) -> Notice:
    same = (
        "member", "audience", "activity", "version", "agreement", "name", "contact", "text", "begins_at", "ends_at",
        "lead_hours", "channel", "sent_at",
    )  # fmt: skip
    return Notice(
        id=RecordId(row["record"]),
        kind=ActivityKind(row["kind"]),
        volumes=volumes_from_json(row["volumes"]),
        members=tuple(row["members"]),
        rooms=tuple(row["rooms"]),
        outside=tuple(row["outside"]),
        said=said,
        **{name: row[name] for name in same},
    )
