"""Which label to begin with: those that the own member's sources give to what they bring, most used first.

A label is suggested, never chosen: until an officer clicks, what is filed is the own member's alone.
"""

import contextlib
from dataclasses import dataclass

from diwan import access, charter, store
from diwan.core.errors import NotVisible
from diwan.core.ids import SourceId
from diwan.core.protection import Protection
from diwan.core.viewer import Viewer
from diwan.gather import queries
from diwan.gather.show import label_words
from diwan.gather.words import LabelWords, Reach

MOST = 4  # more are no choice in one click

_DEFAULTS = """
SELECT reach, protection, (array_agg(source ORDER BY name, source))[1] AS source,
    array_agg(name ORDER BY name, source) AS names
FROM diwan.source WHERE valid_to IS NULL
GROUP BY reach, protection ORDER BY count(*) DESC, min(name), min(source::text)
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`source` is one of those that give this label; `names` are theirs all."""

    source: SourceId
    names: tuple[str, ...]
    label: LabelWords
    protection: Protection


def suggestions(viewer: Viewer) -> tuple[Suggestion, ...]:
    """None that the officer may not choose, and none that names a room or a member that has gone."""
    with store.acting_as(viewer) as tx:
        may_release = charter.Right.RELEASE in charter.my_rights(tx)
        found: list[Suggestion] = []
        for row in tx.rows(_DEFAULTS):
            with contextlib.suppress(access.NoSuchReader):
                label = label_words(tx, Reach.from_json(row["reach"]))
                protection = Protection.from_json(row["protection"])
                if may_release or label.is_author_alone:
                    found.append(Suggestion(SourceId(row["source"]), tuple(row["names"]), label, protection))
        return tuple(found[:MOST])


def default_of(viewer: Viewer, source: SourceId) -> tuple[Reach, Protection]:
    """What a source of the own member gives to what it brings: who reads it, and how much of it they see. Raises NotVisible for absent and another's, alike."""
    with store.acting_as(viewer) as tx:
        row = queries.source_row(tx, source)
    if row is None:
        raise NotVisible
    return row.described.reach, row.described.protection
