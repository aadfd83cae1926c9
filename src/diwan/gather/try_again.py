"""An officer asks for another try at an item that could not be read."""

from diwan import ledger, store
from diwan.core.errors import NotVisible
from diwan.core.ids import ItemId, RecordId
from diwan.core.viewer import Viewer
from diwan.gather import queries
from diwan.gather.keep_source import owner_alone


def retry_item(viewer: Viewer, item: ItemId) -> None:
    """Raises NotVisible for absent, for another member's, and for one not set aside at all, alike.

    A file that was too large was never kept: its source takes it again at the next look.
    """
    with store.acting_as(viewer, write=True) as tx:
        source = queries.retriable(tx, item)
        if source is None:
            raise NotVisible
        ledger.append(tx, "item.retried", {}, label=owner_alone(viewer), refs=[RecordId(item)])
        if source.id is not None:
            queries.look_soon(tx, source.id)
