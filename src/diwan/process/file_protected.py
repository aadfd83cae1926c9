"""An officer files for others what they may read, and keeps for the own member who said it and exactly where.

Two reports, as with any shorter version: the whole one, with its bytes, for the own member alone; and one that others get,
in which the source is described and the point is coarse, with bytes of its own that hold nothing else. What is withheld
stands in no record that anybody else can fetch, not even under a seal.
"""

from dataclasses import replace

from diwan import access, gather, ledger, store
from diwan.core.errors import BadInput
from diwan.core.ids import ItemId
from diwan.core.labels import Label, Tlp
from diwan.core.protection import Protection
from diwan.core.viewer import Viewer
from diwan.gather import hold
from diwan.process import queries
from diwan.process.protection import Point, coarsened
from diwan.process.shown import as_shown, file_one, marks_of, raw_of, refuse
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
        arrival = replace(arrival, protection=None)  # what is withheld is told apart here
        if known is not None:
            return ItemId(tx.value(queries.ITEM_THAT_LEFT, [known]) or known)
        reach = arrival.reach or gather.Reach()
        label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
        own, waits = hold.at_first(label, viewer.member), hold.waits(label, viewer.member, reach)
        if not hold.is_for_others(label, viewer.member):
            return file_one(tx, arrival, said, own, marks_of(point))[0]
        if not protection.withholds:
            item, _ = file_one(tx, arrival, said, own if waits else label, marks_of(point))
            if waits:
                hold.hold(tx, viewer, item, reach, label)
            return item
        shown = as_shown(said, protection)
        refuse(protection, said, shown, point)
        coarse = coarsened(point, protection.exactness) if point else None
        _, whole = file_one(tx, arrival, said, own, marks_of(point))
        item, shorter = file_one(
            tx,
            replace(arrival, raw=raw_of(shown, coarse), source=None, key=""),
            shown,
            own if waits else label,
            marks_of(coarse) | {"source_shown": protection.identity.value},
        )
        both = Label(frozenset({viewer.member}), Tlp.RED)
        ledger.append(tx, "report.shortened", {}, label=both, refs=[whole, shorter])
        if waits:
            hold.hold(tx, viewer, item, reach, label)
        return item
