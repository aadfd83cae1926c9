"""An entry of the gazetteer came or went: one member's picture takes in every report that names it.

Runs through that member's own gate, for each member that may read the entry. A crash leaves the due marks or none;
the job may run again.
"""

from uuid import UUID

from diwan import store
from diwan.analyse import queries
from diwan.analyse.own_places import names_any
from diwan.analyse.refresh_picture import current_stages, refresh_picture
from diwan.analyse.stored_places import own_place
from diwan.core.ids import MemberId
from diwan.core.languages import Language

_AT_ONCE = 1000  # reports, a few megabytes of text


def look_for_place(member: str, place: str) -> None:
    with store.acting_as(store.service_viewer(MemberId(member)), write=True) as tx:
        row = tx.one(queries.OWN_PLACE, {"place": UUID(place)})
        if row is None:
            return
        entry = (own_place(row),)
        after = UUID(int=0)
        while texts := tx.rows(queries.TEXTS, {"stages": current_stages(), "after": after, "most": _AT_ONCE}):
            found = [t["report"] for t in texts if names_any(t["text"], Language(t["language"]), entry)]
            if found:
                tx.run(queries.MARK_OWN_DUE, {"reports": found})
            after = texts[-1]["report"]
    refresh_picture(member)
