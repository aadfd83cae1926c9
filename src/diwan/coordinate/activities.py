"""What a viewer may read of activities, and what of them meets. Every answer comes through that viewer's own gate."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diwan import access, charter, gather, store
from diwan.coordinate import activity_queries as queries
from diwan.coordinate.activity_words import (
    OVER,
    Activity,
    ActivityKind,
    ActivityState,
    Announcement,
    Conflict,
    Consent,
    Envelope,
    as_planned,
)
from diwan.coordinate.conflicts import conflicts_in
from diwan.coordinate.space import Point
from diwan.coordinate.volume_words import volumes_from_json
from diwan.core.clock import springs
from diwan.core.errors import NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer
from diwan.store import Transaction

PAGE_ROWS = 40
ALWAYS = "infinity"
_OVER = [state.value for state in sorted(OVER)]


@dataclass(frozen=True)
class Page:
    """`after`: when the last row was said, and its version; None at the end of the list."""

    rows: tuple[Activity, ...]
    after: tuple[dt.datetime, RecordId] | None


@dataclass(frozen=True)
class Step:
    """That its author said where it stands."""

    record: RecordId
    state: ActivityState
    reason: str
    said_at: dt.datetime


def activities(
    tx: Transaction,
    *,
    with_past: bool = False,
    after: tuple[dt.datetime, RecordId] | None = None,
    most: int = PAGE_ROWS,
    at: dt.datetime | None = None,
) -> Page:
    """Those that the viewer may read, the latest change first, a page at a time."""
    said_at, record = after or (None, None)
    question = {"any_state": with_past, "over": _OVER, "at": at or ALWAYS}
    question |= {"said_at": said_at, "record": record, "most": most + 1}
    found = _read(tx, tx.rows(queries.PAGE, question))
    rows = tuple(found[:most])
    return Page(rows, (rows[-1].said_at, rows[-1].version) if len(found) > most else None)


def standing(tx: Transaction, at: dt.datetime | None = None) -> list[Activity]:
    """All that the viewer may read and that are not over."""
    return _read(tx, tx.rows(queries.STANDING, {"over": _OVER, "at": at or ALWAYS}))


def envelopes(tx: Transaction, at: dt.datetime | None = None) -> list[Envelope]:
    """What others show of activities that the viewer may not read."""
    rows = tx.rows(queries.ALL_ENVELOPES, {"at": at or ALWAYS})
    said: dict[Any, list[dict[str, Any]]] = {row["record"]: [] for row in rows}
    for volume in tx.rows(queries.VOLUMES, [list(said)]):
        said[volume["subject"]].append(volume["volume"])
    return [
        Envelope(MemberId(row["member"]), row["contact"], volumes_from_json(said[row["record"]]))
        for row in rows
    ]


def activity(tx: Transaction, which: RecordId, at: dt.datetime | None = None) -> Activity:
    """Raises NotVisible: hidden and absent alike."""
    found = _read(tx, tx.rows(queries.ONE, {"activity": which, "at": at or ALWAYS}))
    if not found:
        raise NotVisible
    return found[0]


def history(
    tx: Transaction, which: RecordId, at: dt.datetime | None = None
) -> tuple[list[Activity], list[Step]]:
    """Its versions and what was said of its state, the oldest first."""
    asked = {"activity": which, "at": at or ALWAYS}
    steps = [
        Step(RecordId(row["record"]), ActivityState(row["state"]), row["reason"], row["said_at"])
        for row in tx.rows(queries.STATES_OF, asked)
    ]
    return _read(tx, tx.rows(queries.VERSIONS_OF, asked)), steps


def conflicts_of(tx: Transaction, found: Activity, at: dt.datetime | None = None) -> list[Conflict]:
    """With everything else that the viewer may know of. Nothing for what is over."""
    return [] if found.state in OVER else conflicts_in(tx, found.volumes, besides=found.id, at=at)


def own_conflicts(
    tx: Transaction, member: MemberId, *, until: dt.datetime | None = None
) -> list[tuple[Activity, list[Conflict]]]:
    """Of each activity of the member that is not over and meets something; with `until` only what is not past by then."""
    question = {"member": member, "over": _OVER, "at": ALWAYS}
    own = _read(tx, tx.rows(queries.OWN, question))
    told = [(mine, conflicts_in(tx, mine.volumes, besides=mine.id)) for mine in own]
    if until is not None:
        told = [(mine, [each for each in found if not each.is_past(until)]) for mine, found in told]
    return [(mine, found) for mine, found in told if found]


def conflicts_ahead(tx: Transaction, member: MemberId) -> list[tuple[Activity, list[Conflict]]]:
    return own_conflicts(tx, member, until=springs.now())


def conflicts_before(tx: Transaction, said: Announcement, besides: RecordId | None = None) -> list[Conflict]:
    """What it would meet, before anything is announced."""
    return conflicts_in(tx, as_planned(said), besides=besides)


def unseen_by(
    viewer: Viewer, *, details: gather.Reach, envelope: gather.Reach | None
) -> list[charter.Member]:
    """Members that would learn neither the activity nor its envelope, and so cannot keep clear of it."""
    with store.acting_as(viewer) as tx:
        seen = label_of(tx, details).members | (label_of(tx, envelope).members if envelope else frozenset())
        return [
            each
            for each in charter.members(tx)
            if each.reads and each.id not in seen and each.id != viewer.member
        ]


def is_known_place(tx: Transaction, point: Point) -> bool:
    """Whether something in the viewer's own picture happened within about 200 km."""
    near = {"lat": point.latitude, "lon": point.longitude, "degrees": 2.0}
    return bool(tx.value(queries.KNOWN_NEAR, near))


def picture_box(tx: Transaction) -> tuple[float, float, float, float] | None:
    """Where most of the viewer's own picture lies, with room around: west, south, east, north in degrees."""
    row = tx.one(queries.PICTURE_BOX)
    if row is None or row["lon"] is None or row["lon"][0] is None:
        return None
    (west, east), (south, north) = row["lon"], row["lat"]
    return west - 1, max(south - 1, -85.0), east + 1, min(north + 1, 85.0)


def label_of(tx: Transaction, reach: gather.Reach) -> Label:
    return access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)


def _read(tx: Transaction, rows: Iterable[dict[str, Any]]) -> list[Activity]:
    rows = list(rows)
    said: dict[Any, list[dict[str, Any]]] = {row["record"]: [] for row in rows}
    for volume in tx.rows(queries.VOLUMES, [list(said)]):
        said[volume["subject"]].append(volume["volume"])
    return [
        Activity(
            id=RecordId(row["activity"]),
            version=RecordId(row["record"]),
            member=MemberId(row["member"]),
            audience=row["audience"],
            said_at=row["said_at"],
            kind=ActivityKind(row["kind"]),
            name=row["name"],
            details=row["details"],
            contact=row["contact"],
            host=MemberId(row["host"]) if row["host"] else None,
            consent=Consent(row["consent"]),
            conditions=row["conditions"],
            envelope=RecordId(row["envelope"]) if row["envelope"] else None,
            state=ActivityState(row["state"]),
            state_reason=row["state_reason"],
            volumes=volumes_from_json(said[row["record"]]),
        )
        for row in rows
    ]
