"""What an officer files for others leaves after a while, and until then can be undone.

Until it leaves it is the own member's alone, like anything that was filed for nobody else: what others may learn of it
is nothing. That it was held, undone or left are records of the own member.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from diwan import ledger, store
from diwan.core.clock import springs
from diwan.core.errors import NotVisible
from diwan.core.ids import ItemId, MemberId, RecordId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer
from diwan.gather.keep_source import owner_alone
from diwan.gather.words import Reach
from diwan.store import Transaction, acting_as

LASTS = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Held:
    """A filing that is to leave the own member. `state`: held | left | undone | stopped."""

    record: UUID
    item: UUID
    officer: UUID | None
    reach: Reach
    leaves_at: dt.datetime
    state: str

    @property
    def seconds_left(self) -> int:
        return max(0, round((self.leaves_at - springs.now()).total_seconds()))


def is_for_others(label: Label, member: MemberId) -> bool:
    return bool(label.members - {member})


def hold(tx: Transaction, viewer: Viewer, item: ItemId, reach: Reach) -> None:
    """Said right after the item itself, which is for the own member as yet."""
    body = {"reach": reach.as_json(), "leaves_at": springs.now().astimezone(dt.UTC) + LASTS}
    ledger.append(tx, "release.held", body, label=owner_alone(viewer), refs=[RecordId(item)])


_HELD = "SELECT record, item, officer, reach, leaves_at, state FROM diwan.held_release"


def held_for(tx: Transaction, item: UUID) -> Held | None:
    """The last one of that item; None when it was not held, is absent, or is another member's."""
    row = tx.one(f"{_HELD} WHERE item = %s ORDER BY held_at DESC, record LIMIT 1", [item])
    return _held(row) if row else None


def held_by(tx: Transaction, record: UUID) -> Held | None:
    """Under a lock: it leaves, is undone or is stopped, and never two of these."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 41))", [str(record)])
    row = tx.one(f"{_HELD} WHERE record = %s", [record])
    return _held(row) if row else None


def all_held(viewer: Viewer) -> list[tuple[Held, str]]:
    """What has not left yet, with the item's name; the next one to leave first."""
    with acting_as(viewer) as tx:
        rows = tx.rows(
            "SELECT h.record, h.item, h.officer, h.reach, h.leaves_at, h.state, i.name FROM diwan.held_release h"
            " JOIN diwan.item i USING (item) WHERE h.state = 'held' ORDER BY h.leaves_at, h.record"
        )
    return [(_held(row), row["name"]) for row in rows]


def _held(row: dict[str, object]) -> Held:
    facts = {name: row[name] for name in ("record", "item", "officer", "leaves_at", "state")}
    return Held(reach=Reach.from_json(row["reach"]), **facts)  # type: ignore[arg-type]  # a row of the database


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
