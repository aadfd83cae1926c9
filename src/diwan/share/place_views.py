"""What the page of the centre's own gazetteer shows."""

import datetime as dt
import uuid
from dataclasses import dataclass

from diwan import charter, store
from diwan.analyse import queries
from diwan.core.viewer import Viewer
from diwan.share.refs import Names as NamesOf
from diwan.share.views import LabelView, Names


@dataclass(frozen=True, slots=True)
class OwnPlaceView:
    """An entry of the gazetteer: by whom, for whom, and since which epoch reports are read with it."""

    id: uuid.UUID
    names: Names
    aliases: tuple[str, ...]
    kind: str
    country: str
    lat: float
    lon: float
    note: str
    label: LabelView
    added_at: dt.datetime
    epoch: int
    is_own: bool  # of the viewer's member, whose officers may withdraw it


@dataclass(frozen=True, slots=True)
class OwnPlacesView:
    rows: tuple[OwnPlaceView, ...]
    epoch: int  # of the gazetteer as the viewer reads it now
    may_add: bool
    may_release: bool


def own_places_view(viewer: Viewer) -> OwnPlacesView:
    """Entries that the viewer may read, the latest first; withdrawn ones are gone from it."""
    with store.acting_as(viewer) as tx:
        names = NamesOf(tx)
        rights = charter.my_rights(tx)
        rows = tuple(
            OwnPlaceView(
                id=row["place"],
                names={"": next(iter(row["names"].values()))} | row["names"],
                aliases=tuple(row["aliases"]),
                kind=row["kind"],
                country=row["country"],
                lat=row["lat"],
                lon=row["lon"],
                note=row["note"],
                label=names.label(row["member"], row["audience"], row["tlp"]),
                added_at=row["added_at"],
                epoch=row["epoch"],
                is_own=row["is_own"],
            )
            for row in tx.rows(queries.OWN_PLACES)
        )
        return OwnPlacesView(
            rows,
            tx.value(queries.GAZETTEER_EPOCH),
            may_add=charter.Right.FILE in rights,
            may_release=charter.Right.RELEASE in rights,
        )
