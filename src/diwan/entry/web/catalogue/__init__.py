"""Words for the keys that views carry, a module for each part of the pages. A key without a word is shown as it is, marked
as data. `TABLES` has those that templates ask for by name."""

from diwan.entry.web.catalogue import (
    activities,
    advice,
    charter,
    filing,
    incidents,
    interface,
    notices,
    picture,
    reasons,
    records,
    watch,
)
from diwan.entry.web.catalogue.words import Table

_PARTS = (
    activities,
    advice,
    charter,
    filing,
    incidents,
    interface,
    notices,
    picture,
    reasons,
    records,
    watch,
)

TABLES: dict[str, Table] = {name: table for part in _PARTS for name, table in part.TABLES.items()}
