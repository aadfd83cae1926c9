"""What a protected source brings by itself: the whole report is the own member's, and its readers get another one beside it.

Which protection and which readers, the record of the item says: a source that is changed meanwhile changes nothing of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from diwan import access, gather, ledger, store
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.protection import Protection
from diwan.core.reading import Report
from diwan.gather import Problem
from diwan.gather.hold import is_for_others
from diwan.process.shown import as_shown, file_one, raw_of, refuse

STILL_NAMED = "process.still_named"


def shown_or_why_not(told: Mapping[str, Any], said: Report, name: str) -> Report | Problem:
    """Pure. A text that still says who it was, or exactly where, stays with the own member."""
    protection = Protection.from_json(told["protection"])
    try:
        shown = as_shown(said, protection)
        refuse(protection, said, shown, None, tuple(told["names"]))
    except BadInput as reason:
        return Problem(name, str(reason), STILL_NAMED)
    return shown


def file_shown(
    tx: store.Tx, told: Mapping[str, Any], facts: Mapping[str, Any], both: Sequence[tuple[RecordId, Report]]
) -> None:
    """In the transaction that filed the whole ones: each with what its readers get of it. Nobody, when one has gone."""
    assert tx.viewer is not None
    try:
        reach = gather.Reach.from_json(told["reach"])
        label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
    except (BadInput, access.FilesToItselfAlone):
        return
    label = replace(label, members=label.members & {tx.viewer.member, *map(MemberId, told["members"])})
    if not is_for_others(label, tx.viewer.member):
        return
    shown_as = {"source_shown": told["protection"]["identity"]}
    for whole, shown in both:
        arrival = gather.Arrival(
            raw_of(shown, None), "form", reliability=facts["reliability"], credibility=facts["credibility"]
        )
        _, shorter = file_one(tx, arrival, shown, label, shown_as)
        own = Label(frozenset({tx.viewer.member}), Tlp.RED)
        ledger.append(tx, "report.shortened", {}, label=own, refs=[whole, shorter])
