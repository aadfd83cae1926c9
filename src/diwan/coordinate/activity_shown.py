"""What the pages of activities show to one viewer, through its gate."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from diwan import charter, ledger, store
from diwan.coordinate import queries
from diwan.coordinate.activities import activities, activity, conflicts_of, history
from diwan.coordinate.activity_words import OVER, Activity, Conflict
from diwan.coordinate.space import Volume
from diwan.core.clock import springs
from diwan.core.ids import MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.share.cursors import pack, unpack_moment
from diwan.store import Transaction

Known = dict[MemberId, charter.Member]


def shown_rows(
    viewer: Viewer, *, with_past: bool, cursor: str | None, at: dt.datetime | None
) -> dict[str, Any]:
    """The latest change first; what meets something that the viewer may know of stands with it."""
    moment, version = unpack_moment(cursor) if cursor else (None, None)
    after = (moment, RecordId(version)) if moment and version else None
    now = at or springs.now()
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        page = activities(tx, with_past=with_past, after=after, at=at)
        may_make = at is None and _may_announce(tx)
        rows = [_row(each, known, conflicts_of(tx, each, at), now) for each in page.rows]
    return {
        "rows": rows,
        "meeting": _each_once(rows, viewer.member),
        "next": pack(*page.after) if page.after else None,
        "may_make": may_make,
        "with_past": with_past,
    }


def shown_page(viewer: Viewer, which: RecordId, at: dt.datetime | None) -> dict[str, Any]:
    """Raises NotVisible."""
    now = at or springs.now()
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        found = activity(tx, which, at)
        told = ledger.record(tx, found.id)
        released = ledger.record(tx, found.envelope) if found.envelope else None
        versions, steps = history(tx, which, at)
        readers = queries.audience_of(tx, found.audience)
        seen = readers | (released.label.members if released else frozenset())
        may_act = at is None and found.member == viewer.member and _may_announce(tx)
        facts = _row(found, known, conflicts_of(tx, found, at), now)
        reading = [each for each in charter.members(tx) if each.reads]
    return facts | {
        "volumes": [shown_volume(each) for each in found.volumes],
        "host": known.get(found.host) if found.host else None,
        "readers": [each for each in known.values() if each.id in readers],
        "tlp": told.label.tlp.value if told else "",
        "envelope_readers": _others(known.values(), released.label.members - readers if released else ()),
        "has_envelope": released is not None,
        "unseen": [each for each in reading if each.id not in seen and each.id != found.member],
        "history": _history(versions, steps),
        "is_over": found.state in OVER,
        "may_change": may_act and found.state not in OVER,
    }


def shown_conflict(found: Conflict, known: Known, mine: tuple[Volume, ...]) -> dict[str, Any]:
    meeting = found.meeting
    begins, ends = (dt.datetime.fromtimestamp(second, dt.UTC) for second in meeting.first)
    return {
        "it": found,
        "by": known.get(found.member),
        "where": meeting.where,
        "begins": begins,
        "ends": ends,
        "more_times": meeting.times - 1,
        "last_ends": dt.datetime.fromtimestamp(meeting.until, dt.UTC),
        "apart_m": round(meeting.apart_m),
        "overlap_m2": round(meeting.overlap_m2),
        "apart_height_m": round(meeting.apart_height_m),
        "overlap_height_m": round(-meeting.apart_height_m),
        "shifts": meeting.shifts,
        "unknown": sorted(meeting.unknown),
        "area": meeting.mine + 1 if len(mine) > 1 else None,
    }


def shown_volume(volume: Volume) -> dict[str, Any]:
    spans = volume.window.spans
    zone = ZoneInfo(volume.window.zone)
    return {
        "it": volume,
        "shape": volume.area.shape.value,
        "points": volume.area.points[:12],
        "more_points": max(len(volume.area.points) - 12, 0),
        "reach": round(volume.area.reach_m * (2 if volume.area.shape.value == "corridor" else 1)),
        "band": volume.band,
        "begins": dt.datetime.fromtimestamp(spans[0][0], zone),
        "ends": dt.datetime.fromtimestamp(spans[0][1], zone),
        "last_ends": dt.datetime.fromtimestamp(spans[-1][1], zone),
        "times": len(spans),
        "zone": volume.window.zone,
        "sure": volume.uncertainty,
        "minutes": volume.uncertainty.seconds // 60,
    }


def _row(found: Activity, known: Known, met: list[Conflict], now: dt.datetime) -> dict[str, Any]:
    spans = [span for volume in found.volumes for span in volume.window.spans]
    shown = [shown_conflict(each, known, found.volumes) for each in met]
    return {
        "it": found,
        "by": known.get(found.member),
        "begins": dt.datetime.fromtimestamp(min(start for start, _ in spans), dt.UTC),
        "ends": dt.datetime.fromtimestamp(max(end for _, end in spans), dt.UTC),
        "conflicts": shown,
        "ahead": [each for each in shown if not each["it"].is_past(now)],
    }


def _each_once(rows: list[dict[str, Any]], own: MemberId) -> list[dict[str, Any]]:
    """Of two that meet, each told by the other, one is enough: the own one."""
    told: set[frozenset[RecordId]] = set()
    found = []
    for row in sorted(rows, key=lambda row: row["it"].member != own):
        ahead = []
        for each in row["ahead"]:
            pair = frozenset((row["it"].id, each["it"].activity or row["it"].id))
            if len(pair) == 2 and pair in told:
                continue
            ahead.append(each)
            told.add(pair)
        if ahead:
            found.append(row | {"ahead": ahead})
    return found


def _history(versions: list[Activity], steps: list[Any]) -> list[dict[str, Any]]:
    """What its author said, the oldest first."""
    told: list[dict[str, Any]] = [
        {
            "at": each.said_at,
            "what": "changed" if before else "announced",
            "changed": _changed(before, each) if before else [],
        }
        for before, each in zip([None, *versions], versions, strict=False)
    ]
    told += [{"at": each.said_at, "what": each.state.value, "text": each.reason} for each in steps]
    return sorted(told, key=lambda each: each["at"])


def _changed(before: Activity, now: Activity) -> list[str]:
    found = [
        name
        for name in ("kind", "name", "details", "contact", "host", "consent", "conditions")
        if getattr(before, name) != getattr(now, name)
    ]
    for name, part in (("area", "area"), ("height", "band"), ("time", "window")):
        if [getattr(each, part) for each in before.volumes] != [getattr(each, part) for each in now.volumes]:
            found.append(name)
    return found or ["envelope"]


def _others(members: Iterable[charter.Member], chosen: Iterable[MemberId]) -> list[charter.Member]:
    wanted = frozenset(chosen)
    return [each for each in members if each.id in wanted]


def _may_announce(tx: Transaction) -> bool:
    return charter.Right.RELEASE in charter.my_rights(tx)
