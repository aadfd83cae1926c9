"""The originator puts a corrected report in the place of an earlier one, which stays and says so."""

from uuid import UUID

from diwan import access, gather, ledger, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import RecordId, ReportId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.process import queries
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
        return ReportId(ledger.append(tx, "report.filed", body, label=label, refs=refs).id)
