"""The long-running worker: Procrastinate's loop over our jobs, with a scheduler beside it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import procrastinate
from procrastinate.jobs import Job
from procrastinate.psycopg_connector import PsycopgConnector
from psycopg.conninfo import make_conninfo

from diwan import gather, store
from diwan.entry.worker.perform import Trade, perform, wait_before
from diwan.process import jobs as unpacking
from diwan.process import retention, taken_back

log = logging.getLogger("diwan.worker")

JOBS_AT_ONCE = 2
POLLED_EVERY_SECONDS = 0.5  # asked, not notified: a NOTIFY would tell every session that somebody filed
SOURCES_EVERY_SECONDS = 3.0
HEARTBEAT_SECONDS = 5.0
RETENTION_EVERY_SECONDS = 3600.0
RELEASES_EVERY_SECONDS = 3600.0
TAKEN_BACK_EVERY_SECONDS = 5.0
DEAD_AFTER_SECONDS = 20.0  # a worker without a heartbeat; its jobs are taken over
# What runs at the stop may end; then it is dropped and run again by the next worker.
LAST_WORDS_SECONDS = 5.0


class _Backoff(procrastinate.BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> procrastinate.RetryDecision | None:
        wait = wait_before(job.attempts + 1, exception)
        if wait is None:
            return None
        return procrastinate.RetryDecision(retry_in={"seconds": int(wait.total_seconds())})


def work(trade: Trade | None = None, *, forever: bool = True) -> None:
    """Until SIGINT or SIGTERM, or until nothing is queued. The process has opened store, keys and wiring before."""
    asyncio.run(_work(_app(trade or Trade.of_all_rooms()), forever=forever))


def _app(trade: Trade) -> procrastinate.App:
    conninfo = make_conninfo(store.in_use().worker, options="-c search_path=queue,pg_catalog")
    app = procrastinate.App(
        connector=PsycopgConnector(conninfo=conninfo, min_size=1, max_size=JOBS_AT_ONCE + 3)
    )
    for name in trade.jobs:
        app.task(name=name, pass_context=True, retry=_Backoff())(_task(trade, name))
    return app


def _task(trade: Trade, name: str) -> Callable[..., None]:
    def run(context: procrastinate.JobContext, **arguments: Any) -> None:
        perform(trade, name, arguments, context.job.attempts)

    return run


async def _work(app: procrastinate.App, *, forever: bool) -> None:
    async with app.open_async():
        await _take_over(app)
        await asyncio.to_thread(unpacking.queue_waiting_items)
        beside = [
            asyncio.create_task(_again_and_again(SOURCES_EVERY_SECONDS, _look_at_sources)),
            asyncio.create_task(_again_and_again(HEARTBEAT_SECONDS, lambda: _take_over(app))),
            asyncio.create_task(_again_and_again(RETENTION_EVERY_SECONDS, _keep_retention)),
            asyncio.create_task(_again_and_again(RELEASES_EVERY_SECONDS, _keep_releases)),
            asyncio.create_task(_again_and_again(TAKEN_BACK_EVERY_SECONDS, _keep_taken_back)),
        ]
        try:
            await app.run_worker_async(
                wait=forever,
                concurrency=JOBS_AT_ONCE,
                listen_notify=False,
                fetch_job_polling_interval=POLLED_EVERY_SECONDS,
                delete_jobs="successful",
                shutdown_graceful_timeout=LAST_WORDS_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=DEAD_AFTER_SECONDS,
            )
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)


async def _again_and_again(seconds: float, act: Callable[[], Awaitable[Any]]) -> None:
    """A failure of one round is logged and the next one comes: the scheduler outlives a database restart."""
    while True:
        try:
            await act()
        except Exception:
            log.exception("A round of the scheduler failed; the next one follows.")
        await asyncio.sleep(seconds)


async def _look_at_sources() -> None:
    await asyncio.to_thread(gather.queue_due_looks)


async def _keep_retention() -> None:
    if recalled := await asyncio.to_thread(retention.apply_retention):
        log.warning("%s reports of members that left were recalled: their time was up.", recalled)


async def _keep_releases() -> None:
    await asyncio.to_thread(unpacking.queue_waiting_releases)


async def _keep_taken_back() -> None:
    await asyncio.to_thread(taken_back.keep_list_at_home)


async def _take_over(app: procrastinate.App) -> None:
    """What a killed worker left half done is queued again; every job may run twice."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS):
        await app.job_manager.retry_job(job)
