"""The centre's own gazetteer, as far as the viewer may read it."""

from typing import Any

from diwan import store
from diwan.analyse import queries
from diwan.analyse.own_places import OwnPlace


def own_places(tx: store.Tx) -> tuple[OwnPlace, ...]:
    """Those that the viewer may read and that were not withdrawn."""
    return tuple(own_place(row) for row in tx.rows(queries.OWN_PLACES))


def own_place(row: dict[str, Any]) -> OwnPlace:
    order = ("en", "ar", "fa", "ru")  # which stands for it where a language has none
    return OwnPlace(
        place=row["place"],
        member=row["member"],
        names=tuple((language, row["names"][language]) for language in order if language in row["names"]),
        aliases=tuple(row["aliases"]),
        kind=row["kind"],
        country=row["country"],
        lat=row["lat"],
        lon=row["lon"],
        epoch=row["epoch"],
        is_own=row["is_own"],
    )
