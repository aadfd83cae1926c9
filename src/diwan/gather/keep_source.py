"""An officer adds or changes a source: name, address, grade, default label, schedule, paused or not.

For the own member alone; what was filed before keeps its label and grade.
"""

from dataclasses import replace
from typing import Any

from diwan import access, ledger, store
from diwan.core.errors import NotVisible
from diwan.core.ids import RecordId, SourceId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.gather import queries
from diwan.gather.connectors import CONNECTORS, Look
from diwan.gather.inbox import inbox_of
from diwan.gather.rules import SourceUnclear, check_source
from diwan.gather.words import NewSource


def add_source(viewer: Viewer, source: NewSource) -> SourceId:
    """Raises SourceUnclear, Refused or BadInput with the mend. What an address answers is seen at the first look."""
    check(viewer, source)
    with store.acting_as(viewer, write=True) as tx:
        resolve_reach(tx, source)
        record = ledger.append(tx, "source.added", as_body(source), label=owner_alone(viewer))
        return SourceId(record.id)


def change_source(viewer: Viewer, source: SourceId, described: NewSource) -> None:
    """What was filed before keeps its label and grade. Raises NotVisible for absent and for another's alike."""
    check(viewer, described)
    with store.acting_as(viewer, write=True) as tx:
        known = queries.source_row(tx, source)
        if known is None:
            raise NotVisible
        if known.kind != described.kind:
            raise SourceUnclear("Its kind stays as it is; add another source instead.")
        resolve_reach(tx, described)
        ledger.append(
            tx, "source.changed", as_body(described), label=owner_alone(viewer), refs=[RecordId(source)]
        )


def pause_source(viewer: Viewer, source: SourceId, *, paused: bool = True) -> None:
    with store.acting_as(viewer) as tx:
        known = queries.source_row(tx, source)
    if known is None:
        raise NotVisible
    change_source(viewer, source, replace(known.described, is_paused=paused))


def check(viewer: Viewer, source: NewSource) -> None:
    check_source(source)
    connector = CONNECTORS.get(source.kind)
    if connector is not None:
        connector.check(Look(source.address, home=inbox_of(viewer.member)))


def owner_alone(viewer: Viewer) -> Label:
    return Label(frozenset({viewer.member}), Tlp.AMBER_STRICT)


def resolve_reach(tx: store.Transaction, source: NewSource) -> None:
    """A reach that names no member or room fails now, not at night when the first item comes."""
    reach = source.reach
    access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)


def as_body(source: NewSource) -> dict[str, Any]:
    return {
        "name": source.name.strip(),
        "kind": source.kind,
        "address": source.address.strip(),
        "reliability": source.reliability,
        "reach": source.reach.as_json(),
        "every_seconds": source.every_seconds if source.kind in CONNECTORS else None,
        "is_paused": source.is_paused,
        "options": dict(source.options),
        "protection": source.protection.as_json(),
    }
