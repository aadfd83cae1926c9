"""The originator changes who reads its report: narrower, wider, or one and then the other."""

from dataclasses import dataclass
from uuid import UUID

from diwan import access, gather, ledger, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.gather import hold
from diwan.process import ask_originator, queries


class NothingWaits(BadInput):
    """These readers have it already, so nothing waits for that moment. Choose somebody else, or leave the moment out."""


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

    With a `release_at`, whoever is left out loses it at once and whoever is added reads it from then on. Whatever waited
    for this report before waits no longer. `request`: a reader's, which is answered in the same transaction with what of
    its wish this gives, or when that has left; raises AnsweredAlready and NothingGiven then, and nothing changes.
    """
    with store.acting_as(viewer, write=True) as tx:
        queries.one_change_at_a_time(tx, report)
        before = _now(tx, report)
        _settle(tx, viewer, report)
        label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
        after = Readers(label.members, label.tlp)
        kept = before.members & after.members
        is_stricter = list(Tlp).index(after.tlp) < list(Tlp).index(before.tlp)
        if kept != before.members or is_stricter:
            # First narrower: in no moment is it read by more than before or after.
            label_ = Label(kept, after.tlp if is_stricter else before.tlp)
            ledger.append(tx, "label.narrowed", _body(label_), label=label_, refs=[RecordId(report)])
        if reach.release_at is not None:
            _refuse_idle_wait(viewer, reach, label, before)
            _hold(tx, viewer, report, reach, label, request=request, reason=reason)
            return before
        if kept != after.members or (after.tlp != before.tlp and not is_stricter):
            ledger.append(tx, "label.widened", _body(label), label=label, refs=[RecordId(report)])
        if request is not None:
            ask_originator.grant(tx, request, report, label, reason)
        return before


def _settle(tx: store.Tx, viewer: Viewer, report: UUID) -> None:
    """What waits for this report alone ends; of an item with several reports the others wait on."""
    held = hold.waiting(tx, report)
    if held is None or (held.report is None and tx.value(queries.REPORTS_OF_ITEM, [held.item]) != 1):
        return
    held = hold.held_by(tx, held.record)
    if held is not None and held.state == "held":
        hold.end(tx, viewer, held, "release.stopped")


def _refuse_idle_wait(viewer: Viewer, reach: gather.Reach, label: Label, before: Readers) -> None:
    hold.waits(label, viewer.member, reach)
    if label.members <= before.members and list(Tlp).index(label.tlp) <= list(Tlp).index(before.tlp):
        raise NothingWaits


def _hold(
    tx: store.Tx, viewer: Viewer, report: UUID, reach: gather.Reach, label: Label,
    *, request: UUID | None, reason: str
) -> None:  # fmt: skip
    if request is not None:
        ask_originator.refuse_empty_grant(tx, request, report, label)
    row = tx.one(queries.OWN_REPORT, [report])
    assert row is not None
    hold.hold(tx, viewer, row["item"], reach, label, report=report, request=request, reason=reason)


def _now(tx: store.Tx, report: UUID) -> Readers:
    row = tx.one(queries.OWN_REPORT, [report])
    if row is None:
        raise NotVisible
    return Readers(frozenset(access.readers(tx, row["audience"])), Tlp(row["tlp"]))


def _body(label: Label) -> dict[str, object]:
    return {"members": sorted(label.members), "tlp": label.tlp.value}
