"""The originator releases a shorter version of a report (a tearline) to more readers than the report itself has.

The shorter version is a report of its own: its own label, its own bytes, nothing in it that leads to the whole one. That the
two belong together is a record of its own, `report.shortened`, which only readers of both may read; to them they are one
report, of one origin.
"""

from uuid import UUID

from diwan import access, gather, ledger, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import ItemId, MemberId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.gather import hold
from diwan.process import queries
from diwan.process.file_report import body_of
from diwan.process.unpack import unpack_guarded


class NobodyNew(BadInput):
    """All of these read the whole report already. Choose somebody who does not."""


def shorten_report(viewer: Viewer, report: UUID, arrival: gather.Arrival) -> ItemId:
    """The item of the shorter version, which leaves after a while like everything that is filed for others.

    Raises NotVisible for absent, another member's and recalled, alike; BadInput when the text cannot be read as one report,
    NobodyNew, access.NoSuchReader.
    """
    unpacked = unpack_guarded(arrival.raw)
    if len(unpacked.reports) != 1:
        raise BadInput("A shorter version is the text of one report.")
    reach = arrival.reach or gather.Reach()
    with store.acting_as(viewer, write=True) as tx:
        queries.one_change_at_a_time(tx, report)
        if tx.one(queries.OWN_REPORT, [report]) is None:
            raise NotVisible
        label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
        if label.members <= _readers(tx, report):
            raise NobodyNew
        waits = hold.waits(label, viewer.member, reach)
        first = hold.at_first(label, viewer.member) if waits else label
        item = gather.keep(tx, arrival, first)
        facts = queries.item(tx, item)
        assert facts is not None
        body = body_of(facts | {"item": item}, unpacked.reports[0], part=0)
        shorter = ledger.append(tx, "report.filed", body, label=first, refs=[RecordId(item)])
        for whole in _family(tx, report):
            _link(tx, whole, shorter.id)
        if waits:
            hold.hold(tx, viewer, item, reach, label)
        return item


def _family(tx: store.Tx, report: UUID) -> list[UUID]:
    """The report with all that it is a version of, and its other versions: to whoever reads two of them they are one."""
    rows = tx.rows(queries.FAMILY, {"report": report})
    return [report, *(row["report"] for row in rows)]


def _link(tx: store.Tx, whole: UUID, shorter: UUID) -> None:
    both = Label(_readers(tx, whole) & _readers(tx, shorter), Tlp.RED)
    ledger.append(tx, "report.shortened", {}, label=both, refs=[RecordId(whole), RecordId(shorter)])


def _readers(tx: store.Tx, report: UUID) -> frozenset[MemberId]:
    row = tx.one(queries.OWN_REPORT, [report])
    return frozenset(access.readers(tx, row["audience"])) if row else frozenset()
