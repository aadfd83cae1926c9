"""What an officer lets others read leaves after a while, or at the moment that was chosen, and until then can be undone.

Until it leaves it is the own member's alone, like anything that was filed for nobody else: what others may learn of it
is nothing. That it was held, undone or left are records of the own member.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from diwan import ledger, store
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import ItemId, MemberId, RecordId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer
from diwan.gather.keep_source import owner_alone
from diwan.gather.words import Reach
from diwan.store import Transaction, acting_as

LASTS = dt.timedelta(seconds=30)
LONGEST = dt.timedelta(days=3653)  # ten years


class ReleaseDateUnclear(BadInput):
    """The moment from which others read it lies ahead, at most ten years, and names its zone."""


class NobodyWaits(BadInput):
    """A moment of release was given and nobody else to read it from then on. Choose who is to, or leave it out."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is to leave the own member. `state`: held | left | undone | stopped | replaced."""

    record: UUID
    item: UUID
    officer: UUID | None
    reach: Reach
    leaves_at: dt.datetime
    state: str
    report: UUID | None = None  # that some may read already; None: whatever is read out of the item
    release_at: dt.datetime | None = None  # as it was chosen
    told: tuple[MemberId, ...] | None = None  # who was shown as reading it then; None in records of before
    request: UUID | None = None
    reason: str = ""
    stopped_by: UUID | None = None

    @property
    def seconds_left(self) -> int:
        return max(0, round((self.leaves_at - springs.now()).total_seconds()))

    @property
    def leaves_soon(self) -> bool:
        """A page that shows it follows it by itself."""
        return self.seconds_left <= 2 * LASTS.total_seconds()


def is_for_others(label: Label, member: MemberId) -> bool:
    return bool(label.members - {member})


def waits(label: Label, member: MemberId, reach: Reach) -> bool:
    """Whether it is held at first. Raises ReleaseDateUnclear, NobodyWaits."""
    if reach.release_at is None:
        return bool(LASTS) and is_for_others(label, member)
    check_release_at(reach.release_at)
    if not is_for_others(label, member):
        raise NobodyWaits
    return True


def check_release_at(at: dt.datetime) -> None:
    now = springs.now()
    if at.tzinfo is None or not now < at <= now + LONGEST:
        raise ReleaseDateUnclear(f"“{at.isoformat()}” is not.")


def at_first(label: Label, member: MemberId) -> Label:
    """Of what is held: the own member's alone."""
    return replace(label, members=frozenset({member}), rooms=(), whole_centre=False)


def hold(
    tx: Transaction,
    viewer: Viewer,
    item: ItemId,
    reach: Reach,
    label: Label,
    *,
    report: UUID | None = None,
    request: UUID | None = None,
    reason: str = "",
    instead_of: Held | None = None,
) -> None:
    """Said right after the item itself, which is for the own member as yet; or of a `report` that is to be widened.

    `label` is the reach as it reads today, and was shown to the officer. `instead_of` waits no longer.
    """
    soonest = springs.now().astimezone(dt.UTC) + LASTS
    body = {
        "reach": reach.as_json(),
        "members": sorted(label.members - {viewer.member}),
        "leaves_at": max(soonest, reach.release_at or soonest),
        "release_at": reach.release_at,
        "request": request,
        "reason": reason,
        "instead_of": instead_of.record if instead_of else None,
    }
    refs = [RecordId(item), *([RecordId(report)] if report else [])]
    ledger.append(tx, "release.held", body, label=owner_alone(viewer), refs=refs)


_HELD = """
SELECT h.record, h.item, h.officer, h.reach, h.leaves_at, h.state, h.report, h.release_at, h.told, h.request, h.reason,
    h.stopped_by, i.name
FROM diwan.held_release h LEFT JOIN diwan.item i USING (item)
"""


def held_for(tx: Transaction, item: UUID) -> Held | None:
    """The last one of that whole item; None when it was not held, is absent, or is another member's."""
    row = tx.one(
        f"{_HELD} WHERE h.item = %s AND h.report IS NULL"
        " ORDER BY h.state = 'replaced', h.held_at DESC, h.record LIMIT 1",
        [item],
    )
    return _held(row) if row else None


# A report whose readers were settled by hand since it was filed waits no longer with the rest of its item.
WAITS_WITH_ITS_ITEM = """
r.valid_from = r.filed_at AND NOT EXISTS (SELECT FROM diwan.held_release own WHERE own.report = r.report)
"""


_DATES_AHEAD = f"""
SELECT DISTINCT ON (r.report) r.report, h.release_at FROM diwan.report r JOIN diwan.held_release h ON h.item = r.item
WHERE r.report = ANY (%s) AND r.recalled_at IS NULL AND h.state = 'held' AND h.release_at IS NOT NULL
    AND (h.report = r.report OR h.report IS NULL AND {WAITS_WITH_ITS_ITEM})
ORDER BY r.report, h.held_at DESC, h.record
"""  # noqa: S608 - constants composed of constants; values are always parameters


def waiting(tx: Transaction, report: UUID) -> Held | None:
    """What is to come of one report of the own member's, by itself or with its item; None when nothing is."""
    row = tx.one(
        f"{_HELD} JOIN diwan.report r ON r.item = h.item WHERE r.report = %s AND r.recalled_at IS NULL"
        f" AND h.state = 'held' AND (h.report = r.report OR h.report IS NULL AND {WAITS_WITH_ITS_ITEM})"
        " ORDER BY h.held_at DESC, h.record LIMIT 1",
        [report],
    )
    return _held(row) if row else None


def dates_ahead(tx: Transaction, reports: Sequence[UUID]) -> dict[UUID, dt.datetime]:
    """Of these reports of the own member's those that wait for a chosen moment, and for which. Nobody else's are told."""
    rows = tx.rows(_DATES_AHEAD, [list(reports)])
    return {row["report"]: row["release_at"] for row in rows}


def held_by(tx: Transaction, record: UUID) -> Held | None:
    """Under a lock: it leaves, is undone, is stopped or is replaced, and never two of these."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 41))", [str(record)])
    row = tx.one(f"{_HELD} WHERE h.record = %s", [record])
    return _held(row) if row else None


def all_held(viewer: Viewer) -> list[tuple[Held, str]]:
    """What has not left yet, with the item's name; the next one to leave first."""
    with acting_as(viewer) as tx:
        rows = tx.rows(
            f"{_HELD} WHERE h.state = 'held' AND i.item IS NOT NULL ORDER BY h.leaves_at, h.record"
        )
    return [(_held(row), row["name"]) for row in rows]


def _held(row: dict[str, object]) -> Held:
    facts = {name: row[name] for name in Held.__slots__ if name not in ("reach", "told")}
    told = row["told"]
    return Held(
        reach=replace(Reach.from_json(row["reach"]), release_at=row["release_at"]),  # type: ignore[arg-type]
        told=None if told is None else tuple(map(MemberId, told)),  # type: ignore[call-overload]
        **facts,  # type: ignore[arg-type]  # a row of the database
    )


def undo(viewer: Viewer, item: ItemId) -> bool:
    """Whether it was in time. False also when it was not held at all. Raises NotVisible for another member's item."""
    with acting_as(viewer, write=True) as tx:
        if not tx.value(
            "SELECT EXISTS (SELECT FROM diwan.item WHERE item = %s AND member = diwan.my_member())", [item]
        ):
            raise NotVisible
        found = held_for(tx, item)
        found = held_by(tx, found.record) if found else None
        if found is None or found.state != "held":
            return False
        end(tx, viewer, found, "release.undone")
        store.defer(tx, "take_back_undone", {"member": viewer.member, "item": str(item)})
        return True


def end(tx: Transaction, viewer: Viewer, held: Held, kind: str) -> None:
    label, refs = owner_alone(viewer), [RecordId(held.item), RecordId(held.record)]
    if kind == "release.left":
        ledger.append(tx, "release.left", {}, label=label, refs=refs)
    elif kind == "release.undone":
        ledger.append(tx, "release.undone", {}, label=label, refs=refs)
    else:
        ledger.append(tx, "release.stopped", {}, label=label, refs=refs)
