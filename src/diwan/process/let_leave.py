"""A held filing leaves: its reports get the readers that its officer chose. Or it was undone, and they go."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from diwan import access, gather, ledger, store
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import ItemId, MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.gather import hold
from diwan.gather.hold import Held, end, held_by
from diwan.process import queries
from diwan.process.ask_originator import AnsweredAlready, NothingGiven, grant
from diwan.process.recall_report import recall_report

LOOK_AGAIN = "now() + interval '2 seconds'"  # while the item is being read


def let_leave(member: MemberId, record: UUID) -> None:
    """Not before its time, not while the item is being read, and not twice."""
    viewer = store.service_viewer(member)
    with store.acting_as(viewer, write=True) as tx:
        held = held_by(tx, record)
        if held is None or held.state != "held":
            return
        if held.leaves_at > springs.now():
            _again(tx, "let_leave", record, held)
        elif not tx.value("SELECT diwan.may_still_release(%s)", [held.officer]):
            end(tx, viewer, held, "release.stopped")
        elif held.report is None and _is_being_read(tx, held.item):
            _again(tx, "let_leave", record, None)
        else:
            end(tx, viewer, held, "release.left" if _widen(tx, viewer, held) else "release.stopped")


def _widen(tx: store.Tx, viewer: Viewer, held: Held) -> bool:
    """False when nothing of it is left, or not those whom its officer chose: then nobody reads it."""
    reach = held.reach
    try:
        label = access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)
    except (
        BadInput,
        access.FilesToItselfAlone,
    ):  # a room or a member that has gone meanwhile, or is suspended
        return False
    if held.told is not None:  # who joined since was shown to nobody
        label = replace(label, members=label.members & {viewer.member, *held.told})
    # The date is part of the label that its readers get, where one was chosen.
    label = replace(label, release_at=held.release_at)
    reports = _to_leave(tx, held)
    if not reports or not hold.is_for_others(label, viewer.member):
        return False
    body = {"members": sorted(label.members), "tlp": label.tlp.value}
    ledger.append_many(
        tx, [ledger.Draft("label.widened", body, label, (RecordId(report),), None) for report in reports]
    )
    if held.request is not None:
        with suppress(NotVisible, AnsweredAlready, NothingGiven):  # the asker may have been told no meanwhile
            grant(tx, held.request, reports[0], label, held.reason)
    return True


def take_back_undone(member: MemberId, item: UUID) -> None:
    """What came out of it before the undoing and what is read out of it after."""
    viewer = store.service_viewer(member)
    with store.acting_as(viewer, write=True) as tx:
        reports = _reports(tx, item)
        if _is_being_read(tx, item):
            tx.run(
                f"SELECT diwan.defer_at('take_back_undone', jsonb_build_object('member', %s::text, 'item', %s::text), {LOOK_AGAIN})",
                [member, str(item)],
            )
    for report in reports:
        recall_report(viewer, report)


def undo_filing(viewer: Viewer, item: ItemId) -> bool:
    """Whether it had not left, or not even been read, yet. What had left is recalled. Raises NotVisible."""
    was_in_time = gather.undo(viewer, item)
    if not was_in_time:
        was_in_time = _take_back_when_read(viewer, item)
    for report in gather.own_item(viewer, item).reports:
        try:
            recall_report(viewer, report)
        except NotVisible:  # recalled before
            continue
    return was_in_time


def _take_back_when_read(viewer: Viewer, item: ItemId) -> bool:
    """Filed for the own member alone and undone before it was read: its reports go as soon as there are any."""
    with store.acting_as(viewer, write=True) as tx:
        if not _is_being_read(tx, item):
            return False
        store.defer(tx, "take_back_undone", {"member": viewer.member, "item": str(item)})
        return True


def _is_being_read(tx: store.Tx, item: UUID) -> bool:
    return bool(
        tx.value("SELECT EXISTS (SELECT FROM diwan.item_state WHERE item = %s AND state = 'waiting')", [item])
    )


def _reports(tx: store.Tx, item: UUID) -> list[UUID]:
    rows = tx.rows(
        "SELECT report FROM diwan.report WHERE item = %s AND member = diwan.my_member() AND recalled_at IS NULL"
        " ORDER BY item_part, report",
        [item],
    )
    return [row["report"] for row in rows]


def _to_leave(tx: store.Tx, held: Held) -> list[UUID]:
    if held.report is not None:
        return [held.report] if tx.one(queries.OWN_REPORT, [held.report]) else []
    rows = tx.rows(queries.WAITING_REPORTS, [held.item])
    return [row["report"] for row in rows]


def _again(tx: store.Tx, job: str, record: UUID, held: Held | None) -> None:
    tx.run(
        "SELECT diwan.defer_at(%s, jsonb_build_object('member', diwan.my_member(), 'record', %s::text),"
        f" coalesce(%s::timestamptz, {LOOK_AGAIN}))",
        [job, str(record), held.leaves_at if held else None],
    )
