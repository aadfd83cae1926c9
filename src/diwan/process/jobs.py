"""The worker's edge of this room. Every job may run twice, or stop half-way and run again."""

from uuid import UUID

from diwan import store
from diwan.core.ids import MemberId
from diwan.process import file_report, queries
from diwan.process import let_leave as leaving


def unpack_item(record: str, member: str) -> None:
    file_report.unpack_item(MemberId(member), UUID(record))


def give_up_unpacking(reason: str, *, record: str, member: str) -> None:
    file_report.give_up(MemberId(member), UUID(record), reason)


def queue_waiting_items() -> int:
    """At the start of a worker: no item waits for a job that is gone."""
    with store.as_worker() as tx:
        waiting = tx.rows(queries.WAITING_WITHOUT_A_JOB)
        for row in waiting:
            store.defer(tx, "unpack_item", {"record": str(row["item"]), "member": row["viewer"]})
    return len(waiting)


def queue_waiting_releases() -> int:
    """At the start of a worker and every hour: nothing that has its time waits for a job that is gone."""
    with store.as_worker() as tx:
        waiting = tx.rows(queries.RELEASES_WITHOUT_A_JOB)
        for row in waiting:
            store.defer(tx, "let_leave", {"record": str(row["record"]), "member": row["viewer"]})
    return len(waiting)


def let_leave(record: str, member: str) -> None:
    leaving.let_leave(MemberId(member), UUID(record))


def take_back_undone(item: str, member: str) -> None:
    leaving.take_back_undone(MemberId(member), UUID(item))


JOBS = {"unpack_item": unpack_item, "let_leave": let_leave, "take_back_undone": take_back_undone}
AFTER = {
    "item.received": ("unpack_item",),
    "item.retried": ("unpack_item",),
    "release.held": ("let_leave",),
}
# What is told when a job failed for the last time, so that nothing disappears in a queue.
GAVE_UP = {"unpack_item": give_up_unpacking}
