"""The originator takes a report back: its words and bytes go, a tombstone stays with those who could read it."""

from uuid import UUID

from diwan import access, ledger, store
from diwan.core.errors import NotVisible
from diwan.core.ids import RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.process import queries


def recall_report(viewer: Viewer, report: UUID) -> None:
    """Raises NotVisible for absent, for another member's, and for one recalled before, alike."""
    with store.acting_as(viewer, write=True) as tx:
        row = tx.one(queries.OWN_REPORT, [report])
        if row is None:
            raise NotVisible
        label = Label(frozenset(access.readers(tx, row["audience"])), Tlp(row["tlp"]))
        body = {"item": row["item"], "part": row["item_part"], "filed_at": row["filed_at"]}
        ledger.append(tx, "report.recalled", body, label=label, refs=[RecordId(report)])
