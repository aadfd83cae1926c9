"""Bytes arrive: kept as evidence with hash, time and way, before anybody tries to read them."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from diwan import access, ledger, store
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotVisible, TooLarge
from diwan.core.ids import ItemId, RecordId, SourceId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer
from diwan.gather import hold, queries
from diwan.gather.connectors import TooBig
from diwan.gather.keep_source import owner_alone
from diwan.gather.raw import LARGEST_RAW_BYTES, Raw, storable, too_large
from diwan.gather.rules import key_mark, source_mark
from diwan.gather.words import Arrival, Reach


def receive(viewer: Viewer, arrival: Arrival, *, held: bool = False) -> ItemId:
    """Keep one item; its reading follows as a job. Raises TooLarge by name, DiskFull when nothing was kept.

    An item whose key was taken from the same source before is not taken again: its first id is returned. `held`: what is
    for others leaves after `hold.LASTS`, or at its reach's `release_at`, and until then is the own member's.
    """
    if len(arrival.raw.data) > LARGEST_RAW_BYTES:
        raise TooLarge(f"{arrival.raw.name}: {too_large(len(arrival.raw.data))}")
    with store.acting_as(viewer, write=True) as tx:
        arrival, known = of_its_source(tx, arrival)
        if known is not None:
            return known
        label, reach = _label(tx, arrival), arrival.reach or Reach()
        if arrival.protection and arrival.protection.withholds and hold.is_for_others(label, viewer.member):
            if held:  # an officer's is filed with its readers' report at once, and undone with it
                raise BadInput("What is filed by hand for a protected source is one report at a time.")
            return keep(tx, arrival, label)
        if not (held or reach.release_at) or not hold.waits(label, viewer.member, reach):
            return keep(tx, arrival, label)
        item = keep(tx, arrival, hold.at_first(label, viewer.member))
        hold.hold(tx, viewer, item, reach, label)
        return item


def of_its_source(tx: store.Transaction, arrival: Arrival) -> tuple[Arrival, ItemId | None]:
    """With its source's reach and grade where nothing else is said, and the item that it was taken as before, if it was.
    Raises NotVisible for another member's source."""
    arrival = _with_source(tx, replace(arrival, raw=_storable(arrival.raw)))
    return arrival, _taken_before(tx, arrival)


def keep(tx: store.Transaction, arrival: Arrival, label: Label) -> ItemId:
    """Said as the viewer of `tx`, in its transaction. Of a protected source it is the own member's alone."""
    assert tx.viewer is not None
    raw = _storable(arrival.raw)
    digest = hashlib.sha256(raw.data).hexdigest()
    body, protected = _body(arrival, len(raw.data), digest, is_kept=True), _protected(tx, arrival, label)
    if protected:
        body, label = body | {"protected": protected}, hold.at_first(label, tx.viewer.member)
    record = ledger.append(
        tx,
        "item.received",
        body,
        label=label,
        evidence=ledger.Evidence(raw.data, raw.media_type or "application/octet-stream", raw.name),
    )
    return ItemId(record.id)


def receive_too_big(viewer: Viewer, source: SourceId, way: str, found: TooBig) -> ItemId:
    """What is larger than the limit stays where it lies and is shown as set aside, with its hash and the reason."""
    arrival = Arrival(Raw(storable(found.name), b""), way, Reach(), source, found.key)
    with store.acting_as(viewer, write=True) as tx:
        known = _taken_before(tx, _with_source(tx, arrival))
        if known is not None:
            return known
        record = ledger.append(
            tx,
            "item.received",
            _body(arrival, found.size_bytes, found.sha256, is_kept=False),
            label=owner_alone(viewer),
        )
        set_aside(tx, ItemId(record.id), "gather.too_large", f"{arrival.raw.name}: {found.reason}")
        return ItemId(record.id)


def set_aside(
    tx: store.Transaction,
    item: ItemId,
    reason: str,
    detail: str,
    *,
    is_whole: bool = True,
    problems: Sequence[Mapping[str, Any]] = (),
) -> None:
    """What cannot be read is kept and says why. `is_whole` False: some of it was read, `problems` names the rest."""
    assert tx.viewer is not None
    body = {"reason": reason, "detail": detail, "is_whole": is_whole, "problems": list(problems)}
    ledger.append(tx, "item.set_aside", body, label=owner_alone(tx.viewer), refs=[RecordId(item)])


def _storable(raw: Raw) -> Raw:
    return replace(
        raw,
        name=storable(raw.name),
        media_type=storable(raw.media_type),
        url=storable(raw.url),
        outlet=storable(raw.outlet),
        source_credit=storable(raw.source_credit),
    )


def _with_source(tx: store.Transaction, arrival: Arrival) -> Arrival:
    """Reach and grade that the officer left open are the source's. Another member's source is absent."""
    if arrival.source is None:
        return arrival
    row = queries.source_row(tx, arrival.source)
    if row is None:
        raise NotVisible
    return replace(
        arrival,
        reach=arrival.reach or row.described.reach,
        reliability=arrival.reliability or row.described.reliability.value,
        protection=arrival.protection or row.described.protection,
    )


def _taken_before(tx: store.Transaction, arrival: Arrival) -> ItemId | None:
    if arrival.source is None or not arrival.key:
        return None
    # Two looks at one source stand in line here, whatever made them overlap.
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 40))", [str(arrival.source)])
    return queries.item_by_key(tx, arrival.source, key_mark(arrival.source, arrival.key))


def _label(tx: store.Transaction, arrival: Arrival) -> Label:
    reach = arrival.reach or Reach()
    return access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)


def _body(arrival: Arrival, size_bytes: int, sha256: str, *, is_kept: bool) -> dict[str, Any]:
    raw = arrival.raw
    return {
        "name": raw.name,
        "media_type": raw.media_type,
        "url": raw.url,
        "outlet": raw.outlet,
        "source_credit": raw.source_credit,
        "published": raw.published,
        "way": arrival.way,
        "reliability": arrival.reliability,
        "credibility": arrival.credibility,
        "size_bytes": size_bytes,
        "sha256": sha256,
        "is_kept": is_kept,
        "arrived_at": (raw.arrived_at or springs.now()).astimezone(dt.UTC),
        "source": _marked(arrival),
    }


def _protected(tx: store.Transaction, arrival: Arrival, label: Label) -> dict[str, Any] | None:
    """What whoever reads it into reports needs: what its readers see of the source, who they are, what names it."""
    assert tx.viewer is not None
    protection = arrival.protection
    if not (protection and protection.withholds and hold.is_for_others(label, tx.viewer.member)):
        return None
    row = queries.source_row(tx, arrival.source) if arrival.source else None
    host = urlsplit(row.described.address).hostname if row and "://" in row.described.address else ""
    return {
        "protection": protection.as_json(),
        "reach": (arrival.reach or Reach()).as_json(),
        "members": sorted(label.members - {tx.viewer.member}),
        "names": [
            name for name in (row.described.name if row else "", (host or "").removeprefix("www.")) if name
        ],
    }


def _marked(arrival: Arrival) -> dict[str, str] | None:
    if arrival.source is None:
        return None
    salt = springs.token_bytes(16)
    return {
        "salt": salt.hex(),
        "mark": source_mark(salt, arrival.source),
        "key": key_mark(arrival.source, arrival.key) if arrival.key else "",
    }
