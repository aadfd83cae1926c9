"""Run what is queued in this process until nothing is left: for tests and for the founding of the sample."""

from typing import Any

from diwan import store
from diwan.core.errors import DiskFull, DiwanError
from diwan.entry.worker.perform import Trade, perform, wait_before

_IN_QUEUE = "SET LOCAL search_path = queue, pg_catalog"


class JobsFailed(DiwanError):
    """Some jobs failed for the last time."""


def run_until_idle(trade: Trade | None = None) -> int:
    """The number of tries. A failing job is tried again at once, up to the usual number of times; then
    JobsFailed names them all, when the rest is done. Jobs that are to wait for a later hour wait."""
    trade = trade or Trade.of_all_rooms()
    worker = _in_queue("SELECT worker_id FROM procrastinate_register_worker_v1()")
    tries, given_up, done = 0, list[tuple[str, Exception]](), None
    try:
        while (job := _next(worker, done)) is not None:
            tries, done = tries + 1, None
            try:
                perform(trade, job["task_name"], job["args"], job["attempts"])
            except DiskFull:
                _in_queue("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job["id"]])
                raise
            except Exception as error:  # noqa: BLE001  the next job must run, whatever this one did
                if _again(job):
                    continue
                given_up.append((job["task_name"], error))
            else:
                done = job["id"]
    finally:
        _in_queue("SELECT procrastinate_unregister_worker_v1(%s)", [worker])
    if given_up:
        raise JobsFailed("; ".join(f"{name}: {error}" for name, error in given_up)) from given_up[0][1]
    return tries


def take_over() -> None:
    """What a killed process left half done is queued again. For the one process that works on this queue."""
    with store.as_worker() as tx:
        tx.run(_IN_QUEUE)
        for job in tx.rows("SELECT id FROM procrastinate_jobs WHERE status = 'doing'"):
            tx.run("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job["id"]])


def _next(worker: int, done: int | None) -> dict[str, Any] | None:
    """One transaction says what succeeded and takes what comes next: most jobs are shorter than a transaction."""
    with store.as_worker() as tx:
        tx.run(_IN_QUEUE)
        if done is not None:
            tx.run("SELECT procrastinate_finish_job_v1(%s, 'succeeded', true)", [done])
        return tx.one(
            "SELECT id, task_name, args, attempts FROM procrastinate_fetch_job_v2(NULL, %s) WHERE id IS NOT NULL",
            [worker],
        )


def _again(job: dict[str, Any]) -> bool:
    if wait_before(job["attempts"] + 1) is None:
        _in_queue("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job["id"]])
        return False
    _in_queue("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job["id"]])
    return True


def _in_queue(query: str, params: list[Any] | None = None) -> Any:
    with store.as_worker() as tx:
        tx.run(_IN_QUEUE)
        return tx.value(query, params)
