"""The originator changes who reads its report: narrower, wider, or one and then the other."""

from dataclasses import dataclass
from uuid import UUID

from diwan import access, gather, ledger, store
from diwan.core.errors import NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.process import ask_originator, queries


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads it, the author among them, and how far it may be passed on."""

    members: frozenset[MemberId]
    tlp: Tlp


def readers_now(viewer: Viewer, report: UUID) -> Readers:
    """Of the viewer's own report. Raises NotVisible for absent, another member's and recalled, alike."""
    with store.acting_as(viewer) as tx:
        return _now(tx, report)


def change_readers(
    viewer: Viewer, report: UUID, reach: gather.Reach, *, request: UUID | None = None, reason: str = ""
) -> Readers:
    """What was before, so that it can be set again by a new record. Raises NotVisible, access.NoSuchReader.

    `request`: a reader's, which is answered in the same transaction with what of its wish this gives; raises
    AnsweredAlready and NothingGiven then, and nothing changes.
    """
    with store.acting_as(viewer, write=True) as tx:
        queries.one_change_at_a_time(tx, report)
        before = _now(tx, report)
        label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
        after = Readers(label.members, label.tlp)
        kept = before.members & after.members
        is_stricter = list(Tlp).index(after.tlp) < list(Tlp).index(before.tlp)
        if kept != before.members or is_stricter:
            # First narrower: in no moment is it read by more than before or after.
            label_ = Label(kept, after.tlp if is_stricter else before.tlp)
            ledger.append(tx, "label.narrowed", _body(label_), label=label_, refs=[RecordId(report)])
        if kept != after.members or (after.tlp != before.tlp and not is_stricter):
            ledger.append(tx, "label.widened", _body(label), label=label, refs=[RecordId(report)])
        if request is not None:
            ask_originator.grant(tx, request, report, label, reason)
        return before


def _now(tx: store.Tx, report: UUID) -> Readers:
    row = tx.one(queries.OWN_REPORT, [report])
    if row is None:
        raise NotVisible
    return Readers(frozenset(access.readers(tx, row["audience"])), Tlp(row["tlp"]))


def _body(label: Label) -> dict[str, object]:
    return {"members": sorted(label.members), "tlp": label.tlp.value}
