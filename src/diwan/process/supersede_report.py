"""The originator puts a corrected report in the place of an earlier one, which stays and says so."""

from uuid import UUID

from diwan import access, gather, ledger, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import ItemId, RecordId, ReportId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.gather import hold
from diwan.process import queries
from diwan.process.change_release import hold_instead
from diwan.process.file_report import body_of
from diwan.process.unpack import unpack_guarded


def supersede_report(viewer: Viewer, report: UUID, arrival: gather.Arrival, reason: str = "") -> ReportId:
    """For whoever reads the earlier one now. Raises NotVisible for absent, another member's and recalled, alike;
    BadInput when the text cannot be read as one report."""
    unpacked = unpack_guarded(arrival.raw)
    if len(unpacked.reports) != 1:
        raise BadInput("A correction is the text of one report.")
    with store.acting_as(viewer, write=True) as tx:
        row = tx.one(queries.OWN_REPORT, [report])
        if row is None:
            raise NotVisible
        label = Label(frozenset(access.readers(tx, row["audience"])), Tlp(row["tlp"]))
        item = gather.keep(tx, arrival, label)
        facts = queries.item(tx, item)
        assert facts is not None
        body = body_of(facts | {"item": item}, unpacked.reports[0], part=0)
        body |= {"supersedes": report, "correction": reason.strip()[:1000]}
        refs = [RecordId(item), RecordId(report)]
        later = ReportId(ledger.append(tx, "report.filed", body, label=label, refs=refs).id)
        _wait_instead(tx, viewer, report, item, later)
        return later


def _wait_instead(tx: store.Tx, viewer: Viewer, report: UUID, item: ItemId, later: ReportId) -> None:
    """What waited for others is put right before they read it: they get the later one, at the same moment."""
    held = hold.waiting(tx, report)
    if held is None or (held.report is None and tx.value(queries.REPORTS_OF_ITEM, [held.item]) != 1):
        return  # one of several in a file: the rest of them waits on
    held = hold.held_by(tx, held.record)
    if held is not None and held.state == "held":
        by_itself = later if held.report else None
        hold_instead(tx, viewer, held, held.release_at, item=item, report=by_itself)
