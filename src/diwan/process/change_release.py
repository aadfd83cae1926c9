"""The originator moves what waits to leave to another moment, lets it leave at once, or lets it stay.

Whoever does the first two answers for it from then on: it stops if that officer may no longer release. Letting it stay takes
no right but to file, as taking back and narrowing do.
"""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from diwan import access, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import ItemId
from diwan.core.viewer import Viewer
from diwan.gather import hold
from diwan.gather.hold import Held


class WaitsNoLonger(BadInput):
    """It does not wait any more: it has left, was stopped, or waits for another moment."""


def change_date(viewer: Viewer, release: UUID, release_at: dt.datetime) -> Held:
    """What it was until now. Raises NotVisible for absent and another member's, alike; WaitsNoLonger, ReleaseDateUnclear,
    NoSuchReader, FilesToItselfAlone."""
    hold.check_release_at(release_at)
    return _hold_again(viewer, release, release_at)


def release_now(viewer: Viewer, release: UUID) -> Held:
    """After the usual while, with Undo until then. Raises the same."""
    return _hold_again(viewer, release, None)


def stop_release(viewer: Viewer, release: UUID) -> Held:
    """It stays as it is; nothing is recalled. Raises NotVisible, WaitsNoLonger."""
    with store.acting_as(viewer, write=True) as tx:
        held = _waiting(tx, release)
        hold.end(tx, viewer, held, "release.stopped")
        return held


def _hold_again(viewer: Viewer, release: UUID, release_at: dt.datetime | None) -> Held:
    with store.acting_as(viewer, write=True) as tx:
        held = _waiting(tx, release)
        hold_instead(tx, viewer, held, release_at, item=held.item, report=held.report)
        return held


def hold_instead(
    tx: store.Tx,
    viewer: Viewer,
    held: Held,
    release_at: dt.datetime | None,
    *,
    item: UUID,
    report: UUID | None,
) -> None:
    """The same readers for this item or report; what was held before waits no longer. Never more than its officer was shown."""
    reach = replace(held.reach, release_at=release_at)
    label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
    if held.told is not None:
        label = replace(label, members=label.members & {viewer.member, *held.told})
    hold.hold(
        tx, viewer, ItemId(item), reach, label,
        report=report, request=held.request, reason=held.reason, instead_of=held,
    )  # fmt: skip


def _waiting(tx: store.Tx, release: UUID) -> Held:
    held = hold.held_by(tx, release)
    if held is None:
        raise NotVisible
    if held.state != "held":
        raise WaitsNoLonger
    return held
