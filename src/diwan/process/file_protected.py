"""An officer files for others what they may read, and keeps for the own member who said it and exactly where.

Two reports, as with any shorter version: the whole one, with its bytes, for the own member alone; and one that others get,
in which the source is described and the point is coarse, with bytes of its own that hold nothing else. What is withheld
stands in no record that anybody else can fetch, not even under a seal.
"""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from diwan import access, gather, ledger, store
from diwan.core.errors import BadInput
from diwan.core.ids import ItemId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.reading import Report
from diwan.core.viewer import Viewer
from diwan.gather import hold
from diwan.process import queries
from diwan.process.file_report import body_of
from diwan.process.protection import (
    LONGEST_DESCRIPTION,
    Identity,
    Point,
    Protection,
    coarsened,
    refuse_what_still_says,
)
from diwan.process.unpack import unpack_guarded


def file_protected(
    viewer: Viewer, arrival: gather.Arrival, protection: Protection, point: Point | None = None
) -> ItemId:
    """The item that leaves, or the own member's when it is for nobody else; of what was taken under this key of its source
    before, that one. Raises BadInput, StillNamed, NotVisible for another member's source."""
    unpacked = unpack_guarded(arrival.raw)
    if len(unpacked.reports) != 1:
        raise BadInput("A source is protected in the text of one report.")
    said = unpacked.reports[0]
    with store.acting_as(viewer, write=True) as tx:
        arrival, known = gather.of_its_source(tx, arrival)
        if known is not None:
            return ItemId(tx.value(queries.ITEM_THAT_LEFT, [known]) or known)
        reach = arrival.reach or gather.Reach()
        label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
        own, waits = hold.at_first(label, viewer.member), hold.waits(label, viewer.member, reach)
        if not hold.is_for_others(label, viewer.member):
            return _file(tx, arrival, said, own, _marks(point))[0]
        if not protection.withholds:
            item, _ = _file(tx, arrival, said, own if waits else label, _marks(point))
            if waits:
                hold.hold(tx, viewer, item, reach, label)
            return item
        shown = _as_shown(said, protection)
        _refuse(protection, said, shown, point)
        coarse = coarsened(point, protection.exactness) if point else None
        _, whole = _file(tx, arrival, said, own, _marks(point))
        item, shorter = _file(
            tx,
            replace(arrival, raw=_raw(shown, coarse), source=None, key=""),
            shown,
            own if waits else label,
            _marks(coarse) | {"source_shown": protection.identity.value},
        )
        both = Label(frozenset({viewer.member}), Tlp.RED)
        ledger.append(tx, "report.shortened", {}, label=both, refs=[whole, shorter])
        if waits:
            hold.hold(tx, viewer, item, reach, label)
        return item


def _file(
    tx: store.Tx, arrival: gather.Arrival, said: Report, label: Label, marks: dict[str, Any]
) -> tuple[ItemId, RecordId]:
    item = gather.keep(tx, arrival, label)
    facts = queries.item(tx, item)
    assert facts is not None
    body = body_of(facts | {"item": item}, said, part=0) | marks
    return item, ledger.append(tx, "report.filed", body, label=label, refs=[RecordId(item)]).id


def _as_shown(said: Report, protection: Protection) -> Report:
    if protection.identity is Identity.FULL:
        return said
    described = protection.described_as.replace("\0", "").strip()
    if protection.identity is Identity.DESCRIBED and not 0 < len(described) <= LONGEST_DESCRIPTION:
        raise BadInput(
            f"Describe the source in 1 to {LONGEST_DESCRIPTION} characters: “an official in the port”."
        )
    outlet = described if protection.identity is Identity.DESCRIBED else ""
    return replace(said, outlet=outlet, outlet_country="", url="", source_credit="")


def _refuse(protection: Protection, said: Report, shown: Report, point: Point | None) -> None:
    host = urlsplit(said.url).hostname or ""
    names = (said.outlet, said.source_credit, said.url, host.removeprefix("www."))
    words = f"{shown.title}\n{shown.text}\n{shown.outlet}"
    refuse_what_still_says(protection, words, names=names, point=point)


def _marks(point: Point | None) -> dict[str, Any]:
    if point is None:
        return {}
    return {"point": {"lat": point.lat, "lon": point.lon, "within_km": point.within_km}}


def _raw(shown: Report, point: Point | None) -> gather.Raw:
    """Bytes of its own: what the readers' report says, and nothing else."""
    told: dict[str, Any] = {
        "title": shown.title,
        "text": shown.text,
        "outlet": shown.outlet,
        "url": shown.url,
    }
    if shown.published:
        told["published"] = shown.published.isoformat()
    if point:
        told |= _marks(point)
    line = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False) + "\n"
    return gather.Raw(
        name="report.jsonl",
        data=line.encode("utf-8", "surrogatepass"),
        media_type="application/x-ndjson",
        url=shown.url,
        outlet=shown.outlet,
        published=shown.published,
    )
