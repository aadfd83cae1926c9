"""The SQL of this room, all of it. Everything runs through the viewer's gate; every ORDER BY is total."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Json

from diwan.core.clock import springs
from diwan.core.ids import ItemId, MemberId, SourceId
from diwan.core.labels import Reliability
from diwan.core.protection import Protection
from diwan.gather.raw import storable
from diwan.gather.words import ArrivalRow, NewSource, Reach
from diwan.store import Transaction

KEPT_FAILURES = 50  # of one source


@dataclass(frozen=True, slots=True)
class SourceRow:
    id: SourceId
    member: MemberId
    kind: str
    described: NewSource
    cursor: Mapping[str, str]
    failures_in_row: int


def source_row(tx: Transaction, source: uuid.UUID) -> SourceRow | None:
    row = tx.one(
        """SELECT s.source, s.member, s.name, s.kind, s.address, s.reliability, s.reach, s.every_seconds, s.is_paused,
            s.options, s.protection, coalesce(t.cursor, '{}') AS cursor, coalesce(t.failures_in_row, 0) AS failures_in_row
        FROM diwan.source s LEFT JOIN diwan.source_state t ON t.source = s.source AND t.viewer = s.member
        WHERE s.source = %s AND s.valid_to IS NULL""",
        [source],
    )
    if row is None:
        return None
    return SourceRow(
        SourceId(row["source"]),
        MemberId(row["member"]),
        row["kind"],
        described(row),
        row["cursor"],
        row["failures_in_row"],
    )


def described(row: Mapping[str, Any]) -> NewSource:
    return NewSource(
        row["name"],
        row["kind"],
        row["address"],
        Reliability(row["reliability"]),
        Reach.from_json(row["reach"]),
        row["every_seconds"],
        row["is_paused"],
        row["options"],
        Protection.from_json(row["protection"]),
    )


def item_by_key(tx: Transaction, source: SourceId, mark: str) -> ItemId | None:
    found = tx.value(
        """SELECT s.item FROM diwan.item_state s JOIN diwan.item i USING (item)
        WHERE s.source = %s AND s.source_key = decode(%s, 'hex') AND (i.is_kept OR s.retried_at IS NULL)
        ORDER BY s.arrived_at, s.item LIMIT 1""",
        [source, mark],
    )
    return None if found is None else ItemId(found)


def seen_marks(tx: Transaction, source: SourceId) -> frozenset[str]:
    """Of every item taken; what was too large and asked for again counts as unseen."""
    rows = tx.rows(
        """SELECT encode(s.source_key, 'hex') AS mark FROM diwan.item_state s JOIN diwan.item i USING (item)
        WHERE s.source = %s AND s.source_key IS NOT NULL AND (i.is_kept OR s.retried_at IS NULL)""",
        [source],
    )
    return frozenset(row["mark"] for row in rows)


@dataclass(frozen=True, slots=True)
class Retriable:
    id: SourceId | None  # the source to look at again


def retriable(tx: Transaction, item: ItemId) -> Retriable | None:
    return tx.one(
        """SELECT CASE WHEN i.is_kept THEN NULL ELSE s.source END AS id
        FROM diwan.item_state s JOIN diwan.item i USING (item)
        WHERE s.item = %s AND (s.state = 'set_aside' OR s.failed_at IS NOT NULL)""",
        [item],
        into=Retriable,
    )


ARRIVALS = """
SELECT i.item, i.member, i.arrived_at AS at, i.way, encode(i.sha256, 'hex') AS sha256, i.size_bytes, i.media_type, i.name,
    i.url, own.source, coalesce(s.name, '') AS source_name, i.is_kept
FROM diwan.item i
LEFT JOIN diwan.item_state own ON own.item = i.item
LEFT JOIN diwan.source s ON s.source = own.source AND s.valid_to IS NULL
WHERE i.item IN (
    SELECT x.item FROM diwan.report r JOIN diwan.item i0 ON i0.item = r.item JOIN diwan.item x ON x.sha256 = i0.sha256
    WHERE r.report = %(report)s
    UNION
    SELECT t.item FROM diwan.report r JOIN diwan.report t ON t.text_sha256 = r.text_sha256
    WHERE r.report = %(report)s AND t.recalled_at IS NULL)
ORDER BY i.arrived_at, i.item
"""


def arrivals(tx: Transaction, report: uuid.UUID) -> list[ArrivalRow]:
    """Every arrival of the same bytes or the same words that this viewer may read, the first one first.

    Computed from what the viewer reads, at the moment of reading: it never tells that another holds it too.
    """
    return tx.rows(ARRIVALS, {"report": report}, into=ArrivalRow)


# --- Where a source stands: local state ----------------------------------------------------------------------


def look_soon(tx: Transaction, source: SourceId) -> None:
    tx.run(
        """INSERT INTO diwan.source_state (viewer, source, next_fetch) VALUES (diwan.my_member(), %(source)s, %(now)s)
        ON CONFLICT (viewer, source) DO UPDATE SET next_fetch = EXCLUDED.next_fetch""",
        {"source": source, "now": springs.now()},
    )


def begin_look(tx: Transaction, source: SourceId, until: dt.datetime) -> bool:
    """False when another look is under way. The claim dies of itself at `until`, should the worker be killed."""
    return (
        tx.run(
            """INSERT INTO diwan.source_state AS t (viewer, source, looking_until)
            VALUES (diwan.my_member(), %(source)s, %(until)s)
            ON CONFLICT (viewer, source) DO UPDATE SET looking_until = EXCLUDED.looking_until
            WHERE t.looking_until IS NULL OR t.looking_until < %(now)s""",
            {"source": source, "until": until, "now": springs.now()},
        )
        == 1
    )


def renew_look(tx: Transaction, source: SourceId, until: dt.datetime) -> None:
    tx.run("UPDATE diwan.source_state SET looking_until = %s WHERE source = %s", [until, source])


def end_look(
    tx: Transaction,
    source: SourceId,
    *,
    cursor: Mapping[str, str],
    next_fetch: dt.datetime | None,
    failures_in_row: int,
) -> None:
    tx.run(
        """UPDATE diwan.source_state SET looking_until = NULL, last_fetch = %(now)s, next_fetch = %(next)s,
            cursor = %(cursor)s, failures_in_row = %(failures)s WHERE source = %(source)s""",
        {
            "source": source,
            "now": springs.now(),
            "next": next_fetch,
            "cursor": Json(dict(cursor)),
            "failures": failures_in_row,
        },
    )


def note_failures(tx: Transaction, source: SourceId, failures: Iterable[tuple[str, str, str, bool]]) -> None:
    """Each as (name, reason, detail, is_whole). The newest fifty are kept."""
    now = springs.now()
    tx.many(
        """INSERT INTO diwan.source_failure (viewer, source, at, name, reason, detail, is_whole)
        VALUES (diwan.my_member(), %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING""",
        [
            (source, now, storable(name), reason, storable(detail), is_whole)
            for name, reason, detail, is_whole in failures
        ],
    )
    tx.run(
        """DELETE FROM diwan.source_failure f WHERE f.source = %(source)s AND (f.at, f.name) NOT IN (
            SELECT at, name FROM diwan.source_failure WHERE source = %(source)s
            ORDER BY at DESC, name LIMIT %(kept)s)""",
        {"source": source, "kept": KEPT_FAILURES},
    )


# For the scheduler alone, as the worker: it serves no request.
DUE = """
SELECT s.source, s.member FROM diwan.source s LEFT JOIN diwan.source_state t ON t.source = s.source AND t.viewer = s.member
WHERE s.valid_to IS NULL AND NOT s.is_paused AND s.kind = ANY (%(kinds)s)
    AND (s.every_seconds IS NOT NULL OR t.next_fetch IS NOT NULL)
    AND (t.next_fetch IS NULL OR t.next_fetch <= %(now)s)
    AND (t.looking_until IS NULL OR t.looking_until < %(now)s)
    AND NOT EXISTS (SELECT FROM diwan.rebuilt_until)
ORDER BY t.next_fetch NULLS FIRST, s.source
LIMIT %(limit)s
"""
POSTPONE = """
INSERT INTO diwan.source_state (viewer, source, next_fetch) VALUES (%(member)s, %(source)s, %(until)s)
ON CONFLICT (viewer, source) DO UPDATE SET next_fetch = EXCLUDED.next_fetch
"""
