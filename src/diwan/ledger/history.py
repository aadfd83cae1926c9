"""Who did what when: the records that a viewer may read, of the whole centre or about one of them.

Another member's officer is never named, nor may one filter by it: of others a row says the member alone. A recalled
record keeps its row: that it was, whose and when.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace

from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, OfficerId
from diwan.store import Transaction


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Every condition may be left open. `until` is a moment that is no longer meant."""

    about: uuid.UUID | None = None  # this record, what it speaks of, and what speaks of it
    member: str = ""
    kinds: tuple[str, ...] = ()
    officer: uuid.UUID | None = None  # of the own member
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """`officer` and `seq` only of the own member's; `refs` only what the viewer may read; `is_gone` after a recall."""

    id: uuid.UUID
    kind: str
    member: MemberId
    officer: OfficerId | None
    at: dt.datetime
    seq: int | None  # of the own member's alone: another's place in its log tells how much it says
    readers: list[MemberId]
    refs: list[uuid.UUID]
    is_gone: bool


@dataclass(frozen=True, slots=True)
class History:
    """Newest first; `next` is the cursor of the following page."""

    rows: tuple[HistoryRow, ...]
    next: str | None


def history(tx: Transaction, asked: HistoryFilter, *, cursor: str | None = None, limit: int = 50) -> History:
    """One page. Raises BadInput for a broken cursor."""
    after_at, after_id = _read_cursor(cursor)
    rows = tx.rows(
        _ABOUT_ONE if asked.about else _OF_THE_CENTRE,
        {
            "about": asked.about,
            "member": asked.member,
            "kinds": list(asked.kinds) or None,
            "officer": asked.officer,
            "since": asked.since,
            "until": asked.until,
            "after_at": after_at,
            "after_id": after_id,
            "limit": limit + 1,
        },
        into=HistoryRow,
    )
    shown = tuple(rows[:limit])
    more = f"{shown[-1].at.isoformat()}~{shown[-1].id}" if len(rows) > limit else None
    return History(shown, more)


def whole_history(tx: Transaction, asked: HistoryFilter, *, most: int) -> Iterator[HistoryRow]:
    """Page by page, for an export; at most so many rows."""
    cursor, given = None, 0
    while given < most:
        page = history(tx, asked, cursor=cursor, limit=min(500, most - given))
        yield from page.rows
        given += len(page.rows)
        if page.next is None:
            return
        cursor = page.next


def history_of_one(tx: Transaction, record: uuid.UUID) -> HistoryRow | None:
    """None when there is nothing that the viewer may read."""
    found = tx.rows(_ONE, {"record": record}, into=HistoryRow)
    return found[0] if found else None


def up_to(asked: HistoryFilter, moment: dt.datetime | None) -> HistoryFilter:
    """As of a past moment, when one is shown."""
    if moment is None or (asked.until is not None and asked.until <= moment):
        return asked
    return replace(asked, until=moment)


def _read_cursor(cursor: str | None) -> tuple[dt.datetime | None, uuid.UUID | None]:
    if not cursor:
        return None, None
    at, _, record = cursor.partition("~")
    try:
        return dt.datetime.fromisoformat(at).astimezone(dt.UTC), uuid.UUID(record)
    except (ValueError, OverflowError) as error:
        raise BadInput("This page address is broken; go back to the first page.") from error


_COLUMNS = """
    r.id, r.kind, r.member, CASE WHEN r.member = (SELECT diwan.my_member()) THEN r.officer END AS officer, r.at,
    CASE WHEN r.member = (SELECT diwan.my_member()) THEN r.seq END AS seq,
    diwan.audience_members(r.audience) AS readers, r.envelope IS NULL AS is_gone,
    ARRAY(SELECT x.ref FROM diwan.record_ref x WHERE x.member = r.member AND x.record = r.id
          AND EXISTS (SELECT FROM diwan.record o WHERE o.id = x.ref) ORDER BY x.ref) AS refs
"""
_CONDITIONS = """
    (%(member)s = '' OR r.member = %(member)s)
    AND (%(kinds)s::text[] IS NULL OR r.kind = ANY (%(kinds)s))
    AND (%(officer)s::uuid IS NULL OR (r.officer = %(officer)s AND r.member = (SELECT diwan.my_member())))
    AND (%(since)s::timestamptz IS NULL OR r.at >= %(since)s)
    AND (%(until)s::timestamptz IS NULL OR r.at < %(until)s)
    AND (%(after_at)s::timestamptz IS NULL OR (r.at, r.id) < (%(after_at)s, %(after_id)s::uuid))
"""
# The newest of each audience by its own index, then the newest of these: no sorting of a whole log.
_OF_THE_CENTRE = f"""
WITH newest AS (
    SELECT n.member, n.id FROM unnest((SELECT diwan.my_audiences())::int[]) AS a(audience), LATERAL (
        SELECT r.member, r.id, r.at FROM diwan.record r WHERE r.audience = a.audience AND {_CONDITIONS}
        ORDER BY r.at DESC, r.id DESC LIMIT %(limit)s) n
    ORDER BY n.at DESC, n.id DESC LIMIT %(limit)s)
SELECT {_COLUMNS} FROM newest n JOIN diwan.record r ON r.member = n.member AND r.id = n.id
ORDER BY r.at DESC, r.id DESC
"""  # noqa: S608 - constants composed of constants; values are always parameters
# Down one step to what it speaks of; up as far as it goes to what speaks of it.
_ABOUT_ONE = f"""
WITH RECURSIVE above(id) AS (
    SELECT %(about)s::uuid
    UNION
    SELECT x.record FROM above JOIN diwan.record_ref x ON x.ref = above.id),
near AS (
    SELECT id FROM above
    UNION
    SELECT x.ref FROM diwan.record_ref x WHERE x.record = %(about)s)
SELECT {_COLUMNS} FROM near JOIN diwan.record r ON r.id = near.id
WHERE {_CONDITIONS}
ORDER BY r.at DESC, r.id DESC LIMIT %(limit)s
"""  # noqa: S608
_ONE = f"SELECT {_COLUMNS} FROM diwan.record r WHERE r.id = %(record)s ORDER BY r.member LIMIT 1"  # noqa: S608
