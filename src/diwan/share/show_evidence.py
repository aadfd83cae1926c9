"""The bytes as they came, for whoever may read the arrival."""

from uuid import UUID

from diwan import ledger, store
from diwan.core.errors import NotVisible
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer
from diwan.share import queries


def evidence(viewer: Viewer, item_id: UUID) -> tuple[bytes, str, str]:
    """(bytes, media type, name). Raises NotVisible for what is hidden, absent or gone."""
    with store.acting_as(viewer) as tx:
        row = tx.one(queries.EVIDENCE_ITEM, {"item": item_id})
        data = ledger.evidence(tx, RecordId(item_id)) if row else None
        if row is None or data is None:
            raise NotVisible
        # Of a name that holds a path the file alone: a browser saves where the officer says.
        return data, row["media_type"], row["name"].replace("\\", "/").rsplit("/", 1)[-1]
