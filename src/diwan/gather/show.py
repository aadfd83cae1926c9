"""What the pages about sources show: each call one transaction, for the owner's officers alone."""

import contextlib
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from diwan import access, charter, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import ItemId, MemberId, SourceId
from diwan.core.viewer import Viewer
from diwan.gather.hold import Held, all_held, held_for, waiting
from diwan.gather.queries import described
from diwan.gather.words import Failure, ItemRow, ItemState, LabelWords, Page, Reach, SourceStatus, SourceView

_SOURCES = """
SELECT s.source, s.member, s.name, s.kind, s.address, s.reliability, s.reach, s.every_seconds, s.is_paused, s.options, s.protection,
    t.last_fetch, t.next_fetch, coalesce(t.failures_in_row, 0) AS failures_in_row,
    f.at AS failed_at, f.reason, f.detail, n.items, n.set_aside, n.last_item
FROM diwan.source s
LEFT JOIN diwan.source_state t ON t.source = s.source
LEFT JOIN LATERAL (SELECT at, reason, detail FROM diwan.source_failure f WHERE f.source = s.source AND f.is_whole
    ORDER BY at DESC, name LIMIT 1) f ON true
LEFT JOIN LATERAL (SELECT count(*)::int AS items, count(*) FILTER (WHERE state = 'set_aside')::int AS set_aside,
    max(arrived_at) AS last_item FROM diwan.item_state i WHERE i.viewer = s.member AND i.source = s.source) n ON true
WHERE s.valid_to IS NULL AND (%(source)s::uuid IS NULL OR s.source = %(source)s)
ORDER BY s.name, s.source
"""

_ITEMS = """
SELECT i.item, i.name, i.arrived_at, i.way, i.media_type, i.size_bytes, encode(i.sha256, 'hex') AS sha256, i.is_kept,
    s.state, s.failed_at, s.reason, s.detail, s.problems, s.source, coalesce(o.name, '') AS source_name
FROM diwan.item_state s JOIN diwan.item i USING (item)
LEFT JOIN diwan.source o ON o.source = s.source AND o.valid_to IS NULL
WHERE (%(source)s::uuid IS NULL OR s.source = %(source)s)
    AND (%(item)s::uuid IS NULL OR s.item = %(item)s)
    AND (NOT %(only_failed)s OR ((s.state = 'set_aside' OR s.failed_at IS NOT NULL)
        AND (i.is_kept OR s.retried_at IS NULL)))
    AND (%(after_at)s::timestamptz IS NULL OR (s.arrived_at, s.item) < (%(after_at)s, %(after_item)s::uuid))
ORDER BY s.arrived_at DESC, s.item DESC
LIMIT %(limit)s
"""

_REPORTS = "SELECT item, report FROM diwan.report WHERE item = ANY (%s) ORDER BY item, item_part, report"

_FAILURES = "SELECT at, reason, detail FROM diwan.source_failure WHERE source = %s ORDER BY at DESC, name"


def sources(viewer: Viewer) -> tuple[SourceStatus, ...]:
    """The own member's sources, by name."""
    with store.acting_as(viewer) as tx:
        return _statuses(tx, None)


def source_view(viewer: Viewer, source: SourceId, cursor: str | None = None, limit: int = 40) -> SourceView:
    """Raises NotVisible for absent and for another member's alike."""
    with store.acting_as(viewer) as tx:
        found = _statuses(tx, source)
        if not found:
            raise NotVisible
        items = _items(tx, cursor, limit, source=source)
        failures = tx.rows(_FAILURES, [source], into=Failure)
        return SourceView(found[0], items, tuple(failures))


def items_set_aside(viewer: Viewer, cursor: str | None = None, limit: int = 40) -> Page[ItemRow]:
    """What could not be read, whole or in part, the newest first."""
    with store.acting_as(viewer) as tx:
        return _items(tx, cursor, limit, only_failed=True)


def own_items(viewer: Viewer, cursor: str | None = None, limit: int = 40) -> Page[ItemRow]:
    """All that arrived at the own member, the newest first."""
    with store.acting_as(viewer) as tx:
        return _items(tx, cursor, limit)


def own_item(viewer: Viewer, item: ItemId) -> ItemRow:
    """One that arrived at the own member. Raises NotVisible."""
    with store.acting_as(viewer) as tx:
        found = _items(tx, None, 1, item=item).rows
        if not found:
            raise NotVisible
        return found[0]


def held_words(viewer: Viewer, item: ItemId) -> dict[str, Any]:
    """`held`: what waits for its time to leave, None when it was not held; `choice`: who will read it then, None when
    one of them is gone."""
    with store.acting_as(viewer) as tx:
        held = held_for(tx, item)
        return {"held": held, "choice": _will_read(tx, held) if held else None}


def release_of(viewer: Viewer, report: uuid.UUID) -> dict[str, Any] | None:
    """The same of one report of the own member's, while something waits; else None."""
    with store.acting_as(viewer) as tx:
        held = waiting(tx, report)
        return {"held": held, "choice": _will_read(tx, held)} if held else None


def releases(viewer: Viewer) -> list[dict[str, Any]]:
    """All that waits at the own member, with the item's `name`; the next one to leave first."""
    found = all_held(viewer)
    with store.acting_as(viewer) as tx:
        return [{"held": held, "name": name, "choice": _will_read(tx, held)} for held, name in found]


def _will_read(tx: store.Transaction, held: Held) -> LabelWords | None:
    """None: not those who were chosen, so it will not leave."""
    with contextlib.suppress(access.NoSuchReader, access.FilesToItselfAlone):
        words = label_words(tx, held.reach)
        if held.told is None:
            return words
        allowed = {words.author.id, *held.told}
        readers = tuple(member for member in words.readers if member.id in allowed)
        left_out = tuple(member for member in words.readers if member.id not in allowed)
        return replace(words, readers=readers, others=(*words.others, *left_out)) if readers else None
    return None


def label_words(tx: store.Transaction, reach: Reach) -> LabelWords:
    """Who would read it if it were filed now: the sentence before anything leaves."""
    assert tx.viewer is not None
    label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
    members = [member for member in charter.members(tx) if member.kind != "outside"]
    chosen_rooms = set(reach.rooms)
    return LabelWords(
        author=next(member for member in members if member.id == tx.viewer.member),
        readers=tuple(member for member in members if member.id in label.members),
        others=tuple(member for member in members if member.id not in label.members),
        rooms=tuple(room for room in charter.rooms(tx) if room.id in chosen_rooms),
        whole_centre=label.whole_centre,
        tlp=label.tlp,
        release_at=reach.release_at,
    )


def _statuses(tx: store.Transaction, source: SourceId | None) -> tuple[SourceStatus, ...]:
    owners = {member.id: member for member in charter.members(tx)}
    return tuple(_status(tx, row, owners) for row in tx.rows(_SOURCES, {"source": source}))


def _status(
    tx: store.Transaction, row: Mapping[str, Any], owners: Mapping[MemberId, charter.Member]
) -> SourceStatus:
    source = described(row)
    failure = Failure(row["failed_at"], row["reason"], row["detail"]) if row["failures_in_row"] else None
    return SourceStatus(
        id=SourceId(row["source"]),
        name=source.name,
        kind=source.kind,
        address=source.address,
        owner=owners[row["member"]],
        reliability=source.reliability.value,
        label=label_words(tx, source.reach),
        reach=source.reach,
        every_seconds=source.every_seconds,
        is_paused=source.is_paused,
        options=source.options,
        protection=source.protection,
        last_fetch=row["last_fetch"],
        next_fetch=None if source.is_paused else row["next_fetch"],
        last_item=row["last_item"],
        item_count=row["items"],
        set_aside_count=row["set_aside"],
        failure=failure,
        failures_in_row=row["failures_in_row"],
    )


def _items(
    tx: store.Transaction,
    cursor: str | None,
    limit: int,
    *,
    source: SourceId | None = None,
    item: ItemId | None = None,
    only_failed: bool = False,
) -> Page[ItemRow]:
    after_at, after_item = _read_cursor(cursor)
    rows = tx.rows(
        _ITEMS,
        {
            "source": source,
            "item": item,
            "only_failed": only_failed,
            "after_at": after_at,
            "after_item": after_item,
            "limit": limit + 1,
        },
    )
    reports = _reports_of(tx, [row["item"] for row in rows])
    shown = tuple(_item(row, reports[row["item"]]) for row in rows[:limit])
    more = f"{shown[-1].arrived_at.isoformat()}~{shown[-1].id}" if len(rows) > limit else None
    return Page(shown, more)


def _reports_of(tx: store.Transaction, items: list[uuid.UUID]) -> dict[uuid.UUID, tuple[uuid.UUID, ...]]:
    found: defaultdict[uuid.UUID, tuple[uuid.UUID, ...]] = defaultdict(tuple)
    for row in tx.rows(_REPORTS, [items]):
        found[row["item"]] += (row["report"],)
    return found


def _item(row: Mapping[str, Any], reports: tuple[uuid.UUID, ...]) -> ItemRow:
    failed_at = row["failed_at"]
    return ItemRow(
        id=ItemId(row["item"]),
        name=row["name"],
        arrived_at=row["arrived_at"],
        way=row["way"],
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        sha256=row["sha256"],
        state=ItemState(row["state"]),
        failure=Failure(failed_at, row["reason"], row["detail"]) if failed_at else None,
        problems=tuple(row["problems"]),
        reports=reports,
        source=row["source"],
        source_name=row["source_name"],
        is_kept=row["is_kept"],
    )


def _read_cursor(cursor: str | None) -> tuple[dt.datetime | None, uuid.UUID | None]:
    if not cursor:
        return None, None
    at, _, item = cursor.partition("~")
    try:
        return dt.datetime.fromisoformat(at), uuid.UUID(item)
    except ValueError as error:
        raise BadInput("This page address is broken; go back to the first page.") from error
