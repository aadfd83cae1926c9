"""An officer asks that a source be looked at now, whatever its schedule and its pause."""

from diwan import store
from diwan.core.errors import NotVisible
from diwan.core.ids import SourceId
from diwan.core.viewer import Viewer
from diwan.gather import queries


def look_now(viewer: Viewer, source: SourceId) -> None:
    """Queued at once. Raises NotVisible for absent and for another member's alike."""
    with store.acting_as(viewer, write=True) as tx:
        if queries.source_row(tx, source) is None:
            raise NotVisible
        store.defer(tx, "look_at_source", {"member": viewer.member, "source": str(source)})
