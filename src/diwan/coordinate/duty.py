"""The duty log: what happened at a desk, as it was noted. Nothing in it is altered; what was wrong is said by a later entry."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan import charter, ledger, store
from diwan.charter.functions import functions
from diwan.coordinate import duty_queries as sql
from diwan.coordinate.duty_words import OWN_DESK, Desk, DeskKind, Entry
from diwan.coordinate.links import checked
from diwan.coordinate.paging import PAGE_ROWS, cut
from diwan.coordinate.saying import CLOCKS_DIFFER_BY, OLDEST, client_id, label_of, said_before, tidied
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer
from diwan.gather import Reach
from diwan.share import cursors
from diwan.share.views import Page
from diwan.store import Transaction

LONGEST_ENTRY = 10_000


class DutyFlaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_TEXT = "Write what happened."
    WHEN = "What is noted has happened, within the last year: look at day and time."
    DESK = "Choose a desk that your member keeps: its own, a function that it holds, a room that it sits in."
    TOO_LONG = "An entry has 10000 letters at most."


class DutyIncomplete(BadInput):
    """This cannot be noted as it is written."""

    def __init__(self, flaw: DutyFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class NewEntry:
    happened_at: dt.datetime
    text: str
    desk: str = OWN_DESK
    links: tuple[RecordId, ...] = ()


def desks(tx: Transaction) -> list[Desk]:
    """That the viewer's member keeps today: its own, functions that it holds, rooms that it sits in."""
    assert tx.viewer is not None
    me = tx.viewer.member
    held = [
        Desk(f"{DeskKind.FUNCTION}:{each.id}", DeskKind.FUNCTION, each.names)
        for each in functions(tx)
        if me in (each.holder.member, each.deputy.member)
    ]
    inside = [
        Desk(f"{DeskKind.ROOM}:{room.id}", DeskKind.ROOM, room.names)
        for room in charter.rooms(tx)
        if me in {place.member for place in charter.places(tx, room.id)}
    ]
    return [Desk(OWN_DESK, DeskKind.OWN), *held, *inside]


def known_desks(tx: Transaction) -> dict[str, Desk]:
    """By id, also those of others: an entry tells at which desk it was noted."""
    all_functions = [
        Desk(f"{DeskKind.FUNCTION}:{each.id}", DeskKind.FUNCTION, each.names) for each in functions(tx)
    ]
    all_rooms = [Desk(f"{DeskKind.ROOM}:{room.id}", DeskKind.ROOM, room.names) for room in charter.rooms(tx)]
    return {each.id: each for each in (Desk(OWN_DESK, DeskKind.OWN), *all_functions, *all_rooms)}


def entries(
    viewer: Viewer,
    *,
    desk: str = "",
    at: dt.datetime | None = None,
    cursor: str | None = None,
    limit: int = PAGE_ROWS,
) -> Page[Entry]:
    """Those that the viewer may read, the latest first. Raises BadInput for a damaged cursor."""
    after = cursors.unpack_moment(cursor) if cursor else (None, None)
    asked = {
        "at": at or springs.now(),
        "desk": desk.replace("\0", ""),
        "after_at": after[0],
        "after_entry": after[1],
        "limit": limit + 1,
    }
    with store.acting_as(viewer) as tx:
        rows = tx.rows(sql.ENTRIES, asked)
    found = [Entry(**row | {"links": tuple(row["links"])}) for row in rows]
    return cut(found, limit, lambda each: (each.happened_at, each.id))


def note_entry(viewer: Viewer, told: NewEntry, reach: Reach, *, client: str = "") -> RecordId:
    """Sent twice under one `client`, it is noted once. Raises DutyIncomplete, and what `links.checked` raises."""
    with store.acting_as(viewer, write=True) as tx:
        client = client_id(client)
        if (known := said_before(tx, client, sql.ENTRY_BY_CLIENT)) is not None:
            return known
        text, now = tidied(told.text), springs.now()
        flaws = {
            DutyFlaw.NO_TEXT: not text,
            DutyFlaw.WHEN: not now - OLDEST <= told.happened_at <= now + CLOCKS_DIFFER_BY,
            DutyFlaw.DESK: told.desk not in {each.id for each in desks(tx)},
            DutyFlaw.TOO_LONG: len(text) > LONGEST_ENTRY,
        }
        for flaw, is_there in flaws.items():
            if is_there:
                raise DutyIncomplete(flaw)
        label = label_of(tx, reach)
        body = {
            "desk": told.desk,
            "happened_at": told.happened_at.astimezone(dt.UTC),
            "text": text,
            "client": client,
        }
        links = checked(tx, told.links, label.members)
        return ledger.append(tx, "duty.noted", body, label=label, refs=links).id
